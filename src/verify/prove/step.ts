import type { Case } from '../case/case.ts'
import type { ManualTenant } from '../case/tenant-cases.ts'
import type { Moment } from '../instants.ts'
import type { Fate } from '../oracle/fate.ts'
import type { RunScope } from '../oracle/tenant.ts'
import type { World } from '../oracle/world.ts'
import type { Proof } from './proof.ts'

/** The steps of the proof of one moment, in their order. */
export const stepNames = [
  'views',
  'placed hold',
  'held parts',
  'standing holds',
  'class holds',
  'guards',
  'grants',
  'schedule',
  'refusals',
  'blocked row',
  'ladders',
  'run',
  'chain',
  'evidence',
  'again',
  'tenant',
] as const
export type StepName = (typeof stepNames)[number]

/** A moment whose rows are written, and how they stand now. */
export interface Prepared {
  readonly moment: Moment
  readonly cases: readonly Case[]
  readonly tenant: ManualTenant | null
  readonly world: World
  /** What the oracle says of every row of that world. */
  readonly fates: readonly Fate[]
  /** Look at these classes only; null: at all. */
  readonly only: readonly string[] | null
}

/** Does something, compares it with what the oracle says, and gives how the rows stand afterwards. */
export type Step = (proof: Proof, prepared: Prepared) => Promise<Prepared>

/** Whether the step looks at the class. */
export const looksAt = ({ only }: Prepared, className: string): boolean => only === null || only.includes(className)

/** A scheduled run of the classes that the step looks at. */
export const scheduledScope = ({ only }: Prepared): RunScope => (only === null ? { scheduled: true } : { scheduled: true, classes: only })
