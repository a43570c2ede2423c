import { describe, expect, test } from 'vitest'
import { bind } from '../../../src/bind/bind.ts'
import { emit } from '../../../src/emit/emit.ts'
import { contract, days, destroy, exactly, manual, retention } from '../../../src/index.ts'
import { plan } from '../../../src/plan/plan.ts'
import { fromSql } from '../../../src/schema/from-sql.ts'
import { chooseMutants } from '../../../src/verify/mutate/choose.ts'
import { definitionsOf } from '../../../src/verify/mutate/definition.ts'
import { mutate } from '../../../src/verify/mutate/mutate.ts'
import { kinds, type Mutator } from '../../../src/verify/mutate/mutator.ts'
import { mutators } from '../../../src/verify/mutate/mutators.ts'
import type { VerifyInput } from '../../../src/verify/verify.ts'
import { alter, files, model, schema, schemaSql, shop } from '../shop.ts'
import { policyInput } from './policy-input.ts'

const shopInput: VerifyInput = { policy: shop, schema, model, files, schemaSql }

/** As little as can be proved: a survivor is looked for at every later moment. */
async function entriesInput(): Promise<VerifyInput> {
  const schemaSql = 'create table entries (id bigint generated always as identity primary key, at timestamptz not null)'
  const { policy, rule } = retention<{ entries: { id: string; at: Date } }>()
  const entries = policy({
    name: 'Entries',
    version: '1',
    effective: '2026-01-01',
    timeZone: 'UTC',
    clauses: { E: 'Entries go after 30 days.' },
    subjects: [],
    activation: manual(),
    schedule: [
      rule('entries', {
        clause: 'E',
        purpose: 'test',
        basis: contract(),
        cutoff: 'at',
        keep: exactly(days(30)),
        dispose: destroy(),
        onErasure: destroy(),
      }),
    ],
  })
  const schema = await fromSql([{ path: 'schema.sql', sql: schemaSql }])
  const { model } = bind(entries, schema, { database: 'entries' })
  return { policy: entries, schema, model: model!, files: emit(plan(model!)), schemaSql }
}

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
    const report = await mutate(await entriesInput(), 1, [harmless])
    expect(report).toMatchObject({ mutants: 1, caught: 0, survivors: [{ kind: 'act', what: 'says something in a comment' }] })
    expect(report.diagnostics.map(d => [d.code, d.severity])).toEqual([['mutant-survived', 'error']])
  })
  test('nothing is scored on SQL that is wrong to begin with', { timeout: 120_000 }, async () => {
    const input = await entriesInput()
    const wrong = alter(input.files, /_entries\.sql$/, /P30D/g, 'P29D')
    await expect(mutate({ ...input, files: wrong }, 1, [])).rejects.toThrow(/mutation-needs-proof/)
  })
})
