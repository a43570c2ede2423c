import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apply } from '../../src/operate/apply.ts'
import { policies, root } from '../emit/generated.ts'
import { type Server, startServer } from '../server.ts'
import { ask } from './ask.ts'
import { check, equal, tally } from './check.ts'
import { realCron } from './cron.ts'
import { errorsOf, noTable, plpgsqlCheck } from './plpgsql.ts'

// What needs packages of a distribution: real pg_cron and plpgsql_check, on the PostgreSQL that LAPSE_POSTGRES names.
// Started by .ci/run with Debian's PostgreSQL 15; ends with "N passed, N failed".

async function install(server: Server, policy: string): Promise<void> {
  const schema = readFileSync(join(root, 'policies', policy, 'schema.sql'), 'utf8')
  await ask(server, policy, `grant create on database ${policy} to dba, app_owner; grant create, usage on schema public to app_owner`)
  await ask(server, policy, `set role app_owner; ${schema}`)
  await apply({ output: join(root, 'generated', policy), url: server.url(policy, 'dba') })
}

function squawk(): void {
  const files = readdirSync(join(root, 'generated'), { recursive: true, encoding: 'utf8' }).filter(f => f.endsWith('.sql'))
  execFileSync(
    join(root, 'node_modules/.bin/squawk'),
    files.map(f => join('generated', f)),
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  )
}

await check('squawk finds nothing in the emitted files', squawk)
// pg_cron works in one database, as it does everywhere. Its jobs run in background workers, so nothing has to log in.
const server = await startServer({
  shared_preload_libraries: 'pg_cron,plpgsql,plpgsql_check',
  'cron.database_name': 'pristina',
  'cron.use_background_workers': 'on',
  max_worker_processes: '20',
})
try {
  await ask(server, 'postgres', 'create role app_owner; create role dba login createrole; grant app_owner to dba')
  for (const policy of policies) {
    await ask(server, 'postgres', `create database ${policy}`)
    if (policy === 'pristina') await ask(server, policy, 'create extension pg_cron')
    await check(`${policy}: installs without superuser rights`, () => install(server, policy))
    await plpgsqlCheck(server, policy)
  }
  await check('control: plpgsql_check finds a column that is not there', async () => {
    await ask(
      server,
      'clinic',
      `create function retention.broken() returns void language plpgsql as $$ begin perform no_such_column from retention.class; end $$`,
    )
    equal((await errorsOf(server, 'clinic', 'retention.broken()', noTable)).length, 1)
  })
  await realCron(server)
} finally {
  await server.stop()
}
const { passed, failed } = tally()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
