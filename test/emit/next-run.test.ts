import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseCron } from '../../src/check/cron.ts'
import { installed } from './installed.ts'

// When the database thinks a schedule fires next, and fired last, against a walk over every minute in JavaScript.

let db: PGlite
beforeAll(async () => {
  db = await installed('kontraktr')
})
afterAll(() => db.close())

type Field = readonly number[]
interface Cron {
  readonly minutes: Field
  readonly hours: Field
  readonly daysOfMonth: Field
  readonly months: Field
  readonly daysOfWeek: Field
}

function isTurn(cron: Cron, t: number): boolean {
  const d = new Date(t)
  const last = new Date(t + 86_400_000).getUTCDate() === 1
  const day = cron.daysOfMonth.includes(d.getUTCDate()) || (last && cron.daysOfMonth.includes(-1))
  const weekday = cron.daysOfWeek.includes(d.getUTCDay())
  const either = cron.daysOfMonth.length < 31 && cron.daysOfWeek.length < 7
  const fits = (either ? day || weekday : day && weekday) && cron.months.includes(d.getUTCMonth() + 1)
  return fits && cron.hours.includes(d.getUTCHours()) && cron.minutes.includes(d.getUTCMinutes())
}
/** The first turn after an instant, or with a step back the last one before it or at it. */
function turn(cron: Cron, from: number, step: 1 | -1): number {
  let t = Math.floor(from / 60_000) * 60_000 + (step === 1 ? 60_000 : 0)
  while (!isTurn(cron, t)) t += step * 60_000
  return t
}

test.each(['7 * * * *', '41 1 * * *', '*/20 3,15 * * *', '0 5 31 * *', '0 5 $ * *', '0 0 1 1 *', '30 6 13 * 5', '0 9 * * 1-5'])(
  '%s',
  async text => {
    const cron = parseCron(text)
    if ('error' in cron) throw new Error(cron.error)
    const record = {
      cron_minutes: cron.minutes,
      cron_hours: cron.hours,
      cron_days: cron.daysOfMonth,
      cron_months: cron.months,
      cron_weekdays: cron.daysOfWeek,
    }
    const { rows } = await db.query<{ next: Date; last: Date; now: Date }>(
      `select retention._next_run(c) as next, (select max(t) from retention._turns(c, now() - interval '400 days', now()) as t) as last, now() as now
       from jsonb_populate_record(null::retention.class, $1) as c`,
      [JSON.stringify(record)],
    )
    const [{ next, last, now }] = rows as [{ next: Date; last: Date; now: Date }]
    expect(next).toEqual(new Date(turn(cron, now.getTime(), 1)))
    expect(last).toEqual(new Date(turn(cron, now.getTime(), -1)))
  },
)
