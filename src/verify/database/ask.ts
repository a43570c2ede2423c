import type { Database } from './database.ts'

/**
 * Ask a question whose empty answer would count as proof. After some errors PGlite answers everything with no rows and no
 * error, from then on: so a question with a known answer stands behind an empty one.
 */
export async function ask<Row>(db: Database, sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> {
  const { rows } = await db.query<Row>(sql, [...parameters])
  if (rows.length === 0) await canary(db)
  return rows
}

/** Several questions, and one canary behind those whose answers are empty. */
export async function askAll<Row>(db: Database, questions: readonly string[]): Promise<readonly (readonly Row[])[]> {
  const answers: (readonly Row[])[] = []
  for (const sql of questions) answers.push((await db.query<Row>(sql)).rows)
  if (answers.some(rows => rows.length === 0)) await canary(db)
  return answers
}

export async function canary(db: Database): Promise<void> {
  const { rows } = await db.query<{ readonly n: number }>('select n from generate_series(41, 42) as n')
  if (rows.length !== 2 || rows[1]!.n !== 42) throw new Error('the in-process PostgreSQL no longer answers: nothing it says is proof')
}
