import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { club } from '../invariants/club.ts'
import { armed, type Installation } from '../invariants/installation.ts'
import { randomHistory } from './history.ts'
import { openWorld, type World } from './world.ts'

// Random histories of holds against runs, erasures, cascades and the application's own statements. The seed of a failure repeats what each
// session tries, not how the sessions meet: LAPSE_SEED=… npx vitest run test/real/race.test.ts
vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 })

const seed = Number(process.env.LAPSE_SEED || Date.now() % 1_000_000_007)
let world: World
let rules: Installation
beforeAll(async () => {
  ;[world, rules] = await Promise.all([openWorld({ deadlock_timeout: '200ms' }), club()])
})
afterAll(() => world.close())

test(`no row on hold is lost, and every count is true, seed ${seed}`, async () => {
  const database = await armed(world, rules)
  const [{ major } = {}] = await database.ask(`select current_setting('server_version_num')::int / 10000 as major`)
  // The whole number on the newest major and on Debian's; a part of it on the others, for time.
  const holds = major === 15 || major === 18 ? 5000 : 1000
  const history = await randomHistory(database, holds, seed)
  expect(history).toMatchObject({ violations: [] })
  expect(history.placed + history.standing).toBeGreaterThanOrEqual(holds)
  // Both kinds of hold, something to lose under them, runs that disposed of rows, statements that went through and statements that were refused.
  expect(Math.min(history.placed, history.standing)).toBeGreaterThan(holds / 5)
  expect(history.watched).toBeGreaterThan(5 * holds)
  expect(history.disposed).toBeGreaterThan(5 * holds)
  expect(history.statements).toMatchObject({ '00000': expect.any(Number), RH001: expect.any(Number) })
  console.log(`seed ${seed}: ${JSON.stringify(history)}`)
})

test(`control, seed ${seed}: without the barrier such a history loses rows`, async () => {
  const database = await armed(world, rules)
  await database.ask(`create or replace function retention.hold_barrier() returns void language sql as 'select'`)
  const history = await randomHistory(database, 300, seed)
  expect(history.violations.filter(v => v.includes('is gone')).length).toBeGreaterThan(0)
})
