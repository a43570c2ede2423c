import { describe, expect, test } from 'vitest'
import { chooseMutants } from '../../../src/verify/mutate/choose.ts'
import { definitionsOf } from '../../../src/verify/mutate/definition.ts'
import { mutate } from '../../../src/verify/mutate/mutate.ts'
import { kinds, type Mutator } from '../../../src/verify/mutate/mutator.ts'
import { mutators } from '../../../src/verify/mutate/mutators.ts'
import type { VerifyInput } from '../../../src/verify/verify.ts'
import { alter, files, model, schema, schemaSql, shop } from '../shop.ts'
import { policyInput } from './policy-input.ts'

const shopInput: VerifyInput = { policy: shop, schema, model, files, schemaSql }

test('every mistake is made in one of the policies at least, and of every kind there is one', { timeout: 120_000 }, async () => {
  const inputs = [shopInput, ...(await Promise.all(['kaevo', 'klonr', 'kontraktr', 'pristina'].map(policyInput)))]
  const made = await Promise.all(inputs.map(async i => chooseMutants(mutators, i.model, i.files, await definitionsOf(i.files, i.model), 1)))
  const named = (m: { readonly kind: string; readonly what: string }): string => `${m.kind}: ${m.what}`
  const found = new Set(made.flat().map(named))
  expect(mutators.map(named).filter(name => !found.has(name))).toEqual([])
  expect(kinds.filter(kind => !mutators.some(m => m.kind === kind))).toEqual([])
})

describe('the score can be bad', () => {
  test('a mistake that no scenario stands for survives', { timeout: 120_000 }, async () => {
    const harmless: Mutator = {
      in: ['stage'],
      kind: 'act',
      what: 'says something in a comment',
      protects: 'I1',
      from: /begin\n/,
      to: 'begin\n-- 1\n',
    }
    const report = await mutate(shopInput, 1, [harmless])
    expect(report).toMatchObject({ mutants: 1, caught: 0, survivors: [{ kind: 'act', what: 'says something in a comment' }] })
    expect(report.diagnostics.map(d => [d.code, d.severity])).toEqual([['mutant-survived', 'error']])
  })
  test('nothing is scored on SQL that is wrong to begin with', { timeout: 120_000 }, async () => {
    const wrong = alter(files, /_visits\.sql$/, /P14M/g, 'P13M')
    await expect(mutate({ ...shopInput, files: wrong }, 1, [])).rejects.toThrow(/mutation-needs-proof/)
  })
})
