import type { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alter, alterRoutine } from '../alter.ts'
import { guildCopies, guildFiles, openGuild } from './guild.ts'

// G-2, which is Kaevo's V-31: 24 months of silence, a notice, 60 days, a decision, the erasure. Instants are counted by hand on Berlin's calendar.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

type Row = Readonly<Record<string, any>>
let files: readonly OutputFile[]
let fresh: () => Promise<PGlite>
let db: PGlite
beforeAll(async () => {
  files = await guildFiles()
  fresh = await guildCopies(files)
})
beforeEach(async () => {
  db = await fresh()
})
afterEach(() => db.close())

const name = 'silent members'
const rows = async (sql: string): Promise<readonly Row[]> => (await db.query<Row>(sql)).rows
const value = async (sql: string): Promise<any> => Object.values((await rows(sql))[0]!)[0]
const state = (sql: string): Promise<string> =>
  db.query(sql).then(
    () => 'done',
    error => (error as { readonly code: string }).code,
  )
const run = (asOf?: string, what = name) => db.query(`call retention.run('${what}'${asOf ? `, '${asOf}'` : ''})`)
const lastRun = async () => (await rows('select state, stop_reason, rows_disposed from retention.run_log order by run_id desc limit 1'))[0]
/** A member by its number; activity as given. */
const member = (id: number, { joined = '2015-01-01T12:00Z', visited = null as string | null, called = null as string | null } = {}) =>
  db.query(`insert into members (id, mail, joined_at, visited_at, called_at) values ($1, 'm@guild', $2, $3, $4)`, [
    id,
    joined,
    visited,
    called,
  ])
const steps = async () =>
  Object.fromEntries((await rows('select id, step_no from retention.silent_members_step order by id')).map(r => [r.id, r.step_no]))
const give = (id = 1) => db.query(`select retention.give_ladder_notice('${name}', '{"id": ${id}}')`)
const decide = (decision: string, id = 1, more = '') =>
  `select retention.review_ladder('${name}', '{"id": ${id}}', '${decision}', 'looked into it'${more})`
/** Nobody waits for sixty days: what was done goes into the past. */
const age = (span: string) =>
  db.query(
    `update retention.silent_members_step set done_at = done_at - interval '${span}', announced_on = announced_on - interval '${span}'`,
  )
const silent = async (id = 1) => {
  await member(id)
  await db.query(`insert into notes values ($1, $1)`, [id])
  await db.query(`insert into dues values ($1, $1, 5)`, [id])
}
/** A member who was told long enough ago, and on whom an officer has decided. */
const approved = async (id = 1) => {
  await silent(id)
  await run()
  await give(id)
  await age('61 days')
  await run()
  await db.query(decide('approve', id))
}
const acts = async () =>
  (await rows(`select act, body from retention.evidence where act like 'ladder%' order by evidence_id`)).map(r => r.act)

describe('the notice comes when 24 months of silence are over', () => {
  // 31 August and 24 months: 31 August, at the same hour of the wall clock, which is 10:00 UTC in summer.
  const at = '2023-08-31T10:00:00.000000Z'
  test.each([
    ['one microsecond before', '2025-08-31T09:59:59.999999Z', {}],
    ['at it', '2025-08-31T10:00:00.000000Z', { 1: 1 }],
    ['one microsecond after', '2025-08-31T10:00:00.000001Z', { 1: 1 }],
  ])('%s', async (_, asOf, expected) => {
    await member(1, { visited: at })
    await run(asOf)
    expect(await steps()).toEqual(expected)
  })
  test.each([
    ['the later of the two counts', { visited: '2023-01-01T12:00Z', called: at }, '2025-08-31T09:59:59.999999Z', {}],
    ['the later of the two counts, over', { visited: at, called: '2023-01-01T12:00Z' }, '2025-08-31T10:00Z', { 1: 1 }],
    // 29 February 2024 and 24 months: 28 February 2026, 11:00 UTC in winter.
    ['a leap day, before', { visited: '2024-02-29T11:00Z' }, '2026-02-28T10:59:59.999999Z', {}],
    ['a leap day, at', { visited: '2024-02-29T11:00Z' }, '2026-02-28T11:00Z', { 1: 1 }],
    // From winter into summer: noon in Berlin both times, 11:00 and 10:00 UTC.
    [
      'over a change of the clock, before',
      { joined: '2023-03-01T11:00Z', visited: '2023-04-15T10:00Z' },
      '2025-04-15T09:59:59.999999Z',
      {},
    ],
    ['who never came back joined then', { joined: at }, '2025-08-31T10:00Z', { 1: 1 }],
    ['who never came back joined then, before', { joined: at }, '2025-08-31T09:59:59.999999Z', {}],
    ['who never came back in all eternity is nobody who did', { joined: at, visited: 'infinity' }, '2025-08-31T10:00Z', { 1: 1 }],
  ])('%s', async (_, activity, asOf, expected) => {
    await member(1, activity)
    await run(asOf)
    expect(await steps()).toEqual(expected)
  })
})

describe('the 60 days run from the notice that was given', () => {
  test('written is not told: without it nobody is asked to decide, however long it takes', async () => {
    await silent()
    await run()
    await db.query(`update retention.silent_members_step set reached_at = '2020-01-01'`)
    await run()
    expect(await steps()).toEqual({ 1: 1 })
    expect(await rows('select ladder, subject_table, subject_key from retention.ladder_notice_due')).toEqual([
      { ladder: name, subject_table: 'public.members', subject_key: { id: 1 } },
    ])
  })
  test('the day that the notice names is the day on which they end', async () => {
    await silent()
    await run()
    const [due] = await rows('select announce::text from retention.ladder_notice_due')
    const told = await value(`select retention.give_ladder_notice('${name}', '{"id": 1}')::text`)
    expect(told).toBe(due!.announce)
    expect(told).toBe(await value(`select ((clock_timestamp() at time zone 'Europe/Berlin') + interval '60 days')::date::text`))
    expect(await rows('select * from retention.ladder_notice_due')).toEqual([])
    // The end of that day, and no earlier: 24:00 in Berlin.
    expect(
      await value(`select next_at = (date '${told}' + 1)::timestamp at time zone 'Europe/Berlin' from retention.silent_members_ladder`),
    ).toBe(true)
  })
  test.each([
    ['one microsecond before', '2025-03-02T22:59:59.999999Z', 1],
    ['at it', '2025-03-02T23:00:00Z', 2],
  ])('%s the end of the named day', async (_, asOf, step) => {
    await silent()
    await run('2025-01-01T12:00Z')
    await give()
    // 1 January and 60 days: 2 March, which ends at 23:00 UTC.
    await db.query(`update retention.silent_members_step set done_at = '2025-01-01T20:00Z', announced_on = '2025-03-02'`)
    await run(asOf)
    expect(await steps()).toEqual({ 1: step })
  })
  test.each([
    ['one microsecond before', '2025-03-04T19:59:59.999999Z', 1],
    ['at it', '2025-03-04T20:00:00Z', 2],
  ])('and of a notice that was given later than its day thought, %s the 60 days', async (_, asOf, step) => {
    await silent()
    await run('2025-01-01T12:00Z')
    await give()
    await db.query(`update retention.silent_members_step set done_at = '2025-01-03T20:00Z', announced_on = '2025-03-02'`)
    await run(asOf)
    expect(await steps()).toEqual({ 1: step })
  })
  test('RH020: nobody is told twice, or unasked', async () => {
    await silent()
    expect(await state(`select retention.give_ladder_notice('${name}', '{"id": 1}')`)).toBe('RH020')
    await run()
    await give()
    expect(await state(`select retention.give_ladder_notice('${name}', '{"id": 1}')`)).toBe('RH020')
    expect(await state(`select retention.give_ladder_notice('another', '{"id": 1}')`)).toBe('RH020')
  })
})

describe('a person decides', () => {
  beforeEach(async () => {
    await silent()
    await run()
    await give()
    await age('61 days')
    await run()
  })
  test('without a decision nothing goes', async () => {
    await db.query(`update retention.silent_members_step set reached_at = '2020-01-01'`)
    await run()
    expect(await steps()).toEqual({ 1: 2 })
    expect(await rows('select ladder, subject_key from retention.ladder_review_queue')).toEqual([{ ladder: name, subject_key: { id: 1 } }])
    expect(await value(`select rows_in_review from retention.status where class_name = '${name}'`)).toBe(1)
  })
  test('keep: for as long as nothing is heard, and recorded with its reason', async () => {
    await db.query(decide('keep'))
    await run()
    expect(await steps()).toEqual({ 1: 0 })
    const [act] = await rows(
      `select body, note from retention.evidence join retention.evidence_note using (evidence_id) where act = 'ladder reviewed'`,
    )
    expect(act).toMatchObject({ note: 'looked into it', body: { ladder: name, decision: 'keep' } })
    expect(JSON.stringify(act!.body)).not.toContain('"id"')
    expect(await rows('select * from retention.ladder_review_queue')).toEqual([])
  })
  test('keep until: then it begins anew, with the notice', async () => {
    await db.query(decide('keep', 1, `, now() + interval '1 day'`))
    await run()
    expect(await steps()).toEqual({ 1: 0 })
    await db.query(`update retention.silent_members_step set keep_until = now() - interval '1 second'`)
    await run()
    expect(await steps()).toEqual({ 1: 1 })
  })
  test('approve: the next run begins the erasure', async () => {
    await db.query(decide('approve'))
    expect(await rows('select * from retention.request')).toEqual([])
    await run()
    expect(await steps()).toEqual({ 1: 3 })
    expect(await rows('select channel, right_name, status, subject_key from retention.request')).toEqual([
      { channel: 'ladder', right_name: 'erasure', status: 'in_progress', subject_key: { id: 1 } },
    ])
  })
  test.each([
    ['RH020', decide('approve', 2)],
    ['RH020', decide('approve').replace(name, 'another')],
    ['RH021', decide('perhaps')],
    ['RH021', decide('approve').replace('looked into it', ' ')],
    ['RH021', decide('approve', 1, `, now() + interval '1 day'`)],
    ['RH021', decide('keep', 1, `, now() - interval '1 day'`)],
  ])('%s: %s', async (code, sql) => {
    expect(await state(sql)).toBe(code)
  })
  test('twice is once too often', async () => {
    await db.query(decide('approve'))
    expect(await state(decide('keep'))).toBe('RH020')
  })
})

/** What of the activity of a member ends the countdown, at each step. */
const visits = (id = 1) => db.query(`update members set visited_at = now() where id = ${id}`)
describe('whoever comes back is out', () => {
  const stages: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['after the notice was written', () => silent().then(() => run())],
    [
      'after it was given',
      () =>
        silent()
          .then(() => run())
          .then(() => give()),
    ],
    [
      'before the decision',
      () =>
        silent()
          .then(() => run())
          .then(() => give())
          .then(() => age('61 days'))
          .then(() => run()),
    ],
    ['after the decision', () => approved()],
  ]
  test.each(stages)('%s', async (_, reach) => {
    await reach()
    await visits()
    // At once, before any run.
    expect(await rows('select step_no, next_at > now() as far from retention.silent_members_ladder')).toEqual([{ step_no: 0, far: true }])
    expect(await rows('select * from retention.ladder_notice_due')).toEqual([])
    expect(await rows('select * from retention.ladder_review_queue')).toEqual([])
    expect(await state(decide('approve'))).toBe('RH020')
    await run()
    expect(await steps()).toEqual({})
    expect(await rows('select * from retention.request')).toEqual([])
    expect((await acts()).at(-1)).toBe('ladder left')
  })

  /** A visit that comes when the batch has already chosen whom to erase. */
  const meanwhile = (all: readonly OutputFile[]) =>
    alterRoutine(
      all,
      'erase_3_silent_members',
      '-- 2. Lock the persons',
      'update public.members set visited_at = clock_timestamp();\n    -- 2. Lock the persons',
    )
  async function erasedMeanwhile(all: readonly OutputFile[]): Promise<number> {
    await db.close()
    db = await (await guildCopies(all))()
    await db.exec('grant update on members to guild_retention_disposer')
    await approved()
    await run()
    return (await rows('select * from retention.request')).length
  }
  test('also whoever comes between the choice and the lock', async () => {
    expect(await erasedMeanwhile(meanwhile(files))).toBe(0)
  })
  test('removed: the second look', async () => {
    const blind = alterRoutine(
      files,
      'erase_3_silent_members',
      /where f\.step_no = 2 and f\.next_at <= as_of\s+and f\.hold_id is null\s+and f\.waits_for is null/g,
      '',
    )
    expect(await erasedMeanwhile(meanwhile(blind))).toBe(1)
  })
  test('removed: that a step counts for its start only', async () => {
    await db.close()
    const any = alter(files, /0830_ladders\.sql/, ' and taken.started_at = since.at', '')
    db = await (await guildCopies(alterRoutine(any, 'leave_silent_members', ' and f.started_at = s.started_at', '')))()
    await approved()
    await visits()
    await run()
    expect((await rows('select * from retention.request')).length).toBe(1)
  })
})

describe('nobody climbs', () => {
  const hold = () => db.query(`call retention.place_hold('M', 'k', 'a', 'r', on_table => 'public.members', row_key => '{"id": 1}')`)
  const holdNote = () => db.query(`call retention.place_hold('M', 'k', 'a', 'r', on_table => 'public.notes', row_key => '{"id": 1}')`)
  const asks = () => db.query(`select retention.open_request('public.members', '{"id": 1}', 'access', 'letter')`)
  const leaves = () => db.query('update members set leaving_at = now()')
  const reasons: readonly (readonly [string, () => Promise<unknown>, 'rows_held' | 'rows_deferred'])[] = [
    ['who is on hold', hold, 'rows_held'],
    ['of whom a row is on hold', holdNote, 'rows_held'],
    ['who has asked for something', asks, 'rows_deferred'],
    ['whose erasure has an event of its own', leaves, 'rows_deferred'],
  ]
  test.each(reasons)('%s: no notice', async (_, stop, counted) => {
    await silent()
    await stop()
    await run()
    expect(await steps()).toEqual({})
    expect(await value(`select ${counted} from retention.status where class_name = '${name}'`)).toBe(1)
  })
  test.each(reasons)('%s: no erasure, also when it was approved', async (_, stop) => {
    await approved()
    await stop()
    await run()
    expect(await steps()).toEqual({ 1: 2 })
    expect(await rows(`select * from retention.request where channel = 'ladder'`)).toEqual([])
  })
  test('a hold is waited out: the countdown goes on, and nothing is told anew', async () => {
    await approved()
    await hold()
    await run()
    await db.query(`select retention.release_hold(1, 'over')`)
    await run()
    expect(await steps()).toEqual({ 1: 3 })
  })
  test.each([
    ['the test of holds', /and f\.hold_id is null\s+/g, '', hold],
    ['the test of requests', /\s+and f\.waits_for is null/g, '', asks],
  ] as const)('removed: %s', async (_, from, to, stop) => {
    await db.close()
    db = await (await guildCopies(alterRoutine(files, 'erase_3_silent_members', from, to)))()
    await approved()
    await stop()
    await run()
    expect(await steps()).toEqual({ 1: 3 })
  })
})

describe('the erasure', () => {
  const classes = async () => {
    for (const c of ['notes', 'dues', 'members']) await run(undefined, c)
  }
  test('takes the person as a confirmed one does, keeps what a duty keeps from the day of closing, and leaves nothing of the ladder', async () => {
    await silent(2)
    await visits(2)
    await approved()
    await run()
    expect(await value(`select closed_on = (now() at time zone 'Europe/Berlin')::date from members where id = 1`)).toBe(true)
    await classes()
    expect(await rows('select id from members')).toEqual([{ id: 2 }])
    expect(await rows('select id from notes')).toEqual([{ id: 2 }])
    expect(await rows('select id, member_id from dues order by id')).toEqual([
      { id: 1, member_id: null },
      { id: 2, member_id: 2 },
    ])
    // The seven years of a duty that counts from the day of closing.
    expect(
      await value(
        `select due_at = ((now() at time zone 'Europe/Berlin')::date + interval '7 years 1 day') at time zone 'Europe/Berlin' from retention.dues_fate where id = 1`,
      ),
    ).toBe(true)
    await run()
    expect(await steps()).toEqual({})
    expect(await rows('select status, responded_at is not null as answered from retention.request')).toEqual([
      { status: 'partially_completed', answered: true },
    ])
    expect(await rows('select class_name, reason, row_count from retention.request_remainder')).toEqual([
      { class_name: 'dues', reason: 'retained', row_count: 1 },
    ])
  })
  test('is over when nothing is left: the confirmation goes with it', async () => {
    await approved()
    await db.query('delete from dues')
    await run()
    expect(await rows('select id from retention.members_asked')).toEqual([{ id: 1 }])
    await classes()
    await run()
    expect(await rows('select * from retention.members_asked')).toEqual([])
    expect(await rows('select status from retention.request')).toEqual([{ status: 'completed' }])
  })
  test('leaves evidence of every step, with nobody named', async () => {
    await approved()
    await run()
    expect(await acts()).toEqual(['ladder step', 'ladder notice given', 'ladder step', 'ladder reviewed', 'ladder step'])
    const bodies = await rows(`select body from retention.evidence where act = 'ladder step'`)
    expect(bodies.map(b => [b.body.step, b.body.does, b.body.persons, b.body.clauses])).toEqual([
      [1, 'notify', 1, ['G-2']],
      [2, 'review', 1, ['G-2']],
      [3, 'erase', 1, ['G-2']],
    ])
    expect(await value('select count(*)::int from retention.verify_evidence() as v where not v.intact').catch(() => 0)).toBe(0)
  })
  test('a person who asks for something else than erasure is none of the ladder’s', async () => {
    await db.query(`select retention.set_holidays('US-FL', 2026, '{}')`)
    await approved()
    await run()
    expect(await state(`select retention.deny_request(1, 'it was a mistake')`)).toBe('done')
    expect(await rows('select * from retention.members_asked')).toEqual([])
    await classes()
    expect(await rows('select id from members')).toEqual([{ id: 1 }])
  })
})

describe('nothing by surprise', () => {
  test('a ladder that is not armed counts, and touches nothing', async () => {
    await db.query(`select retention.disarm('${name}', 'not yet')`)
    await silent()
    await run()
    expect(await steps()).toEqual({})
    expect(await lastRun()).toMatchObject({ state: 'shadow', rows_disposed: 0 })
    expect(await rows(`select rows_due, mode from retention.status where class_name = '${name}'`)).toEqual([
      { rows_due: 1, mode: 'shadow' },
    ])
  })
  test('as it comes it is not armed', async () => {
    await db.close()
    db = await openGuild(files)
    expect(await value(`select mode from retention.class where class_name = '${name}'`)).toBe('shadow')
  })
  test('the fuse stops a run that would write to more than it allows', async () => {
    await db.query(`select retention.set_limits('${name}', 'small', fuse_rows => 2)`)
    for (const id of [1, 2, 3]) await member(id)
    await run()
    expect((await lastRun())!.stop_reason).toContain('fuse: 3 of')
    expect(await steps()).toEqual({})
    await db.query('delete from members where id = 3')
    await run()
    expect(await steps()).toEqual({ 1: 1, 2: 1 })
  })
  test('in batches, each person once', async () => {
    await db.query(`select retention.set_limits('${name}', 'small', batch_rows => 2)`)
    for (const id of [1, 2, 3, 4, 5]) await member(id)
    await run()
    expect(await steps()).toEqual({ 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 })
    expect(await lastRun()).toMatchObject({ state: 'done', rows_disposed: 5 })
  })
  test('a ladder has no rows to hold', async () => {
    expect(await state(`call retention.place_hold('M', 'k', 'a', 'r', on_class => '${name}')`)).toBe('RH005')
  })
  test('the way back', async () => {
    await db.close()
    db = await openGuild(files)
    await db.exec(`begin;\n${files.find(f => f.path === 'way-back/0830_ladders.down.sql')!.text}\ncommit;`)
    expect(
      await value(`select count(*)::int from pg_class where relnamespace = 'retention'::regnamespace and relname ~ 'ladder|silent'`),
    ).toBe(0)
    expect(
      await value(`select count(*)::int from pg_proc where pronamespace = 'retention'::regnamespace and proname ~ 'ladder|silent'`),
    ).toBe(0)
  })
})
