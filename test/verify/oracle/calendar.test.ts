import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { days, hours, iso, months, years } from '../../../src/policy/period.ts'
import { due, endOf, endOfDay } from '../../../src/verify/oracle/calendar.ts'
import { parseDay, parseInstant, printInstant, type Start } from '../../../src/verify/oracle/instant.ts'

const day = (text: string): Start => ({ kind: 'day', day: parseDay(text)! })
const at = (text: string): Start => ({ kind: 'instant', at: parseInstant(text, 'UTC')! })
const newYork = 'America/New_York'
const belgrade = 'Europe/Belgrade'

describe('a period after an instant', () => {
  test.each([
    // 12:00 EST, one year after a leap day
    ['2024-02-29 17:00:00+00', years(1), newYork, '2025-02-28T17:00:00Z'],
    ['2024-02-29 17:00:00+00', years(4), newYork, '2028-02-29T17:00:00Z'],
    ['2026-01-31 12:00:00+00', months(1), 'UTC', '2026-02-28T12:00:00Z'],
    ['2024-01-31 12:00:00+00', months(1), 'UTC', '2024-02-29T12:00:00Z'],
    // Clamp to the end of February first, and then count the days.
    ['2026-01-31 12:00:00+00', iso('P1M1D'), 'UTC', '2026-03-01T12:00:00Z'],
    // Two years of 365 days are not two years across a leap day.
    ['2023-06-01 00:00:00+00', days(730), 'UTC', '2025-05-31T00:00:00Z'],
    ['2026-05-01 00:00:00.000001+00', hours(24), 'UTC', '2026-05-02T00:00:00.000001Z'],
    // Noon to noon over the night of 8 March is 23 hours, in days as in hours of the wall clock.
    ['2026-03-07 17:00:00+00', days(1), newYork, '2026-03-08T16:00:00Z'],
    ['2026-03-07 17:00:00+00', hours(24), newYork, '2026-03-08T16:00:00Z'],
    // 02:30 does not exist that night: 03:30 summer time.
    ['2026-03-07 07:30:00+00', days(1), newYork, '2026-03-08T07:30:00Z'],
    ['2026-03-28 01:30:00+00', days(1), belgrade, '2026-03-29T01:30:00Z'],
    // 01:30 and 02:30 come twice: the second, in winter time.
    ['2026-10-31 05:30:00+00', days(1), newYork, '2026-11-01T06:30:00Z'],
    ['2026-10-24 00:30:00+00', days(1), belgrade, '2026-10-25T01:30:00Z'],
  ])('%s + %o in %s', (start, period, zone, expected) => {
    expect(due(at(start), period, zone)?.toString()).toBe(expected)
  })
})

describe('a period after a day does not count the day', () => {
  test.each([
    ['2024-02-29', years(1), newYork, '2025-03-01T05:00:00Z'],
    ['2026-01-31', months(1), newYork, '2026-03-01T05:00:00Z'],
    ['2026-05-01', days(30), 'UTC', '2026-06-01T00:00:00Z'],
    ['2026-03-06', days(1), newYork, '2026-03-08T05:00:00Z'],
    ['2026-03-07', days(1), newYork, '2026-03-09T04:00:00Z'],
    ['2026-05-01', hours(36), 'UTC', '2026-05-03T12:00:00Z'],
  ])('%s + %o in %s', (start, period, zone, expected) => {
    expect(due(day(start), period, zone)?.toString()).toBe(expected)
  })
})

test('a midnight that summer time skips is one o’clock', () => {
  expect(endOfDay(Temporal.PlainDate.from('2026-03-07'), 'America/Havana').toString()).toBe('2026-03-08T05:00:00Z')
})

describe('the midnight that ends a unit', () => {
  test.each([
    ['month', day('2026-02-10'), 'UTC', '2026-03-01T00:00:00Z'],
    ['quarter', day('2026-05-15'), belgrade, '2026-06-30T22:00:00Z'],
    ['quarter', day('2026-12-31'), belgrade, '2026-12-31T23:00:00Z'],
    ['year', day('2026-12-31'), belgrade, '2026-12-31T23:00:00Z'],
    // 23:30 UTC on New Year's Eve is the new year in Belgrade.
    ['year', at('2026-12-31 23:30:00+00'), belgrade, '2027-12-31T23:00:00Z'],
    ['year', at('2026-12-31 23:00:00+00'), belgrade, '2027-12-31T23:00:00Z'],
    ['year', at('2026-12-31 22:59:59.999999+00'), belgrade, '2026-12-31T23:00:00Z'],
    [{ fiscalYearFrom: 4 }, day('2026-03-31'), belgrade, '2026-03-31T22:00:00Z'],
    [{ fiscalYearFrom: 4 }, day('2026-04-01'), belgrade, '2027-03-31T22:00:00Z'],
    [{ fiscalYearFrom: 4 }, day('2027-01-15'), belgrade, '2027-03-31T22:00:00Z'],
    [{ fiscalYearFrom: 1 }, day('2026-06-30'), 'UTC', '2027-01-01T00:00:00Z'],
    [{ fiscalYearFrom: 12 }, day('2026-11-30'), 'UTC', '2026-12-01T00:00:00Z'],
  ] as const)('%o of %o in %s', (unit, start, zone, expected) => {
    expect(endOf(unit, start, zone)?.toString()).toBe(expected)
  })
})

test('a day beyond every calendar is never due, and ±infinity is missing', () => {
  expect(due(day('294276-12-31'), years(1), 'UTC')).toBeNull()
  expect(due(day('5874897-12-31'), days(1), 'UTC')).toBeNull()
  expect(parseDay('infinity')).toBeNull()
  expect(parseInstant('-infinity', 'UTC')).toBeNull()
})

test('texts are read as PostgreSQL prints them', () => {
  expect(parseInstant('2026-03-08 07:00:00.000001+00', 'UTC')?.epochNanoseconds).toBe(1772953200000001000n)
  expect(parseInstant('2026-03-08 12:30:00+05:30', 'UTC')?.toString()).toBe('2026-03-08T07:00:00Z')
  expect(parseInstant('2026-07-01 12:00:00', 'Europe/Belgrade')?.toString()).toBe('2026-07-01T10:00:00Z')
  // Caesar died in the year -43 of astronomers.
  expect(parseDay('0044-03-15 BC')?.toString()).toBe('-000043-03-15')
  expect(() => parseDay('15.03.2026')).toThrow('oracle-unsupported')
  expect(printInstant(Temporal.Instant.from('2026-03-08T07:00:10.5Z'))).toBe('2026-03-08 07:00:10.5+00')
  expect(printInstant(Temporal.Instant.from('2026-03-08T07:00:00Z'))).toBe('2026-03-08 07:00:00+00')
})
