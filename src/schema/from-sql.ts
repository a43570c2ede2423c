import type { PGlite } from '@electric-sql/pglite'
import { LapseError } from '../report/diagnostic.ts'
import { resetSession } from './catalog.ts'
import { openPglite, shippedExtensions } from './pglite.ts'
import { type ReadOptions, readSchema } from './read-schema.ts'
import type { Schema } from './schema.ts'
import { extensionMissing, sqlError } from './sql-error.ts'
import { type SqlFile, unitsOfCharacters } from './sql-file.ts'
import { type Statement, splitStatements } from './statements.ts'

/**
 * The schema that the files make, run in the order given in a fresh PGlite.
 * Throws LapseError `schema-sql-error` at the statement PostgreSQL refuses, or `schema-extension-missing` for each extension PGlite lacks.
 */
export async function fromSql(files: readonly SqlFile[], options: ReadOptions = {}): Promise<Schema> {
  const parsed = await split(files)
  const missing = parsed.flatMap(({ file, statements }) =>
    statements.filter(s => s.extension && !available.has(s.extension)).map(s => extensionMissing(file, s.offset, s.extension!)),
  )
  if (missing.length > 0) throw new LapseError(...missing)

  const db = await openPglite(files)
  try {
    await run(db, parsed)
    return await readSchema(async sql => (await db.query<Record<string, unknown>>(sql)).rows, options)
  } finally {
    await db.close()
  }
}

/** Runs the files on an open PGlite, statement by statement; each file starts with the session's defaults, as with `psql -f`. Throws as `fromSql` does. */
export async function loadSql(db: PGlite, files: readonly SqlFile[]): Promise<void> {
  await run(db, await split(files))
}

const available = new Set([...shippedExtensions, 'plpgsql'])

interface Parsed {
  readonly file: SqlFile
  readonly statements: readonly Statement[]
}

const split = (files: readonly SqlFile[]): Promise<readonly Parsed[]> =>
  Promise.all(files.map(async file => ({ file, statements: await splitStatements(file) })))

async function run(db: PGlite, parsed: readonly Parsed[]): Promise<void> {
  for (const { file, statements } of parsed) {
    for (const statement of statements) {
      await db.exec(statement.sql).catch(error => {
        throw isServerError(error) ? new LapseError(sqlError(file, offsetOf(statement, error), error)) : error
      })
    }
    for (const command of resetSession) await db.exec(command)
  }
}

type ServerError = Error & { readonly code: string; readonly position?: string; readonly detail?: string; readonly hint?: string }

const isServerError = (error: unknown): error is ServerError => error instanceof Error && 'code' in error && 'severity' in error

/** PostgreSQL counts from 1; where it names no place, the statement's start is it. */
const offsetOf = (statement: Statement, error: ServerError): number =>
  statement.offset + (error.position ? unitsOfCharacters(statement.sql, Number(error.position) - 1) : 0)
