import type { PGlite } from '@electric-sql/pglite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { bind } from '../../src/bind/bind.ts'
import { emit } from '../../src/emit/emit.ts'
import { contract, days, destroy, exactly, gdpr, legalObligation, manual, phrase, retention, untouched, years } from '../../src/index.ts'
import { plan } from '../../src/plan/plan.ts'
import { fromSql } from '../../src/schema/from-sql.ts'
import { openPglite } from '../../src/schema/pglite.ts'
import { openOffice } from './office.ts'

// Erasures on graphs that are awkward: a key of two columns that are called like ours, rows that refer to rows of their own table, rows of
// several persons, duties with and without a link. And erasures that an event starts, with a residence.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

const schemaSql = `
create table members (request_id text, asked_at integer, name text not null, primary key (request_id, asked_at));
create table posts (
  id bigint primary key, request_id text not null, asked_at integer not null, answers bigint references posts,
  foreign key (request_id, asked_at) references members
);
create table dues (
  id bigint primary key, held text, digest bytea, request_id text, asked_at integer, paid_at timestamptz,
  foreign key (request_id, asked_at) references members
);
create table sponsors (
  id bigint primary key, request_id text not null, asked_at integer not null, since timestamptz,
  foreign key (request_id, asked_at) references members
);
`
const { policy, pseudonymize, request, retain, rule, sever, subject, untilErased } = retention<any>() as any
const member = subject('members', { key: ['request_id', 'asked_at'], events: {}, erasure: {} })
const why = { clause: 'G-1', purpose: 'serve', basis: contract('GDPR 6(1)(b)') }
const books = { clause: 'G-1', purpose: 'tax', basis: legalObligation('GDPR 6(1)(c)'), keep: exactly(years(7)), dispose: destroy() }
const guild = policy({
  name: 'Guild',
  version: '1',
  effective: '2026-01-01',
  timeZone: 'Europe/Berlin',
  clauses: { 'G-1': 'Whoever asks is erased.' },
  subjects: [member],
  activation: manual(),
  schedule: [
    untilErased('posts', { ...why, onErasure: destroy() }),
    rule('dues', {
      ...books,
      cutoff: 'paid_at',
      onErasure: retain(
        'legal obligation',
        pseudonymize({ held: 'digest' }, 'key destroyed after the run'),
        sever('request_id', 'asked_at'),
      ),
    }),
    rule('sponsors', { ...books, cutoff: 'since', onErasure: retain('legal claims') }),
    untilErased('members', { ...why, onErasure: destroy() }),
  ],
  requests: [request(member, 'erasure', { clause: 'G-1', regimes: gdpr(), verify: 'none', gate: phrase('yes, "all"') })],
})

type Row = Readonly<Record<string, any>>
let db: PGlite
const rows = async (sql: string): Promise<readonly Row[]> => (await db.query<Row>(sql)).rows
const value = async (sql: string): Promise<any> => Object.values((await rows(sql))[0]!)[0]
const refusal = async (sql: string): Promise<string> => {
  await db.exec('savepoint before')
  try {
    await db.query(sql)
    return 'done'
  } catch (error) {
    await db.exec('rollback to savepoint before')
    return `${(error as { readonly code: string }).code} ${(error as Error).message}`
  }
}
/** An execution in the transaction of the test: the procedure without its commits. */
async function execute(id: number): Promise<any> {
  await rows(`select retention._open_erasure(${id})`)
  while (await value(`select retention.erase_step(${id})`));
  return value(`select retention._close_erasure(${id})`)
}
const left = (summary: Row) => summary.left.map((l: Row) => `${l.class_name} ${l.reason} ${l.row_count}`)
const undone = (open: () => Promise<PGlite>): void => {
  beforeAll(async () => {
    db = await open()
  })
  afterAll(() => db.close())
  beforeEach(() => db.exec('begin').then(() => undefined))
  afterEach(() => db.exec('rollback').then(() => undefined))
}

describe('the guild', () => {
  undone(async () => {
    const { model, diagnostics } = bind(guild, await fromSql([{ path: 'schema.sql', sql: schemaSql }]), { database: 'guild' })
    if (!model) throw new Error(diagnostics.map(d => d.message).join('\n'))
    const fresh = await openPglite()
    await fresh.exec(schemaSql)
    for (const { path, text } of emit(plan(model))) if (path.startsWith('migrations/')) await fresh.exec(`begin;\n${text}\ncommit;`)
    await fresh.exec(`
      insert into members values ('a', 1, 'Ada'), ('a', 2, 'Ann'), ('b', 1, 'Ben');
      insert into posts values (1, 'a', 1, null), (2, 'a', 1, 1), (3, 'a', 1, 2), (4, 'b', 1, null), (5, 'a', 2, 4);
      insert into dues (id, held, request_id, asked_at, paid_at)
      values (1, 'x', 'a', 1, now() - interval '2 years'), (2, 'x', 'a', 2, now()), (3, 'x', 'a', 1, now() - interval '3 years');`)
    return fresh
  })
  const confirmed = async (): Promise<number> => {
    const id = await value(`select retention.open_request('public.members', '{"request_id": "a", "asked_at": 1}', 'erasure', 'mail')`)
    await rows(`select retention.verify_request(${id}, 'none')`)
    await rows(`select retention.confirm_erasure(${id}, phrase => 'yes, "all"')`)
    return id
  }
  const preview = async (id: number) =>
    (await rows(`select * from retention.preview_erasure(${id})`)).map(
      l => `${l.table_name} ${l.effect} ${l.row_count} ${l.held} ${l.deferred}`,
    )

  test('goes by both columns of the key; a thread of one person goes together', async () => {
    const id = await confirmed()
    expect(await preview(id)).toEqual([
      'public.dues retained 2 0 0',
      'public.posts destroyed 3 0 0',
      'public.sponsors retained 0 0 0',
      'public.members destroyed 1 0 0',
      'null total 6 0 0',
    ])
    const summary = await execute(id)
    expect(summary.done).toEqual({ posts: { 'public.posts': 3 }, dues: { 'public.dues': 2 }, members: { 'public.members': 1 } })
    expect(left(summary)).toEqual(['dues retained 2'])
    expect(await rows('select id from posts order by id')).toEqual([{ id: 4 }, { id: 5 }])
    expect(await rows('select name from members order by name')).toEqual([{ name: 'Ann' }, { name: 'Ben' }])
  })

  test('what somebody else has answered waits, and so does its author', async () => {
    await db.exec(`insert into posts values (6, 'b', 1, 3)`)
    const id = await confirmed()
    expect(await preview(id)).toContain('public.posts destroyed 3 0 3')
    const summary = await execute(id)
    expect([summary.status, ...left(summary)]).toEqual(['partially_completed', 'dues retained 2', 'members deferred 1', 'posts deferred 3'])
    await db.exec('delete from posts where id = 6')
    expect(left(await execute(id))).toEqual(['dues retained 2'])
  })

  test('what a duty keeps with its link keeps the person, until it is released', async () => {
    await db.exec(`insert into sponsors values (1, 'a', 1, now() - interval '6 years')`)
    const id = await confirmed()
    expect(await preview(id)).toEqual(expect.arrayContaining(['public.sponsors retained 1 0 0', 'public.members destroyed 1 0 1']))
    expect(left(await execute(id))).toEqual(['dues retained 2', 'members deferred 1', 'sponsors retained 1'])
    expect(await value(`select retention.is_restricted('public.members', '{"request_id": "a", "asked_at": 1}')`)).toBe(true)
    await db.exec('delete from sponsors')
    // What was once seen to be kept counts until it would have been released, since it may have been severed: see docs/requests.md.
    expect(left(await execute(id))).toEqual(['dues retained 2', 'sponsors retained 1'])
    expect(await rows('select name from members order by name')).toEqual([{ name: 'Ann' }, { name: 'Ben' }])
  })

  test('a pseudonym has its key for the one erasure, and no longer', async () => {
    const id = await confirmed()
    await execute(id)
    // The same value in both rows of the one person, and 32 bytes of it.
    expect(
      await rows(
        'select id, held, length(digest) as n, request_id, digest = first_value(digest) over (order by id) as same from dues order by id',
      ),
    ).toEqual([
      { id: 1, held: null, n: 32, request_id: null, same: true },
      { id: 2, held: 'x', n: null, request_id: 'a', same: null },
      { id: 3, held: null, n: 32, request_id: null, same: true },
    ])
    expect(await rows('select * from retention.pseudonym_key')).toEqual([])
  })

  test('two requests of one person: the second is confirmed when the first is closed', async () => {
    const id = await confirmed()
    const second = await value(`select retention.open_request('public.members', '{"request_id": "a", "asked_at": 1}', 'erasure', 'mail')`)
    await rows(`select retention.verify_request(${second}, 'none')`)
    const call = `select retention.confirm_erasure(${second}, phrase => 'yes, "all"')`
    expect(await refusal(call)).toMatch(/^RH017 .*confirmed already/)
    await rows(`select retention.cancel_request(${id}, 'twice')`)
    expect(await refusal(call)).toBe('done')
  })
})

describe('the office, where an event starts it, with a residence of 30 days', () => {
  undone(openOffice)
  const verified = async (): Promise<number> => {
    const id = await value(`select retention.open_request('public.people', '{"id": 1}', 'erasure', 'e-mail')`)
    await rows(`select retention.verify_request(${id}, 'additional')`)
    return id
  }
  const asked = (ago: number) => db.exec(`update people set delete_requested_at = now() - interval '${ago} days' where id = 1`)
  const restricted = () => value(`select retention.is_restricted('public.people', '{"id": 1}')`)

  test('there is nothing to confirm, and nothing goes before the residence is over', async () => {
    const id = await verified()
    expect(await rows(`select proname from pg_proc where proname = 'confirm_erasure'`)).toEqual([])
    expect(await restricted()).toBe(false)
    expect(await refusal(`select retention._open_erasure(${id})`)).toMatch(/^RH017 .*event .* is not set/)
    await asked(29)
    expect(await restricted()).toBe(true)
    expect(await refusal(`select retention._open_erasure(${id})`)).toMatch(/^RH017 .*in residence until/)
    await asked(31)
    const seen = await rows(`select table_name, row_count::int as n from retention.preview_erasure(${id}) where row_count is not null`)
    expect(seen.map(l => `${l.table_name} ${l.n}`)).toEqual([
      'public.bills 1',
      'public.deposits 0',
      'public.notes 2',
      'public.people 1',
      'null 4',
    ])
    const summary = await execute(id)
    expect(summary.status).toBe('partially_completed')
    expect(left(summary)).toEqual(['bills retained 1'])
    expect(await rows('select id from people')).toEqual([{ id: 2 }])
    expect(await restricted()).toBe(false)
  })

  test('a request for something else is none for erasure', async () => {
    const id = await value(`select retention.open_request('public.people', '{"id": 1}', 'access', 'e-mail')`)
    expect(await refusal(`select * from retention.preview_erasure(${id})`)).toMatch(/^RH013/)
    expect(await refusal(`select retention._open_erasure(${id})`)).toMatch(/^RH013/)
  })
})

test('a gate stands before an erasure that no event starts, and before nothing else', () => {
  const person = subject('people', {
    key: 'id',
    events: { left: 'left_at' },
    erasure: { left: { clause: 'G-1', residence: days(1), cancel: 'never' } },
  })
  const asks = { clause: 'G-1', regimes: gdpr(), verify: 'none', gate: phrase('x') }
  expect(() => request(person, 'erasure', { ...asks, event: person.left })).toThrow('nothing that is confirmed')
  expect(() => request(person, ['erasure', 'access'], asks)).toThrow('nothing that is confirmed')
  expect(() => request(person, 'erasure', asks)).not.toThrow()
  expect(untouched('x').kind).toBe('untouched')
})
