import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const bin = '/usr/lib/postgresql/15/bin'

/** Debian's PostgreSQL 15 with real pg_cron, in a folder of its own; needs root, since PostgreSQL does not run as root. */
export interface Cluster {
  readonly url: (database?: string, user?: string) => string
  readonly stop: () => void
}

const asPostgres = (command: string, ...args: string[]): void => {
  execFileSync('runuser', ['-u', 'postgres', '--', join(bin, command), ...args], { stdio: ['ignore', 'ignore', 'inherit'], cwd: '/' })
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

/** Start a cluster whose pg_cron works in one database, as it does everywhere. Jobs run in background workers, so nothing has to log in. */
export async function startCluster(cronDatabase: string): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'lapse-debian-'))
  const data = join(folder, 'data')
  const port = await freePort()
  execFileSync('chown', ['postgres', folder])
  asPostgres('initdb', '--no-sync', '--encoding=UTF8', '--locale=C', '--auth=trust', '-D', data)
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    fsync: 'off',
    shared_preload_libraries: 'pg_cron,plpgsql,plpgsql_check',
    'cron.database_name': cronDatabase,
    'cron.use_background_workers': 'on',
    max_worker_processes: 20,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`)
  appendFileSync(join(data, 'postgresql.conf'), lines.join(''))
  asPostgres('pg_ctl', 'start', '-w', '-D', data, '-l', join(folder, 'log'))
  return {
    url: (database = 'postgres', user = 'postgres') =>
      `postgres://${encodeURIComponent(user)}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
    stop: () => {
      asPostgres('pg_ctl', 'stop', '-m', 'immediate', '-D', data)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
