import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { diagnostic, LapseError } from '../../report/diagnostic.ts'
import type { Checkpoint } from './chain.ts'

const shown = (file: string, line: number, why: string): LapseError =>
  new LapseError(
    diagnostic('error', 'checkpoint-file-unreadable', `${file}:${line}: ${why}`, {
      help: 'Take the file as lapse evidence checkpoint wrote it; a line that somebody changed proves nothing.',
    }),
  )

function checkpointOf(text: string, file: string, line: number): Checkpoint {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw shown(file, line, 'this is no line of JSON')
  }
  const { database, evidence_id, hash, noted_at } = (value ?? {}) as Record<string, unknown>
  const good = typeof database === 'string' && Number.isSafeInteger(evidence_id) && /^([0-9a-f]{64})?$/.test(String(hash))
  if (!good || typeof noted_at !== 'string') throw shown(file, line, 'this is no checkpoint')
  return { database, evidence_id: evidence_id as number, hash: String(hash), noted_at }
}

/** The checkpoints of a file, of all databases, in their order. Throws LapseError: `evidence-file-missing`, `checkpoint-file-unreadable`. */
export function readCheckpoints(file: string): readonly Checkpoint[] {
  if (!existsSync(file)) throw new LapseError(diagnostic('error', 'evidence-file-missing', `there is no file ${file}`))
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw shown(file, 1, (error as Error).message)
  }
  const lines = text.split('\n')
  if (lines.pop() !== '') throw shown(file, lines.length + 1, 'the last line has no end: it was not written whole')
  return lines.map((line, i) => checkpointOf(line, file, i + 1))
}

/**
 * Append one line; a file that is not there is made. It is opened for appending only, so it may stand where nothing can be overwritten.
 * A line that cannot be written whole is taken back. Throws LapseError `checkpoint-not-writable`.
 */
export function appendCheckpoint(file: string, checkpoint: Checkpoint): void {
  try {
    const descriptor = openSync(file, 'a')
    try {
      const before = fstatSync(descriptor).size
      const line = Buffer.from(`${JSON.stringify(checkpoint)}\n`)
      const written = writeSync(descriptor, line)
      if (written < line.length) {
        ftruncateSync(descriptor, before)
        throw new Error('there is no room for it')
      }
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    throw new LapseError(
      diagnostic('error', 'checkpoint-not-writable', `the checkpoint cannot be written: ${(error as Error).message}`, {
        help: 'Name a file in a folder that exists and that you may append to.',
      }),
    )
  }
}
