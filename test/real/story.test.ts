import { afterAll, beforeAll, describe, vi } from 'vitest'
import { expectStory } from '../stories/expect-story.ts'
import type { Ask } from '../stories/fill.ts'
import { stories } from '../stories/stories.ts'
import { compiled, install, openWorld, type World } from './world.ts'

// The stories of test/stories, on a server and by the logins that there are: the officer's for what an officer does, the operator's for runs.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe.each(stories)('$policy', story => {
  expectStory(story, async (): Promise<Ask> => {
    const policy = await compiled(story.policy)
    const database = await world.database(story.policy, policy.schemaSql)
    await install(database, policy)
    return (sql, as) => database.ask(sql, undefined, as)
  })
})
