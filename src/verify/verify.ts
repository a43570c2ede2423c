import type { PGlite } from '@electric-sql/pglite'
import type { Model } from '../bind/model.ts'
import type { OutputFile } from '../emit/output-file.ts'
import { freeze } from '../policy/plain.ts'
import type { Policy } from '../policy/policy.ts'
import type { PublishedFate } from '../policy/published-fate.ts'
import type { Schema } from '../schema/schema.ts'
import { type Moment, momentsOf } from './instants.ts'
import { openProof } from './open-proof.ts'
import { proveMoment } from './prove/moment.ts'
import { provePublished } from './published/prove-published.ts'
import { reportOf } from './report-of.ts'
import type { VerifyReport } from './verify-report.ts'

export interface VerifyInput {
  readonly policy: Policy
  readonly schema: Schema
  readonly model: Model
  /** The emitted files; altered ones are judged by the same policy. */
  readonly files: readonly OutputFile[]
  readonly schemaSql: string
  /** What the published text says of single rows, if that was written down. */
  readonly fates?: readonly PublishedFate[]
  readonly onProgress?: (line: string) => void
  /** The moments to judge by; all that are worth it, unless given. */
  readonly moments?: readonly Moment[]
  /** A database that has the schema already and nothing of ours; it is closed in the end. */
  readonly database?: () => Promise<PGlite>
}

/**
 * Run the emitted SQL in an in-process PostgreSQL on rows at every edge of the policy, and compare what becomes of them with
 * the oracle. Disagreements are findings of the report, not errors, and so are lines of the published table that the
 * policy does not keep to. Throws LapseError where the files do not apply, where the oracle has no opinion on the policy, or where
 * a line of that table cannot be tried.
 */
export async function verify(input: VerifyInput): Promise<VerifyReport> {
  const started = performance.now()
  const { policy, fates = [], onProgress = () => {}, moments = momentsOf(policy) } = input
  onProgress('loading the schema and the migrations')
  const proof = await openProof(input)
  try {
    const published = await provePublished(proof, fates)
    for (const [i, moment] of moments.entries()) {
      onProgress(`${i + 1}/${moments.length} ${moment.name}`)
      await proveMoment(proof, moment, moments[i + 1] ?? null)
    }
    return freeze(await reportOf(proof, moments, published, performance.now() - started))
  } finally {
    await proof.db.close()
  }
}
