import { Temporal } from 'temporal-polyfill'
import type { Unit } from '../../policy/cutoff.ts'
import type { Period } from '../../policy/period.ts'
import { fromLocal, type Start, toLocal } from './instant.ts'
import { remember } from './remember.ts'

/** The midnight that ends a calendar day. */
export const endOfDay = (day: Temporal.PlainDate, zone: string): Temporal.Instant => fromLocal(day.add({ days: 1 }).toPlainDateTime(), zone)

/** A start as an instant; a day counts as the midnight that ends it. */
export const asInstant = (start: Start, zone: string): Temporal.Instant => (start.kind === 'day' ? endOfDay(start.day, zone) : start.at)

/** Months first, clamped to the month's end, then days, then hours, all on the wall clock; the zone comes in last. */
export const add: (at: Temporal.Instant, period: Period, zone: string) => Temporal.Instant | null = remember(
  (at, period, zone) => `${at.epochNanoseconds} ${period.iso} ${zone}`,
  (at, period, zone) => withinRange(duration(period), d => fromLocal(addLocal(toLocal(at, zone), d), zone)),
)

/** When a period after a start is over; the day of an event that has no time of day is not counted. Null: beyond any calendar. */
export function due(start: Start, period: Period, zone: string): Temporal.Instant | null {
  if (start.kind === 'instant') return add(start.at, period, zone)
  return afterDay(start.day, period, zone)
}

const afterDay: (day: Temporal.PlainDate, period: Period, zone: string) => Temporal.Instant | null = remember(
  (day, period, zone) => `${day} ${period.iso} ${zone}`,
  (day, period, zone) => withinRange(duration(period), d => fromLocal(addLocal(day.toPlainDateTime(), d).add({ days: 1 }), zone)),
)

/** The midnight that ends the calendar or fiscal unit in which the start lies. */
export function endOf(unit: Unit, start: Start, zone: string): Temporal.Instant | null {
  const day = start.kind === 'day' ? start.day : toLocal(start.at, zone).toPlainDate()
  const length = unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12
  const first = typeof unit === 'object' ? unit.fiscalYearFrom : 1
  const monthsIn = (day.month - first + 12) % length
  return withinRange(length - monthsIn, months => fromLocal(day.with({ day: 1 }).add({ months }).toPlainDateTime(), zone))
}

export const earliest = (all: readonly Temporal.Instant[]): Temporal.Instant | null =>
  all.reduce<Temporal.Instant | null>((a, b) => (a !== null && Temporal.Instant.compare(a, b) <= 0 ? a : b), null)
export const latest = (all: readonly Temporal.Instant[]): Temporal.Instant | null =>
  all.reduce<Temporal.Instant | null>((a, b) => (a !== null && Temporal.Instant.compare(a, b) >= 0 ? a : b), null)

/** Whether the moment has come. Null never comes. */
export const reached = (at: Temporal.Instant | null, asOf: Temporal.Instant): boolean =>
  at !== null && Temporal.Instant.compare(asOf, at) >= 0

const duration = (period: Period): Temporal.Duration => Temporal.Duration.from(period.iso)

const addLocal = (local: Temporal.PlainDateTime, d: Temporal.Duration): Temporal.PlainDateTime =>
  local
    .add({ years: d.years, months: d.months })
    .add({ weeks: d.weeks, days: d.days })
    .add({ hours: d.hours, minutes: d.minutes, seconds: d.seconds, milliseconds: d.milliseconds, microseconds: d.microseconds })

function withinRange<X, Y>(by: X, compute: (by: X) => Y): Y | null {
  try {
    return compute(by)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
