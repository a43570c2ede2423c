import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { compile } from '../src/compile.ts'
import { loadProject } from '../src/project.ts'
import { startServer } from '../test/server.ts'

// How long a run of one class takes, beside the bare statement and beside the batch shape that is common in the field
// (DELETE … WHERE id IN (SELECT id … LIMIT n), one transaction per batch). In turn, on one server; medians, and the ratio pair by pair.
//   node bench/purge.ts [rows] [rounds]

const rows = Number(process.argv[2] ?? 100_000)
const rounds = Number(process.argv[3] ?? 5)
const folder = join(import.meta.dirname, '../policies/pristina')

const fill = `
  truncate auth_login_events;
  insert into auth_login_events (user_id, ip, success, created_at)
  select null, '192.0.2.1', true, now() - interval '181 days' - g * interval '1 second' from generate_series(1, ${rows}) as g;
  analyze auth_login_events;
  update retention.class set fuse_share = 1;
`
const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!

const server = await startServer()
try {
  const client = new pg.Client(server.superuserUrl)
  await client.connect()
  await client.query(readFileSync(join(folder, 'schema.sql'), 'utf8'))
  const { files } = await compile(await loadProject(folder))
  for (const file of files) if (file.path.startsWith('migrations/')) await client.query(`begin; ${file.text} commit;`)
  await client.query(`select retention.arm('auth_login_events', 'benchmark')`)

  const unguarded = async (work: () => Promise<void>): Promise<void> => {
    await client.query('alter table auth_login_events disable trigger all')
    await work()
    await client.query(
      'alter table auth_login_events enable trigger all; alter table auth_login_events enable always trigger "~retention_guard"',
    )
    await client.query('alter table auth_login_events enable always trigger "~retention_truncate"')
  }
  const ways: Readonly<Record<string, () => Promise<void>>> = {
    'one bare DELETE': () =>
      unguarded(async () => void (await client.query(`delete from auth_login_events where created_at <= now() - interval '180 days'`))),
    'DELETE … IN (SELECT … LIMIT 1000)': () =>
      unguarded(async () => {
        const batch = `delete from auth_login_events where id in (select id from auth_login_events where created_at <= now() - interval '180 days' limit 1000)`
        while ((await client.query(batch)).rowCount! > 0);
      }),
    'retention.run': async () => void (await client.query(`call retention.run('auth_login_events')`)),
  }
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(ways).map(way => [way, []]))
  for (let round = 0; round <= rounds; round++)
    for (const [way, work] of Object.entries(ways)) {
      await client.query(fill)
      const before = performance.now()
      await work()
      const took = performance.now() - before
      const [left] = (await client.query('select count(*)::int as n from auth_login_events')).rows
      if (left.n !== 0) throw new Error(`${way}: ${left.n} rows left`)
      // The first round warms up.
      if (round > 0) times[way]!.push(took)
    }
  const bare = times['one bare DELETE']!
  for (const [way, took] of Object.entries(times)) {
    const ratios = took.map((t, i) => t / bare[i]!)
    console.log(`${way.padEnd(36)} median ${Math.round(median(took))} ms, ${median(ratios).toFixed(1)} times the bare statement`)
  }
  await client.end()
} finally {
  await server.stop()
}
