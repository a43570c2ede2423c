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

// So many acknowledged holds, or as many as are asked for. In histories of 500, each in a database of its own: what is
// released stays on record, and the views over it grow.
const each = 500
const histories = Math.ceil(Number(process.env.LAPSE_HOLDS || 1000) / each)

test.each(Array.from({ length: histories }, (_, i) => seed + 1000 * i))(
  'no row on hold is lost, and every count is true, seed %i',
  async of => {
    const history = await randomHistory(await armed(world, rules), each, of)
    expect(history).toMatchObject({ violations: [] })
    // Both kinds of hold, something to lose under them, runs that disposed of rows, statements that went through and statements that were refused.
    expect(history.placed + history.standing).toBeGreaterThanOrEqual(each)
    expect(Math.min(history.placed, history.standing)).toBeGreaterThan(each / 5)
    expect(Math.min(history.extended, history.cooledOff)).toBeGreaterThan(each / 50)
    expect(history.watched).toBeGreaterThan(5 * each)
    expect(history.disposed).toBeGreaterThan(5 * each)
    expect(history.statements).toMatchObject({ '00000': expect.any(Number), RH001: expect.any(Number) })
  },
)

test(`control, seed ${seed}: without the barrier such a history loses rows`, async () => {
  const database = await armed(world, rules)
  await database.ask(`create or replace function retention.hold_barrier() returns void language sql as 'select'`)
  const history = await randomHistory(database, 300, seed)
  expect(history.violations.filter(v => v.includes('is gone')).length).toBeGreaterThan(0)
})
