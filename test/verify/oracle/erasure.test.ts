import { describe, expect, test } from 'vitest'
import { days, destroy, exactly, untouched, years } from '../../../src/index.ts'
import { afterRun, fates } from '../../../src/verify/oracle/oracle.ts'
import {
  activation,
  bound,
  fateOf,
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
  users,
  why,
  world,
} from './tiny.ts'

const { before: upToEvent, owner, pseudonymize, retain, rule, sever, untilErased } = language

describe('erasure', () => {
  const db = schema(
    table('auth.users', { id: 'uuid' }),
    table('invoices', { id: 'uuid', user_id: 'uuid', issued_at: 'at' }, [['user_id', 'users']]),
    table('notes', { id: 'uuid', user_id: 'uuid' }, [['user_id', 'users']]),
    table('logins', { id: 'uuid', user_id: 'uuid', ip: 'inet', ip_hash: 'bytea', created_at: 'at' }, [['user_id', 'users']]),
    table('subscriptions', { id: 'uuid', user_id: 'uuid' }, [['user_id', 'users']]),
    { ...users, foreignKeys: table('users', { id: 'uuid' }, [['id', 'auth.users']]).foreignKeys },
  )
  const policy = policyOf({
    activation,
    subjects: [user],
    links: [owner('auth.users', 'users', { on: (eb: any) => eb('auth.users.id', '=', eb.ref('users.id')) })],
    schedule: [
      untilErased('auth.users', { ...bound, parts: ['users'] }),
      untilErased('notes', bound),
      rule('invoices', {
        ...why,
        cutoff: 'issued_at',
        keep: exactly(years(7)),
        dispose: destroy(),
        onErasure: retain('legal obligation', sever('user_id')),
      }),
      rule('logins', { ...old, onErasure: [pseudonymize({ ip: 'ip_hash' }, 'key destroyed after the run'), sever('user_id')] }),
      rule('subscriptions', {
        ...why,
        cutoff: user.closed,
        keep: exactly(years(7)),
        dispose: destroy(),
        onErasure: retain('legal obligation', sever('user_id')),
      }),
    ],
  })
  const rows = (requested_at: string | null, closed_at: string | null = null) =>
    world(db, {
      'auth.users': [{ id: 'a' }, { id: 'b' }],
      users: [{ id: 'a', requested_at, closed_at }, { id: 'b' }],
      notes: [
        { id: '1', user_id: 'a' },
        { id: '2', user_id: 'b' },
      ],
      invoices: [{ id: '1', user_id: 'a', issued_at: '2024-06-01 00:00:00+00' }],
      logins: [
        { id: '1', user_id: 'a', ip: '10.0.0.1', created_at: '2026-05-30 00:00:00+00' },
        { id: '2', user_id: 'a', created_at: '2026-05-30 00:00:00+00' },
      ],
      subscriptions: [{ id: '1', user_id: 'a' }],
    })

  test('nothing during residence, and cleared events open nothing', () => {
    const during = fateOf(policy, db, rows('2026-05-02 12:00:00+00'), '2026-06-01 11:59:59.999999Z', 'notes')
    expect(during).toMatchObject({ state: 'kept', eraseAt: instant('2026-06-01 12:00:00Z') })
    expect(fateOf(policy, db, rows(null), '2040-01-01 00:00:00Z', 'notes')).toMatchObject({ state: 'kept', eraseAt: null })
    expect(fateOf(policy, db, rows('infinity'), '2040-01-01 00:00:00Z', 'notes')).toMatchObject({ state: 'kept', eraseAt: null })
  })

  test('after it the person goes, everything of theirs as its class says, and nobody else', () => {
    const after = afterRun(policy, db, rows('2026-05-02 12:00:00+00', '2026-05-03 00:00:00+00'), instant('2026-06-01 12:00:00Z'))
    expect(ids(rowsOf(db, after, 'notes'))).toEqual(['2'])
    expect([...after.rows].filter(([key]) => key.endsWith('"users"]')).map(([, r]) => ids(r))).toEqual([['b'], ['b']])
    expect(rowsOf(db, after, 'invoices')).toEqual([{ id: '1', user_id: null, issued_at: '2024-06-01 00:00:00+00' }])
    expect(rowsOf(db, after, 'logins')).toEqual([
      { id: '1', user_id: null, ip: null, ip_hash: '<hash>', created_at: '2026-05-30 00:00:00+00' },
      { id: '2', user_id: null, ip: null, ip_hash: null, created_at: '2026-05-30 00:00:00+00' },
    ])
    // The start that stood on the person is written down: 3 May 2026 + 7 years.
    expect(fateOf(policy, db, after, '2033-05-02 23:59:59.999999Z', 'subscriptions').state).toBe('kept')
    expect(fateOf(policy, db, after, '2033-05-03 00:00:00Z', 'subscriptions').state).toBe('due')
    // What was retained goes at its own time, and the same erasure does not act twice.
    expect(fateOf(policy, db, after, '2031-05-31 23:59:59.999999Z', 'invoices')).toMatchObject({ state: 'kept', wanted: [] })
    expect(left(policy, db, after, '2031-06-01 00:00:00Z', 'invoices')).toEqual([])
  })

  test('an erasure with a ground waits for the floor, and not for `while`', () => {
    const held = policyOf({
      activation,
      subjects: [user],
      schedule: [
        untilErased('users', bound),
        rule('notes', {
          ...why,
          cutoff: user.requested,
          keep: exactly(days(60)),
          while: upToEvent(user.closed),
          dispose: destroy(),
          onErasure: retain('legal claims'),
        }),
      ],
    })
    const some = world(db, { users: [{ id: 'a', requested_at: '2026-01-01 00:00:00+00' }], notes: [{ id: '1', user_id: 'a' }] })
    expect(fateOf(held, db, some, '2026-03-01 23:59:59.999999Z', 'notes')).toMatchObject({ state: 'due', wanted: ['erasure'], dueAt: null })
    expect(fateOf(held, db, some, '2026-03-02 00:00:00Z', 'notes')).toMatchObject({
      state: 'due',
      wanted: ['erasure', 'disposal'],
      dueAt: null,
    })
  })

  test('what an erasure severed is finished at its floor, though nothing leads to the person any more', () => {
    const severing = policyOf({
      activation,
      subjects: [user],
      schedule: [
        untilErased('users', bound),
        rule('invoices', {
          ...why,
          cutoff: 'issued_at',
          keep: exactly(years(7)),
          while: upToEvent(user.closed),
          dispose: destroy(),
          onErasure: retain('legal claims', sever('user_id')),
        }),
      ],
    })
    const some = world(db, {
      users: [{ id: 'a', requested_at: '2026-01-01 00:00:00+00' }],
      invoices: [{ id: '1', user_id: 'a', issued_at: '2024-06-01 00:00:00+00' }],
    })
    const after = afterRun(severing, db, some, instant('2026-02-01 00:00:00Z'))
    expect([rowsOf(db, after, 'invoices').length, left(severing, db, after, '2031-05-31 23:59:59.999999Z', 'invoices').length]).toEqual([
      1, 1,
    ])
    expect(left(severing, db, after, '2031-06-01 00:00:00Z', 'invoices')).toEqual([])
  })

  test('an erasure that destroys does no stages on the way', () => {
    const archiving = policyOf({
      activation,
      subjects: [user],
      schedule: [rule('logins', { ...old, interim: [language.after(days(1), language.archive('notes'))] })],
    })
    const some = world(db, {
      users: [{ id: 'a', requested_at: '2026-01-01 00:00:00+00' }],
      logins: [{ id: '1', user_id: 'a', created_at: '2026-01-01 00:00:00+00' }],
    })
    const after = afterRun(archiving, db, some, instant('2026-02-01 00:00:00Z'))
    expect([rowsOf(db, after, 'logins'), rowsOf(db, after, 'notes')]).toEqual([[], []])
  })

  test('an untouched class stays, and the person waits for it', () => {
    const spare = policyOf({
      activation,
      subjects: [user],
      schedule: [untilErased('users', bound), untilErased('notes', { ...why, onErasure: untouched('free text') })],
    })
    const some = world(db, { users: [{ id: 'a', requested_at: '2026-01-01 00:00:00+00' }], notes: [{ id: '1', user_id: 'a' }] })
    const all = fates(spare, db, some, instant('2026-03-01 00:00:00Z'))
    expect(all[0]?.eraseAt).toBeNull()
    expect(all.map(f => [f.table.name, f.state, f.why])).toEqual([
      ['notes', 'untouched', 'free text'],
      ['users', 'deferred', 'public.notes {"id":"1"} is still there'],
    ])
  })
})
