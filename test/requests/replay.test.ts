import type { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { splitStatements } from '../../src/schema/statements.ts'
import { copiesOf } from '../copies.ts'
import { blocks } from '../docs/documents.ts'
import { openOffice } from './office.ts'
import { keyOf, openWorkshop, staff } from './workshop.ts'

// What enters the erasure ledger and leaves it, and a replay by its calls. Backups are copies made before.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

type Row = Readonly<Record<string, any>>
let copy: () => Promise<PGlite>
let db: PGlite
const rows = async (sql: string, values?: readonly unknown[], on = db): Promise<readonly Row[]> =>
  (await on.query<Row>(sql, values as unknown[] | undefined)).rows
const refusal = (sql: string): Promise<string> =>
  db.query(sql).then(
    () => 'done',
    (e: { code: string; message: string }) => `${e.code} ${e.message}`,
  )
const ledger = () => rows(`select clauses, completed_at is not null as completed, erased_everywhere_by from retention.erasure_ledger`)
const runAll = async (): Promise<void> => {
  for (const { class_name } of await rows('select class_name from retention.class order by run_order'))
    await db.query('call retention.run($1)', [class_name])
}

/** Replay the ledger of `live` in `db`. Gives the summary. */
async function replayed(live: PGlite): Promise<Row> {
  const [source] = await rows('select retention.ledger_source() as source', [], live)
  const entries = await rows('select line as entry from retention.ledger_lines() as line', [], live)
  const [opened] = await rows('select retention.open_replay($1)::int as id', [JSON.stringify(source!.source)])
  for (const { entry } of entries) await db.query('select retention.load_replay($1, $2)', [opened!.id, JSON.stringify([entry])])
  await db.query('select retention.begin_replay($1)', [opened!.id])
  return (await rows(`call retention.execute_replay(${opened!.id})`))[0]!.summary
}

const lifecycle = (open: () => Promise<PGlite>): void => {
  beforeAll(async () => {
    const base = await open()
    copy = await copiesOf(base)
    await base.close()
  })
  beforeEach(async () => {
    db = await copy()
  })
  afterEach(() => db.close())
}

describe('the office: an event with a residence of 30 days, and a deposit that a duty keeps with its person', () => {
  lifecycle(openOffice)
  const leave = `update people set delete_requested_at = now() - interval '31 days' where id = 1`
  const deposit = `insert into deposits (id, person_id, made_at) values (1, 1, now())`

  test('docs/replay.md runs as it says, by the officer', async () => {
    await db.exec('set session authorization dpo')
    const answers: (readonly Row[])[] = []
    for (const block of blocks('docs/replay.md').filter(b => b.mark === 'runs: replay'))
      for (const { sql } of await splitStatements({ path: 'document', sql: block.text })) answers.push(await rows(sql))
    expect(answers.map(a => a.length)).toEqual([1, 1, 1, 0])
    expect(answers[2]![0]!.summary).toMatchObject({ entries: 0, found: 0, left: [] })
    await db.exec('set session authorization postgres')
  })

  test('an erasure enters the ledger when the person’s own row has gone, and not before', async () => {
    await db.exec(leave)
    await db.query(`call retention.run('notes')`)
    expect(await ledger()).toEqual([])
    await runAll()
    expect(await ledger()).toEqual([{ clauses: ['R-1'], completed: true, erased_everywhere_by: null }])
    expect(await rows('select id::int from people')).toEqual([{ id: 2 }])
    const [began] = await rows(`select began_at < now() - interval '31 days' + interval '1 hour' as long_ago from retention.erasure_ledger`)
    expect(began).toEqual({ long_ago: true })
  })

  test('one that has done what it can is in the ledger too, and is replayed as far: what a duty keeps stays', async () => {
    const backup = await copy()
    for (const one of [db, backup]) await one.exec(deposit)
    await db.exec(leave)
    await runAll()
    expect(await ledger()).toEqual([{ clauses: ['R-1'], completed: false, erased_everywhere_by: null }])
    const live = db
    db = backup
    const summary = await replayed(live)
    expect(summary).toMatchObject({
      entries: 1,
      found: 1,
      rows: { 'public.notes': 2 },
      left: [{ class_name: 'people', reason: 'deferred', row_count: 1 }],
    })
    expect(await rows('select id::int from notes where person_id = 1')).toEqual([])
    expect(await rows('select person_id from bills where id = 1')).toEqual([{ person_id: null }])
    // Once the duty is over, the runs end what the replay has begun, and nothing of ours names the person any more.
    await db.exec(`update deposits set made_at = now() - interval '8 years'`)
    await runAll()
    expect(await rows('select id::int from people')).toEqual([{ id: 2 }])
    expect(await rows('select * from retention.people_asked')).toEqual([])
    expect((await ledger())[0]).toMatchObject({ completed: true })
    await live.close()
  })

  test('whom a hold keeps is not in the ledger: after a restore only the hold could save them, and it may be younger', async () => {
    await db.query(`call retention.place_hold('M', 'litigation', 'court', 'claim', on_table => 'public.people', row_key => '{"id": 1}')`)
    await db.exec(leave)
    await runAll()
    expect(await ledger()).toEqual([])
    await db.query(`select retention.release_hold(1, 'settled')`)
    await runAll()
    expect((await ledger()).map(l => l.completed)).toEqual([true])
  })

  test('one that was called off leaves the ledger', async () => {
    await db.exec(deposit)
    await db.exec(leave)
    await db.query('select retention.take_requests()')
    await runAll()
    expect((await ledger()).map(l => l.completed)).toEqual([false])
    await db.exec('update people set delete_requested_at = null')
    await db.query('select retention.take_requests()')
    expect(await ledger()).toEqual([])
  })

  test('the same key, erased again, is an entry of its own time', async () => {
    await db.exec(leave)
    await runAll()
    const [first] = await rows('select began_at from retention.erasure_ledger')
    await db.exec(`insert into people (id, name, delete_requested_at) values (1, 'Ann', now() - interval '30 days 2 hours')`)
    await runAll()
    const [second] = await rows('select began_at, count(*) over ()::int as n from retention.erasure_ledger')
    expect(second!.n).toBe(1)
    expect(second!.began_at.getTime() - first!.began_at.getTime()).toBeGreaterThan(20 * 3_600_000)
  })

  test('entries go when their period is over, with evidence; not in a database that waits, nor during a pause', async () => {
    await db.exec(leave)
    await runAll()
    const prune = () => rows('select retention.prune_ledger()::int as n')
    await db.exec(`update retention.erasure_ledger set completed_at = now() - interval '24 months' + interval '2 days'`)
    expect(await prune()).toEqual([{ n: 0 }])
    await db.exec(`update retention.erasure_ledger set completed_at = now() - interval '24 months' - interval '2 days'`)
    await db.exec('update retention.installation set database_oid = 1')
    expect(await refusal('select retention.prune_ledger()')).toMatch(/^RH018 .*restored copy/)
    await db.exec(
      `update retention.installation set database_oid = (select d.oid from pg_database as d where d.datname = current_database())`,
    )
    await db.exec(`select retention.pause('looking')`)
    expect(await refusal('select retention.prune_ledger()')).toMatch(/^RH018 .*paused: looking/)
    await db.exec('select retention.resume(1)')
    expect(await prune()).toEqual([{ n: 1 }])
    expect(await ledger()).toEqual([])
    expect(await rows(`select body -> 'entries' as n from retention.evidence where act = 'ledger pruned'`)).toEqual([{ n: 1 }])
  })

  test('what the calls refuse', async () => {
    const open = (change: string) => refusal(`select retention.open_replay(retention.ledger_source() || '${change}')`)
    expect(await open('{"kind": "evidence export"}')).toMatch(/^RH018 this is no erasure ledger/)
    expect(await open('{"policy": "Guild"}')).toMatch(/^RH018 the ledger is of the policy "Guild", and this database has "Office"/)
    expect(await open('{"fingerprint": "x"}')).toMatch(/^RH018 .*another secret/)
    expect(await open('{"entries": "many"}')).toMatch(/^RH018 .*how many/)
    expect(await refusal(`select retention.load_replay(99, '[]')`)).toMatch(/^RH018 there is no replay 99/)
    expect(await refusal('call retention.execute_replay(99)')).toMatch(/^RH018 there is no replay 99/)
    await db.exec(`select retention.open_replay(retention.ledger_source() || '{"entries": 2}')`)
    const [{ id }] = (await rows('select replay_id::int as id from retention.replay')) as [{ readonly id: number }]
    expect(await refusal(`call retention.execute_replay(${id})`)).toMatch(/^RH018 there is no replay .* that has begun/)
    expect(await refusal(`select retention.begin_replay(${id})`)).toMatch(/^RH018 the ledger has 0 entries and says that it has 2/)
    expect(await refusal(`select retention.begin_replay(${id}, 'keep')`)).toMatch(/^RH018 there_again is/)
    const entry = { subject_table: 'public.notes', subject_digest: '0'.repeat(64), clauses: [], began_at: '2026-01-01' }
    const load = (change: object) => refusal(`select retention.load_replay(${id}, '${JSON.stringify([{ ...entry, ...change }])}')`)
    expect(await load({})).toMatch(/^23514 /)
    expect(await load({ subject_table: 'public.people', subject_digest: 'x' })).toMatch(/^23514 /)
    expect(await load({ subject_table: 'public.people', began_at: null })).toMatch(/^23502 /)
    expect(await load({ subject_table: 'public.people', began_at: 'infinity' })).toMatch(/^23514 /)
    await db.exec('set session authorization eye')
    expect(await refusal('select retention.open_replay(retention.ledger_source())')).toMatch(/^42501 /)
    await db.exec('set session authorization postgres')
  })
})

describe('the workshop: an erasure that a confirmation begins, of a person with a composite key', () => {
  lifecycle(openWorkshop)

  test('is replayed from its confirmation; nobody else loses anything', async () => {
    for (const call of [
      `select retention.open_request('public.customers', '${keyOf(1)}', 'erasure', 'letter')`,
      `select retention.verify_request(1, 'basic')`,
      'select * from retention.preview_erasure(1)',
      `select retention.confirm_erasure(1, '${staff(1)}', 'DELETE ALL DATA')`,
      'call retention.execute_erasure(1)',
    ])
      await db.query(call)
    const entries = await ledger()
    expect(entries.map(l => l.completed)).toEqual([true])
    expect(entries[0]!.clauses).toContain('T-11')
    const live = db
    db = await copy()
    const summary = await replayed(live)
    // By hand, from test/requests/workshop.ts.
    expect(summary).toMatchObject({
      found: 1,
      left: [],
      rows: {
        ...{ 'public.customers': 1, 'public.jobs': 2, 'public.mockups': 3, 'public.invoices': 2 },
        ...{ 'public.invoice_line_items': 3, 'public.activity_logs': 4 },
      },
    })
    const counts = 'select (select count(*) from customers)::int as customers, (select count(*) from invoices)::int as invoices'
    expect(await rows(counts)).toEqual([{ customers: 2, invoices: 1 }])
    expect(await rows('select * from retention.customers_asked')).toEqual([])
    await live.close()
  })
})
