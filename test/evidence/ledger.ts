import { createHash } from 'node:crypto'
import type { PGlite } from '@electric-sql/pglite'
import { fromExport, writeExport } from '../../src/operate/evidence/export-file.ts'
import { type Ask, lookAt } from '../../src/operate/evidence/from-database.ts'
import { beginLook, endLook } from '../../src/operate/evidence/statements.ts'
import { type Walk, walk } from '../../src/operate/evidence/walk.ts'

export type Row = Readonly<Record<string, any>>

/** The evidence of the documents' database, and a hand that owns the server and can do anything to it, within a transaction of the test. */
export interface Ledger {
  /** One statement or several; the rows of the last. By default as the superuser. */
  readonly ask: (sql: string, role?: string) => Promise<readonly Row[]>
  /** The SQLSTATE that a statement ends with; what it does is taken back. */
  readonly state: (sql: string, role?: string) => Promise<string>
  /** Do what the triggers refuse. */
  readonly tamper: (sql: string) => Promise<void>
  /** Hash every act from a number on anew, and move the head: what a forger does who knows how. */
  readonly rechain: (from: number) => Promise<void>
  /** What the auditor sees: act and first word of each finding. */
  readonly findings: (known?: { readonly evidence_id: number; readonly hash: string }) => Promise<readonly (readonly [number, string])[]>
  /** The same followed offline, from the database and from an export of it, which must agree. */
  readonly offline: (noted?: Parameters<typeof walk>[1]) => Promise<readonly (readonly [number, string])[]>
  readonly export: (file: string) => Promise<void>
}

const said = ({ broken }: Walk): readonly (readonly [number, string])[] => broken.map(b => [b.evidence_id, b.wrong] as const)

export function openLedger(db: PGlite, folder: string): Ledger {
  // A look is a transaction of its own; within a test's it is a part of that.
  const parts: Readonly<Record<string, string>> = {
    [beginLook]: 'savepoint look',
    [endLook]: 'rollback to savepoint look; release savepoint look',
  }
  const query: Ask = async sql => (await db.exec(parts[sql] ?? sql)).at(-1)!.rows as Row[]
  const ask = async (sql: string, role?: string): Promise<readonly Row[]> => {
    if (role !== undefined) await db.exec(`set role ${role}`)
    const rows = await query(sql)
    await db.exec('reset role')
    return rows
  }
  const tamper = async (sql: string): Promise<void> => {
    const every = ['evidence', 'evidence_checkpoint']
    await db.exec(every.map(t => `alter table retention.${t} disable trigger user`).join(';'))
    await db.exec(sql)
    for (const [t, name] of [
      ['evidence', 'append_only'],
      ['evidence', 'append_only_delete'],
      ['evidence_checkpoint', 'append_only'],
    ])
      await db.exec(`alter table retention.${t} enable always trigger ${name}`)
  }
  const inAuditorsEyes = async (work: () => Promise<readonly (readonly [number, string])[]>) => {
    await db.exec('set role notes_retention_auditor')
    const seen = await work()
    await db.exec('reset role')
    return seen
  }
  const exported = async (file: string): Promise<void> => {
    await lookAt(query, chain => writeExport(file, chain))
  }
  return {
    ask,
    state: async (sql, role) => {
      await db.exec('savepoint attempt')
      if (role !== undefined) await db.exec(`set local role ${role}`)
      try {
        await db.exec(sql)
        return 'done'
      } catch (error) {
        return (error as { readonly code: string }).code
      } finally {
        await db.exec('rollback to savepoint attempt')
      }
    },
    tamper,
    rechain: async from => {
      const acts = await ask(
        `select evidence_id, encode(hash, 'hex') as hash, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, recorded_by, act, body::text as body
         from retention.evidence where evidence_id >= ${from} - 1 order by evidence_id`,
      )
      let hash = from > 1 && Number(acts[0]!.evidence_id) === from - 1 ? (acts[0]!.hash as string) : ''
      for (const a of acts) {
        if (a.evidence_id < from) continue
        const previous = hash
        hash = createHash('sha256')
          .update(Buffer.from(previous, 'hex'))
          .update([a.evidence_id, a.at, a.recorded_by, a.act, a.body].join('\x1f'))
          .digest('hex')
        await tamper(
          `update retention.evidence set previous_hash = '\\x${previous}', hash = '\\x${hash}' where evidence_id = ${a.evidence_id}`,
        )
      }
      await db.exec(`update retention.evidence_head set evidence_id = ${acts.at(-1)!.evidence_id}, hash = '\\x${hash}'`)
    },
    findings: known =>
      inAuditorsEyes(async () =>
        (
          await query(
            `select evidence_id::int as id, split_part(finding, ':', 1) as what from retention.verify_evidence(${known ? `${known.evidence_id}, '\\x${known.hash}'` : ''})`,
          )
        ).map(r => [r.id as number, String(r.what)] as const),
      ),
    offline: noted =>
      inAuditorsEyes(async () => {
        const live = said(await lookAt(query, chain => walk(chain, noted)))
        const file = `${folder}/evidence.jsonl`
        await exported(file)
        const fromFile = said(await fromExport(file, chain => walk(chain, noted)))
        if (JSON.stringify(live) !== JSON.stringify(fromFile)) throw new Error(`the export says ${JSON.stringify(fromFile)}`)
        return live
      }),
    export: exported,
  }
}
