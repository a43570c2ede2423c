/** Where something stands in a file; line and column count from 1. */
export interface Position {
  readonly file: string
  readonly line: number
  readonly column: number
}

const positions = new WeakMap<object, Position>()

/** The place outside this library from which the current call came. Under type stripping lines and columns are the author's. */
export function callSite(): Position | null {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 30
  const stack = new Error().stack ?? ''
  Error.stackTraceLimit = limit
  const here = import.meta.dirname
  for (const line of stack.split('\n').slice(1)) {
    const at = /(?:\(|at )(file:\/\/[^)]+|\/[^)]+):(\d+):(\d+)\)?$/.exec(line)
    if (!at) continue
    const file = decodeURIComponent(at[1]!.replace(/^file:\/\//, '').replace(/\?.*$/, ''))
    if (file.startsWith(here)) continue
    return { file, line: Number(at[2]), column: Number(at[3]) }
  }
  return null
}

/** Remember where a value was written, beside the value: the frozen policy itself carries no positions. */
export function mark<T extends object>(value: T, position: Position | null): T {
  if (position) positions.set(value, position)
  return value
}

export const positionOf = (value: object): Position | null => positions.get(value) ?? null
