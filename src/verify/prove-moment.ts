import { tableKey } from '../schema/schema.ts'
import { keyColumns, keyText } from './build/draft.ts'
import { snapshot } from './database/snapshot.ts'
import type { Moment } from './instants.ts'
import { printInstant } from './oracle/instant.ts'
import { fates } from './oracle/oracle.ts'
import type { Done, World } from './oracle/world.ts'
import { prepareCases } from './prepare-cases.ts'
import type { Proof } from './proof.ts'
import { proveAgain } from './prove-again.ts'
import { proveClassHolds } from './prove-class-holds.ts'
import { provePlacedHold } from './prove-placed-hold.ts'
import { proveRun } from './prove-run.ts'
import { proveManualTenant } from './prove-tenant.ts'
import { proveViews } from './prove-views.ts'
import { runClasses } from './run-classes.ts'

/** One moment of the proof: cases, the run, and every comparison. */
export async function proveMoment(proof: Proof, moment: Moment, next: Moment | null): Promise<void> {
  const asOf = printInstant(moment.asOf)
  const { cases, tenant } = await prepareCases(proof, moment, next)
  const before: World = { rows: await snapshot(proof.db, proof.model.schema), holds: proof.holds, done: proof.done }
  const { policy, schema, naming } = proof.model
  const expectedFates = fates(policy, schema, before, moment.asOf, naming)
  await proveViews(proof, moment, before, expectedFates)
  if (moment.cases === 'all') await provePlacedHold(proof, moment, before, cases)
  if (moment.cases === 'last') await proveClassHolds(proof, moment, expectedFates)

  const after = await proveRun(proof, moment, before, expectedFates, { scheduled: true }, () => runClasses(proof, asOf))
  const tables = new Map(schema.tables.map(t => [tableKey(t), t]))
  const fateOf = new Map(expectedFates.map(f => [keyText(tables.get(tableKey(f.table))!, f.key), f]))
  for (const c of cases) {
    const key = keyText(c.row.table, Object.fromEntries(keyColumns(c.row.table).map(k => [k, c.row.values.get(k) ?? null])))
    const [was, is] = [before, after].map(w => (w.rows.get(tableKey(c.row.table)) ?? []).find(r => keyText(c.row.table, r) === key))
    const acted =
      JSON.stringify(was) !== JSON.stringify(is) ||
      newFacts(before.done, after.done).some(d => keyText(c.row.table, d.key) === key && d.table.name === c.row.table.name)
    const fate = fateOf.get(key) ?? null
    proof.shown.push({ case: c, moment: moment.name, acted, gone: was !== undefined && is === undefined, fate })
  }
  if (moment.cases !== 'all') return
  await proveAgain(proof, moment, after)
  if (tenant) await proveManualTenant(proof, moment, tenant)
}

const newFacts = (before: readonly Done[], after: readonly Done[]): readonly Done[] => {
  const old = new Set(before)
  return after.filter(d => !old.has(d))
}
