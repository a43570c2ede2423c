import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { chown, mkdtemp, rm, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { binaries } from './binaries.ts'

/** A real PostgreSQL for tests that need several sessions, time-outs or a network address. */
export interface Server {
  /** A connection string; by default to the database `postgres` as the superuser. Any role that may log in needs no password. */
  readonly url: (database?: string, user?: string) => string
  readonly superuserUrl: string
  /**
   * Kills every process of the server at once, and starts it again on what they left: recovery from the write-ahead log. That survives
   * without fsync, since the operating system goes on and has all that was written; only its own crash would need fsync.
   */
  readonly crash: () => Promise<void>
  /** Stops the server, ending its sessions, and deletes its files. */
  readonly stop: () => Promise<void>
}

/** PostgreSQL refuses to run as root: then it runs as nobody. */
const unprivileged = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

/** The databases of the tests come and go by the hundred, with a few hundred files each. In memory that takes no time, if there is room: a disk does little else. */
async function folderWithRoom(): Promise<string> {
  const memory = await statfs('/dev/shm').catch(() => null)
  return memory !== null && memory.bavail * memory.bsize > 4 * 2 ** 30 ? '/dev/shm' : tmpdir()
}

/** How a process ends that can still do something about it. */
const ends = ['exit', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Starts a server of one's own on a free port of 127.0.0.1, in a fresh folder. UTF-8, locale C, no fsync. Takes about two seconds.
 * Which PostgreSQL: the environment's LAPSE_POSTGRES, a major from 14 to 18 or the folder of initdb and postgres; 18 without it.
 */
export async function startServer(settings: Readonly<Record<string, string>> = {}): Promise<Server> {
  const bin = await binaries(process.env.LAPSE_POSTGRES || '18')
  const data = await mkdtemp(join(await folderWithRoom(), 'lapse-server-'))
  if (unprivileged.uid !== undefined) await chown(data, unprivileged.uid, unprivileged.gid)
  const remove = () => rm(data, { recursive: true, force: true })
  const port = await freePort()
  const flags = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    full_page_writes: 'off',
    ...settings,
  }
  const launch = async (): Promise<ChildProcess> => {
    const launched = program(bin, 'postgres', ['-D', data, ...Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`])])
    await ready(launched)
    return launched
  }
  let server: ChildProcess
  try {
    const options = ['--pgdata', data, '--username=postgres', '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C']
    await ended(program(bin, 'initdb', options))
    server = await launch()
  } catch (error) {
    await remove()
    throw error
  }
  // When the tests end without stopping it, or are made to. SIGQUIT ends the sessions and asks for no answer; what stays in memory would stay until the next start of the machine.
  const abandon = (reason: number | NodeJS.Signals) => {
    server.kill('SIGQUIT')
    rmSync(data, { recursive: true, force: true, maxRetries: 5 })
    if (typeof reason === 'string') process.kill(process.pid, reason)
  }
  for (const end of ends) process.once(end, abandon)
  const url = (database = 'postgres', user = 'postgres') =>
    `postgres://${encodeURIComponent(user)}@127.0.0.1:${port}/${encodeURIComponent(database)}`
  return {
    url,
    superuserUrl: url(),
    crash: async () => {
      const gone = once(server, 'exit')
      // Stopped, it starts no more processes while they are listed.
      server.kill('SIGSTOP')
      const all = [...childrenOf(server.pid!), server.pid!]
      for (const pid of all) process.kill(pid, 'SIGKILL')
      await gone
      server = await launchedAgain(launch)
    },
    stop: async () => {
      for (const end of ends) process.off(end, abandon)
      const gone = once(server, 'exit')
      // At once, without writing anything back: the files go. Also while it recovers, when a gentler stop can wait for ever.
      if (server.kill('SIGQUIT')) await gone
      await remove()
    },
  }
}

const program = (bin: string, name: string, options: readonly string[]): ChildProcess =>
  spawn(join(bin, name), options, { ...unprivileged, cwd: tmpdir(), stdio: ['ignore', 'ignore', 'pipe'] })

const childrenOf = (parent: number): readonly number[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (ppid === parent ? [pid!] : []))

/** A server refuses to start as long as one of those that were killed is still going. */
async function launchedAgain(launch: () => Promise<ChildProcess>): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt++)
    try {
      return await launch()
    } catch (error) {
      if (attempt === 100 || !/pre-existing shared memory block/.test((error as Error).message)) throw error
    }
}

/** What a program writes to stderr, and the error of one that ended badly. */
function listen(child: ChildProcess): { readonly text: () => string; readonly failure: (code: number | null) => Error } {
  let written = ''
  child.stderr!.setEncoding('utf8').on('data', text => {
    written += text
  })
  return { text: () => written, failure: code => new Error(`${child.spawnfile} ended with ${code}\n${written}`) }
}

async function ended(child: ChildProcess): Promise<void> {
  const { failure } = listen(child)
  const [code] = await once(child, 'close')
  if (code !== 0) throw failure(code)
}

const ready = (server: ChildProcess) =>
  new Promise<void>((resolve, reject) => {
    const { text, failure } = listen(server)
    server.stderr!.on('data', () => {
      if (text().includes('database system is ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('close', code => reject(failure(code)))
  })

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
