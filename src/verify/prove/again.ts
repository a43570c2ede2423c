import { printInstant } from '../oracle/instant.ts'
import { expect } from './expect.ts'
import type { Proof } from './proof.ts'
import { proveRun } from './run.ts'
import { runClasses } from './run-classes.ts'
import { type Prepared, scheduledScope } from './step.ts'

/** A second run at the same moment finds nothing to do, but for rows that waited for each other in a circle. */
export async function proveAgain(proof: Proof, prepared: Prepared): Promise<void> {
  const { fates } = expect(proof, prepared.world, prepared.moment, scheduledScope(prepared))
  const { moment, only } = prepared
  await proveRun(proof, { ...prepared, fates }, scheduledScope(prepared), () =>
    runClasses(proof, printInstant(moment.asOf), only ?? undefined),
  )
}
