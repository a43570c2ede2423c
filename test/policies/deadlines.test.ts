import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { root } from '../emit/generated.ts'
import { installed } from '../emit/installed.ts'

// V-44: thirty days from the day on which a breach is known, in New York. The dates are counted on a calendar.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

let db: PGlite
beforeAll(async () => {
  db = await installed('kaevo')
})
beforeEach(() => db.exec('delete from security_incidents'))
afterAll(() => db.close())

const days = async () =>
  (
    await db.query<{ readonly line: string }>(
      `select format('%s: %s, until %s%s', table_name, began_on, due_on, case when overdue then ', overdue' end) as line from retention.deadlines_due order by due_on`,
    )
  ).rows.map(r => r.line)
const known = (at: string, told = 'null') =>
  db.exec(`insert into security_incidents (severity, breach_known_at, people_told_at) values ('high', ${at}, ${told})`)

const dates = [
  // A quarter past nine in the evening is the next day in London already.
  ['2025-01-30T21:15-05:00', '2025-01-30', '2025-03-01'],
  ['2025-01-31T00:00-05:00', '2025-01-31', '2025-03-02'],
  ['2024-01-30T12:00-05:00', '2024-01-30', '2024-02-29'],
  // Across both changes of the clock.
  ['2025-02-20T23:59:59.999999-05:00', '2025-02-20', '2025-03-22'],
  ['2025-10-15T23:30-04:00', '2025-10-15', '2025-11-14'],
  ['2025-12-02T08:00-05:00', '2025-12-02', '2026-01-01'],
] as const

test.each(dates)('known at %s, on the %s: until the end of the %s', async (at, began, due) => {
  await known(`'${at}'`)
  expect(await days()).toEqual([`security_incidents: ${began}, until ${due}, overdue`])
})

test('the last day counts, and no day more', async () => {
  const today = `((now() at time zone 'America/New_York')::date + time '12:00') at time zone 'America/New_York'`
  await known(`${today} - interval '30 days'`)
  expect((await days()).filter(line => line.includes('overdue'))).toEqual([])
  await known(`${today} - interval '31 days'`)
  expect((await days()).map(line => line.includes('overdue'))).toEqual([true, false])
})

test('what was told, and what is no breach, is not due', async () => {
  await known(`now() - interval '40 days'`, 'now()')
  await known('null')
  await known(`'infinity'`)
  expect(await days()).toEqual([])
})

test('the session and its time zone change nothing', async () => {
  await known(`'2025-01-30T21:15-05:00'`)
  const seen = await days()
  await db.exec(`set timezone = 'Pacific/Kiritimati'`)
  expect(await days()).toEqual(seen)
  await db.exec('reset timezone')
})

test('control: in another zone the day is another', async () => {
  const text = readFileSync(join(root, 'generated/kaevo/migrations/0802_deadlines.sql'), 'utf8')
  const view = /create view (retention\.deadlines_due as[^;]*);/.exec(text)![1]!
  await db.exec(`create or replace view ${view.replaceAll(`'America/New_York'`, `'UTC'`)}`)
  await known(`'2025-01-30T21:15-05:00'`)
  expect(await days()).toEqual(['security_incidents: 2025-01-31, until 2025-03-02, overdue'])
})
