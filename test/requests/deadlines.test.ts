import type { PGlite } from '@electric-sql/pglite'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { random } from '../real/random.ts'
import { openOffice } from './office.ts'

// The last days of requests, from the law by hand, and against another calendar on random days.
// A seed repeats the random days: LAPSE_SEED=… npx vitest run test/requests/deadlines.test.ts
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })
const seed = Number(process.env.LAPSE_SEED || Date.now() % 1_000_000_007)

/** Holidays as their calendars print them: of Germany, of England and Wales, of the states of California and Florida. */
const holidays: Readonly<Record<string, string>> = {
  DE: `2024-03-29 2024-04-01 2024-05-01 2024-05-09 2024-05-20 2024-10-03 2024-12-25 2024-12-26
    2025-01-01 2025-04-18 2025-04-21 2025-05-01 2025-05-29 2025-06-09 2025-10-03 2025-12-25 2025-12-26
    2026-01-01 2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-10-03 2026-12-25 2026-12-26`,
  GB: `2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
    2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
    2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28`,
  'US-CA': `2025-01-01 2025-01-20 2025-02-17 2025-03-31 2025-05-26 2025-07-04 2025-09-01 2025-11-11 2025-11-27 2025-11-28 2025-12-25
    2026-01-01 2026-01-19 2026-02-16 2026-03-31 2026-05-25 2026-09-07 2026-11-11 2026-11-26 2026-11-27 2026-12-25`,
  'US-FL': '2026-01-01 2026-01-19 2026-05-25 2026-09-07 2026-11-11 2026-11-26 2026-11-27 2026-12-25 2027-01-01',
}

/** regime, stage, day of receipt, paused days, last day, why. */
type Line = readonly [regime: string, stage: string, received: string, paused: number, last: string, why: string]
// biome-ignore format: one deadline a line
const byHand: readonly Line[] = [
  // GDPR 12(3) with Regulation 1182/71, article 3: one month
  ['GDPR', 'respond', '2026-02-10', 0, '2026-03-10', 'the day of the same number'],
  ['GDPR', 'respond', '2026-01-15', 0, '2026-02-16', '15 February is a Sunday'],
  ['GDPR', 'respond', '2026-01-31', 0, '2026-03-02', 'no 31 February; the 28th is a Saturday'],
  ['GDPR', 'respond', '2025-01-31', 0, '2025-02-28', 'no 31 February; the 28th is a Friday'],
  ['GDPR', 'respond', '2024-01-31', 0, '2024-02-29', 'no 31 February, a leap year'],
  ['GDPR', 'respond', '2024-01-30', 0, '2024-02-29', 'no 30 February, a leap year'],
  ['GDPR', 'respond', '2025-01-29', 0, '2025-02-28', 'no 29 February'],
  ['GDPR', 'respond', '2023-01-31', 0, '2023-02-28', 'no 31 February; the 28th is a Tuesday'],
  ['GDPR', 'respond', '2024-02-29', 0, '2024-04-02', 'Good Friday, the weekend and Easter Monday'],
  ['GDPR', 'respond', '2025-03-18', 0, '2025-04-22', 'Good Friday, the weekend and Easter Monday'],
  ['GDPR', 'respond', '2026-03-03', 0, '2026-04-07', 'Good Friday, the weekend and Easter Monday'],
  ['GDPR', 'respond', '2026-04-01', 0, '2026-05-04', '1 May is a Friday and a holiday'],
  ['GDPR', 'respond', '2025-04-01', 0, '2025-05-02', '1 May is a Thursday and a holiday'],
  ['GDPR', 'respond', '2026-04-14', 0, '2026-05-15', 'Ascension Day'],
  ['GDPR', 'respond', '2026-04-25', 0, '2026-05-26', 'Whit Monday'],
  ['GDPR', 'respond', '2025-11-25', 0, '2025-12-29', 'Christmas on Thursday and Friday, then the weekend'],
  ['GDPR', 'respond', '2026-11-25', 0, '2026-12-28', 'Christmas on Friday and Saturday, then Sunday'],
  ['GDPR', 'respond', '2025-12-01', 0, '2026-01-02', 'New Year'],
  ['GDPR', 'respond', '2025-12-31', 0, '2026-02-02', '31 January is a Saturday'],
  ['GDPR', 'respond', '2026-03-31', 0, '2026-04-30', 'no 31 April'],
  ['GDPR', 'respond', '2026-05-31', 0, '2026-06-30', 'no 31 June'],
  ['GDPR', 'respond', '2026-08-31', 0, '2026-09-30', 'no 31 September'],
  ['GDPR', 'respond', '2026-09-03', 0, '2026-10-05', '3 October is a Saturday and a holiday'],
  ['GDPR', 'respond', '2025-09-03', 0, '2025-10-06', '3 October is a Friday and a holiday'],
  ['GDPR', 'respond', '2026-02-28', 0, '2026-03-30', 'the last of February is not the last of March; the 28th is a Saturday'],
  ['GDPR', 'respond', '2027-12-31', 0, '2028-01-31', 'a Monday in the next year'],
  ['GDPR', 'respond', '2028-01-31', 0, '2028-02-29', 'a leap year'],
  ['GDPR', 'respond', '2000-01-31', 0, '2000-02-29', 'a century with its leap day'],
  ['GDPR', 'respond', '2100-01-29', 0, '2100-03-01', 'a century without; 28 February is a Sunday'],
  // one month and two more are three from the request, not two from the end of the first
  ['GDPR', 'extend', '2026-01-31', 0, '2026-04-30', 'three months from the 31st, not two from 28 February'],
  ['GDPR', 'extend', '2025-11-30', 0, '2026-03-02', 'no 30 February; the 28th is a Saturday'],
  ['GDPR', 'extend', '2023-11-30', 0, '2024-02-29', 'no 30 February, a leap year'],
  ['GDPR', 'extend', '2026-01-06', 0, '2026-04-07', 'Easter Monday'],
  ['GDPR', 'extend', '2026-02-14', 0, '2026-05-15', 'Ascension Day'],
  ['GDPR', 'extend', '2025-10-01', 0, '2026-01-02', 'New Year'],
  ['GDPR', 'extend', '2026-05-15', 0, '2026-08-17', '15 August is a Saturday'],
  ['GDPR', 'extend', '2026-06-10', 0, '2026-09-10', 'a Thursday'],
  // UK GDPR: the month of the ICO, with the holidays of England and Wales
  ['UK GDPR', 'respond', '2026-03-06', 0, '2026-04-07', 'Easter Monday'],
  ['UK GDPR', 'respond', '2026-07-31', 0, '2026-09-01', 'the summer bank holiday'],
  ['UK GDPR', 'respond', '2026-11-26', 0, '2026-12-29', 'a Saturday, Sunday, and the substitute for Boxing Day'],
  ['UK GDPR', 'respond', '2026-04-01', 0, '2026-05-01', 'a Friday that is a holiday in Germany only'],
  ['UK GDPR', 'respond', '2026-04-04', 0, '2026-05-05', 'the early May bank holiday'],
  ['UK GDPR', 'respond', '2025-07-25', 0, '2025-08-26', 'the summer bank holiday'],
  ['UK GDPR', 'respond', '2025-09-03', 0, '2025-10-03', 'a Friday that is a holiday in Germany only'],
  ['UK GDPR', 'respond', '2026-03-31', 0, '2026-04-30', 'no 31 April'],
  ['UK GDPR', 'respond', '2024-02-29', 0, '2024-04-02', 'Good Friday, the weekend and Easter Monday'],
  ['UK GDPR', 'extend', '2025-12-25', 0, '2026-03-25', 'that a request comes on a holiday changes nothing'],
  // 11 CCR 7021(a): ten business days to confirm receipt
  ['CCPA', 'acknowledge', '2026-03-02', 0, '2026-03-16', 'two weeks without a holiday'],
  ['CCPA', 'acknowledge', '2026-03-20', 0, '2026-04-06', '31 March is a holiday'],
  ['CCPA', 'acknowledge', '2025-11-14', 0, '2025-12-02', 'Thanksgiving and the day after'],
  ['CCPA', 'acknowledge', '2025-12-19', 0, '2026-01-06', 'Christmas and New Year'],
  ['CCPA', 'acknowledge', '2026-01-10', 0, '2026-01-26', 'received on a Saturday; 19 January is a holiday'],
  ['CCPA', 'acknowledge', '2026-02-06', 0, '2026-02-23', '16 February is a holiday'],
  ['CCPA', 'acknowledge', '2025-06-20', 0, '2025-07-07', '4 July'],
  ['CCPA', 'acknowledge', '2026-03-02', 9, '2026-03-16', 'a pause moves no acknowledgement'],
  // 11 CCR 7021(b): 45 calendar days, and 90 in all
  ['CCPA', 'respond', '2026-01-01', 0, '2026-02-15', 'calendar days, also where the last is a Sunday'],
  ['CCPA', 'respond', '2024-01-15', 0, '2024-02-29', 'a leap year'],
  ['CCPA', 'respond', '2025-01-15', 0, '2025-03-01', 'no leap year; a Saturday'],
  ['CCPA', 'respond', '2026-11-10', 0, '2026-12-25', 'calendar days, also where the last is a holiday'],
  ['CCPA', 'respond', '2026-06-30', 0, '2026-08-14', 'through a month of 31 days'],
  ['CCPA', 'respond', '2026-06-30', 20, '2026-08-14', 'regardless of the time that verification takes'],
  ['CCPA', 'extend', '2026-01-01', 0, '2026-04-01', '90 days in all'],
  ['CCPA', 'extend', '2024-01-01', 0, '2024-03-31', '90 days in all, in a leap year'],
  ['CCPA', 'extend', '2025-12-15', 0, '2026-03-15', '90 days in all, from one year into the next'],
  // What a text promises: five business days, 30 days, 60 more
  ['own', 'acknowledge', '2026-05-21', 0, '2026-05-29', 'Memorial Day'],
  ['own', 'acknowledge', '2026-05-18', 0, '2026-05-26', 'Memorial Day'],
  ['own', 'acknowledge', '2026-11-24', 0, '2026-12-03', 'Thanksgiving and the day after'],
  ['own', 'acknowledge', '2026-08-29', 0, '2026-09-04', 'received on a Saturday'],
  ['own', 'acknowledge', '2026-09-03', 0, '2026-09-11', 'Labor Day'],
  ['own', 'respond', '2026-01-31', 0, '2026-03-02', '30 days through February'],
  ['own', 'respond', '2024-01-31', 0, '2024-03-01', '30 days through February of a leap year'],
  ['own', 'respond', '2026-05-18', 0, '2026-06-17', '30 days are not a month'],
  ['own', 'respond', '2026-12-02', 0, '2027-01-01', 'calendar days, also where the last is a holiday'],
  ['own', 'extend', '2026-05-18', 0, '2026-08-16', '90 days in all; a Sunday stays'],
  // Pauses: as many days as the clock stood still, and then the next working day
  ['GDPR', 'respond', '2026-02-10', 5, '2026-03-16', '10 March and five days are a Sunday'],
  ['UK GDPR', 'respond', '2025-09-03', 3, '2025-10-06', '3 October and three days'],
  ['GDPR', 'extend', '2026-01-31', 10, '2026-05-11', '30 April and ten days are a Sunday'],
]

let db: PGlite
beforeAll(async () => {
  db = await openOffice()
  for (const [region, days] of Object.entries(holidays))
    for (const [year, ofYear] of Map.groupBy(days.trim().split(/\s+/), day => day.slice(0, 4)))
      await db.query('select retention.set_holidays($1, $2, $3)', [region, Number(year), ofYear])
})
afterAll(() => db.close())

const inSql = `
  select l.n, to_char(retention.deadline(
    l.received, c.period, c.business_days, c.rolls, c.region, case when c.pauses and l.stage <> 'acknowledge' then l.paused else 0 end
  ), 'YYYY-MM-DD') as last
  from jsonb_to_recordset($1) as l (n integer, regime text, stage text, received date, paused integer)
  join retention.request_clock as c on c.regime = l.regime and c.stage = l.stage
    and c.right_name = case l.regime when 'UK GDPR' then 'restriction' else 'erasure' end
  order by l.n`
const lastDays = async (lines: readonly Line[]): Promise<readonly string[]> => {
  const given = lines.map(([regime, stage, received, paused], n) => ({ n, regime, stage, received, paused }))
  return (await db.query<{ last: string }>(inSql, [JSON.stringify(given)])).rows.map(r => r.last)
}
const text = ([regime, stage, received, paused, last, why]: Line, is: string): string =>
  `${regime} ${stage} ${received}${paused ? ` paused ${paused}` : ''} → ${is} (${why}${is === last ? '' : `: expected ${last}`})`

test('the dates that were worked out by hand', async () => {
  expect(byHand.length).toBeGreaterThanOrEqual(60)
  const found = await lastDays(byHand)
  expect(byHand.map((line, i) => text(line, found[i]!))).toEqual(byHand.map(line => text(line, line[4])))
})

describe('the table can fail', () => {
  const broken = async (statement: string): Promise<number> => {
    await db.exec(`begin; ${statement}`)
    const found = await lastDays(byHand)
    await db.exec('rollback')
    return byHand.filter((line, i) => line[4] !== found[i]).length
  }
  test.each([
    ['a month of 30 days', `update retention.request_clock set period = interval '30 days' where period = interval '1 month'`],
    ['the day of the event counted', "update retention.request_clock set period = period - interval '1 day'"],
    ['no roll', 'update retention.request_clock set rolls = false'],
    ['a roll where there is none', 'update retention.request_clock set rolls = true'],
    ['no holidays', 'delete from retention.holiday'],
    ['two months after the first', `update retention.request_clock set period = interval '59 days' where period = interval '3 months'`],
    ['a clock that no pause stops', 'update retention.request_clock set pauses = false'],
    ['a clock that a pause stops', 'update retention.request_clock set pauses = true'],
  ])('%s', async (_, statement) => expect(await broken(statement)).toBeGreaterThan(0))
})

test('the shortest clock holds, per stage, from the day in the zone of the policy', async () => {
  await db.exec('begin')
  const opened = async (at: string) => {
    const { rows } = await db.query<{ id: number }>(
      `select retention.open_request('public.people', '{"id": 1}', 'erasure', 'e-mail', $1) as id`,
      [at],
    )
    return (
      await db.query<Record<string, string>>(
        `select received_on::text, acknowledge_due::text, respond_due::text, extend_due::text from retention.request where request_id = $1`,
        [rows[0]!.id],
      )
    ).rows[0]
  }
  // A minute before midnight in Berlin. Acknowledge: the text's five business days; respond: 2 March by the text and by the GDPR; extend: the GDPR.
  expect(await opened('2026-01-31 22:59:00Z')).toEqual({
    received_on: '2026-01-31',
    acknowledge_due: '2026-02-06',
    respond_due: '2026-03-02',
    extend_due: '2026-04-30',
  })
  // The first minute of 10 February there. A February is shorter than 30 days; 10 May is a Sunday to the GDPR, 90 days end on the 11th.
  expect(await opened('2026-02-09 23:00:00Z')).toEqual({
    received_on: '2026-02-10',
    acknowledge_due: '2026-02-17',
    respond_due: '2026-03-10',
    extend_due: '2026-05-11',
  })
  // In summer Berlin is two hours ahead. 30 days are shorter than July and August.
  expect(await opened('2026-07-14 22:00:00Z')).toEqual({
    received_on: '2026-07-15',
    acknowledge_due: '2026-07-22',
    respond_due: '2026-08-14',
    extend_due: '2026-10-13',
  })
  await db.exec('rollback')
})

test('holidays that are set later move the last days of open requests, and are replaced a year at a time', async () => {
  await db.exec('begin')
  const one = async (sql: string) => (await db.query<{ x: string }>(sql)).rows[0]!.x
  const id = await one(`select retention.open_request('public.people', '{"id": 1}', 'access', 'e-mail', '2026-06-10 12:00Z')::text as x`)
  const due = () => one(`select respond_due::text as x from retention.request where request_id = ${id}`)
  expect(await due()).toBe('2026-07-10')
  await db.exec(`select retention.set_holidays('DE', 2026, '{2026-07-10}')`)
  expect(await due()).toBe('2026-07-13')
  await db.exec(`select retention.set_holidays('DE', 2026, '{2026-07-13}')`)
  expect(await due()).toBe('2026-07-10')
  expect(await one(`select count(*)::text as x from retention.holiday where region = 'DE' and day >= '2026-01-01'`)).toBe('1')
  await expect(db.query(`select retention.set_holidays('DE', 2026, '{2027-01-01}')`)).rejects.toMatchObject({ code: 'RH012' })
  await db.exec('rollback')
})

test('random days end as another calendar says', async () => {
  const next = random(seed)
  const upTo = (n: number): number => Math.floor(next() * (n + 1))
  const start = Temporal.PlainDate.from('2019-01-01')
  const free = new Set(Array.from({ length: 400 }, () => start.add({ days: upTo(5000) }).toString()))
  const cases = Array.from({ length: 1000 }, () => ({
    day: start.add({ days: upTo(4000) }).toString(),
    months: upTo(2) * upTo(12),
    days: upTo(1) * upTo(120),
    business: upTo(1) * upTo(30),
    paused: upTo(1) * upTo(40),
    rolls: next() < 0.5,
  }))
  const works = (day: Temporal.PlainDate): boolean => day.dayOfWeek < 6 && !free.has(day.toString())
  const nextWorking = (day: Temporal.PlainDate): Temporal.PlainDate => {
    const then = day.add({ days: 1 })
    return works(then) ? then : nextWorking(then)
  }
  const expected = cases.map(c => {
    let day = Temporal.PlainDate.from(c.day).add({ months: c.months }).add({ days: c.days })
    for (let n = 0; n < c.business; n++) day = nextWorking(day)
    day = day.add({ days: c.paused })
    return (c.rolls && !works(day) ? nextWorking(day) : day).toString()
  })
  await db.exec('begin')
  await db.query(`insert into retention.holiday (region, day) select 'random', unnest($1::date[])`, [[...free]])
  const { rows } = await db.query<{ last: string }>(
    `select retention.deadline(c.day, make_interval(months => c.months, days => c.days), c.business, c.rolls, 'random', c.paused)::text as last
     from jsonb_to_recordset($1) as c (n integer, day date, months integer, days integer, business integer, paused integer, rolls boolean)
     order by c.n`,
    [JSON.stringify(cases.map((c, n) => ({ n, ...c })))],
  )
  await db.exec('rollback')
  expect(rows.length, `seed ${seed}`).toBe(cases.length)
  expect(
    cases.flatMap((c, i) => (rows[i]!.last === expected[i] ? [] : [{ ...c, is: rows[i]!.last, expected: expected[i] }])),
    `seed ${seed}`,
  ).toEqual([])
})

test('what is no day has no last day, whatever the session', async () => {
  await db.exec(`begin; set local timezone = 'Pacific/Kiritimati'; set local datestyle = 'SQL, DMY'`)
  const found = await lastDays(byHand.slice(0, 5))
  expect(found).toEqual(byHand.slice(0, 5).map(line => line[4]))
  const { rows } = await db.query(
    `select retention.deadline('infinity', interval '1 month') as a, retention.deadline(null, interval '1 month') as b`,
  )
  expect(rows).toEqual([{ a: null, b: null }])
  await db.exec('rollback')
})
