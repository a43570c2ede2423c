import { fileURLToPath } from 'node:url'
import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openPglite } from '../../src/schema/pglite.ts'
import { armAll, type CompiledPolicy, compiled, install, openWorld, type Row, type World } from './world.ts'

// Each edge to the microsecond, in two zones with clock changes. The instants were worked out by hand; the reasoning stands beside them.
// New York: EST is UTC-5, EDT is UTC-4 from 2025-03-09 02:00 EST (07:00Z) to 2025-11-02 02:00 EDT (06:00Z).
// Belgrade: CET is UTC+1, CEST is UTC+2 from 2025-03-30 02:00 CET (01:00Z) to 2025-10-26 03:00 CEST (01:00Z).
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

interface Case {
  readonly what: string
  readonly table: string
  /** As the column has it: with an offset, without a zone, or a day. */
  readonly cutoff: string
  readonly due: string
}
/** 15 January + 90 days: 16 days are left in January, 28 in February, 31 in March, that is 75; 15 more make 15 April. */
const winterToSummer = '90 days across the change to summer time'
/** 20 August + 90 days: 11 + 30 + 31 = 72 at the end of October; 18 more make 18 November. */
const summerToWinter = '90 days across the change to winter time'

const newYork: readonly Case[] = [
  // 12:00 EST → 12:00 EDT, and back.
  { what: winterToSummer, table: 'in_90_days', cutoff: '2025-01-15 17:00:00+00', due: '2025-04-15 16:00:00+00' },
  { what: summerToWinter, table: 'in_90_days', cutoff: '2025-08-20 16:00:00+00', due: '2025-11-18 17:00:00+00' },
  // 31 February is 28 February; 09:00 EST both times.
  { what: 'a month from 31 January', table: 'in_a_month', cutoff: '2025-01-31 14:00:00+00', due: '2025-02-28 14:00:00+00' },
  { what: 'a year from 29 February', table: 'in_a_year', cutoff: '2024-02-29 14:00:00+00', due: '2025-02-28 14:00:00+00' },
  // Hours are counted on the wall clock like days: 12:00 EST → 12:00 EDT is 23 hours by the sun, and 25 in autumn.
  {
    what: '24 hours across the change to summer time',
    table: 'in_24_hours',
    cutoff: '2025-03-08 17:00:00+00',
    due: '2025-03-09 16:00:00+00',
  },
  {
    what: '24 hours across the change to winter time',
    table: 'in_24_hours',
    cutoff: '2025-11-01 16:00:00+00',
    due: '2025-11-02 17:00:00+00',
  },
  // 02:30 on 9 March does not exist: PostgreSQL reads it as EST, which is 03:30 EDT.
  {
    what: '24 hours into the hour that is left out',
    table: 'in_24_hours',
    cutoff: '2025-03-08 07:30:00+00',
    due: '2025-03-09 07:30:00+00',
  },
  // 01:30 on 2 November comes twice: the later one counts, 01:30 EST.
  {
    what: '24 hours into the hour that comes twice',
    table: 'in_24_hours',
    cutoff: '2025-11-01 05:30:00+00',
    due: '2025-11-02 06:30:00+00',
  },
  // Stored in UTC, so the same as the first.
  { what: '90 days from a wall clock in UTC', table: 'by_wall_clock', cutoff: '2025-01-15 17:00:00', due: '2025-04-15 16:00:00+00' },
]
const belgrade: readonly Case[] = [
  { what: winterToSummer, table: 'in_90_days', cutoff: '2025-01-15 11:00:00+00', due: '2025-04-15 10:00:00+00' },
  { what: summerToWinter, table: 'in_90_days', cutoff: '2025-08-20 10:00:00+00', due: '2025-11-18 11:00:00+00' },
  { what: 'a month from 31 January', table: 'in_a_month', cutoff: '2025-01-31 08:00:00+00', due: '2025-02-28 08:00:00+00' },
  { what: 'a year from 29 February', table: 'in_a_year', cutoff: '2024-02-29 08:00:00+00', due: '2025-02-28 08:00:00+00' },
  {
    what: '24 hours across the change to summer time',
    table: 'in_24_hours',
    cutoff: '2025-03-29 11:00:00+00',
    due: '2025-03-30 10:00:00+00',
  },
  {
    what: '24 hours across the change to winter time',
    table: 'in_24_hours',
    cutoff: '2025-10-25 10:00:00+00',
    due: '2025-10-26 11:00:00+00',
  },
  // 02:30 CET on 29 March is 01:30Z; 02:30 on 30 March read as CET is 01:30Z again, 03:30 CEST.
  {
    what: '24 hours into the hour that is left out',
    table: 'in_24_hours',
    cutoff: '2025-03-29 01:30:00+00',
    due: '2025-03-30 01:30:00+00',
  },
  // 02:30 CEST on 25 October is 00:30Z; of the two 02:30 on 26 October the later is CET, 01:30Z.
  {
    what: '24 hours into the hour that comes twice',
    table: 'in_24_hours',
    cutoff: '2025-10-25 00:30:00+00',
    due: '2025-10-26 01:30:00+00',
  },
  // Stored in Belgrade's own time: 12:00 CET → 12:00 CEST.
  { what: '90 days from a wall clock in Belgrade', table: 'by_wall_clock', cutoff: '2025-01-15 12:00:00', due: '2025-04-15 10:00:00+00' },
]
interface Midnight {
  readonly table: string
  readonly last: string
  readonly next: string
  readonly due: string
}
/** Days that all fall due with one midnight: the last that goes then, and the first that does not. */
const midnights: Readonly<Record<'new-york' | 'belgrade', readonly Midnight[]>> = {
  'new-york': [
    // The year that begins in July ends with the midnight before 1 July, 00:00 EDT; a year later the rows of it go.
    { table: 'by_fiscal_year', last: '2023-07-01 03:59:59.999999+00', next: '2023-07-01 04:00:00+00', due: '2024-07-01 04:00:00+00' },
    // The day itself is not counted: 15 April ends with 00:00 EDT on the 16th.
    { table: 'day_90', last: '2025-01-15', next: '2025-01-16', due: '2025-04-16 04:00:00+00' },
    // 28 February ends with 00:00 EST on 1 March. The 28th, 29th and 30th of January end there as well.
    { table: 'day_month', last: '2025-01-31', next: '2025-02-01', due: '2025-03-01 05:00:00+00' },
  ],
  belgrade: [
    { table: 'by_fiscal_year', last: '2023-06-30 21:59:59.999999+00', next: '2023-06-30 22:00:00+00', due: '2024-06-30 22:00:00+00' },
    { table: 'day_90', last: '2025-01-15', next: '2025-01-16', due: '2025-04-15 22:00:00+00' },
    { table: 'day_month', last: '2025-01-31', next: '2025-02-01', due: '2025-02-28 23:00:00+00' },
  ],
}

type Ask = (sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function onServer(policy: CompiledPolicy): Promise<Ask> {
  const database = await world.database(policy.name, policy.schemaSql)
  await install(database, policy)
  await armAll(database)
  const session = await database.session()
  return async (sql, values) => (await session.query(sql, values as unknown[] | undefined)).rows
}
const instances: PGlite[] = []
afterAll(() => Promise.all(instances.map(db => db.close())))
async function inPglite(policy: CompiledPolicy): Promise<Ask> {
  const db = await openPglite()
  instances.push(db)
  await db.exec(policy.schemaSql)
  for (const file of policy.files.filter(f => f.path.startsWith('migrations/'))) await db.exec(`begin; ${file.text}; commit`)
  await db.exec(`select retention.arm(class_name, 'test') from retention.class`)
  return async (sql, values) => (await db.query<Row>(sql, values ? [...values] : [])).rows
}

describe.each([
  ['new-york', newYork],
  ['belgrade', belgrade],
] as const)('%s', (zone, cases) => {
  let policy: CompiledPolicy
  beforeAll(async () => {
    policy = await compiled(`clocks-${zone}`, fileURLToPath(new URL(`fixture/clocks-${zone}`, import.meta.url)))
  })

  describe.each([
    ['PostgreSQL', onServer],
    ['PGlite', inPglite],
  ] as const)('%s', (_, open) => {
    let ask: Ask
    beforeAll(async () => {
      ask = await open(policy)
    })
    const run = (table: string, asOf: string) => ask('call retention.run($1, as_of => $2::timestamptz)', [table, asOf])
    const left = async (table: string) => (await ask(`select id from ${table} order by id`)).map(r => r.id)
    const justBefore = (due: string) =>
      ask(`select ($1::timestamptz - interval '1 microsecond')::text as t`, [due]).then(r => r[0]!.t as string)

    test.each(cases)('$what', async ({ table, cutoff, due }) => {
      await ask(`delete from ${table}`)
      const type = table === 'by_wall_clock' ? 'timestamp' : 'timestamptz'
      await ask(`insert into ${table} select i, $1::${type} + i * interval '1 microsecond' from generate_series(-1, 1) as i`, [cutoff])
      await run(table, await justBefore(due))
      expect(await left(table)).toEqual([0, 1])
      await run(table, due)
      expect(await left(table)).toEqual([1])
    })

    test.each(midnights[zone])('$table: with midnight, not a microsecond before', async ({ table, last, next, due }) => {
      await ask(`delete from ${table}`)
      await ask(`insert into ${table} values (1, $1), (2, $2)`, [last, next])
      await run(table, await justBefore(due))
      expect(await left(table)).toEqual([1, 2])
      await run(table, due)
      expect(await left(table)).toEqual([2])
    })

    test('a row without a start is never due', async () => {
      await ask('delete from in_90_days')
      await ask(`insert into in_90_days values (1, null), (2, 'infinity'), (3, '-infinity')`)
      await run('in_90_days', new Date().toISOString())
      expect(await left('in_90_days')).toEqual([1, 2, 3])
      const [status] = await ask(`select rows_indeterminate::int as n from retention.status where class_name = 'in_90_days'`)
      expect(status).toEqual({ n: 3 })
    })
  })
})
