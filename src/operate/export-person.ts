import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { diagnostic, LapseError } from '../report/diagnostic.ts'
import { type Connection, withConnection } from './connection.ts'
import { fetchExport, openExport } from './statements.ts'

export const exportFormats = ['json', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

export interface ExportInput {
  readonly url: string
  /** Its number in `retention.request`. */
  readonly request: number
  readonly format: ExportFormat
  /** Optional sections, by name. */
  readonly sections: readonly string[]
  /** A folder that is not there yet. */
  readonly out: string
}

export interface Exported {
  readonly files: readonly string[]
}

/** RFC 4180 ends its lines so; JSON does not care. */
const lineEnds: { readonly [F in ExportFormat]: string } = { json: '\n', csv: '\r\n' }

/** Write the lines of an export into a folder, a file at a time, readable by nobody else. Gives the names. */
async function write(connection: Connection, folder: string, format: ExportFormat): Promise<readonly string[]> {
  const files: string[] = []
  let descriptor: number | null = null
  const close = (): void => {
    if (descriptor !== null) closeSync(descriptor)
    descriptor = null
  }
  try {
    for (;;) {
      const lines = (await connection.query(fetchExport)) as readonly { readonly file: string; readonly line: string }[]
      if (lines.length === 0) return files
      for (const { file, line } of lines) {
        const name = file === '' ? 'export.json' : file
        if (name !== files.at(-1)) {
          close()
          descriptor = openSync(join(folder, name), 'wx', 0o600)
          files.push(name)
        }
        for (let rest = Buffer.from(`${line}${lineEnds[format]}`); rest.length > 0; ) rest = rest.subarray(writeSync(descriptor!, rest))
      }
    }
  } finally {
    close()
  }
}

const unwritable = (error: unknown): unknown =>
  (error as NodeJS.ErrnoException).syscall === undefined || !('path' in (error as object))
    ? error
    : new LapseError(
        diagnostic('error', 'export-not-writable', `the export cannot be written: ${(error as Error).message}`, {
          help: 'Name a folder inside one that exists and that you may write to.',
        }),
      )

/**
 * Answer a request for access or portability with files: one JSON document, or one CSV file per table. All of them or none; the export is on record
 * exactly when they are there. Throws LapseError.
 */
export async function exportPerson({ url, request, format, sections, out }: ExportInput): Promise<Exported> {
  if (existsSync(out))
    throw new LapseError(
      diagnostic('error', 'export-folder-there', `${out} is there already`, {
        help: 'Name a folder that is not: an export goes into one of its own.',
      }),
    )
  // Beside it, so that one rename puts the whole folder in its place.
  const beside = `${out}.${process.pid}.tmp`
  try {
    mkdirSync(beside, { mode: 0o700 })
    return await withConnection(url, async connection => {
      await connection.query('begin')
      await connection.query(openExport, [request, format, sections])
      const files = await write(connection, beside, format)
      await connection.query('commit')
      renameSync(beside, out)
      return { files }
    })
  } catch (error) {
    rmSync(beside, { recursive: true, force: true })
    throw unwritable(error)
  }
}
