import type { PGlite } from '@electric-sql/pglite'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { migrationsOf } from '../emit/generated.ts'
import { application, asDba, installed } from '../emit/installed.ts'
import { expectStory } from './expect-story.ts'
import type { Ask } from './fill.ts'
import { klonr } from './klonr.ts'
import { stories } from './stories.ts'
import { remainsOf, tell, without } from './tell.ts'

// In PGlite, as everybody can run it; test/real/story.test.ts tells the same on a server, with the logins that there are.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

describe.each(stories)('$policy', story => {
  let db: PGlite
  afterAll(() => db.close())
  expectStory(story, async (): Promise<Ask> => {
    db = await installed(story.policy)
    return askIn(db)
  })
})

const askIn =
  (db: PGlite): Ask =>
  async sql =>
    sql.includes(';') ? (await db.exec(sql)).at(-1)!.rows : (await db.query<Record<string, unknown>>(sql)).rows

test('control: an erasure that leaves an address is found, by the rows and by the look at every column', async () => {
  const db = await application(klonr.policy)
  try {
    for (const [path, text] of migrationsOf(klonr.policy))
      await asDba(db, path, text.replaceAll(/user_id = null,\s+ip = null/g, 'user_id = null'))
    const careless = await tell(klonr, askIn(db))
    expect(careless.traces.filter(c => /\.access_logs\w*\.ip$/.test(c))).toHaveLength(1)
    expect(without(careless.after, careless.before).access_logs).not.toEqual(remainsOf(klonr, careless.adas).access_logs)
  } finally {
    await db.close()
  }
})
