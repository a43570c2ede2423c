import type { PGlite } from '@electric-sql/pglite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { alterRoutine } from '../alter.ts'
import { copiesOf } from '../copies.ts'
import { customer, keyOf, openWorkshop, shop, staff, workshopFiles } from './workshop.ts'

// Kontraktr's erasure, from the look at what would go to the summary. Counts are by hand, from workshop.ts.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

type Row = Readonly<Record<string, any>>
let base: PGlite
let copy: () => Promise<PGlite>
let db: PGlite
beforeAll(async () => {
  base = await openWorkshop()
  copy = await copiesOf(base)
})
afterAll(() => base.close())

const rows = async (sql: string): Promise<readonly Row[]> => (await db.query<Row>(sql)).rows
const value = async (sql: string): Promise<any> => Object.values((await rows(sql))[0]!)[0]
/** The error of a statement, which leaves nothing behind where it fails. */
async function refusal(sql: string): Promise<string> {
  if (db === base) await db.exec('savepoint before')
  try {
    await db.query(sql)
    return 'done'
  } catch (error) {
    if (db === base) await db.exec('rollback to savepoint before')
    return `${(error as { readonly code: string }).code} ${(error as Error).message}`
  }
}
const state = async (sql: string): Promise<string> => (await refusal(sql)).split(' ')[0]!

/** The tests of a group undo what they do. */
function undone(): void {
  beforeEach(async () => {
    db = base
    await db.exec('begin')
  })
  afterEach(() => db.exec('rollback; set session authorization postgres').then(() => undefined))
}
/** Or have a database of their own, since what they call commits. */
function apart(): void {
  beforeEach(async () => {
    db = await copy()
  })
  afterEach(() => db.close())
}

const open = (n = 1, ofShop = 1): Promise<number> =>
  value(`select retention.open_request('public.customers', '${keyOf(n, ofShop)}', 'erasure', 'e-mail')`)
const verified = async (n = 1, ofShop = 1): Promise<number> => {
  const request = await open(n, ofShop)
  await rows(`select retention.verify_request(${request}, 'basic')`)
  return request
}
const preview = (request: number) => rows(`select * from retention.preview_erasure(${request})`)
const confirm = (request: number, actor = staff(1), phrase = 'DELETE ALL DATA') =>
  `select retention.confirm_erasure(${request}, '${actor}', '${phrase}')`
const confirmed = async (n = 1): Promise<number> => {
  const request = await verified(n)
  await preview(request)
  await rows(confirm(request))
  return request
}
/** The first step of an execution, which commits nothing. */
const begin = (request: number) => `select retention._open_erasure(${request})`
const execute = (request: number): Promise<any> => value(`call retention.execute_erasure(${request})`)

const left = (summary: Row) => summary.left.map((l: Row) => `${l.class_name} ${l.reason} ${l.row_count}`)

const tables = ['customers', 'jobs', 'mockups', 'invoices', 'invoice_line_items', 'activity_logs', 'webhook_logs'] as const
/** Every row of the application, table by table. */
const everything = async (): Promise<Readonly<Record<string, readonly string[]>>> =>
  Object.fromEntries(
    await Promise.all(tables.map(async t => [t, (await rows(`select x::text as row from ${t} as x order by 1`)).map(r => r.row)])),
  )
const counts = async () => Object.fromEntries(Object.entries(await everything()).map(([t, all]) => [t, all.length]))
/** What customer 1 has: 1 of 3 customers, 2 of 3 jobs, 3 of 4 mockups, 2 of 3 invoices, 3 of 4 line items; 4 of 5 log entries, which stay. */
const before = { customers: 3, jobs: 3, mockups: 4, invoices: 3, invoice_line_items: 4, activity_logs: 5, webhook_logs: 1 }
const after = { customers: 2, jobs: 1, mockups: 1, invoices: 1, invoice_line_items: 1, activity_logs: 5, webhook_logs: 1 }

describe('a preview', () => {
  undone()

  const line = (class_name: string, table_name: string, effect: string, row_count: number) => ({
    ...{ class_name, table_name: `public.${table_name}`, effect, row_count, held: 0, deferred: 0, ground: null, release_at: null },
  })

  test('T-22: says what would go, what stays and why, and changes nothing', async () => {
    const was = await everything()
    const seen = await preview(await open())
    expect(seen.filter(l => l.effect === 'untouched').map(l => [l.class_name, l.row_count, l.note])).toEqual([
      ['ai_usage_logs', null, 'untouched: about the staff who used the model, not about the customer.'],
      ['chat_messages', null, 'untouched: free text of the staff: it may name a customer, and nothing says which.'],
      ['notifications', null, 'untouched: addressed to the staff, not about the customer.'],
      ['webhook_logs', null, 'untouched: bodies as received: they may name a customer, and nothing says which.'],
    ])
    const found = seen.filter(l => l.effect !== 'untouched').map(({ note: _, ...l }) => l)
    // The youngest of the four entries is 70 days old, and kept for 365.
    const release = await value(`select max(created_at) + interval '365 days' from activity_logs where summary like '%Ada%'`)
    expect(found).toEqual([
      { ...line('activity_logs', 'activity_logs', 'retained', 4), ground: 'legal claims', release_at: release },
      line('invoices', 'invoice_line_items', 'destroyed', 3),
      line('invoices', 'invoices', 'destroyed', 2),
      line('jobs', 'jobs', 'destroyed', 2),
      line('jobs', 'mockups', 'destroyed', 3),
      line('customers', 'customers', 'destroyed', 1),
      { ...line('', '', 'total', 15), class_name: null, table_name: null, release_at: release },
    ])
    expect(await everything()).toEqual(was)
    expect(await rows('select previewed_by, jsonb_array_length(counts) as lines from retention.erasure_preview')).toEqual([
      { previewed_by: 'postgres', lines: 6 },
    ])
    expect(await value(`select retention.is_restricted('public.customers', '${keyOf(1)}')`)).toBe(false)
  })

  test('counts rows on hold and rows that wait for what the erasure leaves', async () => {
    const request = await verified()
    const [invoice] = await rows(`select id from invoices where number = '1'`)
    await db.exec(`
      insert into retention.hold (matter, kind, authority, reason, notify) values ('M', 'k', 'a', 'r', 'never');
      insert into retention.invoices_hold (hold_id, id) select max(hold_id), '${invoice!.id}' from retention.hold`)
    // An invoice of customer 2 for a job of customer 1: the job has to stay, and with it the customer.
    await db.exec(`update invoices set job_id = (select id from jobs where title = 'van') where number = '3'`)
    const found = (await preview(request)).filter(l => l.row_count !== null).map(l => [l.table_name, l.row_count, l.held, l.deferred])
    expect(found).toEqual([
      ['public.activity_logs', 4, 1, 0],
      ['public.invoice_line_items', 3, 2, 0],
      ['public.invoices', 2, 1, 0],
      // The invoice on hold keeps its job and its customer; the other job waits for the invoice of customer 2.
      ['public.jobs', 2, 1, 1],
      ['public.mockups', 3, 2, 1],
      ['public.customers', 1, 1, 0],
      [null, 15, 8, 2],
    ])
  })

  test('of no request for erasure there is none', async () => {
    expect(await state('select * from retention.preview_erasure(99)')).toBe('RH013')
  })
})

describe('a confirmation', () => {
  undone()

  test('K-24: waits for the verification', async () => {
    const request = await open()
    await preview(request)
    expect(await state(confirm(request))).toBe('RH011')
    await rows(`select retention.verify_request(${request}, 'none')`)
    expect(await state(confirm(request))).toBe('RH011')
    expect(await state(begin(request))).toBe('RH011')
    await rows(`select retention.verify_request(${request}, 'basic')`)
    expect(await refusal(begin(request))).toMatch(/^RH017 .*not confirmed/)
    expect(await state(confirm(request))).toBe('done')
    expect(await counts()).toEqual(before)
  })

  test('T-21, T-23: of an admin of the shop, with the phrase, after a look', async () => {
    const request = await verified()
    const actor = /^RH017 .*gate: actor is no row of public.shop_users/
    const look = /^RH017 .*gate: look first/
    expect(await refusal(confirm(request))).toMatch(look)
    await preview(request)
    expect(await refusal(confirm(request, staff(2)))).toMatch(actor)
    // An admin, of the other shop.
    expect(await refusal(confirm(request, staff(3)))).toMatch(actor)
    expect(await refusal(`select retention.confirm_erasure(${request}, phrase => 'DELETE ALL DATA')`)).toMatch(actor)
    expect(await refusal(confirm(request, staff(1), 'delete all data'))).toMatch(/^RH017 .*phrase is missing/)
    expect(await rows('select * from retention.customers_asked')).toEqual([])
    // The owner of the shop is an admin of it.
    expect(await refusal(confirm(request, staff(4)))).toBe('done')
    expect(await refusal(confirm(request))).toMatch(/^RH017 .*confirmed already/)
    expect(await value(`select retention.is_restricted('public.customers', '${keyOf(1)}')`)).toBe(true)
    expect(await value(`select retention.is_restricted('public.customers', '${keyOf(2)}')`)).toBe(false)
  })

  test('the look is the own one, of the last hour, and still true', async () => {
    const request = await verified()
    const look = /^RH017 .*gate: look first/
    await preview(request)
    const other = await verified(2)
    expect(await refusal(confirm(other))).toMatch(look)
    await db.exec(`set session authorization dpo`)
    expect(await refusal(confirm(request))).toMatch(look)
    await db.exec(`set session authorization postgres`)
    await db.exec(`update retention.erasure_preview set previewed_at = previewed_at - interval '61 minutes'`)
    expect(await refusal(confirm(request))).toMatch(look)
    await preview(request)
    await db.exec(`update invoices set customer_id = '${customer(2)}' where number = '2'`)
    expect(await refusal(confirm(request))).toMatch(look)
    await preview(request)
    expect(await refusal(confirm(request))).toBe('done')
  })

  test.each<readonly [string, string, string, string, string]>([
    ['the role', `a.role in ('owner', 'admin')`, 'true', staff(2), 'DELETE ALL DATA'],
    ['the tenant', ' and shops.id::text = tenant', '', staff(3), 'DELETE ALL DATA'],
    ['the phrase', `phrase is distinct from 'DELETE ALL DATA'`, 'false', staff(1), 'yes'],
    ['the comparison with now', 'is distinct from retention._erasure_counts(of_request)', 'is null', staff(1), 'DELETE ALL DATA'],
  ])('a control: without %s it would be confirmed', async (what, from, to, actor, phrase) => {
    const request = await verified()
    await preview(request)
    if (what === 'the comparison with now') await db.exec(`update invoices set customer_id = '${customer(2)}' where number = '2'`)
    expect(await state(confirm(request, actor, phrase))).toBe('RH017')
    const text: string = await value(`select pg_get_functiondef('retention.admit_customers'::regproc)`)
    expect(text).toContain(from)
    await db.exec(text.replace(from, to))
    expect(await state(confirm(request, actor, phrase))).toBe('done')
  })

  test('called off: nothing falls due any more', async () => {
    for (const step of ['cancel_request', 'deny_request']) {
      const request = await confirmed()
      expect(await value('select count(*)::integer from retention.invoices_fate where erase_at is not null')).toBe(2)
      await rows(`select retention.${step}(${request}, 'a mistake')`)
      expect(await value('select count(*)::integer from retention.invoices_fate where erase_at is not null')).toBe(0)
      expect(await state(begin(request))).toBe('RH011')
    }
  })
})

describe('an execution', () => {
  apart()

  test('T-11 to T-17, T-24, T-27, T-28, T-35: all of the one customer, in one transaction, and nothing else by a byte', async () => {
    const was = await everything()
    const request = await confirmed()
    const summary = await execute(request)
    expect(summary).toMatchObject({
      status: 'partially_completed',
      done: {
        activity_logs: { 'public.activity_logs': 4 },
        invoices: { 'public.invoices': 2, 'public.invoice_line_items': 3 },
        jobs: { 'public.jobs': 2, 'public.mockups': 3 },
        customers: { 'public.customers': 1 },
      },
      left: [{ class_name: 'activity_logs', reason: 'retained', row_count: 4, ground: 'legal claims' }],
      blocked: 0,
    })
    expect(await counts()).toEqual(after)
    const is = await everything()
    for (const table of tables)
      for (const row of was[table]!)
        if (!is[table]!.includes(row))
          expect(`${table} ${row}`, 'of customer 1').toMatch(/Acme|Ada|c{8}-.*1,|paint|work|ink|k[123],|[,(]b{8}-\S*[12],/)
    expect(await rows(`select summary, count(*)::integer as n from activity_logs group by summary order by summary`)).toEqual([
      { summary: 'Acme', n: 4 },
      { summary: 'Ben of Bolt', n: 1 },
    ])
    const acts = await rows(
      `select body ->> 'class' as class, body -> 'request' as request, body ? 'run' as run from retention.evidence where act = 'erasure' order by evidence_id`,
    )
    expect(acts.map(a => a.class)).toEqual(['activity_logs', 'invoices', 'jobs', 'customers'])
    expect(acts.every(a => a.request === request && !a.run)).toBe(true)
    expect(await rows('select * from retention.verify_evidence()')).toEqual([])
    expect(JSON.stringify(await rows('select body from retention.evidence'))).not.toMatch(/Acme|Ada|c{8}-|a{8}-/)
    expect(await rows('select * from retention.erasure_row')).toEqual([])
  })

  test('T-12: all or nothing', async () => {
    const request = await confirmed()
    const was = await everything()
    // The last that happens in the transaction.
    await db.exec(`
      create function no() returns trigger language plpgsql as $$ begin raise exception 'no' using errcode = 'XX999'; end $$;
      create trigger no before update on retention.request for each row execute function no()`)
    expect(await state(`call retention.execute_erasure(${request})`)).toBe('XX999')
    expect(await everything()).toEqual(was)
    expect(await rows(`select from retention.evidence where act = 'erasure'`)).toEqual([])
    await db.exec('drop trigger no on retention.request')
    await execute(request)
    expect(await counts()).toEqual(after)
  })

  test('is idempotent: again, nothing changes; after the last release it is completed', async () => {
    const request = await confirmed()
    const first = await execute(request)
    const is = await everything()
    expect(await execute(request)).toEqual(first)
    expect(await everything()).toEqual(is)
    await db.exec(`update retention.request_retained set release_at = now() - interval '1 day'`)
    const last = { ...first, status: 'completed', left: [] }
    expect(await execute(request)).toEqual(last)
    expect(await execute(request)).toEqual(last)
    expect(await rows('select * from retention.customers_asked')).toEqual([])
  })

  test('leaves what is on hold, and takes it when the hold is released', async () => {
    const request = await confirmed()
    const [invoice] = await rows(`select id from invoices where number = '1'`)
    await rows(
      `call retention.place_hold('M', 'litigation', 'legal', 'claim', on_table => 'public.invoices', row_key => '{"id": "${invoice!.id}"}')`,
    )
    const summary = await execute(request)
    expect(summary.status).toBe('partially_completed')
    expect(left(summary)).toEqual([
      'activity_logs held 1',
      'activity_logs retained 3',
      'customers held 1',
      'invoices held 1',
      'jobs held 1',
    ])
    expect(await counts()).toEqual({ ...before, jobs: 2, mockups: 3, invoices: 2, invoice_line_items: 3 })
    await rows(`select retention.release_hold(1, 'settled')`)
    expect(left(await execute(request))).toEqual(['activity_logs retained 4'])
    expect(await counts()).toEqual(after)
  })

  test('defers what rows refer to that it leaves', async () => {
    await db.exec(`update invoices set job_id = (select id from jobs where title = 'van') where number = '3'`)
    const summary = await execute(await confirmed())
    expect(left(summary)).toEqual(['activity_logs retained 4', 'customers deferred 1', 'jobs deferred 1'])
    expect(summary.status).toBe('partially_completed')
  })

  test('passes by a row that cannot go, says so, and is not done', async () => {
    await db.exec(`
      create function no() returns trigger language plpgsql as $$ begin raise exception 'not this one' using errcode = '23503'; end $$;
      create trigger no before delete on jobs for each row when (old.title = 'van') execute function no()`)
    const request = await confirmed()
    const summary = await execute(request)
    expect([summary.status, summary.blocked]).toEqual(['in_progress', 1])
    expect(await rows('select stage, sqlstate, reason from retention.erasure_blocked')).toEqual([
      { stage: 'erase_jobs', sqlstate: '23503', reason: 'not this one' },
    ])
    expect(await counts()).toEqual({ ...after, jobs: 2, mockups: 2, customers: 3 })
    await db.exec('drop trigger no on jobs')
    expect((await execute(request)).status).toBe('partially_completed')
    expect(await counts()).toEqual(after)
  })

  test('waits for no arming; for a pause of everything, a clone and a guard that is off it does', async () => {
    const request = await confirmed()
    const call = `call retention.execute_erasure(${request})`
    await rows(`select retention.pause('restore')`)
    expect(await refusal(call)).toMatch(/^RH017 .*all runs are paused: restore/)
    await rows('select retention.resume(1)')
    await db.exec('update retention.installation set database_oid = 1')
    expect(await refusal(call)).toMatch(/^RH017 .*restored copy or a clone/)
    await rows(`select retention.go_on('here', nothing_to_replay => true)`)
    await db.exec('alter table jobs disable trigger "~retention_guard"')
    expect(await refusal(call)).toMatch(/^RH017 .*guard/)
    await db.exec('alter table jobs enable always trigger "~retention_guard"')
    expect(await counts()).toEqual(before)
    expect(await value(`select count(*)::integer from retention.class where mode = 'armed'`)).toBe(0)
    await rows(call)
    expect(await counts()).toEqual(after)
  })

  describe('control:', () => {
    /** The same in a database of its own, with routines of ours altered. */
    const altered = async (routines: string | readonly string[], from: string | RegExp, to: string): Promise<void> => {
      await db.close()
      db = await openWorkshop([routines].flat().reduce((files, routine) => alterRoutine(files, routine, from, to), await workshopFiles()))
    }
    const holdInvoice = async () => {
      const [invoice] = await rows(`select id from invoices where number = '1'`)
      const key = `{"id": "${invoice!.id}"}`
      await rows(`call retention.place_hold('M', 'litigation', 'legal', 'claim', on_table => 'public.invoices', row_key => '${key}')`)
    }
    test('without the look for holds in a batch, what is on hold goes', async () => {
      // Also for what is logged about the invoice: what belongs to it is on hold with it, and the invoice waits for that.
      await altered(['erase_activity_logs', 'erase_invoices'], /\n *where not exists \(select from retention\.\w+_held[^)]*\)/g, '')
      const request = await confirmed()
      await holdInvoice()
      await execute(request)
      expect((await counts()).invoices).toBe(after.invoices)
    })
    test('without halving, a row that cannot go stops everything', async () => {
      await altered('erase_step', 'if failure is not null then', `if failure is not null then raise exception '%', failure;`)
      await db.exec(`
        create function no() returns trigger language plpgsql as $$ begin raise exception 'not this one' using errcode = '23503'; end $$;
        create trigger no before delete on jobs for each row when (old.title = 'van') execute function no()`)
      const request = await confirmed()
      expect(await refusal(`call retention.execute_erasure(${request})`)).toMatch(/not this one/)
      expect(await counts()).toEqual(before)
    })
    test('without the last look of the call, the completion itself refuses while rows are there', async () => {
      await altered('_close_erasure', /if not exists \(select from retention\.request_remains[^)]*\)[^)]*\) then/g, 'if true then')
      await db.exec(`
        create function no() returns trigger language plpgsql as $$ begin raise exception 'not this one' using errcode = '23503'; end $$;
        create trigger no before delete on jobs for each row when (old.title = 'van') execute function no()`)
      const request = await confirmed()
      expect(await refusal(`call retention.execute_erasure(${request})`)).toMatch(/rows of the person are still there: jobs \(1\)/)
    })
  })

  test('a run does what nobody has executed', async () => {
    const runAll = async () => {
      for (const { class_name } of await rows('select class_name from retention.class order by run_order'))
        await db.exec(`call retention.run('${class_name}', scheduled => true)`)
    }
    await confirmed()
    await rows('select retention.arm(class_name, $$test$$) from retention.class')
    await db.exec('update retention.class set fuse_share = 1000')
    await runAll()
    // Shop 1 has not opted in to the schedule.
    expect(await counts()).toEqual(before)
    await db.exec(`update shops set purge_schedule = '41 1 * * *' where id = '${shop(1)}'`)
    await runAll()
    expect(await counts()).toEqual(after)
  })
})

describe('rights', () => {
  undone()

  test.each([
    ['dpo', 'may'],
    ['ops', 'may not'],
    ['eye', 'may not'],
  ])('%s %s erase', async (login, may) => {
    const request = await confirmed()
    await db.exec(`set session authorization ${login}`)
    for (const sql of [
      `select * from retention.preview_erasure(${request})`,
      confirm(request),
      `call retention.execute_erasure(${request})`,
    ])
      expect((await state(sql)) === '42501', sql).toBe(may === 'may not')
    expect(await state(`select * from retention.erasure_preview`)).toBe(login === 'ops' ? '42501' : 'done')
    expect(await state(`insert into retention.customers_asked (shop_id, id, request_id) values ('${shop(1)}', '${customer(2)}', 9)`)).toBe(
      '42501',
    )
    expect(await state(`select retention.erase_customers(1, now(), false, null, null, 1, '[]')`)).toBe('42501')
  })
})
