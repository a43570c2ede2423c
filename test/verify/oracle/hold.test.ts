import { describe, expect, test } from 'vitest'
import { exactly, years } from '../../../src/index.ts'
import { fates } from '../../../src/verify/oracle/oracle.ts'
import type { Hold } from '../../../src/verify/oracle/world.ts'
import { activation, bound, holdOn, ids, instant, language, left, old, policyOf, schema, table, user, users, world } from './tiny.ts'

const { sever, rule, standingHold, untilErased } = language

describe('holds', () => {
  const db = schema(
    users,
    table('threads', { id: 'uuid', user_id: 'uuid', created_at: 'at', flagged: 'boolean' }, [['user_id', 'users']]),
    table('messages', { id: 'uuid', thread_id: 'uuid', created_at: 'at' }, [['thread_id', 'threads']]),
    table('disputes', { id: 'uuid', thread_id: 'uuid', closed_at: 'at' }, [['thread_id', 'threads']]),
  )
  const policy = (holds: readonly unknown[] = []) =>
    policyOf({ activation, subjects: [user], holds, schedule: [untilErased('users', bound), rule(['messages', 'threads'], old)] })
  const created_at = '2020-01-01 00:00:00+00'
  const base = {
    users: [{ id: 'a' }, { id: 'b' }],
    threads: [
      { id: 't1', user_id: 'a', created_at },
      { id: 't2', user_id: 'a', created_at, flagged: 'true' },
      { id: 't3', user_id: 'b', created_at },
    ],
    messages: [
      { id: 'm1', thread_id: 't1', created_at },
      { id: 'm2', thread_id: 't1', created_at },
      { id: 'm3', thread_id: 't2', created_at },
    ],
  }
  const held = (holds: readonly Hold[], standing: readonly unknown[] = [], more = {}) =>
    fates(policy(standing), db, world(db, { ...base, ...more }, holds), instant('2026-01-01 00:00:00Z'))
      .filter(f => f.state === 'held')
      .map(f => f.key.id)
      .sort()

  test('down to what the person owns, and to nobody else', () =>
    expect(held([holdOn('users', 'a')])).toEqual(['a', 'm1', 'm2', 'm3', 't1', 't2']))
  test('up to what the record depends on, and not across to its siblings', () =>
    expect(held([holdOn('messages', 'm1')])).toEqual(['a', 'm1', 't1']))
  test('a released hold holds nothing', () => expect(held([{ ...holdOn('users', 'a'), released: true }])).toEqual([]))
  test('a class holds all its rows', () => {
    const hold: Hold = { id: 'h', scope: { kind: 'class', className: 'messages' }, released: false }
    expect(held([hold])).toEqual(['a', 'm1', 'm2', 'm3', 't1', 't2'])
  })
  test('a standing hold on the row itself, or on the row it refers to', () => {
    const flag = standingHold('threads', { clause: 'K-22', where: (eb: any) => eb('flagged', '=', true), matter: 'm', notify: 'never' })
    expect(held([], [flag])).toEqual(['a', 'm3', 't2'])
    const open = standingHold('disputes', {
      clause: 'K-19',
      where: (eb: any) => eb('closed_at', 'is', null),
      holds: 'threads',
      matter: 'm',
      notify: 'never',
    })
    const disputes = [
      { id: 'd1', thread_id: 't3' },
      { id: 'd2', thread_id: 't1', closed_at: created_at },
    ]
    expect(held([], [open], { disputes })).toEqual(['b', 't3'])
  })
  test('a held row is not severed either', () => {
    const severing = policyOf({
      activation,
      subjects: [user],
      schedule: [rule('threads', { ...old, keep: exactly(years(9)), onErasure: sever('user_id') })],
    })
    const rows = { users: [{ id: 'a', requested_at: created_at }], threads: [{ id: 't1', user_id: 'a', created_at }] }
    const run = (holds: readonly Hold[]) => left(severing, db, world(db, rows, holds), '2026-01-01 00:00:00Z', 'threads')[0]?.user_id
    expect([run([holdOn('threads', 't1')]), run([])]).toEqual(['a', null])
  })
  test('a held row stays byte for byte; the free message of a held thread goes', () => {
    const some = world(db, base, [holdOn('messages', 'm1')])
    expect(left(policy(), db, some, '2026-01-01 00:00:00Z', 'threads')).toContainEqual({
      id: 't1',
      user_id: 'a',
      created_at,
      flagged: null,
    })
    expect(ids(left(policy(), db, some, '2026-01-01 00:00:00Z', 'messages'))).toEqual(['m1'])
  })
})
