import { canary } from '../database/ask.ts'
import { rehearsing } from '../database/rehearse.ts'
import { openRun, preview, readModes, runClass, stepRun } from '../database/statements.ts'
import type { Proof } from './proof.ts'

/** What a run is given besides its class and its moment. */
export type RunOptions = Readonly<Record<'tenant' | 'actor' | 'phrase', string | null>>

const scheduledRun = null

/** Far more than the few rows of a proof take: a run that goes on is one that never ends, and its log says that it is running. */
const mostSteps = 500

/** Run every class as its driver does, in run order; classes that tenants opt in to, or that are gated, as the scheduler would. `only` names the classes. */
export async function runClasses(proof: Proof, asOf: string, only?: readonly string[]): Promise<void> {
  await canary(proof.db)
  const { rows } = await proof.db.query<{ readonly class_name: string }>(readModes)
  for (const { class_name } of rows) if (!only || only.includes(class_name)) await run(proof, class_name, asOf, scheduledRun)
  await canary(proof.db)
}

/** Run one class by hand, after the look that its gate may ask for. */
export async function runByHand(proof: Proof, className: string, asOf: string, options: Partial<RunOptions>): Promise<void> {
  await proof.db.query(preview, [className, asOf])
  await run(proof, className, asOf, options)
}

/** By the driver; or by its steps, where its commits would end what is to be taken back. */
async function run({ db }: Proof, className: string, asOf: string, options: Partial<RunOptions> | typeof scheduledRun): Promise<void> {
  const { tenant = null, actor = null, phrase = null } = options ?? {}
  const scheduled = options === scheduledRun
  if (!rehearsing(db)) {
    const named = { class_name: className, as_of: asOf, scheduled, tenant, actor, phrase }
    await db.query(runClass(Object.keys(named)), Object.values(named))
    return
  }
  const { rows } = await db.query<{ readonly run: string | null }>(openRun, [className, asOf, scheduled, tenant, actor, phrase])
  for (let step = 0; step < mostSteps; step++)
    if (!(await db.query<{ readonly more: boolean }>(stepRun, [rows[0]!.run])).rows[0]?.more) return
}
