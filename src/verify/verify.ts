import type { Model } from '../bind/model.ts'
import type { OutputFile } from '../emit/output-file.ts'
import { freeze } from '../policy/plain.ts'
import type { Policy } from '../policy/policy.ts'
import type { PublishedFate } from '../policy/published-fate.ts'
import type { Schema } from '../schema/schema.ts'
import type { Database } from './database/database.ts'
import { type Moment, momentsOf } from './instants.ts'
import { openProof } from './open-proof.ts'
import { proveMoment } from './prove/moment.ts'
import type { Proof } from './prove/proof.ts'
import { provePublished } from './published/prove-published.ts'
import { reportOf } from './report-of.ts'
import type { VerifyReport } from './verify-report.ts'
import { withDatabases } from './with-databases.ts'

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
  /**
   * Fresh databases with the schema, among which the work is shared out; they are closed in the end. One in this thread, unless given. With two, rows of the
   * first moments are not there at the later ones, so that the report counts fewer comparisons.
   */
  readonly databases?: (schemaSql: string) => readonly Database[] | Promise<readonly Database[]>
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
  return withDatabases(input, async databases => {
    let begun = 0
    const prove = async (db: Database, own: readonly Moment[], lines: readonly PublishedFate[] | null) => {
      const proof = await openProof(input, db)
      const published = lines && (await provePublished(proof, lines))
      for (const [i, moment] of own.entries()) {
        onProgress(`${++begun}/${moments.length} ${moment.name}`)
        await proveMoment(proof, moment, own[i + 1] ?? null)
      }
      return { proof, published }
    }
    const shares = shareOut(moments, databases.length)
    const proved = await Promise.all(shares.map((own, i) => prove(databases[i]!, own, i === 0 ? fates : null)))
    return freeze(await reportOf(together(proved.map(p => p.proof)), moments, proved[0]!.published!, performance.now() - started))
  })
}

/** In their order; from the one with cases of every kind on, which takes as long as all before it, they are the second share. */
function shareOut(moments: readonly Moment[], shares: number): readonly (readonly Moment[])[] {
  const at = moments.findIndex(m => m.cases === 'all')
  return shares === 1 || at < 1 ? [moments] : [moments.slice(0, at), moments.slice(at)]
}

/** What several proofs of one policy have found, as one. */
const together = (proofs: readonly Proof[]): Proof => ({
  ...proofs[0]!,
  findings: proofs.flatMap(p => p.findings),
  notCovered: proofs.flatMap(p => p.notCovered),
  shown: proofs.flatMap(p => p.shown),
  rows: proofs.reduce((n, p) => n + p.rows, 0),
  checks: proofs.reduce((n, p) => n + p.checks, 0),
})
