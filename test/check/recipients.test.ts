import { describe, expect, test } from 'vitest'
import { days, untouched } from '../../src/index.ts'
import { expectNothing, expectOnly } from './expect-finding.ts'
import { language, policy, rule, untilErased } from './tiny.ts'

const store = (name = 'files', hears = 'destruction') => language.recipient(name, { clause: 'C-1', hears, within: days(30) })
const policyOf = (recipients: readonly unknown[], notes: object, users: object = {}) =>
  policy({ recipients, schedule: [untilErased('users', users), rule('notes', notes)] })

describe('recipient-not-told', () => {
  test('nobody tells it', () => {
    expectOnly('error recipient-not-told', ['"files"'], policyOf([store()], {}))
  })
  test('a class tells it', () => {
    expectNothing(policyOf([store()], { tell: language.tell(store(), 'text') }))
  })
})

describe('recipient-twice', () => {
  test('two of one name', () => {
    expectOnly('error recipient-twice', ['"files"'], policyOf([store(), store()], { tell: language.tell(store(), 'text') }))
  })
})

describe('tell-never-happens', () => {
  test('of an erasure that reaches nobody', () => {
    const found = expectOnly(
      'error tell-never-happens',
      ['"notes"', '"mailer"', 'erasure'],
      policyOf([store('mailer', 'erasure')], {
        onErasure: untouched('names nobody'),
        tell: language.tell(store('mailer', 'erasure'), 'text'),
      }),
    )
    expect(found.property).toEqual(['tell'])
  })
  test('of rows that never go', () => {
    expectOnly(
      'error tell-never-happens',
      ['"users"', '"files"', 'never go'],
      policyOf([store()], {}, { onErasure: language.anonymize({ name: 'x' }), tell: language.tell(store(), 'email') }),
    )
  })
  test('of a value that an act takes, though the row stays', () => {
    expectNothing(policyOf([store()], {}, { onErasure: language.anonymize({ email: 'x' }), tell: language.tell(store(), 'email') }))
  })
})
