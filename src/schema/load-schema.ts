import { readFile } from 'node:fs/promises'
import { type Diagnostic, diagnostic, LapseError } from '../report/diagnostic.ts'
import { fromPostgres } from './from-postgres.ts'
import { fromSql } from './from-sql.ts'
import type { ReadOptions } from './read-schema.ts'
import type { Schema } from './schema.ts'
import { readSnapshot } from './snapshot.ts'
import type { SqlFile } from './sql-file.ts'

/** Where a schema comes from. Paths are taken from the current directory. */
export type SchemaSource =
  | { readonly kind: 'sql'; readonly files: readonly string[] }
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'snapshot'; readonly file: string }

/**
 * The schema from any source. `options` tell which schemas to leave out; a snapshot was made with options of its own.
 * Throws LapseError `schema-file-missing` or `schema-file-unreadable`, and what the source's own reader throws.
 */
export async function loadSchema(source: SchemaSource, options: ReadOptions = {}): Promise<Schema> {
  switch (source.kind) {
    case 'sql':
      return fromSql(await readSqlFiles(source.files), options)
    case 'postgres':
      return fromPostgres(source.url, options)
    case 'snapshot': {
      const [text] = await readTexts([source.file])
      return readSnapshot(text!, source.file)
    }
  }
}

/** The files of SQL in their order. Throws LapseError `schema-file-missing` or `schema-file-unreadable`. */
export async function readSqlFiles(paths: readonly string[]): Promise<readonly SqlFile[]> {
  const texts = await readTexts(paths)
  return paths.map((path, i) => ({ path, sql: texts[i]! }))
}

/** Every file's text, or one finding for each file that cannot be read. */
async function readTexts(paths: readonly string[]): Promise<readonly string[]> {
  const read = await Promise.allSettled(paths.map(async path => new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))))
  const wrong = read.flatMap((r, i) => (r.status === 'rejected' ? [unreadable(paths[i]!, r.reason)] : []))
  if (wrong.length > 0) throw new LapseError(...wrong)
  return read.map(r => (r as PromiseFulfilledResult<string>).value)
}

function unreadable(path: string, error: NodeJS.ErrnoException): Diagnostic {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return diagnostic('error', 'schema-file-missing', `there is no file ${path}, from which the schema is to be read`, {
        help: 'correct the path; it is taken from the current directory',
      })
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return diagnostic('error', 'schema-file-unreadable', `the file ${path} is not UTF-8 text`, {
        help: 'save it as UTF-8; Windows PowerShell writes UTF-16 when output is redirected with `>`',
      })
    case 'EISDIR':
      return diagnostic('error', 'schema-file-unreadable', `${path} is a folder, and a schema is read from files`, {
        help: 'name its files, in the order in which they are to run',
      })
    default:
      return diagnostic('error', 'schema-file-unreadable', `the file ${path} cannot be read: ${error.message}`, {
        help: 'check the permissions of the file and of its folders',
      })
  }
}
