import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { days, hours, iso, months, years } from '../../src/index.ts'
import type { Period } from '../../src/policy/period.ts'
import { edgesOf } from '../../src/verify/case/edge-values.ts'
import { asInstant, endOf } from '../../src/verify/oracle/calendar.ts'
import type { Start } from '../../src/verify/oracle/instant.ts'

const text = (starts: readonly Start[]): readonly string[] => starts.map(s => (s.kind === 'day' ? s.day : s.at).toString())
const edges = (kind: Start['kind'], period: Period, asOf: string, zone: string, wrap: (s: Start) => Start | null = s => s) => {
  const { at, before, after } = edgesOf(kind, wrap, period, Temporal.Instant.from(asOf), zone)
  return { at: text(at), before: text(before), after: text(after) }
}

// Worked out by hand: which values of a cutoff lie on the two sides of the end of their period.
describe('edges', () => {
  test('of an instant lie a microsecond around the moment less the period', () => {
    expect(edges('instant', months(14), '2024-03-01T00:00:00Z', 'UTC')).toEqual({
      at: ['2023-01-01T00:00:00Z'],
      before: ['2022-12-31T23:59:59.999999Z'],
      after: ['2023-01-01T00:00:00.000001Z'],
    })
  })
  test('of hours do not follow the calendar', () => {
    expect(edges('instant', hours(24), '2024-09-11T15:16:17.123456Z', 'UTC').at).toEqual(['2024-09-10T15:16:17.123456Z'])
  })
  test('of a day end with the midnight after it', () => {
    // 2023-05-31 plus 90 days is 29 August; the day of the event is not counted: over at the midnight that begins 30 August.
    expect(edges('day', days(90), '2023-08-30T04:00:00Z', 'America/New_York')).toEqual({
      at: ['2023-05-31'],
      before: ['2023-05-30'],
      after: ['2023-06-01'],
    })
  })
  test('on 29 February no day seven years before is over exactly then', () => {
    // 28 February 2017 is over at the start of 29 February 2024, 1 March 2017 at the start of 2 March.
    expect(edges('day', years(7), '2024-03-01T00:00:00Z', 'UTC')).toEqual({ at: [], before: ['2017-02-28'], after: ['2017-03-01'] })
  })
  test('at the end of a month several days end alike', () => {
    // A month after the 28th, 29th, 30th and 31st of January 2023 it is 28 February.
    expect(edges('instant', iso('P1M'), '2023-02-28T12:00:00Z', 'UTC').at).toEqual([
      '2023-01-28T12:00:00Z',
      '2023-01-29T12:00:00Z',
      '2023-01-30T12:00:00Z',
      '2023-01-31T12:00:00Z',
    ])
  })
  test('in the hour that the clock skips two values end alike', () => {
    // 02:30 does not exist on 12 March 2023 in New York, and counts as 03:30: a day after 02:30 and after 03:30 of the 11th.
    expect(edges('instant', days(1), '2023-03-12T07:30:00Z', 'America/New_York').at).toEqual([
      '2023-03-11T08:30:00Z',
      '2023-03-11T07:30:00Z',
    ])
  })
  test('at the end of a fiscal year lie at the midnight that ends it', () => {
    const wrap = (s: Start): Start => ({ kind: 'instant', at: endOf({ fiscalYearFrom: 4 }, s, 'UTC')! })
    expect(edges('day', years(7), '2024-09-11T15:16:17Z', 'UTC', wrap)).toEqual({ at: [], before: ['2017-03-31'], after: ['2017-04-01'] })
  })
  test('of a day among instants count from the midnight that ends it', () => {
    const wrap = (s: Start): Start => ({ kind: 'instant', at: asInstant(s, 'UTC') })
    expect(edges('day', days(30), '2024-01-31T00:00:00Z', 'UTC', wrap)).toEqual({
      at: ['2023-12-31'],
      before: ['2023-12-30'],
      after: ['2024-01-01'],
    })
  })
})
