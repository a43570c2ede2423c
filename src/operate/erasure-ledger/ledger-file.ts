import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { diagnostic, LapseError } from '../../report/diagnostic.ts'
import { openWholeFile } from '../../report/whole-file.ts'

/** The first line of a file says whose ledger it is and how many entries follow; then one entry per line; the last line has the SHA-256 of all before it. */
export interface LedgerFile {
  readonly database: string
  readonly takenAt: string
  readonly entries: number
  /** Of all lines but the last, as a text in hexadecimal. */
  readonly sha256: string
  /** The first line, as it stands. */
  readonly source: Readonly<Record<string, unknown>>
  /** The lines of the entries, in portions, read anew each time. */
  readonly portions: () => AsyncIterable<readonly string[]>
}

const end = 'end of the erasure ledger'
const portionSize = 1000

const unwritable = (error: unknown): unknown =>
  (error as NodeJS.ErrnoException).syscall === undefined
    ? error
    : new LapseError(
        diagnostic('error', 'export-not-writable', `the ledger cannot be written: ${(error as Error).message}`, {
          help: 'Name a file in a folder that exists and that you may write to.',
        }),
      )

/** Write a ledger to a file, all of it or nothing. Gives how many entries. Throws LapseError `export-not-writable`. */
export async function writeLedger(file: string, source: string, entries: AsyncIterable<string>): Promise<number> {
  try {
    const whole = openWholeFile(file)
    const hash = createHash('sha256')
    let count = 0
    const write = (line: string): void => {
      hash.update(`${line}\n`)
      whole.write(`${line}\n`)
    }
    try {
      write(source)
      for await (const entry of entries) {
        write(entry)
        count += 1
      }
      whole.write(`${JSON.stringify({ kind: end, entries: count, sha256: hash.digest('hex') })}\n`)
      whole.keep()
    } catch (error) {
      whole.discard()
      throw error
    }
    return count
  } catch (error) {
    throw unwritable(error)
  }
}

/** The lines of a file, each with whether it has its end: a file may be larger than the memory. */
async function* linesOf(file: string): AsyncGenerator<{ readonly line: string; readonly whole: boolean }> {
  let rest = ''
  for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    for (const line of lines) yield { line, whole: true }
  }
  if (rest !== '') yield { line: rest, whole: false }
}

const object = (line: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
const instant = (x: unknown): boolean => typeof x === 'string' && !Number.isNaN(Date.parse(x))
/** A digest of a list of suppressions. */
const isSuppression = (e: Readonly<Record<string, unknown>>): boolean =>
  typeof e.list === 'string' && /^[0-9a-f]{64}$/.test(String(e.digest)) && instant(e.expires_at)
const isPerson = (e: Readonly<Record<string, unknown>>): boolean =>
  typeof e.subject_table === 'string' &&
  /^[0-9a-f]{64}$/.test(String(e.subject_digest)) &&
  Array.isArray(e.clauses) &&
  instant(e.began_at) &&
  (e.completed_at === null || instant(e.completed_at))

/**
 * Look a file over from its first line to its last, before anybody is asked to act on it.
 * Throws LapseError: `ledger-file-missing`, `ledger-file-unreadable`.
 */
export async function readLedger(file: string): Promise<LedgerFile> {
  if (!existsSync(file)) throw new LapseError(diagnostic('error', 'ledger-file-missing', `there is no file ${file}`))
  let number = 0
  const unreadable = (why: string): LapseError =>
    new LapseError(
      diagnostic('error', 'ledger-file-unreadable', `${file}:${number}: ${why}`, {
        help: 'Take the file as lapse ledger export wrote it; nothing was done.',
      }),
    )
  const hash = createHash('sha256')
  let source: Readonly<Record<string, unknown>> | null = null
  let entries = 0
  let sha256: string | null = null
  try {
    for await (const { line, whole } of linesOf(file)) {
      number += 1
      if (sha256 !== null) throw unreadable('there is something after the last line')
      if (!whole) throw unreadable('the last line has no end: the file is cut off')
      const value = object(line)
      if (source === null) {
        if (value?.kind !== 'erasure ledger' || typeof value.database !== 'string' || typeof value.taken_at !== 'string')
          throw unreadable('this is no erasure ledger')
        source = value
      } else if (value?.kind === end) {
        if (value.entries !== entries || source.entries !== entries)
          throw unreadable(`there are ${entries} entries, and there should be ${source.entries}`)
        if (value.sha256 !== hash.copy().digest('hex')) throw unreadable('what stands above was changed: its SHA-256 is another')
        sha256 = String(value.sha256)
      } else if (value !== null && (isPerson(value) || isSuppression(value))) entries += 1
      else throw unreadable('this is no entry of an erasure ledger')
      hash.update(`${line}\n`)
    }
  } catch (error) {
    throw error instanceof LapseError ? error : unreadable((error as Error).message)
  }
  number += 1
  if (source === null) throw unreadable('the file is empty')
  if (sha256 === null) throw unreadable('the last line is missing: the file is cut off')
  async function* portions(): AsyncGenerator<readonly string[]> {
    let portion: string[] = []
    let at = 0
    for await (const { line } of linesOf(file)) {
      at += 1
      if (at === 1 || at > entries + 1) continue
      portion.push(line)
      if (portion.length === portionSize) {
        yield portion
        portion = []
      }
    }
    if (portion.length > 0) yield portion
  }
  return Object.freeze({ database: String(source.database), takenAt: String(source.taken_at), entries, sha256, source, portions })
}
