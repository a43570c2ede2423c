import { describe, expect, test } from 'vitest'
import { days, destroy, upTo } from '../../../src/index.ts'
import { activation, bound, fateOf, language, policyOf, schema, table, user, users, world } from './tiny.ts'

const { rule, accessor, ignore, owner, untilErased } = language

describe('owner edges', () => {
  const db = schema(
    users,
    table('teams', { id: 'uuid', founder_id: 'uuid', lead_id: 'uuid' }, [
      ['founder_id', 'users'],
      ['lead_id', 'users'],
    ]),
    table('pages', { id: 'uuid', team_id: 'uuid', parent_id: 'uuid' }, [
      ['team_id', 'teams'],
      ['parent_id', 'pages'],
    ]),
  )
  const some = world(db, {
    users: [
      { id: 'founder', requested_at: '2026-01-01 00:00:00+00' },
      { id: 'lead', requested_at: '2026-02-01 00:00:00+00' },
    ],
    teams: [{ id: 't', founder_id: 'founder', lead_id: 'lead' }],
    pages: [
      { id: '1', team_id: 't' },
      { id: '2', parent_id: '1' },
    ],
  })
  const eraseAt = (links: readonly unknown[], id = '1') =>
    fateOf(
      policyOf({ activation, subjects: [user], links, schedule: [untilErased('pages', bound)] }),
      db,
      some,
      '2026-01-01 00:00:00Z',
      'pages',
      id,
    ).eraseAt?.toString()
  const [first, second] = ['2026-01-31T00:00:00Z', '2026-03-03T00:00:00Z']

  test('the earliest erasure of any person the row belongs to', () => expect(eraseAt([])).toBe(first))
  test('an accessor or ignored edge does not own', () => {
    expect(eraseAt([accessor('teams', 'users', { by: 'founder_id' })])).toBe(second)
    expect(eraseAt([ignore('teams', 'users')])).toBeUndefined()
  })
  test('a named owner settles which edge it is', () => expect(eraseAt([owner('teams', 'users', { by: 'lead_id' })])).toBe(second))
  test('a reference to the same table owns nothing', () => expect(eraseAt([], '2')).toBeUndefined())
  test('a declared join that is no owner does not', () => {
    const on = (eb: any) => eb('users.id', '=', 'lead')
    expect(eraseAt([ignore('teams', 'users'), accessor('pages', 'users', { on })])).toBeUndefined()
  })
  test('a NULL refers to nothing, not even to a NULL', () => {
    const codes = [...db.tables]
    const [first] = codes[1]!.foreignKeys
    codes[1] = { ...codes[1]!, foreignKeys: [{ ...first!, references: { ...first!.references, columns: ['name'] } }] }
    const policy = policyOf({ activation, subjects: [user], schedule: [untilErased('teams', bound)] })
    const rows = world(db, { users: [{ id: 'u', requested_at: '2026-01-01 00:00:00+00' }], teams: [{ id: '1' }] })
    expect(fateOf(policy, schema(...codes), rows, '2026-06-01 00:00:00Z', 'teams').eraseAt).toBeNull()
  })
  test('a clock on an event of several people waits for the last of them', () => {
    const policy = policyOf({
      activation,
      subjects: [user],
      schedule: [rule('pages', { ...bound, cutoff: user.closed, keep: upTo(days(1)), dispose: destroy() })],
    })
    const due = (founder: string | null) => {
      const users = [
        { id: 'founder', closed_at: founder },
        { id: 'lead', closed_at: '2026-05-01 00:00:00+00' },
      ]
      const rows = world(db, { users, teams: [{ id: 't', founder_id: 'founder', lead_id: 'lead' }], pages: [{ id: '1', team_id: 't' }] })
      return fateOf(policy, db, rows, '2026-01-01 00:00:00Z', 'pages').dueAt?.toString()
    }
    expect(due(null)).toBeUndefined()
    expect(due('2026-04-01 00:00:00+00')).toBe('2026-05-02T00:00:00Z')
    expect(due('2026-06-01 00:00:00+00')).toBe('2026-06-02T00:00:00Z')
  })
  test('a declared join owns', () => {
    const link = owner('pages', 'users', { on: (eb: any) => eb.and([eb('pages.id', '=', '2'), eb('users.id', '=', 'lead')]) })
    expect(eraseAt([link], '2')).toBe(second)
  })
})
