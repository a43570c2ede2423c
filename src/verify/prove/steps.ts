import { printInstant } from '../oracle/instant.ts'
import { proveAgain } from './again.ts'
import { proveBlockedRow } from './blocked-row.ts'
import { proveChain } from './chain.ts'
import { proveClassHolds } from './class-holds.ts'
import { proveEvidence } from './evidence.ts'
import { proveGrants } from './grants.ts'
import { proveGuards } from './guards.ts'
import { proveHeldParts } from './held-parts.ts'
import { proveLadders } from './ladders.ts'
import { provePlacedHold } from './placed-hold.ts'
import type { Proof } from './proof.ts'
import { proveRefusals } from './refusals.ts'
import { proveRun } from './run.ts'
import { runClasses } from './run-classes.ts'
import { proveSchedule } from './schedule.ts'
import { proveStandingHolds } from './standing-holds.ts'
import { type Prepared, type Step, type StepName, scheduledScope } from './step.ts'
import { proveManualTenant } from './tenant.ts'
import { proveViews } from './views.ts'

type Look = (proof: Proof, prepared: Prepared) => Promise<void>

/** A step that leaves the rows as they are. */
const look =
  (prove: Look): Step =>
  async (proof, prepared) => {
    await prove(proof, prepared)
    return prepared
  }

export const steps: Readonly<Record<StepName, Step>> = {
  views: look(proveViews),
  'placed hold': look(provePlacedHold),
  'held parts': look(proveHeldParts),
  'standing holds': look(proveStandingHolds),
  'class holds': look(proveClassHolds),
  guards: look(proveGuards),
  grants: look(proveGrants),
  schedule: look(proveSchedule),
  refusals: look(proveRefusals),
  'blocked row': look(proveBlockedRow),
  ladders: look(proveLadders),
  chain: look(proveChain),
  evidence: look(proveEvidence),
  run: async (proof, prepared) => {
    const { moment, only } = prepared
    const run = () => runClasses(proof, printInstant(moment.asOf), only ?? undefined)
    const world = await proveRun(proof, prepared, scheduledScope(prepared), run)
    return { ...prepared, world }
  },
  again: look(proveAgain),
  tenant: look(proveManualTenant),
}
