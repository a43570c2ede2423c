import { describe, expect, test } from 'vitest'
import { atLeast, exactly, untouched, years } from '../../src/index.ts'
import { expectNothing, expectOnly } from './expect-finding.ts'
import { language, policy, rule, untilErased } from './tiny.ts'

const list = (name = 'marketing', keep: any = exactly(years(5))) => language.suppression(name, { clause: 'C-1', keep })
const policyOf = (suppressions: readonly unknown[], users: object, notes: object = {}) =>
  policy({ suppressions, schedule: [untilErased('users', users), rule('notes', notes)] })

describe('suppression-not-written', () => {
  test('no class writes it', () => {
    expectOnly('error suppression-not-written', ['"marketing"'], policyOf([list()], {}))
  })
  test('only a class whose rows never go', () => {
    const suppress = { list: list(), of: 'users.email' }
    expectOnly('error suppression-not-written', ['"marketing"'], policyOf([list()], { onErasure: untouched('x'), suppress }))
  })
  test('a class writes it, by its own column or an owner’s', () => {
    expectNothing(policyOf([list()], { suppress: { list: list(), of: 'users.email' } }))
    expectNothing(policyOf([list()], {}, { suppress: { list: list(), of: 'users.email' } }))
  })
})

describe('suppression-twice', () => {
  test('two of one name', () => {
    expectOnly('error suppression-twice', ['"marketing"'], policyOf([list(), list()], { suppress: { list: list(), of: 'users.email' } }))
  })
})

test('what is no list, no column, or without end is refused where it is written', () => {
  const written = (suppress: object) => () => untilErased('users', { suppress })
  expect(() => list('x', atLeast(years(5), { noCeiling: 'for good' }))).toThrow(/suppression\("x"\) does not say when a digest goes/)
  expect(written({ list: 'marketing', of: 'users.email' })).toThrow(/names no list/)
  expect(written({ list: list(), of: 'email' })).toThrow(/does not say of which column/)
  expect(written({ list: list(), of: 'users.email', where: 1 })).toThrow(/where/)
})
