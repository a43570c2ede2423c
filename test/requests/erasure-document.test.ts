import { expect, test } from 'vitest'
import { splitStatements } from '../../src/schema/statements.ts'
import { blocks } from '../docs/documents.ts'
import { keyOf, openWorkshop, staff } from './workshop.ts'

test('docs/erasure.md runs as it says, by the officer', { timeout: 120_000 }, async () => {
  const db = await openWorkshop()
  await db.exec('set session authorization dpo')
  const answers: (readonly Readonly<Record<string, any>>[])[] = []
  for (const block of blocks('docs/erasure.md').filter(b => b.mark === 'runs')) {
    const text = block.text.replaceAll("'$customer'", `'${keyOf(1)}'`).replaceAll("'$admin'", `'${staff(1)}'`)
    for (const { sql } of await splitStatements({ path: 'document', sql: text })) answers.push((await db.query<any>(sql)).rows)
  }
  expect(answers).toHaveLength(6)
  expect(answers[4]![0]!.summary.status).toBe('partially_completed')
  expect(answers[5]).toEqual([{ is_restricted: false }])
  // What the application may ask then, and that drift shows it.
  const grant = 'grant usage on schema retention to app; grant execute on function retention.is_restricted(text, jsonb) to app;'
  await db.exec(`set session authorization postgres; create role app login; ${grant}; set session authorization app`)
  expect((await db.query(`select retention.is_restricted('public.customers', '${keyOf(2)}') as is`)).rows).toEqual([{ is: false }])
  await db.exec('set session authorization postgres')
  expect((await db.query(`select object from retention.drift where object ~ 'is_restricted'`)).rows).not.toEqual([])
  await db.close()
})
