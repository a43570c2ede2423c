import { describe, expect, test } from 'vitest'
import { bind } from '../../src/bind/bind.ts'
import { days, iso, ownRegime } from '../../src/index.ts'
import type { LapseError } from '../../src/report/diagnostic.ts'
import type { Table } from '../../src/schema/schema.ts'
import { codes, language, notes, person, policy, refers, schema, table, users } from '../check/tiny.ts'

const who = person()
const erasure = language.request(who, 'erasure', { clause: 'C-1', regimes: ownRegime({ respond: days(30) }), verify: 'none' })
const letter = (rest: object = {}, name = 'goodbye', subject: object = who) =>
  language.letter(name, subject, { clause: 'C-1', on: 'completion', to: 'users.email', title: 'x', text: 'y', within: days(3), ...rest })
const found = (letters: readonly object[], rest: object = {}, ...more: readonly Table[]) =>
  bind(policy({ subjects: [who], requests: [erasure], letters, ...rest }), schema(users, notes, ...more), {
    database: 'tiny',
  }).diagnostics.map(d => [d.code, d.position !== null])
const refusal = (act: () => unknown): string => {
  try {
    act()
    return 'none'
  } catch (error) {
    return (error as LapseError).diagnostics[0]!.code
  }
}

describe('a letter', () => {
  test('finds its columns in the person, and in what belongs to the person', () => {
    expect(found([letter({ fields: { note: 'notes.text', name: 'users.name' }, text: ['{note} {name}', '{date}'] })])).toEqual([])
  })
  test.each([
    ['unknown-column', letter({ to: 'users.mail' }), {}],
    ['unknown-table', letter({ to: 'people.mail' }), {}],
    ['letter-never-written', letter(), { requests: [] }],
    ['letter-never-written', letter({ on: 'ladder' }), {}],
    ['letter-to-nobody', letter({}, 'goodbye', { table: 'notes' }), {}],
    ['unknown-clause', letter({ clause: 'C-9' }), {}],
  ])('is refused where it stands: %s', (code, written, rest) => {
    expect(found([written], rest)).toContainEqual([code, true])
  })
  test('has a column that leads to the person', () => {
    const others = table('others', 'mail')
    const rest = { outOfScope: { others: 'test' } }
    expect(found([letter({ to: 'others.mail' })], rest, others)).toContainEqual(['letter-column-unreachable', true])
    // Where the person belongs to the row, it does.
    const of = {
      ...users,
      columns: [...users.columns, { ...users.columns[0]!, name: 'other_id', notNull: false }],
      foreignKeys: [refers('other_id', 'others')],
    }
    const { diagnostics } = bind(
      policy({ subjects: [who], requests: [erasure], letters: [letter({ to: 'others.mail' })], ...rest }),
      schema(of, notes, others),
      { database: 'tiny' },
    )
    expect(diagnostics.map(d => d.code)).toEqual([])
  })
  test('is the only one on its occasion', () => {
    expect(found([letter(), letter({}, 'farewell')])).toContainEqual(['letter-twice', true])
  })
  test.each([
    ['letter-occasion-unknown', () => letter({ on: 'birthday' })],
    ['letter-without-term', () => letter({ within: undefined })],
    ['letter-without-text', () => letter({ title: '' })],
    ['letter-without-text', () => letter({ text: [] })],
    ['letter-field-unknown', () => letter({ text: 'Dear {name}' })],
    ['letter-field-unknown', () => letter({ on: 'hold', text: '{erased}' })],
    ['letter-field-taken', () => letter({ fields: { date: 'users.name' } })],
    ['letter-field-taken', () => letter({ fields: { key: 'users.name' } })],
    ['reference-without-table', () => letter({ to: 'email' })],
    ['letter-to-nobody', () => letter({}, 'goodbye', {})],
    ['unknown-property', () => letter({ cc: 'x' })],
  ])('cannot even be written: %s', (code, write) => {
    expect(refusal(write)).toBe(code)
  })
  test('shares the names of recipients', () => {
    const store = language.recipient('goodbye', { clause: 'C-1', hears: 'destruction', within: days(30) })
    const schedule = [
      language.untilErased('users', {
        clause: 'C-1',
        purpose: 'x',
        basis: [],
        onErasure: { kind: 'destroy' },
        tell: language.tell(store, 'email'),
      }),
    ]
    const all = codes(
      policy({ subjects: [who], requests: [erasure], letters: [letter()], recipients: [store], schedule, outOfScope: { notes: 'test' } }),
    )
    expect(all).toContain('error recipient-twice')
  })
  test('has a period that is read like all others', () => {
    expect(codes(policy({ subjects: [who], requests: [erasure], letters: [letter({ within: iso('P0D') })] }))).toEqual([
      'error period-not-positive',
    ])
  })
})
