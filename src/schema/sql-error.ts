import { type Diagnostic, diagnostic } from '../report/diagnostic.ts'
import { positionAt, type SqlFile } from './sql-file.ts'

/** What PostgreSQL says about an error, whether its parser or its server. */
export interface ServerMessage {
  readonly message: string
  readonly code?: string | undefined
  readonly detail?: string | undefined
  readonly hint?: string | undefined
}

/** The finding for a statement that PostgreSQL refuses, at an offset (UTF-16 units) of its file. */
export function sqlError(file: SqlFile, offset: number, error: ServerMessage): Diagnostic {
  const position = positionAt(file, offset)
  const absent = /^extension "(.*)" is not available$/.exec(error.message)
  if (absent) return extensionMissing(file, offset, absent[1]!)
  const message = error.detail ? `${error.message} (${error.detail})` : error.message
  return diagnostic('error', 'schema-sql-error', message, { help: error.hint ?? help(error, file.sql.slice(offset)), position })
}

export const extensionMissing = (file: SqlFile, offset: number, name: string): Diagnostic =>
  diagnostic(
    'error',
    'schema-extension-missing',
    `the extension ${JSON.stringify(name)} is not part of PGlite, in which the schema's SQL files are loaded, so what it defines cannot be read here`,
    {
      help: 'take the schema from a database that has the extension: run `lapse pull` once against it, and give the snapshot it writes as the schema',
      position: positionAt(file, offset),
    },
  )

function help(error: ServerMessage, rest: string): string {
  if (rest.startsWith('\\')) return 'this is a command of psql; leave only SQL in the file'
  if (error.code === '0A000' || /^\S+\t/.test(rest)) return 'keep data out of the schema file: write it with `pg_dump --schema-only`'
  if (error.code === '42704' && /^role /.test(error.message))
    return 'put `create role …` before it, or write the file with `pg_dump --schema-only --no-owner --no-privileges`: a dump names roles and does not create them'
  if (/^42P01|^42704|^42883|^3F000/.test(error.code ?? ''))
    return 'the files run in the order given, in an empty database: put what is missing into them, before this statement'
  if (/^42P0[67]|^42710|^42723|^42701/.test(error.code ?? ''))
    return 'the files run one after another in an empty database: make sure that each is given once, and that they are not two versions of one schema'
  return 'correct the statement; `psql --single-transaction -f` on an empty database gives the same error'
}
