import { hasSqlDetails, parse } from 'libpg-query'
import { LapseError } from '../report/diagnostic.ts'
import { sqlError } from './sql-error.ts'
import { type SqlFile, unitsOfCharacters } from './sql-file.ts'

/** One statement of a file, without comments before it and without its semicolon. */
export interface Statement {
  readonly sql: string
  /** Where it starts in the file, in UTF-16 units from 0. */
  readonly offset: number
  /** The name, where it is `create extension`. */
  readonly extension: string | null
}

/**
 * Splits a file the way PostgreSQL itself reads it, so that each statement runs on its own, as in psql.
 * Throws LapseError `schema-sql-error` where it is not PostgreSQL's SQL, and for COPY FROM STDIN, whose data no SQL file carries.
 */
export async function splitStatements(file: SqlFile): Promise<readonly Statement[]> {
  const sql = withoutRestrict(file.sql)
  if (sql.trim() === '') return []
  const stmts = await parse(sql).then(
    tree => tree.stmts ?? [],
    error => {
      if (!hasSqlDetails(error)) throw error
      const offset = unitsOfCharacters(sql, error.sqlDetails!.cursorPosition)
      throw new LapseError(sqlError(file, offset, { message: error.message, code: '42601' }))
    },
  )
  const bytes = Buffer.from(sql)
  const text = (from: number, to: number) => bytes.toString('utf8', from, to)
  let offset = 0
  let at = 0
  return stmts.map(({ stmt, stmt_location: from = 0, stmt_len: length }) => {
    offset += text(at, from).length
    at = from
    const node = stmt as { CreateExtensionStmt?: { extname?: string }; CopyStmt?: { is_from?: boolean; filename?: string } }
    if (node.CopyStmt?.is_from && node.CopyStmt.filename === undefined) {
      throw new LapseError(sqlError(file, offset, { message: 'COPY FROM STDIN waits for data that a file cannot send', code: '0A000' }))
    }
    return { sql: text(from, length ? from + length : bytes.length), offset, extension: node.CreateExtensionStmt?.extname ?? null }
  })
}

/** pg_dump brackets its output in two psql commands; blanked out, so that places stay where they are. */
const withoutRestrict = (sql: string) => sql.replace(/^\\(?:un)?restrict [A-Za-z0-9]+\r?$/gm, line => ' '.repeat(line.length))
