import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { brokenLink } from './chain.ts'
import { volumes } from './volumes.ts'
import { compiled, type Database, install, openWorld, referencePolicies, type World } from './world.ts'

// A hundred thousand rows in each database. What goes is computed from the published text in plain SQL, not from anything that was generated.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe.each(referencePolicies)('%s', name => {
  const { seed, holds, bulk, scheduled = false } = volumes[name]!
  let database: Database
  const one = async (sql: string, values?: readonly unknown[]) => (await database.ask(sql, values))[0]!

  beforeAll(async () => {
    const policy = await compiled(name)
    database = await world.database(name, policy.schemaSql)
    await install(database, policy)
    await database.ask(`${seed}; create schema before; analyze;`)
    for (const b of bulk) await database.ask(`create table before.${b.table} as select * from ${b.table}; analyze before.${b.table}`)
    // The role that is only the officer's cannot read the application's tables.
    for (const hold of holds) {
      const subselect = /row_key => (\(select.*\))$/.exec(hold)?.[1]
      const key = subselect && (await one(`select ${subselect} as key`)).key
      await database.ask(
        `call retention.place_hold('M', 'litigation', 'legal', 'claim', ${subselect ? hold.replace(subselect, `'${JSON.stringify(key)}'`) : hold})`,
        [],
        'dpo',
      )
    }
    for (const b of bulk) await database.ask('select retention.arm($1, $2)', [b.className, 'preview seen'], 'dpo')
  })

  test('there are enough rows, most of them not due, some without a clock', async () => {
    const { n } = await one(`select ${bulk.map(b => `(select count(*)::int from before.${b.table})`).join(' + ')} as n`)
    expect(n).toBeGreaterThan(100_000)
  })

  test.each(bulk)('$className: exactly what is due and not held goes', async b => {
    const keys = b.key.join(', ')
    await database.ask(`call retention.run($1, scheduled => ${scheduled})`, [b.className], 'ops')
    const run = await one('select * from retention.run_log where class_name = $1', [b.className])
    const expected = `select ${keys} from before.${b.table} as r where ${b.due} and not (${b.held})`
    const gone = `select ${keys} from before.${b.table} except select ${keys} from ${b.table}`
    const wrong = await one(
      `select (select count(*)::int from (${expected} except (${gone})) as x) as kept, (select count(*)::int from ((${gone}) except ${expected}) as x) as lost,
        (select count(*)::int from (${gone}) as x) as gone, (select count(*)::int from before.${b.table} as r where ${b.held} and ${b.due}) as held`,
      [run.as_of],
    )
    expect(wrong).toMatchObject({ kept: 0, lost: 0 })
    expect(wrong.held).toBeGreaterThan(0)
    if (b.held !== 'true') expect(wrong.gone).toBeGreaterThan(1000)
    // What stays is held, and nothing else; shops that did not opt in wait for a run by hand.
    expect(run).toMatchObject({ state: 'done', rows_disposed: String(wrong.gone), rows_blocked: '0' })
    if (!scheduled) expect(run).toMatchObject({ rows_held: String(wrong.held), rows_left: '0', stop_reason: 'done' })
    const proven = await one(
      `select coalesce(sum((body -> 'rows' ->> $2)::int), 0)::int as n from retention.evidence where act = 'disposal' and body ->> 'class' = $1`,
      [b.className, `public.${b.table}`],
    )
    expect(proven.n).toBe(wrong.gone)
  })

  test('the chain of the evidence holds', async () => {
    expect(await brokenLink(database)).toBe(null)
    await database.ask(
      `alter table retention.evidence disable trigger user; update retention.evidence set body = body || '{"rows": {}}' where evidence_id = (select max(evidence_id) / 2 from retention.evidence)`,
    )
    expect(await brokenLink(database)).toBeGreaterThan(1)
  })

  test('the status shows what is left, and why', async () => {
    for (const b of bulk) {
      const status = (await database.ask('select * from retention.status where class_name = $1', [b.className], 'ops'))[0]!
      const left = await one(
        `select count(*) filter (where ${b.held}) as held, count(*) filter (where not (${b.held})) as due, (select count(*) from ${b.table} as r where ${b.indeterminate ?? 'false'}) as unknown
         from ${b.table} as r where ${scheduled ? b.due.replace(/ and \(select purge_schedule.*/s, '') : b.due}`,
        [new Date()],
      )
      expect(status, b.className).toMatchObject({
        mode: 'armed',
        rows_due: left.due,
        rows_held: left.held,
        rows_indeterminate: left.unknown,
        last_state: 'done',
      })
    }
  })
})
