import { describe, expect, test } from 'vitest'
import { exactly, years } from '../../src/index.ts'
import { expectNothing, expectOnly } from './expect-finding.ts'
import { codes, notes, policy, rule, schema, trigger, untilErased, users } from './tiny.ts'

const code = 'trigger-suppresses-delete'
const suppressing = { triggers: [trigger('begin return null; end')] }
const database = schema(users, { ...notes, ...suppressing })
const accepting = (acknowledge: object, rest: object = {}) =>
  policy({ schedule: [untilErased('users'), rule('notes', { acknowledge })], ...rest })

test('a class acknowledges its own finding', () => {
  expectNothing(accepting({ [code]: 'such notes are struck out' }), database)
})
test('the policy acknowledges for all', () => {
  expectNothing(policy({ acknowledge: { [code]: 'such rows are struck out' } }), database)
})
test('another class does not', () => {
  const other = policy({ schedule: [untilErased('users', { acknowledge: { [code]: 'x' } }), rule('notes')] })
  expect(codes(other, database)).toEqual(['warning unused-acknowledgement', `warning ${code}`])
})
test('one rule for several tables needs its acknowledgement for one of them', () => {
  const both = schema(users, { ...notes, ...suppressing }, { ...notes, name: 'drafts' })
  expectNothing(policy({ schedule: [untilErased('users'), rule(['notes', 'drafts'], { acknowledge: { [code]: 'struck out' } })] }), both)
})

describe('unused-acknowledgement', () => {
  test('of a finding that is gone', () => {
    const found = expectOnly(
      'warning unused-acknowledgement',
      ['class "notes"', code, 'no such finding any more'],
      accepting({ [code]: 'struck out' }),
    )
    expect(found.property).toEqual(['acknowledge', code])
  })
  test('of the policy, where the class has one', () => {
    expectOnly(
      'warning unused-acknowledgement',
      ['the policy', code],
      accepting({ [code]: 'x' }, { acknowledge: { [code]: 'y' } }),
      database,
    )
  })
  test('without a reason', () => {
    expect(codes(accepting({ [code]: '  ' }), database)).toEqual([`warning ${code}`, 'warning unused-acknowledgement'])
  })
  test('of a code that is none', () => {
    const found = expectOnly('warning unused-acknowledgement', ['no finding has this code'], accepting({ 'trigger-supresses-delete': 'x' }))
    expect(found.help).toBe(`Did you mean "${code}"?`)
    expectOnly('warning unused-acknowledgement', ['"constructor"'], accepting({ constructor: 'x' }))
  })
  test('of an error that no reason outweighs', () => {
    const bad = policy({
      schedule: [untilErased('users'), rule('notes', { keep: exactly(years(-1)), acknowledge: { 'period-negative': 'x' } })],
    })
    expect(codes(bad)).toEqual(['error period-negative', 'warning unused-acknowledgement'])
  })
})
