import { rehearse } from '../database/rehearse.ts'
import { releaseAll } from '../database/statements.ts'
import { fates } from '../oracle/oracle.ts'
import type { Proof } from './proof.ts'
import type { Prepared } from './step.ts'
import { proveViews } from './views.ts'

/** What stands in the application's own columns keeps its rows also where nobody has placed a hold: all others are released, and every row is compared again. All is taken back. */
export async function proveStandingHolds(proof: Proof, prepared: Prepared): Promise<void> {
  const { policy, schema, naming, standingHolds } = proof.model
  if (standingHolds.length === 0) return
  await rehearse(proof.db, async () => {
    await proof.db.exec(releaseAll)
    const world = { ...prepared.world, holds: [] }
    await proveViews(proof, { ...prepared, world, fates: fates(policy, schema, world, prepared.moment.asOf, naming) })
  })
}
