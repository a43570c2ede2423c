import { describe, expect, test } from 'vitest'
import { longestGap } from '../../src/check/cadence.ts'
import { type Cron, parseCron } from '../../src/check/cron.ts'

const read = (text: string): Cron => {
  const cron = parseCron(text)
  if ('error' in cron) throw new Error(cron.error)
  return cron
}
const upTo = (low: number, high: number) => Array.from({ length: high - low + 1 }, (_, i) => low + i)
const every = {
  minutes: upTo(0, 59),
  hours: upTo(0, 23),
  daysOfMonth: upTo(1, 31),
  months: upTo(1, 12),
  daysOfWeek: [0, 1, 2, 3, 4, 5, 6],
  anyDayOfMonth: true,
  anyDayOfWeek: true,
  seconds: null,
}

describe('schedules of pg_cron', () => {
  test.each<[string, Partial<Cron>]>([
    ['* * * * *', {}],
    ['7 * * * *', { minutes: [7] }],
    ['  7\t*  * * * ', { minutes: [7] }],
    ['*/20 6-18/6 * * *', { minutes: [0, 20, 40], hours: [6, 12, 18] }],
    ['5,5,1-3 0 * * *', { minutes: [1, 2, 3, 5], hours: [0] }],
    ['0 3 1,15 * *', { minutes: [0], hours: [3], daysOfMonth: [1, 15], anyDayOfMonth: false }],
    ['0 3 */10 * *', { minutes: [0], hours: [3], daysOfMonth: [1, 11, 21, 31] }],
    ['0 3 $ * *', { minutes: [0], hours: [3], daysOfMonth: [-1], anyDayOfMonth: false }],
    ['0 3 * jan,DEC *', { minutes: [0], hours: [3], months: [1, 12] }],
    ['0 3 * * mon-FRI', { minutes: [0], hours: [3], daysOfWeek: [1, 2, 3, 4, 5], anyDayOfWeek: false }],
    ['0 3 * * 7', { minutes: [0], hours: [3], daysOfWeek: [0], anyDayOfWeek: false }],
    ['0 3 * * 5-7', { minutes: [0], hours: [3], daysOfWeek: [0, 5, 6], anyDayOfWeek: false }],
    ['0 3 29 2 *', { minutes: [0], hours: [3], daysOfMonth: [29], months: [2], anyDayOfMonth: false }],
    ['@hourly', { minutes: [0] }],
    ['@daily', { minutes: [0], hours: [0] }],
    ['@midnight', { minutes: [0], hours: [0] }],
    ['@weekly', { minutes: [0], hours: [0], daysOfWeek: [0], anyDayOfWeek: false }],
    ['@monthly', { minutes: [0], hours: [0], daysOfMonth: [1], anyDayOfMonth: false }],
    ['@yearly', { minutes: [0], hours: [0], daysOfMonth: [1], months: [1], anyDayOfMonth: false }],
    ['@annually', { minutes: [0], hours: [0], daysOfMonth: [1], months: [1], anyDayOfMonth: false }],
    ['30 seconds', { seconds: 30 }],
    ['1 second', { seconds: 1 }],
  ])('%s', (text, fields) => {
    expect(parseCron(text)).toEqual({ ...every, ...fields })
  })

  test.each([
    ['', 'it has 1 field instead of five'],
    ['* * * *', 'it has 4 fields instead of five'],
    ['0 * * * * *', 'it has 6 fields instead of five'],
    ['60 * * * *', 'minute 60 is not within 0–59'],
    ['* 24 * * *', 'hour 24 is not within 0–23'],
    ['* * 0 * *', 'day of month 0 is not within 1–31'],
    ['* * * 13 *', 'month 13 is not within 1–12'],
    ['* * * * 8', 'day of week 8 is not within 0–7'],
    ['* * * * funday', '"funday" is no day of week'],
    ['mon * * * *', '"mon" is no minute'],
    ['1.5 * * * *', '"1.5" is no minute'],
    ['-5 * * * *', '"" is no minute'],
    ['1,,2 * * * *', '"" is no minute'],
    ['*/0 * * * *', '"*/0" has no step of 1 or more'],
    ['*/x * * * *', '"*/x" has no step of 1 or more'],
    ['1-9/2/2 * * * *', '"1-9/2/2" has two steps'],
    ['5/10 * * * *', '"5/10" has a step without a range'],
    ['1-2-3 * * * *', '"1-2-3" is no range'],
    ['30-10 * * * *', 'the range "30-10" ends before it begins'],
    ['0 0 30 2 *', 'no month of "2" has a day 30, so that it would never fire'],
    ['0 0 31 4,6,9,11 *', 'no month of "4,6,9,11" has a day 31, so that it would never fire'],
    ['0 0 1,$ * *', '"$" is no day of month'],
    ['0 seconds', 'an interval has 1 to 59 seconds, not 0'],
    ['60 seconds', 'an interval has 1 to 59 seconds, not 60'],
    ['@reboot', '@reboot fires when the server starts, which is no cadence'],
    ['@often', '"@often" is none of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly'],
  ])('%s is refused', (text, error) => {
    expect(parseCron(text)).toEqual({ error })
  })

  test('a day in February that the week can supply is no mistake', () => {
    expect(parseCron('0 0 30 2 1')).not.toHaveProperty('error')
  })
})

const hour = 3600
const day = 24 * hour
describe('the longest time between two firings', () => {
  test.each([
    ['* * * * *', 60],
    ['30 seconds', 30],
    ['7 * * * *', hour],
    ['0,10 * * * *', 50 * 60],
    ['0 9-17 * * *', 16 * hour],
    ['41 1 * * *', day],
    ['0 3 * * 1', 7 * day],
    // Friday to Monday.
    ['0 3 * * 1-5', 3 * day],
    ['0 3 1 * *', 31 * day],
    // Either field restricted: the first of the month or a Monday.
    ['0 3 1 * 1', 7 * day],
    // `*/7` is Sunday and begins with a star, so that both must hold: from 1 August 2027 to 1 October 2028.
    ['0 3 1 * */7', (366 + 31 + 30) * day],
    ['0 3 $ * *', 31 * day],
    // From a leap day to the next.
    ['0 0 29 2 *', (4 * 365 + 1) * day],
    ['@yearly', 366 * day],
  ])('%s', (text, seconds) => {
    expect(longestGap(read(text))).toBe(seconds)
  })
})
