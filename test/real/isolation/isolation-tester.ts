import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { binaries } from '../../binaries.ts'

/**
 * What PostgreSQL's own isolationtester prints for a specification on a database: each step as it was taken, and which had to wait.
 * It comes with the server of the tests, embedded or Debian's.
 */
export async function isolationTester(spec: string, url: string): Promise<string> {
  const lib = join(await binaries(process.env.LAPSE_POSTGRES || '18'), '../lib')
  const places = [join(lib, 'postgresql/pgxs'), join(lib, 'pgxs')].map(pgxs => join(pgxs, 'src/test/isolation/isolationtester'))
  const program = places.find(existsSync)
  if (!program) throw new Error(`there is no isolationtester in ${places.join(' or ')}`)
  const running = promisify(execFile)(program, [url], { env: { ...process.env, LD_LIBRARY_PATH: lib } })
  running.child.stdin!.end(spec)
  return (await running).stdout
}
