/** Checks that parsed JSON has the shape it should have. Each shape gives the first thing wrong, as `key: what was expected`, or null. */
export type Shape = (value: unknown, key: string) => string | null

export const string: Shape = (value, key) => (typeof value === 'string' ? null : `${key}: expected a string`)
export const boolean: Shape = (value, key) => (typeof value === 'boolean' ? null : `${key}: expected true or false`)

export const oneOf =
  (...allowed: readonly (string | number)[]): Shape =>
  (value, key) =>
    allowed.some(a => a === value) ? null : `${key}: expected ${allowed.map(a => JSON.stringify(a)).join(' or ')}`

export const nullable =
  (shape: Shape): Shape =>
  (value, key) => {
    const wrong = value === null ? null : shape(value, key)
    return wrong?.startsWith(`${key}: `) ? `${wrong} or null` : wrong
  }

export const list =
  (shape: Shape): Shape =>
  (value, key) =>
    Array.isArray(value) ? first(value.map((item, i) => () => shape(item, `${key}[${i}]`))) : `${key}: expected a list`

/** An object with these keys and no others. */
export const record =
  (shapes: Readonly<Record<string, Shape>>): Shape =>
  (value, key) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${key || 'the file'}: expected an object`
    const inner = (name: string) => (key ? `${key}.${name}` : name)
    const unknown = Object.keys(value).find(name => !Object.hasOwn(shapes, name))
    return (
      first(
        Object.entries(shapes).map(
          ([name, shape]) =>
            () =>
              Object.hasOwn(value, name) ? shape((value as Record<string, unknown>)[name], inner(name)) : `${inner(name)}: missing`,
        ),
      ) ?? (unknown === undefined ? null : `${inner(unknown)}: not known`)
    )
  }

function first(checks: readonly (() => string | null)[]): string | null {
  for (const check of checks) {
    const wrong = check()
    if (wrong !== null) return wrong
  }
  return null
}
