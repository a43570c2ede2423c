import { expect, test } from 'vitest'
import { bind } from '../../src/bind/bind.ts'
import { emit } from '../../src/emit/emit.ts'
import { contract, days, destroy, exactly, manual, retention } from '../../src/index.ts'
import { plan } from '../../src/plan/plan.ts'
import { fromSql } from '../../src/schema/from-sql.ts'
import { tableKey } from '../../src/schema/schema.ts'
import { openWithSchema } from '../../src/verify/database/install.ts'
import { momentsOf } from '../../src/verify/instants.ts'
import { openProof } from '../../src/verify/open-proof.ts'
import { openGround } from '../../src/verify/oracle/ground.ts'
import { heldRows } from '../../src/verify/oracle/hold.ts'
import { choose, trialsOf } from '../../src/verify/prove/guard-trials.ts'
import { prepareMoment } from '../../src/verify/prove/moment.ts'
import { type VerifyInput, verify } from '../../src/verify/verify.ts'
import { policyInput } from './mutate/policy-input.ts'
import { files, model, schema, schemaSql, shop } from './shop.ts'

/** What is tried on the guards with the rows of the first such moment. */
async function tried(input: VerifyInput, cases: 'first' | 'all'): Promise<readonly string[]> {
  const proof = await openProof(input, await openWithSchema(input.schemaSql))
  try {
    const moment = momentsOf(input.policy).find(m => m.cases === cases)!
    const { world } = await prepareMoment(proof, moment, null)
    const ground = openGround(input.policy, input.schema, { ...world, holds: [] }, moment.asOf, input.model.naming)
    const covered = heldRows(ground)
    return input.model.tables
      .flatMap(({ name }) => {
        const table = input.schema.tables.find(t => tableKey(t) === tableKey(name))!
        const chosen = choose(proof, ground, table, covered)
        return chosen ? trialsOf(proof, { ground, table, hold: 1, ...chosen }).map(t => `${tableKey(t.table)}: ${t.what}`) : []
      })
      .toSorted()
  } finally {
    await proof.db.close()
  }
}

// At the first moment, because it has time for them: so its rows have to be of as many kinds.
test.each([
  ['the shop', () => ({ policy: shop, schema, model, files, schemaSql })],
  ...['klonr', 'kontraktr', 'kaevo', 'pristina', 'clinic'].map(name => [name, () => policyInput(name)] as const),
] as const)('%s: as much is tried at the first moment as on the day with cases of every kind', async (_, load) => {
  const input = await load()
  const [first, all] = [await tried(input, 'first'), await tried(input, 'all')]
  expect(all.length).toBeGreaterThan(20)
  expect(first).toEqual(all)
})

test('a table of which no row can be made up, so that nobody tries its guard, is named', async () => {
  const schemaSql = `create table codes (id bigint primary key, code text not null check (code ~ '^[a-f]{40}7$'), at timestamptz not null)`
  const { policy, rule } = retention<{ codes: { id: string; code: string; at: Date } }>()
  const why = { purpose: 'test', basis: contract(), dispose: destroy(), onErasure: destroy() }
  const codes = policy({
    name: 'Codes',
    version: '1',
    effective: '2026-01-01',
    timeZone: 'UTC',
    clauses: { C: 'Codes go after 10 days.' },
    subjects: [],
    activation: manual(),
    schedule: [rule('codes', { ...why, clause: 'C', cutoff: 'at', keep: exactly(days(10)) })],
  })
  const schema = await fromSql([{ path: 'schema.sql', sql: schemaSql }])
  const { model } = bind(codes, schema, { database: 'codes' })
  const { notCovered } = await verify({ policy: codes, schema, model: model!, files: emit(plan(model!)), schemaSql })
  expect(notCovered).toContainEqual({ class: 'codes', what: 'guard', reason: 'no row of public.codes is there to hold' })
})
