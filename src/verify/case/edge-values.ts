import type { Temporal } from 'temporal-polyfill'
import type { Period } from '../../policy/period.ts'
import { add, due } from '../oracle/calendar.ts'
import { type Start, toLocal } from '../oracle/instant.ts'
import { fromTicks, ticks } from './point.ts'

/** Values of a cutoff on both sides of the moment at which a period that starts there is over. */
export interface Edges {
  /** Over exactly at the moment; none where no value of the type does that. */
  readonly at: readonly Start[]
  /** The latest values for which it is over before the moment. */
  readonly before: readonly Start[]
  /** The earliest for which it is not over yet. */
  readonly after: readonly Start[]
}

const hour = 3_600_000_000n
const day = 24n * hour

/**
 * The edges of a period for `asOf`. `wrap` is what the policy makes of the value (the end of its fiscal year, …).
 * The calendar is not monotone at month ends and clock changes, so the neighborhood is searched
 * day by day, and for instants an hour and half an hour around.
 */
export function edgesOf(
  kind: Start['kind'],
  wrap: (start: Start) => Start | null,
  period: Period,
  asOf: Temporal.Instant,
  zone: string,
): Edges {
  const over = (start: Start): bigint | null => {
    const wrapped = wrap(start)
    const at = wrapped && due(wrapped, period, zone)
    return at && ticks(at)
  }
  const step = kind === 'day' ? day : 1n
  const start = (n: bigint): Start =>
    kind === 'day' ? { kind, day: toLocal(fromTicks(n), 'UTC').toPlainDate() } : { kind, at: fromTicks(n) }
  const moment = ticks(asOf)
  const isOver = (n: bigint): boolean => (over(start(n)) ?? moment + 1n) <= moment

  const guess = roughly(asOf, period, zone, kind)
  const shifts = kind === 'day' ? [0n] : [0n, -hour, hour, -hour / 2n, hour / 2n]
  const near = Array.from({ length: 7 }, (_, i) => guess + BigInt(i - 3) * day).flatMap(n => shifts.map(shift => n + shift))
  const exact = near.filter(n => over(start(n)) === moment)
  const boundary = exact.length > 0 ? [] : [lastTrue(isOver, guess - 800n * day, guess + 40n * day, step)]
  const neighbors = (offset: bigint, wanted: boolean): readonly Start[] =>
    [...exact.map(n => n + offset * step), ...boundary.map(n => (wanted ? n : n + step))]
      .filter(n => isOver(n) === wanted && over(start(n)) !== moment)
      .map(start)
  return { at: exact.map(start), before: neighbors(-1n, true), after: neighbors(1n, false) }
}

/** The moment less the period; a day stands for its midnight in UTC. */
function roughly(asOf: Temporal.Instant, period: Period, zone: string, kind: Start['kind']): bigint {
  const back = add(asOf, { kind: 'period', iso: `-${period.iso}` }, zone)!
  if (kind === 'instant') return ticks(back)
  return ticks(toLocal(back, zone).toPlainDate().toZonedDateTime('UTC').toInstant())
}

function lastTrue(test: (n: bigint) => boolean, from: bigint, to: bigint, step: bigint): bigint {
  let low = 0n
  let high = (to - from) / step
  while (low < high) {
    const middle = (low + high + 1n) / 2n
    if (test(from + middle * step)) low = middle
    else high = middle - 1n
  }
  return from + low * step
}
