import { describe, expect, test } from 'vitest'
import { bind } from '../../src/bind/bind.ts'
import { days, iso } from '../../src/index.ts'
import { codes, language, notes, policy, schema, table, users } from '../check/tiny.ts'

const deadline = (name: string, rest: object = {}) =>
  language.deadline(name, { clause: 'C-1', from: 'created_at', within: days(30), done: 'closed_at', ...rest })
const found = (written: unknown, database = schema(users, notes)) =>
  bind(written as never, database, { database: 'tiny' }).diagnostics.map(d => [d.code, d.position !== null])

describe('a deadline', () => {
  test('of a table or column that there is not is refused where it stands', () => {
    expect(found(policy({ deadlines: [deadline('users')] }))).toEqual([])
    expect(found(policy({ deadlines: [deadline('usres')] }))).toEqual([['unknown-table', true]])
    expect(found(policy({ deadlines: [deadline('users', { done: 'told_at' })] }))).toEqual([['unknown-column', true]])
  })
  test('counts from a date or an instant', () => {
    expect(found(policy({ deadlines: [deadline('users', { from: 'name' })] }))).toEqual([['deadline-from-no-date', true]])
  })
  test('is on rows that can be named', () => {
    const log = table('log', 'created_at closed_at', { primaryKey: null, indexes: [] })
    expect(found(policy({ deadlines: [deadline('log')], outOfScope: { log: 'of nobody' } }), schema(users, notes, log))).toEqual([
      ['primary-key-missing', true],
    ])
  })
  test('has a period that is read like all others', () => {
    expect(codes(policy({ deadlines: [deadline('users', { within: iso('P0D') })] }))).toEqual(['error period-not-positive'])
  })
  test('says from when, within which time, and until what', () => {
    expect(() => language.deadline('users', { clause: 'C-1', from: 'created_at', within: days(1) })).toThrow('has no `done`')
  })
})
