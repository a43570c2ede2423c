import { canary } from '../database/ask.ts'
import { rehearsing } from '../database/rehearse.ts'
import { drive, preview, readModes, runClass } from '../database/statements.ts'
import type { Proof } from './proof.ts'

/** What a run is given besides its class and its moment. */
export type RunOptions = Readonly<Record<'tenant' | 'actor' | 'phrase', string | null>>

const scheduledRun = null

/** Run every class as its driver does, in run order; classes that tenants opt in to, or that are gated, as the scheduler would. `only` names the classes. */
export async function runClasses(proof: Proof, asOf: string, only?: readonly string[]): Promise<void> {
  const { rows } = await proof.db.query<{ readonly class_name: string }>(readModes)
  const names = rows.map(r => r.class_name).filter(name => !only || only.includes(name))
  await run(proof, names, asOf, scheduledRun)
  await canary(proof.db)
}

/** Run one class by hand, after the look that its gate may ask for. */
export async function runByHand(proof: Proof, className: string, asOf: string, options: Partial<RunOptions>): Promise<void> {
  await proof.db.query(preview, [className, asOf])
  await run(proof, [className], asOf, options)
}

/** By the driver; or by its steps, where its commits would end what is to be taken back. */
async function run(
  { db }: Proof,
  names: readonly string[],
  asOf: string,
  options: Partial<RunOptions> | typeof scheduledRun,
): Promise<void> {
  const { tenant = null, actor = null, phrase = null } = options ?? {}
  const scheduled = options === scheduledRun
  if (rehearsing(db)) {
    await db.exec(drive(names, asOf, scheduled, [tenant, actor, phrase]))
    return
  }
  for (const class_name of names) {
    const named = { class_name, as_of: asOf, scheduled, tenant, actor, phrase }
    await db.query(runClass(Object.keys(named)), Object.values(named))
  }
}
