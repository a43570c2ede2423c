const isObject = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null

/** The path to the first place where two plain values differ, such as `['schedule', '3', 'keep']`; null when they are equal as JSON. */
export function firstDifference(a: unknown, b: unknown): readonly string[] | null {
  if (isObject(a) && isObject(b) && !(a instanceof Date) && !(b instanceof Date)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const inner = firstDifference(a[key], b[key])
      if (inner) return [key, ...inner]
    }
    return null
  }
  const text = (x: unknown) => (typeof x === 'bigint' ? `${x}n` : JSON.stringify(x))
  return text(a) === text(b) ? null : []
}
