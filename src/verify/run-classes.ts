import { canary } from './database/ask.ts'
import { preview, readModes, runClass } from './database/statements.ts'
import type { Proof } from './proof.ts'

/** Run every class as its driver does, in run order; classes that tenants opt in to, or that are gated, as the scheduler would. */
export async function runClasses(proof: Proof, asOf: string): Promise<void> {
  await canary(proof.db)
  const { rows } = await proof.db.query<{ readonly class_name: string }>(readModes)
  for (const { class_name } of rows) await run(proof, { class_name, as_of: asOf, scheduled: true })
  await canary(proof.db)
}

/** Run one class by hand for one tenant, after the look that its gate may ask for. */
export async function runByHand(
  proof: Proof,
  className: string,
  asOf: string,
  gates: Readonly<Record<string, string | null>>,
): Promise<void> {
  await proof.db.query(preview, [className, asOf])
  await run(proof, { class_name: className, as_of: asOf, ...Object.fromEntries(Object.entries(gates).filter(([, v]) => v !== null)) })
}

const run = (proof: Proof, named: Readonly<Record<string, unknown>>) => proof.db.query(runClass(Object.keys(named)), Object.values(named))
