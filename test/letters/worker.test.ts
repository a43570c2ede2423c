import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { intoFolder } from '../../examples/outbox-worker/post.ts'
import { tell } from '../../examples/outbox-worker/tell.ts'
import { parishCopies } from './parish.ts'

// The example's letters, as they stand.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letters-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('the worker lays a letter into a folder, and the ladder goes on from there', async () => {
  const db = await (await parishCopies())()
  await db.query(`call retention.run('silence')`)
  await db.exec('set session authorization courier')
  const logger = { info: () => {}, warn: () => {} }
  await tell({ database: db as never, recipients: { 'are you there': intoFolder(folder) } })(null, {
    addJob: async () => {},
    logger,
  } as never)
  await db.exec('set session authorization postgres')
  expect(await readdir(folder)).toEqual(['1.txt'])
  const [to, subject, , text] = (await readFile(join(folder, '1.txt'), 'utf8')).split('\n')
  expect([to, subject]).toEqual(['To: ada@mail', 'Subject: Are you there?'])
  expect(text).toMatch(/^Since \d{4}-\d\d-\d\d we have not heard of you\. After \d{4}-\d\d-\d\d we may close your account\.$/)
  expect((await db.query('select done_at is not null as told from retention.silence_step')).rows).toEqual([{ told: true }])
  await db.close()
})
