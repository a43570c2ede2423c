import { describe, expect, test } from 'vitest'
import { activation, bound, fateOf, language, policyOf, schema, table, user, users, world } from './tiny.ts'

const { accessor, ignore, owner, untilErased } = language

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
  test('a declared join owns', () => {
    const link = owner('pages', 'users', { on: (eb: any) => eb.and([eb('pages.id', '=', '2'), eb('users.id', '=', 'lead')]) })
    expect(eraseAt([link], '2')).toBe(second)
  })
})
