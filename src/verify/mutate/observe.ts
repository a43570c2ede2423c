import { rehearse } from '../database/rehearse.ts'
import type { Finding } from '../prove/finding.ts'
import type { Proof } from '../prove/proof.ts'
import { type Prepared, type StepName, stepNames } from '../prove/step.ts'
import { steps } from '../prove/steps.ts'
import type { Mutant } from './mutant.ts'

/**
 * Put a mistake into the installed schema, take its own steps until one disagrees, and take the mistake out again. Null: nobody noticed.
 * `everywhere`: take all other steps, of all classes, where its own do not notice.
 */
export function observe(proof: Proof, prepared: Prepared, mutant: Mutant, everywhere: boolean): Promise<Finding | null> {
  return rehearse(proof.db, async () => {
    if (mutant.sql !== '') await make(proof, mutant)
    const altered: Proof = { ...proof, files: mutant.files ?? proof.files }
    const only = mutant.classes.length > 0 ? mutant.classes : null
    const noticed = await firstFinding(altered, { ...prepared, only }, mutant.steps)
    return noticed ?? (everywhere ? firstFinding(altered, prepared, stepNames) : null)
  })
}

async function make({ db }: Proof, { sql, at, what }: Mutant): Promise<void> {
  await db.exec(sql).catch((error: Error) => {
    throw new Error(`${at} ${what}: PostgreSQL does not take the mistake: ${error.message}`)
  })
}

/** Take the steps in their order, each on the rows as the ones before left them; the first disagreement of all ends it. */
export function firstFinding(proof: Proof, prepared: Prepared, wanted: readonly StepName[]): Promise<Finding | null> {
  return rehearse(proof.db, async () => {
    const own: Proof = { ...proof, findings: [], shown: [], notCovered: [], holds: [...proof.holds] }
    let now = prepared
    for (const name of stepNames) {
      if (!wanted.includes(name) && !(name === 'run' && wanted.some(w => afterRun.includes(w)))) continue
      try {
        now = await steps[name](own, now)
      } catch (error) {
        return crash(error as Error, name)
      }
      if (own.findings.length > 0) return own.findings[0]!
    }
    return null
  })
}

/** Steps that look at what a run has left. */
const afterRun: readonly StepName[] = ['chain', 'again', 'tenant']

const crash = (error: Error, step: StepName): Finding => ({
  class: '',
  clauses: [],
  stage: null,
  case: step,
  asOf: '',
  table: null,
  row: null,
  did: `PostgreSQL says: ${error.message}`,
  expected: 'no error',
})
