import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openPglite } from '../../src/schema/pglite.ts'
import { model, permanent, policy, rule, untilErased } from '../check/tiny.ts'

// Classes of one table share its rows out: each row to the first class whose condition is true, and NULL is not true.
vi.setConfig({ hookTimeout: 120_000 })

let db: PGlite
beforeAll(async () => {
  db = await openPglite()
})
afterAll(() => db.close())

const is = (value: string) => (eb: any) => eb('text', '=', value)
const conditions = (schedule: readonly unknown[]): readonly (readonly [name: string, where: string | null])[] =>
  model(policy({ schedule: [untilErased('users'), ...schedule] }))
    .tables.find(t => t.name.name === 'notes')!
    .classes.map(c => [c.name, c.where])

/** The classes that take a row, by the value of its column, as PostgreSQL judges. */
async function takers(schedule: readonly unknown[], value: string | null): Promise<readonly string[]> {
  const columns = conditions(schedule).map(([name, where]) => `(${where ?? 'true'}) as "${name}"`)
  const { rows } = await db.query<Record<string, boolean | null>>(`select ${columns.join(', ')} from (values ($1::text)) as r (text)`, [
    value,
  ])
  return Object.entries(rows[0]!)
    .filter(([, taken]) => taken === true)
    .map(([name]) => name)
}

describe('first, second, rest', () => {
  const schedule = [
    rule('notes', { name: 'first', where: is('a') }),
    rule('notes', { name: 'second', where: (eb: any) => eb('text', 'in', ['a', 'b']) }),
    rule('notes', { name: 'rest' }),
  ]
  test.each([
    ['a', 'first'],
    ['b', 'second'],
    ['c', 'rest'],
    ['', 'rest'],
    [null, 'rest'],
  ])('%j belongs to %s alone', async (value, name) => {
    expect(await takers(schedule, value)).toEqual([name])
  })
})

test('a condition that is true for NULL takes the NULLs from the rest', async () => {
  const schedule = [rule('notes', { name: 'none', where: (eb: any) => eb('text', 'is', null) }), rule('notes', { name: 'rest' })]
  expect([await takers(schedule, null), await takers(schedule, 'a')]).toEqual([['none'], ['rest']])
})

test('rows that are kept for good are not in the classes after them', async () => {
  const schedule = [permanent('notes', { name: 'history', where: is('a') }), rule('notes', { name: 'rest' })]
  expect([await takers(schedule, 'a'), await takers(schedule, 'b'), await takers(schedule, null)]).toEqual([[], ['rest'], ['rest']])
})

test('one class without a condition takes every row', () => {
  expect(conditions([rule('notes')])).toEqual([['notes', null]])
})

test('a condition of several terms is judged as a whole', async () => {
  const either = (eb: any) => eb.or([eb('text', '=', 'a'), eb('text', '=', 'b')])
  const schedule = [
    rule('notes', { name: 'first', where: either }),
    rule('notes', { name: 'second', where: either }),
    rule('notes', { name: 'rest' }),
  ]
  expect([await takers(schedule, 'b'), await takers(schedule, 'c')]).toEqual([['first'], ['rest']])
})

test('a value is a constant, whatever it holds', async () => {
  const hurts = "a$$'; drop table notes; --\n"
  const schedule = [rule('notes', { name: 'first', where: is(hurts) }), rule('notes', { name: 'rest' })]
  expect([await takers(schedule, hurts), await takers(schedule, 'a')]).toEqual([['first'], ['rest']])
})
