import { parse } from 'libpg-query'
import { DatabaseError } from 'pg'
import type { Position } from '../policy/position.ts'
import { diagnostic, LapseError } from '../report/diagnostic.ts'
import { serverSaid } from './database-error.ts'
import type { Migration } from './migration.ts'

/** The place of a character in a text; the offset counts characters from 0. */
function placeAt(file: string, text: string, offset: number): Position {
  const before = [...text].slice(0, offset).join('').split('\n')
  return { file, line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

/** Where the n-th statement (from 0) starts; PostgreSQL's parser counts bytes and lets a statement start at the white space before it. */
async function statementAt(file: string, text: string, n: number): Promise<Position | null> {
  const parsed = await parse(text).catch(() => null)
  const start = parsed?.stmts?.[n]
  if (!start) return null
  const bytes = Buffer.from(text)
  const from = start.stmt_location ?? 0
  const statement = bytes.subarray(from).toString('utf8')
  const lead = /^(\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*/.exec(statement)?.[0] ?? ''
  return placeAt(file, text, [...bytes.subarray(0, from).toString('utf8')].length + [...lead].length)
}

/**
 * Say why a migration failed, with its place in the file. `done` is how many of its statements the server had completed.
 * The server's own position is used where it gives one; an error inside a function or a DO block points at the statement.
 */
export async function migrationFailure(migration: Migration, error: unknown, done: number): Promise<unknown> {
  if (!(error instanceof DatabaseError)) return error
  const { file, text, name } = migration
  const position = error.position ? placeAt(file, text, Number(error.position) - 1) : await statementAt(file, text, done)
  const where = error.where ? `\nwhere: ${error.where}` : ''
  const help =
    error.code === '42501'
      ? 'The installer needs CREATEROLE, CREATE on the database and membership of the roles that own the tables.'
      : error.code === '55P03'
        ? 'Another session holds a lock on a table; apply again when it has ended.'
        : undefined
  return new LapseError(
    diagnostic(
      'error',
      'migration-failed',
      `${name} failed and was rolled back; the migrations before it stay applied: ${serverSaid(error)}${where}`,
      {
        position,
        ...(help && { help }),
      },
    ),
  )
}
