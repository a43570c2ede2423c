import { Temporal } from 'temporal-polyfill'
import type { Cutoff } from '../policy/cutoff.ts'
import type { Policy } from '../policy/policy.ts'

/** A moment that rows are judged by, and what is special about it. */
export interface Moment {
  readonly name: string
  readonly asOf: Temporal.Instant
  /** Which cases are made for it besides the edges of every stage, and what is tried besides the run. */
  readonly cases: 'first' | 'edges' | 'residence' | 'all' | 'last'
}

/** The moments of a proof, in their order: ends of months, both February lengths, both changes of the clock, an ordinary day. */
export function momentsOf(policy: Policy): readonly Moment[] {
  const zone = policy.timeZone
  const local = (text: string): Temporal.Instant => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant()
  const fixed: readonly Moment[] = [
    { name: '1 March after 28 days of February', asOf: local('2023-03-01T00:00'), cases: 'first' },
    { name: 'the last day of a month of 31 days', asOf: local('2023-05-31T23:59:59.999999'), cases: 'edges' },
    { name: '1 March after 29 days of February', asOf: local('2024-03-01T00:00'), cases: 'residence' },
    { name: 'an ordinary day', asOf: local('2024-09-11T15:16:17.123456'), cases: 'all' },
    { name: 'a day later', asOf: local('2024-09-12T15:16:17.123456'), cases: 'last' },
  ]
  const own = clockChanges(zone)
  const changes =
    own.length === 0
      ? [changedElsewhere(2023)]
      : own.map(
          (at, i): Moment => ({
            name: `half an hour after the clock changed, ${i === 0 ? 'first' : 'second'} time`,
            asOf: at.add({ minutes: 30 }),
            cases: 'edges',
          }),
        )
  const years = fiscalStarts(policy).map(
    (month): Moment => ({
      name: `the midnight that ends a year, before the first day of month ${month}`,
      asOf: local(`2024-${String(month).padStart(2, '0')}-01T00:00`),
      cases: 'edges',
    }),
  )
  return Object.freeze([...fixed, ...changes, ...years].toSorted((a, b) => Temporal.Instant.compare(a.asOf, b.asOf)))
}

/**
 * An afternoon in New York on which the clock has changed in the night: where the policy's own zone never changes its clock, days of
 * another one would go unnoticed on all other days.
 */
export const changedElsewhere = (year: 2023 | 2025): Moment => ({
  name: 'the afternoon after the clock changed elsewhere',
  asOf: Temporal.Instant.from(year === 2023 ? '2023-03-12T20:00Z' : '2025-03-09T20:00Z'),
  cases: 'edges',
})

/** The two changes of the clock in 2023, as far as the zone has any. */
function clockChanges(zone: string): readonly Temporal.Instant[] {
  const found: Temporal.Instant[] = []
  let at: Temporal.ZonedDateTime | null = Temporal.ZonedDateTime.from({ year: 2023, month: 1, day: 1, timeZone: zone })
  for (let i = 0; i < 2 && at; i++) {
    at = at.getTimeZoneTransition('next')
    if (at && at.year === 2023) found.push(at.toInstant())
  }
  return found
}

/** The months in which a year begins, for cutoffs at the end of one. */
function fiscalStarts(policy: Policy): readonly number[] {
  const months = new Set<number>()
  const walk = (cutoff: Cutoff): void => {
    if (cutoff.kind === 'endOf') {
      months.add(typeof cutoff.unit === 'object' ? cutoff.unit.fiscalYearFrom : 1)
      walk(cutoff.cutoff)
    } else if (cutoff.kind === 'orElse') {
      walk(cutoff.cutoff)
      walk(cutoff.otherwise)
    } else if (cutoff.kind === 'earliestOf' || cutoff.kind === 'latestOf') cutoff.of.forEach(walk)
  }
  for (const e of policy.schedule) if (e.kind === 'class' && e.clock) walk(e.clock.cutoff)
  return [...months]
}
