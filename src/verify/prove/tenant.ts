import { ask } from '../database/ask.ts'
import { snapshot } from '../database/snapshot.ts'
import { latest, readRuns } from '../database/statements.ts'
import { printInstant } from '../oracle/instant.ts'
import { fates } from '../oracle/oracle.ts'
import type { World } from '../oracle/world.ts'
import { find } from './find.ts'
import type { Proof } from './proof.ts'
import { proveRun } from './run.ts'
import { runByHand } from './run-classes.ts'
import { looksAt, type Prepared } from './step.ts'

/** A manual run for one tenant takes that tenant's rows, and is refused without what its gates ask for. */
export async function proveManualTenant(proof: Proof, prepared: Prepared): Promise<void> {
  if (!prepared.tenant) return
  const { moment } = prepared
  const { tenant, classes: all } = prepared.tenant
  const classes = all.filter(c => looksAt(prepared, c.name))
  if (classes.length === 0) return
  const asOf = printInstant(moment.asOf)
  const scope = { tenant, classes: classes.map(c => c.name) }
  const world: World = { ...prepared.world, rows: await snapshot(proof.db, proof.model.schema), holds: proof.holds, done: proof.done }
  const was = fates(proof.model.policy, proof.model.schema, world, moment.asOf, proof.model.naming)
  const order = proof.model.classes.map(c => c.class.name)
  const inOrder = classes.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
  await proveRun(proof, { ...prepared, world, fates: was }, scope, async () => {
    for (const c of inOrder) await runByHand(proof, c.name, asOf, { tenant, actor: c.actor, phrase: c.phrase })
  })
  const [mark] = await ask<{ readonly run: string }>(proof.db, latest)
  for (const c of inOrder) if (c.actor !== null || c.phrase !== null) await runByHand(proof, c.name, asOf, { tenant })
  for (const r of await ask<{ readonly class_name: string; readonly state: string }>(proof.db, readRuns, [mark!.run]))
    if (r.state !== 'refused')
      find(proof, moment, null, null, r.class_name, null, `a manual run without what its gates ask for is ${r.state}`, 'refused')
}
