import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { splitStatements } from '../../src/schema/statements.ts'
import { blocks, tableLines } from '../docs/documents.ts'
import { openStudio } from './studio.ts'

// docs/recipients.md, as it stands.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

let db: PGlite
beforeAll(async () => {
  db = await openStudio()
})
afterAll(() => db.close())

async function run(mark: string, role: string): Promise<readonly (readonly Readonly<Record<string, any>>[])[]> {
  await db.exec(`set role ${role}`)
  const answers = []
  for (const block of blocks('docs/recipients.md').filter(b => b.mark === `runs: ${mark}`))
    for (const { sql } of await splitStatements({ path: 'document', sql: block.text })) answers.push((await db.query<any>(sql)).rows)
  await db.exec('reset role')
  return answers
}

test('the worker takes, settles and tries again; the officer looks and decides', async () => {
  await db.exec('delete from thumbs')
  const [taken, , tried] = await run('worker', 'courier')
  expect(taken!.map(r => [r.notice_id, r.payload, r.attempt])).toEqual([
    [1, { blob_key: 't/ada-1', width: 64 }, 1],
    [2, { blob_key: 't/ada-2', width: 64 }, 1],
    [3, { blob_key: 't/ben-1', width: 64 }, 1],
    [4, { blob_key: 't/ben-old', width: 64 }, 1],
  ])
  expect(tried).toEqual([{ retry_notice: 'waiting' }])
  await db.exec(`update retention.outbox set state = 'failed', attempts = 16 where notice_id in (3, 4)`)
  const [status, open, , , told] = await run('officer', 'dpo')
  expect(status).toMatchObject([
    { recipient: 'bank', waiting: 0 },
    { recipient: 'files', waiting: 1, failed: 2 },
  ])
  expect(open!.map(r => [r.notice_id, r.state, r.last_error])).toEqual([
    [2, 'waiting', 'HTTP 503'],
    [3, 'failed', null],
    [4, 'failed', null],
  ])
  expect(told!.map(r => [r.recipient, r.notices, r.done])).toEqual([
    ['files', 2, 1],
    ['files', 2, 1],
  ])
})

test('its table of views has those that there are', async () => {
  const { rows } = await db.query<{ readonly name: string }>(
    `select c.relname as name from pg_class as c where c.relnamespace = 'retention'::regnamespace and c.relkind = 'v'
       and pg_get_viewdef(c.oid) ~ 'retention.outbox' order by 1`,
  )
  const written = tableLines('docs/recipients.md', 'For officers')
    .slice(1)
    .map(cells => cells[0]!.replaceAll('`', ''))
  expect(written.toSorted()).toEqual(rows.map(r => r.name))
})
