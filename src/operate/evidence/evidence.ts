import { existsSync } from 'node:fs'
import { type Diagnostic, diagnostic, LapseError } from '../../report/diagnostic.ts'
import type { Chain, Checkpoint } from './chain.ts'
import { appendCheckpoint, readCheckpoints } from './checkpoint-file.ts'
import { fromExport, writeExport } from './export-file.ts'
import { findings } from './findings.ts'
import { fromDatabase } from './from-database.ts'
import { type Walk, walk } from './walk.ts'

/** Write the evidence of a live database to a file: a line that says what it is, then one act per line. Throws LapseError. */
export const exportEvidence = (url: string, file: string): Promise<{ readonly database: string; readonly acts: number }> =>
  fromDatabase(url, async chain => ({ database: chain.database, ...(await writeExport(file, chain)) }))

const ofDatabase = (noted: readonly Checkpoint[], { database }: Chain): readonly Checkpoint[] => noted.filter(c => c.database === database)

export type VerifyEvidenceInput = { readonly checkpoints?: string } & (
  | { readonly url: string }
  /** An export; no database is asked. */
  | { readonly file: string }
)

/** Follow the chain of a live database or of an export, and compare it with the checkpoints of a file. Throws LapseError for what cannot be read. */
export async function verifyEvidence(
  input: VerifyEvidenceInput,
): Promise<{ readonly walk: Walk; readonly diagnostics: readonly Diagnostic[] }> {
  const noted = input.checkpoints === undefined ? null : readCheckpoints(input.checkpoints)
  const follow = async (chain: Chain) => {
    const own = noted === null ? [] : ofDatabase(noted, chain)
    if (noted !== null && own.length === 0)
      throw new LapseError(
        diagnostic('error', 'checkpoint-file-foreign', `${input.checkpoints} has no checkpoint of the database "${chain.database}"`, {
          help: 'Name the file into which the checkpoints of this database were written.',
        }),
      )
    return walk(chain, own)
  }
  const walked = await ('file' in input ? fromExport(input.file, follow) : fromDatabase(input.url, follow))
  return { walk: walked, diagnostics: findings(walked) }
}

/**
 * Note the head of a live chain in a file outside the database. Refused when anything is wrong with the chain, or when it contradicts what the file
 * has noted before: nothing is written then, and the findings say why. Throws LapseError for what cannot be read or written.
 */
export async function noteCheckpoint(
  url: string,
  file: string,
): Promise<{ readonly checkpoint: Checkpoint | null; readonly diagnostics: readonly Diagnostic[] }> {
  const noted = existsSync(file) ? readCheckpoints(file) : []
  return fromDatabase(url, async chain => {
    const walked = await walk(chain, ofDatabase(noted, chain))
    if (walked.broken.length > 0) return { checkpoint: null, diagnostics: findings(walked) }
    const checkpoint = { database: chain.database, evidence_id: walked.last.evidence_id, hash: walked.last.hash, noted_at: chain.taken_at }
    appendCheckpoint(file, checkpoint)
    return { checkpoint, diagnostics: [] }
  })
}
