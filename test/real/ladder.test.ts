import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alterRoutine } from '../alter.ts'
import { install, openServer, reference } from '../invariants/installation.ts'
import type { Database, World } from './world.ts'

// Kaevo's ladder beside the application: somebody logs in while the run is at work.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let world: World
beforeAll(async () => {
  world = await openServer()
})
afterAll(() => world.close())

const kaevo = reference('kaevo')
const ada = '00000000-0000-4000-8000-000000000001'
async function silent(files: readonly OutputFile[] = kaevo.files): Promise<Database> {
  const database = await install(world, { ...kaevo, files })
  await database.ask(`
    insert into auth.users (id, email) values ('${ada}', 'a@x');
    insert into users (id, jurisdiction, created_at) values ('${ada}', 'EU', '2015-01-01');
    select retention.arm('inactive accounts', 'test');
    update retention.class set fuse_share = 1;
    grant select, update on users to app;
    create policy anybody on users to app using (true)`)
  return database
}
const climb = async (database: Database): Promise<void> => {
  const ops = await database.session('ops')
  await ops.query(`call retention.run('inactive accounts')`)
  await ops.end()
}
const steps = async (database: Database) => (await database.ask('select step_no from retention.inactive_accounts_step')).map(r => r.step_no)

/** Ada logs in, and the run comes before her transaction ends. */
async function loginMeanwhile(database: Database): Promise<readonly number[]> {
  const app = await database.session('app')
  await app.query('begin')
  await app.query(`update users set last_login_at = now() where id = '${ada}'`)
  await climb(database)
  const seen = await steps(database)
  await app.query('commit')
  await app.end()
  return seen
}

test('whoever is just logging in is passed by, at every step, and out once the login is there', async () => {
  const database = await silent()
  expect(await loginMeanwhile(database)).toEqual([])
  await database.ask(`update users set last_login_at = null`)
  await climb(database)
  expect(await steps(database)).toEqual([1])
  await database.ask(`
    select retention.give_ladder_notice('inactive accounts', '{"id": "${ada}"}');
    update retention.inactive_accounts_step set done_at = '2025-01-01', announced_on = '2025-03-01'`)
  await climb(database)
  await database.ask(`select retention.review_ladder('inactive accounts', '{"id": "${ada}"}', 'approve', 'no answer')`)
  expect(await loginMeanwhile(database)).toEqual([2])
  await climb(database)
  expect(await steps(database)).toEqual([])
  expect(await database.ask('select * from retention.request')).toEqual([])
  expect(await database.ask('select closed_at from users')).toEqual([{ closed_at: null }])
})

test('removed: the lock', async () => {
  const blind = alterRoutine(kaevo.files, 'notify_1_inactive_accounts', 'for update of r skip locked', '')
  expect(await loginMeanwhile(await silent(blind))).toEqual([1])
})
