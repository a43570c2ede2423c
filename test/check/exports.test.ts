import { describe, expect, test } from 'vitest'
import { days, legitimateInterest, ownRegime, untouched } from '../../src/index.ts'
import { expectNothing, expectOnly } from './expect-finding.ts'
import { language, notes, person, policy, refers, rule, schema, table, untilErased, users } from './tiny.ts'

const user = person()
const asks = (...rights: readonly string[]) => [
  language.request(user, rights, { clause: 'C-1', regimes: ownRegime({ respond: days(30) }), verify: 'none' }),
]
const gives = (rights: string | readonly string[], columns: object) => [language.exportProfile(user, rights, { clause: 'C-1', columns })]
const policyOf = (requests: readonly unknown[], exports: readonly unknown[], notesRule: object = {}) =>
  policy({ subjects: [user], requests, exports, schedule: [untilErased('users'), rule('notes', notesRule)] })
const everything = { users: ['name', 'email'], notes: ['text'] }

describe('export-without-request', () => {
  test('for a right that nobody can ask for', () => {
    expectOnly(
      'error export-without-request',
      ['"users"', 'portability'],
      policyOf(asks('access'), gives(['access', 'portability'], everything)),
    )
  })
  test('for rights that are asked for', () => {
    expectNothing(policyOf(asks('access', 'portability'), gives(['access', 'portability'], everything)))
  })
})

describe('export-leaves-out', () => {
  test('a table with rows of the person', () => {
    const found = expectOnly(
      'warning export-leaves-out',
      ['"notes"', 'access'],
      policyOf(asks('access'), gives('access', { users: ['name'] })),
    )
    expect(found.property).toEqual(['columns'])
    expect(found.message).not.toContain('"users",')
  })
  test('is nothing to portability', () => {
    expectNothing(policyOf(asks('portability'), gives('portability', { users: ['name'] })))
  })
  test('a table of nobody is not missed', () => {
    const news = table('news', 'text created_at')
    expectNothing(
      policy({
        subjects: [user],
        requests: asks('access'),
        exports: gives('access', everything),
        schedule: [untilErased('users'), rule('notes'), rule('news', { onErasure: untouched('names nobody') })],
      }),
      schema(users, notes, news),
    )
  })
})

describe('portability-without-basis', () => {
  test('a table that stands on another ground', () => {
    expectOnly(
      'warning portability-without-basis',
      ['"notes"'],
      policyOf(asks('portability'), gives('portability', everything), { basis: legitimateInterest('GDPR 6(1)(f)') }),
    )
  })
  test('is nothing to access', () => {
    expectNothing(policyOf(asks('access'), gives('access', everything), { basis: legitimateInterest('GDPR 6(1)(f)') }))
  })
  test('nor to a part, which has the ground of its whole', () => {
    const lines = table('lines', 'note_id text', {
      foreignKeys: [refers('note_id', 'notes')],
      indexes: [
        { name: 'lines_pkey', columns: ['id'], unique: true },
        { name: 'lines_note_id_idx', columns: ['note_id'], unique: false },
      ],
    })
    expectNothing(
      policy({
        subjects: [user],
        requests: asks('portability'),
        exports: gives('portability', { ...everything, lines: ['text'] }),
        schedule: [untilErased('users'), rule('notes', { parts: ['lines'] })],
      }),
      schema(users, notes, lines),
    )
  })
})
