import type { PGlite } from '@electric-sql/pglite'
import { afterAll, describe, vi } from 'vitest'
import { installed } from '../emit/installed.ts'
import { expectStory } from './expect-story.ts'
import type { Ask } from './fill.ts'
import { stories } from './stories.ts'

// In PGlite, as everybody can run it; test/real/story.test.ts tells the same on a server, with the logins that there are.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

describe.each(stories)('$policy', story => {
  let db: PGlite
  afterAll(() => db.close())
  expectStory(story, async (): Promise<Ask> => {
    db = await installed(story.policy)
    return async sql => (sql.includes(';') ? (await db.exec(sql)).at(-1)!.rows : (await db.query<Record<string, unknown>>(sql)).rows)
  })
})
