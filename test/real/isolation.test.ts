import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isolationTester } from './isolation/isolation-tester.ts'
import { armAll, compiled, type Database, install, openWorld, type World } from './world.ts'

// The two ways in which a hold and a batch can cross, as specifications for PostgreSQL's isolationtester, which takes the steps in their
// order and notices by itself which of them waits. Beside each specification what it prints; and what it prints without the barrier.

const file = (name: string) => readFileSync(new URL(`isolation/${name}`, import.meta.url), 'utf8')

let world: World
let model: Database
beforeAll(async () => {
  world = await openWorld()
  const policy = await compiled('diary', fileURLToPath(new URL('fixture/diary', import.meta.url)))
  model = await world.database('diary', policy.schemaSql)
  await install(model, policy)
  await armAll(model)
})
afterAll(() => world.close())

/** A copy of the installation, which would refuse to run until somebody says that it may. */
async function copy(name: string): Promise<Database> {
  const database = await world.copy(name, model)
  await database.ask(`select retention.go_on('a copy for a test', nothing_to_replay => true)`, [], 'dpo')
  return database
}

test.each(['S1', 'S2'])('%s: the one waits for the other, and nothing on hold is lost', async schedule => {
  const database = await copy(schedule)
  expect(await isolationTester(file(`${schedule}.spec`), database.url())).toBe(file(`${schedule}.out`))
})

test.each(['S1', 'S2'])('control, %s: without the barrier what was visible under the hold goes', async schedule => {
  const database = await copy(`${schedule}_control`)
  await database.ask(`create or replace function retention.hold_barrier() returns void language sql as 'select'`)
  expect(await isolationTester(file(`${schedule}.spec`), database.url())).toBe(file(`${schedule}-without-barrier.out`))
})
