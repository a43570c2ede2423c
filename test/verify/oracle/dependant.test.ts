import { describe, expect, test } from 'vitest'
import { destroy, exactly, untouched, years } from '../../../src/index.ts'
import { afterRun } from '../../../src/verify/oracle/oracle.ts'
import type { Hold, Row } from '../../../src/verify/oracle/world.ts'
import {
  activation,
  bound,
  fateOf,
  holdOn,
  ids,
  instant,
  language,
  left,
  old,
  policyOf,
  rowsOf,
  schema,
  table,
  user,
  world,
} from './tiny.ts'

const { part, rule } = language

describe('dependants', () => {
  const created_at = '2020-01-01 00:00:00+00'
  const db = (action: 'no action' | 'cascade' | 'restrict' | 'set null') =>
    schema(
      table('jobs', { id: 'uuid', created_at: 'at' }),
      table('shots', { id: 'uuid', job_id: 'uuid', next_id: 'uuid', made_by: 'uuid' }, [
        ['job_id', 'jobs'],
        ['next_id', 'shots'],
        ['made_by', 'people', 'set null'],
      ]),
      table('bills', { id: 'uuid', job_id: 'uuid', created_at: 'at' }, [['job_id', 'jobs', action]]),
      table('people', { id: 'uuid' }),
    )
  const policy = policyOf({
    activation,
    schedule: [rule('jobs', { ...old, parts: [part('shots', {})] }), rule('bills', { ...old, keep: exactly(years(10)) })],
  })
  const jobs = [{ id: '1', created_at }]
  const ran = (
    action: Parameters<typeof db>[0],
    more: Record<string, readonly Row[]>,
    asOf = '2026-01-01 00:00:00Z',
    holds: readonly Hold[] = [],
  ) => afterRun(policy, db(action), world(db(action), { jobs, ...more }, holds), instant(asOf))

  test.each(['no action', 'cascade', 'restrict'] as const)('a child that stays (on delete %s) defers its parent', action => {
    expect(ids(rowsOf(db(action), ran(action, { bills: [{ id: 'b', job_id: '1', created_at }] }), 'jobs'))).toEqual(['1'])
  })
  test('a child that goes in the same run does not', () => {
    const world2030 = ran('no action', { bills: [{ id: 'b', job_id: '1', created_at }] }, '2030-01-01 00:00:00Z')
    expect([rowsOf(db('no action'), world2030, 'jobs'), rowsOf(db('no action'), world2030, 'bills')]).toEqual([[], []])
  })
  test('a child that PostgreSQL severs stays without its parent', () => {
    expect(rowsOf(db('set null'), ran('set null', { bills: [{ id: 'b', job_id: '1', created_at }] }), 'bills')).toEqual([
      { id: 'b', job_id: null, created_at },
    ])
  })
  test('parts go with the row; a part of another row in the way defers it', () => {
    const shots = [
      { id: 's1', job_id: '1' },
      { id: 's2', job_id: '1', next_id: 's1' },
    ]
    const gone = ran('no action', { shots })
    expect([rowsOf(db('no action'), gone, 'jobs'), rowsOf(db('no action'), gone, 'shots')]).toEqual([[], []])
    const more = {
      jobs: [...jobs, { id: '2', created_at: '2026-01-01 00:00:00+00' }],
      shots: [...shots, { id: 's3', job_id: '2', next_id: 's1' }],
    }
    expect(ids(rowsOf(db('no action'), ran('no action', more), 'shots'))).toEqual(['s1', 's2', 's3'])
  })
  test('a part that a hold on somebody else covers defers the row', () => {
    const more = { people: [{ id: 'p' }], shots: [{ id: 's1', job_id: '1', made_by: 'p' }] }
    const held = [holdOn('people', 'p')]
    expect(ids(rowsOf(db('no action'), ran('no action', more, '2026-01-01 00:00:00Z', held), 'jobs'))).toEqual(['1'])
    expect(ids(rowsOf(db('no action'), ran('no action', more), 'jobs'))).toEqual([])
  })
  test('a child that PostgreSQL would sever, and that a hold on somebody else covers, keeps the row with it', () => {
    const held = schema(
      table('jobs', { id: 'uuid', created_at: 'at' }),
      table('people', { id: 'uuid' }),
      table('tips', { id: 'uuid', job_id: 'uuid', to_id: 'uuid' }, [
        ['job_id', 'jobs', 'set null'],
        ['to_id', 'people'],
      ]),
    )
    const rules = policyOf({ activation, schedule: [rule('jobs', old)] })
    const rows = { jobs, people: [{ id: 'p' }], tips: [{ id: '1', job_id: '1', to_id: 'p' }] }
    const asOf = '2026-01-01 00:00:00Z'
    expect(fateOf(rules, held, world(held, rows, [holdOn('people', 'p')]), asOf, 'jobs').state).toBe('held')
    expect(fateOf(rules, held, world(held, rows), asOf, 'jobs').state).toBe('due')
  })
  test('a reply that is due as well does not defer, one that stays defers the whole chain', () => {
    const chat = schema(table('chat', { id: 'uuid', reply_to: 'uuid', created_at: 'at' }, [['reply_to', 'chat']]))
    const rules = policyOf({ activation, schedule: [rule('chat', old)] })
    const rows = [
      { id: '1', created_at },
      { id: '2', reply_to: '1', created_at },
      { id: '3', created_at },
      { id: '4', reply_to: '3', created_at },
      { id: '5', reply_to: '4', created_at: '2025-12-31 00:00:00+00' },
    ]
    expect(ids(left(rules, chat, world(chat, { chat: rows }), '2026-01-01 00:00:00Z', 'chat'))).toEqual(['3', '4', '5'])
    expect(fateOf(rules, chat, world(chat, { chat: rows }), '2026-01-01 00:00:00Z', 'chat', '3')).toMatchObject({
      state: 'deferred',
      why: 'public.chat {"id":"4"} is still there',
    })
  })

  describe('a row that belongs to it by a declared link', () => {
    const db = schema(
      table('users', { id: 'uuid', requested_at: 'at', closed_at: 'at', name: 'text' }),
      table('logs', { id: 'uuid', user_id: 'uuid', created_at: 'at', text: 'text' }),
    )
    const linked = (onErasure: unknown) =>
      policyOf({
        activation,
        subjects: [user],
        links: [language.owner('logs', 'users', { on: (eb: any) => eb('logs.user_id', '=', eb.ref('users.id')) })],
        schedule: [
          rule('users', { ...bound, cutoff: 'closed_at', keep: exactly(years(1)), dispose: destroy() }),
          rule('logs', { ...bound, cutoff: 'created_at', keep: exactly(years(10)), dispose: destroy(), onErasure }),
        ],
      })
    const rows = (person: Row) =>
      world(db, { users: [{ id: '1', ...person }], logs: [{ id: 'a', user_id: '1', created_at: '2025-01-01 00:00:00+00', text: 'x' }] })
    const closed = rows({ closed_at: '2020-01-01 00:00:00+00' })
    const asked = rows({ requested_at: '2020-01-01 00:00:00+00' })
    const now = '2026-01-01 00:00:00Z'
    const fate = (onErasure: unknown, of = closed, at = now) => fateOf(linked(onErasure), db, of, at, 'users').state

    test('defers the row until it has gone by its own clock', () => {
      expect([fate(destroy()), fate(destroy(), closed, '2035-01-01 00:00:00Z')]).toEqual(['deferred', 'due'])
    })
    test('goes first where an erasure takes both', () => {
      expect(fate(destroy(), asked)).toBe('due')
      expect(left(linked(destroy()), db, asked, now, 'logs')).toEqual([])
    })
    test('no longer defers it once an erasure has acted on it', () => {
      const kept = language.retain('legal claims', language.generalize({ text: '-' }))
      expect([fate(kept), fate(kept, asked)]).toEqual(['deferred', 'due'])
      expect(left(linked(kept), db, asked, now, 'logs')).toMatchObject([{ id: 'a', text: '-' }])
    })
    test('does not defer it where an erasure leaves it untouched', () => {
      expect([fate(untouched('names nobody')), fate(untouched('names nobody'), asked)]).toEqual(['due', 'due'])
    })
  })

  test('a row from which the clock of another one is read defers, though PostgreSQL would sever it', () => {
    const db = schema(
      table('users', { id: 'uuid', requested_at: 'at', closed_at: 'at', name: 'text' }),
      table('orders', { id: 'uuid', user_id: 'uuid' }, [['user_id', 'users', 'set null']]),
    )
    const rules = policyOf({
      activation,
      subjects: [user],
      schedule: [
        rule('users', { ...bound, cutoff: 'closed_at', keep: exactly(years(1)), dispose: destroy() }),
        rule('orders', { ...bound, cutoff: user.closed, keep: exactly(years(7)), dispose: destroy(), onErasure: untouched('it counts') }),
      ],
    })
    const rows = world(db, { users: [{ id: '1', closed_at: '2020-01-01 00:00:00+00' }], orders: [{ id: 'o', user_id: '1' }] })
    const fate = (asOf: string) => [fateOf(rules, db, rows, asOf, 'users').state, fateOf(rules, db, rows, asOf, 'orders', 'o').state]
    expect(fate('2026-01-01 00:00:00Z')).toEqual(['deferred', 'kept'])
    expect(fate('2027-02-01 00:00:00Z')).toEqual(['due', 'due'])
  })
})
