import { describe, expect, test } from 'vitest'
import { canBeLonger, isLonger, type Length, longest, minus, readPeriod, shortest } from '../../src/check/length.ts'
import { lengthInWords, secondsInWords } from '../../src/check/words.ts'
import { between, days, hours, iso, months, weeks, years } from '../../src/index.ts'

const length = (period: unknown): Length => {
  const reading = readPeriod(period)
  if (reading.kind === 'fault') throw new Error(reading.fault)
  return reading.length
}

describe('periods', () => {
  test.each([
    [hours(72), { months: 0, days: 0, seconds: 259_200 }],
    [days(30), { months: 0, days: 30, seconds: 0 }],
    [weeks(2), { months: 0, days: 14, seconds: 0 }],
    [months(14), { months: 14, days: 0, seconds: 0 }],
    [years(7), { months: 84, days: 0, seconds: 0 }],
    [years(1000), { months: 12_000, days: 0, seconds: 0 }],
    [iso('P1Y2M3W4DT5H6M7S'), { months: 14, days: 25, seconds: 18_367 }],
  ])('%o is read', (period, expected) => {
    expect(readPeriod(period)).toEqual({ kind: 'length', length: expected })
  })

  test.each([
    [iso(''), 'not iso'],
    [iso('P'), 'not iso'],
    [iso('PT'), 'not iso'],
    [iso('P1YT'), 'not iso'],
    [iso('1 year'), 'not iso'],
    [iso('p30d'), 'not iso'],
    [iso('P1D2M'), 'not iso'],
    [iso('P1H'), 'not iso'],
    [iso('+P1D'), 'not iso'],
    [iso('P1e1D'), 'not iso'],
    [iso('P1D\n'), 'not iso'],
    [hours(Number.NaN), 'not iso'],
    [days(Number.POSITIVE_INFINITY), 'not iso'],
    [30, 'not iso'],
    [undefined, 'not iso'],
    [null, 'not iso'],
    [days(-30), 'negative'],
    [iso('-P1Y'), 'negative'],
    [iso('P1M-40D'), 'negative'],
    [hours(1.5), 'fractional'],
    [iso('P0,5Y'), 'fractional'],
    [days(1e-7), 'fractional'],
    [years(1001), 'too long'],
    [iso('P300000Y'), 'too long'],
    [iso('P1000YT8767H'), 'too long'],
    [days(1e21), 'too long'],
  ])('%o is at fault', (period, fault) => {
    expect(readPeriod(period)).toEqual({ kind: 'fault', fault })
  })

  test('lengths of months are those of the calendar', () => {
    // Every span of up to five years from every day of nine years, counted by Date: the day is clamped to its month as PostgreSQL does.
    const add = (from: Date, n: number): Date => {
      const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + n, 1))
      const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
      return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(from.getUTCDate(), last)))
    }
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 24, 36, 48, 60]) {
      let least = Number.POSITIVE_INFINITY
      let most = 0
      for (let at = Date.UTC(2016, 0, 1); at < Date.UTC(2025, 0, 1); at += 86_400_000) {
        const span = (add(new Date(at), n).getTime() - at) / 86_400_000
        least = Math.min(least, span)
        most = Math.max(most, span)
      }
      const span = { months: n, days: 0, seconds: 0 }
      expect([n, shortest(span) / 86_400, longest(span) / 86_400]).toEqual([n, least, most])
    }
  })

  test.each([
    [months(13), years(1), true, true],
    [years(1), months(12), false, false],
    [months(1), days(30), false, true],
    [months(1), days(27), true, true],
    [months(1), days(31), false, false],
    [days(365), years(1), false, false],
    [days(366), years(1), false, true],
    [days(367), years(1), true, true],
    [hours(72), days(3), false, false],
    [hours(73), days(3), true, true],
    [years(8), days(2922), false, false],
  ])('%o against %o', (a, b, surely, possibly) => {
    expect([isLonger(length(a), length(b)), canBeLonger(length(a), length(b))]).toEqual([surely, possibly])
  })

  test('a difference of periods keeps its units', () => {
    const { min, max } = between(hours(24), hours(72))
    expect(shortest(minus(length(max), length(min)))).toBe(48 * 3600)
  })

  test.each([
    [years(7), '7 years'],
    [months(18), '1 year 6 months'],
    [days(1), '1 day'],
    [hours(72), '72 hours'],
    [iso('PT90M'), '1 hour 30 minutes'],
    [days(0), 'no time'],
  ])('%o in words', (period, words) => {
    expect(lengthInWords(length(period))).toBe(words)
  })
  test.each([
    [3600, '1 hour'],
    [172_800, '48 hours'],
    [604_800, '7 days'],
    [90, '1 minute 30 seconds'],
  ])('%d seconds in words', (seconds, words) => {
    expect(secondsInWords(seconds)).toBe(words)
  })
})
