import { diagnostic, LapseError } from '../../report/diagnostic.ts'
import type { Row } from '../connection.ts'
import type { Act, Link } from './chain.ts'
import { findings } from './findings.ts'
import { type Ask, fromDatabase } from './from-database.ts'
import { readBlocked, readEverywhere, readRun } from './statements.ts'
import { walk } from './walk.ts'

/** One batch of a run, as its act in the evidence says. */
export interface Batch extends Link {
  readonly act: string
  readonly stage: string
  readonly recorded_at: string
  readonly recorded_by: string
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>
  readonly first_cutoff: string | null
  readonly last_cutoff: string | null
  /** The keyed digest of the keys. */
  readonly keys: string | null
  /** Its hash is that of its content, and it follows the act before. */
  readonly whole: boolean
}

/** What one run disposed of, what it left and why, and the evidence of it. Instants in UTC; counts are rows, null where they were not taken. No personal data but logins. */
export interface Certificate {
  readonly kind: 'disposition certificate'
  readonly database: string
  readonly issued_at: string
  readonly run: {
    readonly id: number
    readonly class: string
    readonly table: string
    readonly clauses: readonly string[]
    readonly purpose: string
    readonly basis: string
    readonly rule: string
    /** As the evidence names it; null where that act is pruned. */
    readonly policy: string | null
    readonly policy_version: string
    readonly as_of: string
    readonly scheduled: boolean
    readonly one_tenant: boolean
    readonly started_by: string
    readonly started_at: string
    readonly finished_at: string | null
    readonly state: string
    /** Its kind; what somebody wrote is left out. */
    readonly stop_reason: string | null
  }
  readonly rows: {
    readonly disposed: number
    readonly held: number | null
    readonly deferred: number | null
    readonly blocked: number
    readonly left: number | null
  }
  /** Rows that were passed by, by what PostgreSQL said. */
  readonly blocked: readonly { readonly stage: string; readonly sqlstate: string; readonly rows: number }[]
  readonly tables: readonly { readonly table: string; readonly stage: string; readonly rows: number }[]
  readonly first_cutoff: string | null
  readonly last_cutoff: string | null
  /** When the last backup is gone that has what went; null where nothing went, or the policy says nothing of backups. */
  readonly erased_everywhere_by: string | null
  readonly batches: readonly Batch[]
  readonly evidence: {
    /** Whether the batches account for every row that the run counted as disposed of. */
    readonly complete: boolean
    /** Whether each of these acts has its hash and follows the one before. */
    readonly whole: boolean
    /** Whether the whole chain does, from its beginning or its last pruning to its head. */
    readonly chain_whole: boolean
    readonly pruned_through: number
    readonly head: Link & { readonly recorded_at: string | null }
  }
}

const count = (x: unknown): number | null => (x === null ? null : Number(x))
const text = (x: unknown): string | null => (x === null || x === undefined ? null : String(x))

interface Body {
  readonly run?: number
  readonly policy?: string
  readonly stage?: string
  readonly rows?: Readonly<Record<string, number>>
  readonly first_cutoff?: string | null
  readonly last_cutoff?: string | null
  readonly keys?: string
}

const batchOf = ({ evidence_id, hash, act, recorded_at, recorded_by }: Act, body: Body, whole: boolean): Batch => ({
  evidence_id,
  hash,
  act,
  stage: body.stage ?? '',
  recorded_at,
  recorded_by,
  rows: body.rows ?? {},
  first_cutoff: body.first_cutoff ?? null,
  last_cutoff: body.last_cutoff ?? null,
  keys: body.keys ?? null,
  whole,
})

function tablesOf(batches: readonly Batch[]): Certificate['tables'] {
  const sums = new Map<string, { readonly table: string; readonly stage: string; readonly rows: number }>()
  for (const { stage, rows } of batches)
    for (const [table, n] of Object.entries(rows)) {
      const key = `${stage}\n${table}`
      sums.set(key, { table, stage, rows: (sums.get(key)?.rows ?? 0) + n })
    }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
}

async function runOf(ask: Ask, run: number): Promise<Row> {
  const [row] = await ask(readRun, [run])
  if (row) return row
  throw new LapseError(
    diagnostic('error', 'run-unknown', `there is no run ${run} in the database`, {
      help: 'The runs are in retention.run_log: select run_id, class_name, as_of, state from retention.run_log.',
    }),
  )
}

/** Certify what a run did, from the log and the evidence of a live database. Throws LapseError, `run-unknown` among others. */
export const certify = (url: string, run: number) =>
  fromDatabase(url, async (chain, ask) => {
    const row = await runOf(ask, run)
    const blocked = await ask(readBlocked, [run])
    const batches: Batch[] = []
    let policy: string | null = null
    const walked = await walk(chain, [], (act, whole) => {
      const body = JSON.parse(act.body) as Body
      if (act.act === 'policy installed') policy = body.policy ?? null
      // A row that was passed by is in the evidence too, and disposes of nothing.
      if (body.run === run && body.rows !== undefined) batches.push(batchOf(act, body, whole))
    })
    const instants = (name: 'first_cutoff' | 'last_cutoff') =>
      batches
        .map(b => b[name])
        .filter(x => x !== null)
        .toSorted()
    const inBatches = batches.reduce((n, b) => n + (b.rows[String(row.table_name)] ?? 0), 0)
    const lastWent = batches.at(-1)?.recorded_at ?? null
    const [everywhere] = lastWent === null ? [] : await ask(readEverywhere, [lastWent])
    const certificate: Certificate = {
      kind: 'disposition certificate',
      database: chain.database,
      issued_at: chain.taken_at,
      run: {
        id: run,
        class: String(row.class_name),
        table: String(row.table_name),
        clauses: row.clauses as readonly string[],
        purpose: String(row.purpose),
        basis: String(row.basis),
        rule: String(row.keep),
        policy,
        policy_version: String(row.policy_version),
        as_of: String(row.as_of),
        scheduled: row.scheduled === true,
        one_tenant: row.one_tenant === true,
        started_by: String(row.started_by),
        started_at: String(row.started_at),
        finished_at: text(row.finished_at),
        state: String(row.state),
        stop_reason: text(row.stop_reason),
      },
      rows: {
        disposed: Number(row.rows_disposed),
        held: count(row.rows_held),
        deferred: count(row.rows_deferred),
        blocked: Number(row.rows_blocked),
        left: count(row.rows_left),
      },
      blocked: blocked.map(b => ({ stage: String(b.stage), sqlstate: String(b.sqlstate), rows: Number(b.rows) })),
      tables: tablesOf(batches),
      first_cutoff: instants('first_cutoff').at(0) ?? null,
      last_cutoff: instants('last_cutoff').at(-1) ?? null,
      erased_everywhere_by: text(everywhere?.by),
      batches,
      evidence: {
        complete: inBatches === Number(row.rows_disposed),
        whole: batches.every(b => b.whole),
        chain_whole: walked.broken.length === 0,
        pruned_through: walked.prunedThrough,
        head: walked.last,
      },
    }
    return { certificate: Object.freeze(certificate), diagnostics: findings(walked) }
  })
