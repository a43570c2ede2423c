import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { splitStatements } from '../../src/schema/statements.ts'
import { blocks } from '../docs/documents.ts'
import { openGuild } from './guild.ts'

// docs/ladders.md, as it stands.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

let db: PGlite
beforeAll(async () => {
  db = await openGuild()
  await db.exec(
    `insert into members (id, mail, joined_at) values (1, 'a@guild', '2015-01-01'), (2, 'b@guild', '2015-01-02'), (3, 'c@guild', now())`,
  )
})
afterAll(() => db.close())

async function run(mark: string, login: string): Promise<readonly (readonly Readonly<Record<string, any>>[])[]> {
  await db.exec(`set session authorization ${login}`)
  const answers = []
  for (const block of blocks('docs/ladders.md').filter(b => b.mark === `runs: ${mark}`))
    for (const { sql } of await splitStatements({ path: 'document', sql: block.text })) answers.push((await db.query<any>(sql)).rows)
  await db.exec('set session authorization postgres')
  return answers
}

test('an officer arms, an operator runs, the officer tells and decides', async () => {
  const [, status] = await run('officer', 'dpo')
  expect(status).toEqual([{ rows_due: 2, rows_held: 0, rows_deferred: 0, rows_in_review: 0 }])
  await run('operator', 'ops')
  const [due] = await run('tells', 'dpo')
  expect(due!.map(r => [r.ladder, r.subject_key])).toEqual([
    ['silent members', { id: 1 }],
    ['silent members', { id: 2 }],
  ])
  await db.exec(`select retention.give_ladder_notice('silent members', '{"id": 2}');
    update retention.silent_members_step set done_at = done_at - interval '61 days', announced_on = announced_on - 61`)
  await run('operator', 'ops')
  const [queue] = await run('decides', 'dpo')
  expect(queue!.map(r => r.subject_key)).toEqual([{ id: 1 }, { id: 2 }])
  await run('operator', 'ops')
  expect((await db.query('select id, step_no from retention.silent_members_step order by id')).rows).toEqual([
    { id: 1, step_no: 3 },
    { id: 2, step_no: 0 },
  ])
})

test.each([
  ['ops', `select retention.review_ladder('silent members', '{"id": 1}', 'approve', 'x')`],
  ['ops', 'select * from retention.silent_members_step'],
  ['eye', `select retention.give_ladder_notice('silent members', '{"id": 1}')`],
  ['eye', `call retention.run('silent members')`],
  ['dpo', 'delete from retention.silent_members_step'],
  ['dpo', `select retention.begin_silent_members('{"id": 1}', now())`],
  ['dpo', `select * from retention.erase_3_silent_members(1, now(), true, null, null, 1)`],
])('%s may not: %s', async (login, sql) => {
  await db.exec(`set session authorization ${login}`)
  try {
    await expect(db.query(sql)).rejects.toMatchObject({ code: '42501' })
  } finally {
    await db.exec('set session authorization postgres')
  }
})
test('the auditor reads all of it', async () => {
  await db.exec('set session authorization eye')
  for (const name of ['ladder_step', 'ladder_notice_due', 'ladder_review_queue', 'silent_members_step', 'silent_members_ladder'])
    await db.query(`select * from retention.${name}`)
  await db.exec('set session authorization postgres')
})
