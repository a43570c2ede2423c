import { describe, expect, test } from 'vitest'
import { exactly, untouched, years } from '../../../src/index.ts'
import { fates } from '../../../src/verify/oracle/oracle.ts'
import type { Hold } from '../../../src/verify/oracle/world.ts'
import { activation, bound, holdOn, ids, instant, language, left, old, policyOf, schema, table, user, users, world } from './tiny.ts'

const { ignore, sever, rule, standingHold, untilErased } = language

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

  const open = standingHold('disputes', {
    clause: 'K-19',
    where: (eb: any) => eb('closed_at', 'is', null),
    holds: 'threads',
    matter: 'm',
    notify: 'never',
  })

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
    const disputes = [
      { id: 'd1', thread_id: 't3' },
      { id: 'd2', thread_id: 't1', closed_at: created_at },
    ]
    expect(held([], [open], { disputes })).toEqual(['b', 't3'])
  })
  test('a standing hold on what a row refers to: the row is on hold with it where it belongs to it, else the hold ends when the run takes the row', () => {
    const rule30 = { ...old, cutoff: 'opened_at' }
    const timed = schema(
      users,
      table('threads', { id: 'uuid', user_id: 'uuid', created_at: 'at' }, [['user_id', 'users']]),
      table('disputes', { id: 'uuid', thread_id: 'uuid', closed_at: 'at', opened_at: 'at' }, [['thread_id', 'threads']]),
    )
    const ending = (links: readonly unknown[]) =>
      policyOf({
        activation,
        links,
        subjects: [user],
        holds: [open],
        schedule: [untilErased('users', bound), rule('threads', old), rule('disputes', rule30)],
      })
    const rows = (opened_at: string) => ({
      users: [{ id: 'a' }],
      threads: [{ id: 't1', user_id: 'a', created_at }],
      disputes: [{ id: 'd1', thread_id: 't1', opened_at }],
    })
    const kept = (opened_at: string, links: readonly unknown[] = []) =>
      ids(left(ending(links), timed, world(timed, rows(opened_at)), '2026-01-01 00:00:00Z', 'threads'))
    expect(kept('2025-01-01 00:00:00+00')).toEqual(['t1'])
    const ofNobody = [ignore('disputes', 'threads')]
    expect(kept('2025-12-31 00:00:00+00', ofNobody)).toEqual(['t1'])
    expect(kept('2025-01-01 00:00:00+00', ofNobody)).toEqual([])
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

  describe('and tables out of scope', () => {
    const members = schema(
      users,
      table('teams', { id: 'uuid', created_at: 'at' }),
      table('seats', { id: 'uuid', user_id: 'uuid', team_id: 'uuid', beside: 'uuid' }, [
        ['user_id', 'users'],
        ['team_id', 'teams'],
        ['beside', 'seats'],
      ]),
      table('notes', { id: 'uuid', seat_id: 'uuid', created_at: 'at' }, [['seat_id', 'seats']]),
    )
    const rows = {
      users: [{ id: 'a' }, { id: 'b' }],
      teams: [{ id: 't', created_at }],
      seats: [
        { id: 's1', user_id: 'a', team_id: 't', beside: 's2' },
        { id: 's2', user_id: 'b', beside: 's1' },
      ],
      notes: [{ id: 'n', seat_id: 's1', created_at }],
    }
    const whoIsHeld = (schedule: readonly unknown[], outOfScope: Readonly<Record<string, string>>, hold: Hold) =>
      fates(
        policyOf({ activation, subjects: [user], schedule, outOfScope }),
        members,
        world(members, rows, [hold]),
        instant('2026-01-01 00:00:00Z'),
      )
        .filter(f => f.state === 'held')
        .map(f => f.key.id)
        .sort()
    const all = [untilErased('users', bound), rule('teams', { ...old, onErasure: untouched('names nobody') })]

    test('which stand between others: no hold is followed by way of them', () => {
      const left = { seats: 'tooling', notes: 'tooling' }
      expect(whoIsHeld(all, left, holdOn('users', 'a'))).toEqual(['a'])
      // In scope, the seat is on hold with its person, and keeps the team and the seat beside it, which keeps its own person.
      expect(whoIsHeld([...all, untilErased('seats', bound)], { notes: 'tooling' }, holdOn('users', 'a'))).toEqual([
        'a',
        'b',
        's1',
        's2',
        't',
      ])
    })
    test('by which rows in scope belong to their person: they are followed', () =>
      expect(whoIsHeld([...all, untilErased('notes', bound)], { seats: 'tooling' }, holdOn('users', 'a'))).toEqual(['a', 'b', 'n', 't']))
    test('that the schema does not have are no one’s business', () =>
      expect(whoIsHeld(all, { seats: 'tooling', notes: 'tooling', gone: 'an old name' }, holdOn('users', 'a'))).toEqual(['a']))
  })
})
