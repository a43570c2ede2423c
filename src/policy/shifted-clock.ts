/** 400 days and an hour and a bit: another year, month, weekday, hour, minute and millisecond. */
const shift = ((400 * 24 + 1) * 3600 + 61) * 1000 + 1

let last: Promise<unknown> = Promise.resolve()

/**
 * Evaluate twice, the second time with a clock that stands elsewhere, so that whatever reads it comes out differently. One after another,
 * however many ask at once: they would take each other's clock for the real one, and leave it standing.
 */
export function atTwoClocks<T>(evaluate: () => Promise<T>): Promise<readonly [T, T]> {
  const turn = last.then(async () => [await evaluate(), await withShiftedClock(evaluate)] as const)
  last = turn.catch(() => {})
  return turn
}

async function withShiftedClock<T>(evaluate: () => Promise<T>): Promise<T> {
  const Original = globalThis.Date
  const now = () => Original.now() + shift
  globalThis.Date = new Proxy(Original, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new Original(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  })
  try {
    return await evaluate()
  } finally {
    globalThis.Date = Original
  }
}
