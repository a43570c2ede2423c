import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { occasionFields } from '../../src/policy/letter.ts'
import { splitStatements } from '../../src/schema/statements.ts'
import { blocks, tableLines } from '../docs/documents.ts'
import { parishCopies } from './parish.ts'

// docs/letters.md, as it stands.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

let db: PGlite
beforeAll(async () => {
  db = await (await parishCopies())()
})
afterAll(() => db.close())

test('the worker takes a letter and settles it', async () => {
  await db.query(`call retention.run('silence')`)
  await db.exec('set session authorization courier')
  const answers = []
  for (const block of blocks('docs/letters.md').filter(b => b.mark === 'runs: worker'))
    for (const { sql } of await splitStatements({ path: 'document', sql: block.text })) answers.push((await db.query<any>(sql)).rows)
  await db.exec('set session authorization postgres')
  expect(answers[0]).toMatchObject([{ notice_id: 1, recipient: 'are you there', address: 'ada@mail', title: 'Are you there?' }])
  expect((await db.query('select outcome from retention.outbox')).rows).toEqual([{ outcome: 'done' }])
})

test('its table has every occasion with its fields', () => {
  const written = tableLines('docs/letters.md', 'Letters')
    .slice(1)
    .map(cells => [cells[0]!.replaceAll('`', ''), [...cells[2]!.matchAll(/`(\w+)`/g)].map(m => m[1])])
  expect(Object.fromEntries(written)).toEqual(occasionFields)
})
