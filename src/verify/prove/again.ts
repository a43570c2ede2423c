import type { Moment } from '../instants.ts'
import { printInstant } from '../oracle/instant.ts'
import { outcome } from '../oracle/oracle.ts'
import type { World } from '../oracle/world.ts'
import type { Proof } from './proof.ts'
import { proveRun } from './run.ts'
import { runClasses } from './run-classes.ts'

/** A second run at the same moment finds nothing to do, but for rows that waited for each other in a circle. */
export async function proveAgain(proof: Proof, moment: Moment, before: World): Promise<void> {
  const { policy, schema, naming } = proof.model
  const { fates } = outcome(policy, schema, before, moment.asOf, naming, { scheduled: true })
  await proveRun(proof, moment, before, fates, { scheduled: true }, () => runClasses(proof, printInstant(moment.asOf)))
}
