import { describe, expect, test } from 'vitest'
import { days, destroy, exactly, years } from '../../../src/index.ts'
import { afterRun } from '../../../src/verify/oracle/oracle.ts'
import type { Row } from '../../../src/verify/oracle/world.ts'
import { activation, fateOf, ids, instant, language, left, old, policyOf, rowsOf, schema, table, user, users, world } from './tiny.ts'

const { copyOf, generalize, rollup, rule, sever } = language

describe('dispositions', () => {
  const db = schema(
    users,
    table('events', { id: 'uuid', user_id: 'uuid', name: 'text', amount: 'numeric', created_at: 'at' }, [['user_id', 'users', 'set null']]),
    table('monthly', { month: 'date', name: 'text', n: 'bigint', big: 'bigint', total: 'numeric' }),
    table('hourly', { hour: 'at', n: 'bigint' }),
    table('archived', { id: 'uuid', name: 'text' }),
  )
  const run = (dispose: unknown, events: readonly Row[], more: Record<string, readonly Row[]> = {}, rest: object = {}) =>
    afterRun(
      policyOf({ timeZone: 'America/New_York', activation, subjects: [user], schedule: [rule('events', { ...old, dispose, ...rest })] }),
      db,
      world(db, { events, ...more }),
      instant('2027-01-01 00:00:00Z'),
    )

  test('rollup counts and sums in the zone’s months, on top of what is there', () => {
    const dispose = [
      rollup('monthly', {
        key: { month: { grain: 'month', of: 'created_at' }, name: 'name' },
        add: { n: 'count', big: { count: (eb: any) => eb('amount', '>', 1) }, total: { sum: 'amount' } },
      }),
      destroy(),
    ]
    const after = run(
      dispose,
      [
        // 31 March in New York, 1 April in London
        { id: '1', name: 'open', amount: '0.10', created_at: '2026-04-01 03:59:59+00' },
        { id: '2', name: 'open', amount: '1.25', created_at: '2026-03-15 00:00:00+00' },
        { id: '3', name: 'open', amount: null, created_at: '2026-04-01 04:00:00+00' },
        { id: '4', name: 'open', amount: '7', created_at: '2026-12-31 00:00:00+00' },
      ],
      { monthly: [{ month: '2026-03-01', name: 'open', n: '40', big: '1', total: '10.0' }] },
    )
    expect(rowsOf(db, after, 'monthly')).toEqual([
      { month: '2026-03-01', name: 'open', n: '42', big: '2', total: '11.35' },
      { month: '2026-04-01', name: 'open', n: '1', big: '0', total: '0' },
    ])
    expect(ids(rowsOf(db, after, 'events'))).toEqual(['4'])
  })
  test('changes that follow one another read the row as it was before them', () => {
    const after = run(
      [sever('user_id'), generalize({ name: copyOf('users.name') })],
      [{ id: '1', user_id: '7', name: 'open', created_at: '2026-04-01 00:00:00+00' }],
      { users: [{ id: '7', name: 'Ada' }] },
    )
    expect(rowsOf(db, after, 'events')).toMatchObject([{ id: '1', user_id: null, name: 'Ada' }])
  })
  test('rollup by the hour into a timestamp', () => {
    const after = run(
      [rollup('hourly', { key: { hour: { grain: 'hour', of: 'created_at' } }, add: { n: 'count' } }), destroy()],
      [{ id: '1', created_at: '2026-04-01 03:59:59.999999+00' }],
    )
    expect(rowsOf(db, after, 'hourly')).toEqual([{ hour: '2026-04-01 03:00:00+00', n: '1' }])
  })
  test('generalize with a copy from the owner, constants and expressions; done once', () => {
    const created_at = '2026-04-01 00:00:00+00'
    const act = generalize({ name: copyOf('users.name'), amount: 0 })
    const rules = policyOf({ activation, subjects: [user], schedule: [rule('events', { ...old, dispose: act })] })
    const some = world(db, {
      users: [{ id: 'u', name: 'Ada' }],
      events: [
        { id: '1', user_id: 'u', name: 'x', created_at },
        { id: '2', name: 'y', created_at },
      ],
    })
    const after = afterRun(rules, db, some, instant('2027-01-01 00:00:00Z'))
    expect(rowsOf(db, after, 'events')).toEqual([
      { id: '1', user_id: 'u', name: 'Ada', amount: '0', created_at },
      { id: '2', user_id: null, name: null, amount: '0', created_at },
    ])
    expect(fateOf(rules, db, after, '2027-01-02 00:00:00Z', 'events').wanted).toEqual([])
  })
  test('stages come once each, before a disposal of the same run', () => {
    const interim = [language.after(days(30), language.archive('archived')), language.after(days(60), language.anonymize({ name: null }))]
    const rest = { interim, keep: exactly(years(1)) }
    const staged = policyOf({ activation, schedule: [rule('events', { ...old, ...rest })] })
    const after = run(destroy(), [{ id: '1', name: 'x', created_at: '2026-11-15 00:00:00+00' }], {}, rest)
    expect([rowsOf(db, after, 'archived'), rowsOf(db, after, 'events')[0]?.name, after.done.map(d => d.fact)]).toEqual([
      [{ id: '1', name: 'x' }],
      'x',
      [{ kind: 'stage', index: 0 }],
    ])
    const again = afterRun(staged, db, after, instant('2027-01-20 00:00:00Z'))
    expect(again.done.map(d => d.fact)).toEqual([
      { kind: 'stage', index: 0 },
      { kind: 'stage', index: 1 },
    ])
    const late = run(destroy(), [{ id: '1', name: 'x', created_at: '2020-01-01 00:00:00+00' }], {}, rest)
    expect([rowsOf(db, late, 'archived'), rowsOf(db, late, 'events'), late.done]).toEqual([[{ id: '1', name: 'x' }], [], []])
  })
  test('a review keeps the row until somebody approves', () => {
    const rules = policyOf({ activation, schedule: [rule('events', { ...old, gate: { kind: 'review', by: 'officer' } })] })
    const events = [{ id: '1', created_at: '2020-01-01 00:00:00+00' }]
    expect(ids(left(rules, db, world(db, { events }), '2026-01-01 00:00:00Z', 'events'))).toEqual(['1'])
    const approved = {
      table: { schema: 'public', name: 'events' },
      key: { id: '1' },
      className: 'events',
      fact: { kind: 'approved' },
    } as const
    expect(left(rules, db, world(db, { events }, [], [approved]), '2026-01-01 00:00:00Z', 'events')).toEqual([])
  })
  test('a class that is disabled does nothing, and a while that is true keeps', () => {
    const events = [{ id: '1', name: 'open', created_at: '2020-01-01 00:00:00+00' }]
    expect(rowsOf(db, run(destroy(), events, {}, { activation: { kind: 'disabled', until: 'then' } }), 'events')).toHaveLength(1)
    expect(rowsOf(db, run(destroy(), events, {}, { while: (eb: any) => eb('name', '=', 'open') }), 'events')).toHaveLength(1)
    expect(rowsOf(db, run(destroy(), events, {}, { while: (eb: any) => eb('name', '=', 'closed') }), 'events')).toHaveLength(0)
  })
})
