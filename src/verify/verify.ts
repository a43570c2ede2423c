import type { PGlite } from '@electric-sql/pglite'
import { Temporal } from 'temporal-polyfill'
import type { Model } from '../bind/model.ts'
import type { OutputFile } from '../emit/output-file.ts'
import { freeze } from '../policy/plain.ts'
import type { Policy } from '../policy/policy.ts'
import type { RecordClass } from '../policy/record-class.ts'
import type { Schema } from '../schema/schema.ts'
import { learnRecipes } from './build/recipes.ts'
import { openWorkshop } from './build/workshop.ts'
import { ask } from './database/ask.ts'
import { install, openWithSchema } from './database/open-proof.ts'
import { guardedTables, prepareFates } from './database/statements.ts'
import { parentsFirst } from './database/write.ts'
import { type Moment, momentsOf } from './instants.ts'
import { openGround } from './oracle/ground.ts'
import type { Guarded, Proof } from './proof.ts'
import { proveMoment } from './prove-moment.ts'
import { reportOf } from './report-of.ts'
import type { VerifyReport } from './verify-report.ts'

export interface VerifyInput {
  readonly policy: Policy
  readonly schema: Schema
  readonly model: Model
  /** The emitted files; altered ones are judged by the same policy. */
  readonly files: readonly OutputFile[]
  readonly schemaSql: string
  readonly onProgress?: (line: string) => void
  /** The moments to judge by; all that are worth it, unless given. */
  readonly moments?: readonly Moment[]
  /** A database that has the schema already and nothing of ours; it is closed in the end. */
  readonly database?: () => Promise<PGlite>
}

/**
 * Run the emitted SQL in an in-process PostgreSQL on rows at every edge of the policy, and compare what becomes of them with
 * the oracle. Disagreements are findings of the report, not errors. Throws LapseError where the files do not apply, or
 * where the oracle has no opinion on the policy.
 */
export async function verify({
  policy,
  schema,
  model,
  files,
  schemaSql,
  onProgress = () => {},
  database,
  moments = momentsOf(policy),
}: VerifyInput): Promise<VerifyReport> {
  const started = performance.now()
  onProgress('loading the schema and the migrations')
  const db = await (database ?? (() => openWithSchema(schemaSql)))()
  try {
    await install(db, files)
    const nothing = { rows: new Map(), holds: [], done: [] }
    const workshop = openWorkshop(openGround(policy, schema, nothing, Temporal.Instant.from('2024-01-01T00:00Z'), model.naming))
    const order = parentsFirst(schema)
    for (const [i, c] of model.classes.entries()) await db.exec(prepareFates(c, `fates_${i}`))
    const proof: Proof = {
      db,
      model,
      workshop,
      order,
      unbuildable: await learnRecipes(db, workshop, order),
      guarded: await ask<Guarded>(db, guardedTables),
      classes: policy.schedule.filter((e): e is RecordClass => e.kind === 'class'),
      findings: [],
      notCovered: [],
      shown: [],
      cases: new Map(),
      holds: [],
      done: [],
      rows: 0,
      checks: 0,
      nextHold: 1_000_000,
    }
    for (const [i, moment] of moments.entries()) {
      onProgress(`${i + 1}/${moments.length} ${moment.name}`)
      await proveMoment(proof, moment, moments[i + 1] ?? null)
    }
    return freeze(await reportOf(proof, files, moments, performance.now() - started))
  } finally {
    await db.close()
  }
}
