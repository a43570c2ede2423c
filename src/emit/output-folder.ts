import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { diagnostic, LapseError } from '../report/diagnostic.ts'

/** What an output folder holds, by path relative to it. */
export interface OutputFolder {
  readonly kind: 'output folder'
  readonly folder: string
  /** The files that are there, without the list of checksums. */
  readonly present: ReadonlyMap<string, string>
  /** The SHA-256 of each file as it was last written; empty when nothing was ever written. */
  readonly listed: ReadonlyMap<string, string>
}

/** In the output folder: the SHA-256 of every emitted file, so that an edit by hand is seen. */
export const checksumsName = 'checksums.json'

/** Lower-case hexadecimal. */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** The list as it is written: by path, one line per file. */
export const checksums = (sums: ReadonlyMap<string, string>): string =>
  `${JSON.stringify(Object.fromEntries([...sums].toSorted(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`

function readList(file: string): ReadonlyMap<string, string> | null {
  if (!existsSync(file)) return new Map()
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null
    const entries = Object.entries(parsed)
    return entries.every(([, sum]) => /^[0-9a-f]{64}$/.test(sum)) ? new Map(entries) : null
  } catch {
    return null
  }
}

/**
 * Read an output folder; one that does not exist is empty.
 * Throws LapseError: `output-not-a-folder`, or `checksums-invalid` unless `force` says to take a broken list as empty.
 */
export function readOutputFolder(folder: string, force = false): OutputFolder {
  if (!existsSync(folder)) return { kind: 'output folder', folder, present: new Map(), listed: new Map() }
  if (!statSync(folder).isDirectory())
    throw new LapseError(
      diagnostic('error', 'output-not-a-folder', `the output ${folder} is a file, not a folder`, {
        help: 'Name another output in lapse.config.ts.',
      }),
    )
  const listed = readList(join(folder, checksumsName))
  if (listed === null && !force)
    throw new LapseError(
      diagnostic(
        'error',
        'checksums-invalid',
        `${join(folder, checksumsName)} cannot be read, so edits by hand cannot be told from our own files`,
        {
          help: 'Restore it from version control, or write everything anew with --force.',
        },
      ),
    )
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(path => path !== checksumsName)
    .toSorted()
  const present = new Map(paths.map(path => [path, sha256(readFileSync(join(folder, path)))]))
  return { kind: 'output folder', folder, present, listed: listed ?? new Map() }
}
