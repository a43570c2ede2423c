import type { PGlite } from '@electric-sql/pglite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { splitStatements } from '../../src/schema/statements.ts'
import { blocks, tableLines } from '../docs/documents.ts'
import { officeFiles, openOffice } from './office.ts'

// What officers and the application do with requests, on the office. Each test is undone.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

type Row = Readonly<Record<string, any>>
let db: PGlite
beforeAll(async () => {
  db = await openOffice()
})
afterAll(() => db.close())
beforeEach(() => db.exec('begin').then(() => undefined))
afterEach(() => db.exec('rollback; reset role').then(() => undefined))

const rows = async (sql: string): Promise<readonly Row[]> => (await db.query<Row>(sql)).rows
const value = async (sql: string): Promise<any> => Object.values((await rows(sql))[0]!)[0]
/** The SQLSTATE of a statement, which leaves nothing behind where it fails. */
async function state(sql: string): Promise<string> {
  await db.exec('savepoint before')
  try {
    await db.query(sql)
    return 'done'
  } catch (error) {
    await db.exec('rollback to savepoint before')
    return (error as { readonly code: string }).code
  }
}
const open = (right: string, person = 1, received = 'clock_timestamp()'): Promise<number> =>
  value(`select retention.open_request('public.people', '{"id": ${person}}', '${right}', 'e-mail', ${received})`)
const statusOf = (id: number): Promise<string> => value(`select status from retention.request where request_id = ${id}`)
const acts = async (): Promise<readonly string[]> =>
  (await rows(`select act from retention.evidence order by evidence_id`))
    .map(r => r.act)
    .filter(a => !['policy installed', 'armed'].includes(a))

const states = ['received', 'acknowledged', 'identity_unverified', 'in_progress', 'extended', 'paused', 'failed'] as const
const ends = ['completed', 'partially_completed', 'denied', 'cancelled'] as const
const steps: Readonly<Record<string, (id: number) => string>> = {
  acknowledge: id => `select retention.acknowledge_request(${id})`,
  'verify enough': id => `select retention.verify_request(${id}, 'basic', 'passport seen')`,
  'verify too little': id => `select retention.verify_request(${id}, 'none')`,
  extend: id => `select retention.extend_request(${id}, 'many files')`,
  pause: id => `select retention.pause_request(${id}, 'who is it?')`,
  resume: id => `select retention.resume_request(${id})`,
  fail: id => `select retention.fail_request(${id}, 'the export broke off')`,
  complete: id => `select retention.complete_request(${id})`,
  deny: id => `select retention.deny_request(${id}, 'not verifiable')`,
  cancel: id => `select retention.cancel_request(${id}, 'taken back')`,
}
/** The way into each state, for a request for access. */
const ways: Readonly<Record<string, readonly string[]>> = {
  received: [],
  acknowledged: ['acknowledge'],
  identity_unverified: ['verify too little'],
  in_progress: ['verify enough'],
  extended: ['verify enough', 'extend'],
  paused: ['verify too little', 'pause'],
  failed: ['verify enough', 'fail'],
  completed: ['verify enough', 'complete'],
  denied: ['deny'],
  cancelled: ['cancel'],
}
/** What each step makes of each state, written down by hand; a step that is not here is refused. */
const becomes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  received: {
    ...{ acknowledge: 'acknowledged', 'verify enough': 'in_progress', 'verify too little': 'identity_unverified', extend: 'received' },
    ...{ pause: 'paused', deny: 'denied', cancel: 'cancelled' },
  },
  acknowledged: {
    ...{ 'verify enough': 'in_progress', 'verify too little': 'identity_unverified', extend: 'acknowledged' },
    ...{ pause: 'paused', deny: 'denied', cancel: 'cancelled' },
  },
  identity_unverified: {
    ...{ acknowledge: 'identity_unverified', 'verify enough': 'in_progress', 'verify too little': 'identity_unverified' },
    ...{ extend: 'identity_unverified', pause: 'paused', deny: 'denied', cancel: 'cancelled' },
  },
  in_progress: {
    ...{ acknowledge: 'in_progress', extend: 'extended', pause: 'paused', fail: 'failed', complete: 'completed' },
    ...{ deny: 'denied', cancel: 'cancelled' },
  },
  extended: { acknowledge: 'extended', pause: 'paused', fail: 'failed', complete: 'completed', deny: 'denied', cancel: 'cancelled' },
  paused: { acknowledge: 'paused', resume: 'identity_unverified', deny: 'denied', cancel: 'cancelled' },
  failed: { acknowledge: 'failed', resume: 'in_progress', deny: 'denied', cancel: 'cancelled' },
  completed: {},
  denied: {},
  cancelled: {},
}

describe('every step from every state', () => {
  test.each(Object.keys(ways))('%s', async from => {
    const id = await open('access')
    for (const step of ways[from]!) await rows(steps[step]!(id))
    expect(await statusOf(id)).toBe(from)
    const found: Record<string, string> = {}
    const refused = new Set<string>()
    for (const [step, call] of Object.entries(steps)) {
      await db.exec('savepoint here')
      const outcome = await state(call(id))
      if (outcome === 'done') found[step] = await statusOf(id)
      else refused.add(outcome)
      await db.exec('rollback to savepoint here')
    }
    expect(found).toEqual(becomes[from])
    // Acknowledged twice is a condition; all else is no step from there.
    expect([...refused]).toEqual(
      from === 'acknowledged' ? ['RH011'] : Object.keys(found).length === Object.keys(steps).length ? [] : ['RH011'],
    )
  })

  test('the table names no state that is not tried here, and the document has all of them', async () => {
    const named = (
      await rows('select from_status as s from retention.request_transition union select to_status from retention.request_transition')
    ).map(r => r.s)
    expect(named.sort()).toEqual([...states, ...ends].sort())
    const written = tableLines('docs/requests.md', 'States')
      .slice(1)
      .map(cells => cells[0]!.replaceAll('`', ''))
    expect(written.sort()).toEqual([...states, ...ends].sort())
  })

  test('without the table a closed request would be opened again', async () => {
    const id = await open('access')
    await rows(steps.deny!(id))
    await db.exec(`insert into retention.request_transition values ('verify', 'denied', 'in_progress')`)
    expect(await state(steps['verify enough']!(id))).toBe('done')
  })
})

describe('what a step asks for', () => {
  test('an officer opens a request for a person who is there, for a right of the policy, of a time that has been', async () => {
    const call = (table: string, key: string, right: string, at: string) =>
      state(`select retention.open_request('${table}', '${key}', '${right}', 'e-mail', ${at})`)
    expect(await call('public.people', '{"id": 1}', 'erasure', 'now()')).toBe('done')
    expect(await call('public.people', '{"id": 9}', 'erasure', 'now()')).toBe('RH013')
    expect(await call('public.people', '{"name": "Ada"}', 'erasure', 'now()')).toBe('RH013')
    expect(await call('public.notes', '{"id": 1}', 'erasure', 'now()')).toBe('RH013')
    expect(await call('public.people', '{"id": 1}', 'objection', 'now()')).toBe('RH013')
    expect(await call('public.people', '{"id": 1}', 'erasure', `clock_timestamp() + interval '1 minute'`)).toBe('RH013')
    expect(await call('public.people', '{"id": 1}', 'erasure', `'-infinity'`)).toBe('RH013')
    expect(await state('select retention.cancel_request(99, null)')).toBe('RH013')
    expect(await state('select * from retention.request_remains(99)')).toBe('RH013')
  })

  test('the level that the policy needs, or more', async () => {
    for (const [right, level, status] of [
      ['erasure', 'basic', 'identity_unverified'],
      ['erasure', 'additional', 'in_progress'],
      ['access', 'none', 'identity_unverified'],
      ['access', 'additional', 'in_progress'],
      ['portability', 'none', 'in_progress'],
    ] as const)
      expect(await value(`select retention.verify_request(${await open(right)}, '${level}')`)).toBe(status)
    expect(await state(`select retention.verify_request(${await open('access')}, 'certain')`)).toBe('RH012')
  })

  test('one acknowledgement, one extension and none too late, a pause where a clock allows it, a reason for a denial', async () => {
    const id = await open('access')
    await rows(steps.acknowledge!(id))
    await rows(steps['verify enough']!(id))
    expect(await state(steps.acknowledge!(id))).toBe('RH012')
    const early = await open('access')
    await rows(steps.extend!(early))
    expect(await state(steps.extend!(early))).toBe('RH012')
    // Verified after its extension it is extended.
    expect(await value(steps['verify enough']!(early))).toBe('extended')
    const late = await open('access', 1, `clock_timestamp() - interval '40 days'`)
    expect(await state(steps.extend!(late))).toBe('RH012')
    // The text of the office gives ten days, knows no extension, and lets no clock stand still.
    const own = await open('portability')
    expect(await state(steps.extend!(own))).toBe('RH012')
    expect(await state(steps.pause!(own))).toBe('RH012')
    expect(await state(`select retention.deny_request(${own}, ' ')`)).toBe('RH012')
  })

  test('a pause moves the last days of the clocks that stand still, and of no others', async () => {
    const dues = (id: number) =>
      rows(`select received_on, acknowledge_due, respond_due, extend_due from retention.request where request_id = ${id}`)
    const shown = (id: number) => value(`select due_on::text from retention.requests_due where request_id = ${id} and stage = 'respond'`)
    const restriction = await open('restriction', 1, `'2026-01-10 12:00Z'`)
    const erasure = await open('erasure', 1, `'2026-01-10 12:00Z'`)
    expect([await shown(restriction), await shown(erasure)]).toEqual(['2026-02-10', '2026-02-09'])
    const before = await dues(erasure)
    for (const id of [restriction, erasure]) {
      await rows(steps.pause!(id))
      // As if seven days ago.
      await db.exec(`update retention.request set paused_on = paused_on - 7 where request_id = ${id}`)
    }
    // 10 February and seven days are a Tuesday; the 30 days of the text go on, and hold for the erasure.
    expect([await shown(restriction), await shown(erasure)]).toEqual(['2026-02-17', '2026-02-09'])
    for (const id of [restriction, erasure]) expect(await value(steps.resume!(id))).toBe('received')
    expect([await shown(restriction), await shown(erasure)]).toEqual(['2026-02-17', '2026-02-09'])
    expect(await dues(erasure)).toEqual(before)
    expect(await value(`select paused_days from retention.request where request_id = ${restriction}`)).toBe(7)
  })
})

describe('what is due', () => {
  const due = (id: number) =>
    rows(`select stage, due_on::text, days_left, overdue from retention.requests_due where request_id = ${id} order by stage`)

  test('a stage until it is done, and a notice until it is given', async () => {
    // Five business days and 30 days from 2026-01-12, a Monday; the holiday on the 19th is not entered.
    const id = await open('erasure', 1, `'2026-01-12 12:00Z'`)
    const today = await value('select retention._today()::text')
    const left = (day: string): number => (Date.parse(day) - Date.parse(today)) / 86_400_000
    const line = (stage: string, day: string) => ({ stage, due_on: day, days_left: left(day), overdue: left(day) < 0 })
    expect(await due(id)).toEqual([line('acknowledge', '2026-01-19'), line('respond', '2026-02-11')])
    await rows(steps.acknowledge!(id))
    expect(await due(id)).toEqual([line('respond', '2026-02-11')])
    // As if it were not too late.
    await db.exec(`update retention.request set extended_at = now() where request_id = ${id}`)
    // 90 days by the text; the GDPR's 12 April is a Sunday, and ends on the 13th.
    expect(await due(id)).toEqual([line('respond', '2026-04-12')])
    await rows(steps.deny!(id))
    expect(await due(id)).toEqual([line('notice of denial', '2026-04-12')])
    await rows(`select retention.give_notice(${id}, 'denial')`)
    expect(await due(id)).toEqual([])
    expect(await state(`select retention.give_notice(${id}, 'denial')`)).toBe('RH013')
  })

  test('an extension is told by the day on which it would have been due', async () => {
    const id = await open('access')
    const was = await value(`select respond_due::text from retention.request where request_id = ${id}`)
    const now = await value(`select retention.extend_request(${id}, 'many files')::text`)
    expect(await due(id)).toMatchObject([
      { stage: 'notice of extension', due_on: was, overdue: false },
      { stage: 'respond', due_on: now },
    ])
    expect(now > was).toBe(true)
  })

  test('today is not overdue, yesterday is', async () => {
    const id = await open('portability')
    for (const [days, overdue] of [
      [0, false],
      [1, true],
    ] as const) {
      await db.exec(`update retention.request set respond_due = retention._today() - ${days} where request_id = ${id}`)
      expect(await due(id)).toMatchObject([{ stage: 'respond', days_left: 0 - days, overdue }])
    }
  })
})

/** Ada's erasure was asked for so many days ago; the residence is 30. */
const asked = (days: number) => db.exec(`update people set delete_requested_at = now() - interval '${days} days' where id = 1`)
/** A run of every class, as the driver does it, inside the transaction of the test. */
async function runAll(): Promise<void> {
  for (const { class_name } of await rows('select class_name from retention.class order by run_order'))
    await db.exec(`
      do $$
      declare run bigint := retention.run_open('${class_name}', clock_timestamp(), false, null, null, null);
      begin
        while retention.run_step(run) loop null; end loop;
      end $$`)
}
const remains = (id: number) => rows(`select class_name, reason, row_count, ground from retention.request_remains(${id})`)

describe('an erasure', () => {
  const progress = async (): Promise<number> => {
    const id = await open('erasure')
    await rows(`select retention.verify_request(${id}, 'additional')`)
    return id
  }

  test('is not done while rows wait for their turn', async () => {
    const id = await progress()
    expect(await state(steps.complete!(id))).toBe('RH012')
    await asked(29)
    await runAll()
    expect(await remains(id)).toEqual([
      { class_name: 'bills', reason: 'open', row_count: 1, ground: 'legal obligation' },
      { class_name: 'notes', reason: 'open', row_count: 2, ground: null },
      { class_name: 'people', reason: 'open', row_count: 1, ground: null },
    ])
    expect(await state(steps.complete!(id))).toBe('RH012')
    expect(await statusOf(id)).toBe('in_progress')
  })

  test('is partial while a bill is kept by law, though nobody finds it any more, and complete after its release', async () => {
    const id = await progress()
    await asked(31)
    await runAll()
    expect(await rows('select id, person_id from bills order by id')).toEqual([
      { id: 1, person_id: null },
      { id: 2, person_id: 2 },
    ])
    expect(await rows('select id from people')).toEqual([{ id: 2 }])
    expect(await value(steps.complete!(id))).toBe('partially_completed')
    // Seven years from when it was issued, a year ago.
    expect(await value(`select r.release_at - b.issued_at from retention.request_remainder as r, bills as b where b.id = 1`)).toEqual(
      await value(`select (issued_at + interval '7 years') - issued_at from bills where id = 1`),
    )
    expect(await remains(id)).toEqual([{ class_name: 'bills', reason: 'retained', row_count: 1, ground: 'legal obligation' }])
    expect(await rows('select class_name, reason, row_count, ground from retention.request_remainder')).toEqual(await remains(id))
    expect(await value(steps.complete!(id))).toBe('partially_completed')
    // Six years later.
    await db.exec(`update retention.request_retained set release_at = now() - interval '1 day'`)
    expect(await value(steps.complete!(id))).toBe('completed')
    expect(await rows('select * from retention.request_remainder')).toEqual([])
    expect(await rows(`select notice from retention.request_notice where request_id = ${id} order by notice`)).toEqual([
      { notice: 'completion' },
      { notice: 'partial completion' },
    ])
    expect(await acts()).toEqual(expect.arrayContaining(['request opened', 'request verified', 'request completed']))
  })

  test('without the memory of what was severed it would be called complete', async () => {
    const id = await progress()
    await asked(31)
    await runAll()
    await db.exec('delete from retention.request_retained')
    expect(await value(steps.complete!(id))).toBe('completed')
  })

  test('is partial while rows are on hold, and while others wait for them', async () => {
    await db.exec(`insert into retention.hold (matter, kind, authority, reason, notify) values ('M', 'k', 'a', 'r', 'never');
      insert into retention.notes_hold select max(hold_id), 1 from retention.hold`)
    await db.exec('delete from bills where id = 1')
    const id = await progress()
    await asked(31)
    await runAll()
    expect(await remains(id)).toEqual([
      { class_name: 'notes', reason: 'held', row_count: 1, ground: null },
      { class_name: 'people', reason: 'held', row_count: 1, ground: null },
    ])
    expect(await value(steps.complete!(id))).toBe('partially_completed')
    await db.exec(`update retention.hold set covers_until = now() - interval '1 second'`)
    expect(await state(steps.complete!(id))).toBe('RH012')
    await runAll()
    expect(await value(steps.complete!(id))).toBe('completed')
  })

  test('a deposit that keeps its link makes the person wait', async () => {
    await db.exec(`delete from bills where id = 1; insert into deposits values (1, 1, now() - interval '2 years')`)
    const id = await progress()
    await asked(31)
    await runAll()
    expect(await remains(id)).toEqual([
      { class_name: 'deposits', reason: 'retained', row_count: 1, ground: 'legal claims' },
      { class_name: 'people', reason: 'deferred', row_count: 1, ground: null },
    ])
    expect(await value(steps.complete!(id))).toBe('partially_completed')
  })

  test('counts only the rows of the one person', async () => {
    const id = await open('erasure', 2)
    expect(await remains(id)).toEqual([
      { class_name: 'bills', reason: 'open', row_count: 1, ground: 'legal obligation' },
      { class_name: 'notes', reason: 'open', row_count: 1, ground: null },
      { class_name: 'people', reason: 'open', row_count: 1, ground: null },
    ])
  })
})

describe('what the application asks for', () => {
  const taken = () => value('select retention.take_requests()')
  const all = () =>
    rows('select right_name, subject_key, channel, event, status, verification_level from retention.request order by request_id')
  const opened = {
    right_name: 'erasure',
    subject_key: { id: 1 },
    channel: 'application',
    event: 'requested',
    status: 'in_progress',
    verification_level: 'additional',
  }

  test('opens a request once, received when the event was set', async () => {
    expect(await taken()).toBe(0)
    await asked(3)
    expect(await taken()).toBe(1)
    expect(await taken()).toBe(0)
    expect(await all()).toEqual([opened])
    expect(await value('select q.received_at = p.delete_requested_at from retention.request as q, people as p where p.id = 1')).toBe(true)
  })

  test('and cancels it when the event is cleared; set again, it is another', async () => {
    await asked(3)
    await taken()
    await db.exec('update people set delete_requested_at = null')
    expect(await taken()).toBe(1)
    expect(await all()).toEqual([{ ...opened, status: 'cancelled' }])
    await asked(1)
    expect(await taken()).toBe(1)
    expect((await all()).map(r => r.status)).toEqual(['cancelled', 'in_progress'])
  })

  test('an event to come waits; one that an officer knows of by mail is not opened again', async () => {
    await asked(-1)
    expect(await taken()).toBe(0)
    const id = await open('erasure')
    await asked(1)
    expect(await taken()).toBe(0)
    // Nor is it the application's to cancel.
    await db.exec('update people set delete_requested_at = null')
    expect(await taken()).toBe(0)
    expect(await statusOf(id)).toBe('received')
  })

  test('a denied one stays denied as long as the event is the same', async () => {
    await asked(3)
    await taken()
    await rows(steps.deny!(await value('select request_id from retention.request')))
    expect(await taken()).toBe(0)
  })

  test('a day counts from its beginning, and clearing what cancels nothing leaves the request open', async () => {
    await db.exec(`update people set restrict_requested_on = '2026-01-10' where id = 1`)
    expect(await taken()).toBe(1)
    expect(
      await rows(
        `select right_name, received_on::text, (received_at at time zone 'Europe/Berlin')::text as at, status from retention.request`,
      ),
    ).toEqual([{ right_name: 'restriction', received_on: '2026-01-10', at: '2026-01-10 00:00:00', status: 'in_progress' }])
    await db.exec('update people set restrict_requested_on = null')
    expect(await taken()).toBe(0)
  })

  test('a request is completed when its person has gone, and says what a duty keeps', async () => {
    await asked(31)
    await taken()
    expect(await taken()).toBe(0)
    expect(await value('select status from retention.request')).toBe('in_progress')
    await runAll()
    expect(await rows('select from people where id = 1')).toEqual([])
    expect(await taken()).toBe(1)
    expect(await value('select status from retention.request')).toBe('partially_completed')
    expect(await rows('select class_name, reason from retention.request_remainder')).toEqual([{ class_name: 'bills', reason: 'retained' }])
    expect(await taken()).toBe(0)
  })

  test('while a hold keeps something, nobody says for the officer that it is done', async () => {
    await db.exec(`insert into retention.hold (matter, kind, authority, reason, notify) values ('M', 'k', 'a', 'r', 'never')`)
    await db.exec(`insert into retention.notes_hold (hold_id, id) select hold_id, 1 from retention.hold`)
    await asked(31)
    await taken()
    await runAll()
    expect(await taken()).toBe(0)
    expect(await value('select status from retention.request')).toBe('in_progress')
  })

  test('when a duty ends is noted once the clock has started', async () => {
    await db.exec('update bills set issued_at = null where id = 1')
    await open('erasure')
    const release = () => value(`select release_at = 'infinity' from retention.request_retained`)
    expect(await release()).toBe(true)
    await db.exec(`update bills set issued_at = now() where id = 1`)
    await taken()
    expect(await release()).toBe(false)
  })
})

describe('evidence and rights', () => {
  test('every call is an act, in which no key and no name stands', async () => {
    const id = await open('access')
    for (const step of ['acknowledge', 'verify too little', 'pause', 'resume', 'verify enough', 'extend', 'fail', 'resume', 'complete'])
      await rows(steps[step]!(id))
    await rows(`select retention.give_notice(${id}, 'completion')`)
    await rows(`select retention.set_holidays('DE', 2026, '{2026-01-01}')`)
    await rows(steps.deny!(await open('access')))
    await rows(`select retention.cancel_request(${await open('access')}, 'Ada Lovelace is here')`)
    expect(await acts()).toEqual([
      ...['request opened', 'request acknowledged', 'request verified', 'request paused', 'request resumed', 'request verified'],
      ...['request extended', 'request failed', 'request resumed', 'request completed', 'notice given', 'holidays set'],
      ...['request opened', 'request denied', 'request opened', 'request cancelled'],
    ])
    const bodies = JSON.stringify(await rows('select body from retention.evidence'))
    expect(bodies).not.toMatch(/Ada|"id"|subject_key|here|passport/)
    const person = await rows(
      `select count(distinct body ->> 'person')::integer as n, count(body ->> 'person')::integer as all from retention.evidence where act like 'request%'`,
    )
    expect(person).toEqual([{ n: 1, all: 14 }])
    expect(await rows('select * from retention.verify_evidence()')).toEqual([])
  })

  const calls = [
    ...Object.values(steps).map(call => call(1)),
    `select retention.open_request('public.people', '{"id": 1}', 'access', 'x')`,
    `select retention.set_holidays('DE', 2026, '{}')`,
  ]
  test.each([
    ['dpo', 'may answer'],
    ['ops', 'may not'],
    ['eye', 'may not'],
  ])('%s %s', async (login, may) => {
    await db.exec(`set local role ${login}`)
    for (const call of calls) expect((await state(call)) === '42501', call).toBe(may === 'may not')
    expect((await state('select * from retention.requests_due')) === '42501').toBe(login === 'ops')
    expect(await state('select retention.take_requests()')).toBe(login === 'ops' ? 'done' : '42501')
    for (const sql of [`update retention.request set status = 'completed'`, `insert into retention.holiday values ('DE', '2026-01-01')`])
      expect(await state(sql)).toBe('42501')
  })

  test('the way back is refused while a request is open, and leaves nothing', async () => {
    const files = await officeFiles()
    const [erasures, down] = ['0801_erasures', '0800_requests'].map(name => files.find(f => f.path === `way-back/${name}.down.sql`)!.text)
    await db.exec(erasures!)
    const id = await open('access')
    expect(
      await db.exec(`savepoint s; ${down}`).then(
        () => 'done',
        e => e.message,
      ),
    ).toBe('a request is open')
    await db.exec('rollback to savepoint s')
    await rows(steps.cancel!(id))
    await db.exec(down!)
    expect(
      await rows(`select relname as name from pg_class where relnamespace = 'retention'::regnamespace and relname ~ 'request|holiday|erasure' and relname !~ 'erasure_ledger|people_erasure|asked'
        union all select proname from pg_proc where pronamespace = 'retention'::regnamespace and proname ~ 'request|holiday|deadline|remain|erasure|^own_|^_.*_step|_person|_today'
          and proname not in ('_person_digest', 'replay_remains')`),
    ).toEqual([])
  })
})

describe('docs/requests.md', () => {
  test('runs as it says, by the officer', async () => {
    await db.exec('alter table retention.request alter column request_id restart; set local role dpo')
    const answers: (readonly Row[])[] = []
    for (const block of blocks('docs/requests.md').filter(b => b.mark === 'runs'))
      for (const { sql } of await splitStatements({ path: 'document', sql: block.text })) answers.push(await rows(sql))
    expect(answers.length).toBeGreaterThan(8)
    expect(await statusOf(1)).toBe('extended')
  })
})
