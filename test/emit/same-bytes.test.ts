import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { filesIn, generated, policies, root } from './generated.ts'

// Two fresh processes compile copies of the policies that stand elsewhere, in another time zone and language.
vi.setConfig({ hookTimeout: 300_000 })

interface Compiled {
  readonly code: number | null
  readonly stderr: string
  readonly output: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const homes: string[] = []

/** Copy the policies into a folder, compile them there with the command line, and read what was written. */
async function compileElsewhere(cwd: 'home' | 'policies', env: Readonly<Record<string, string>>): Promise<Compiled> {
  const home = mkdtempSync(join(tmpdir(), 'lapse-bytes-'))
  homes.push(home)
  cpSync(join(root, 'policies'), join(home, 'policies'), { recursive: true })
  mkdirSync(join(home, 'node_modules'))
  symlinkSync(root, join(home, 'node_modules/lapse'))
  const folders = policies.map(p => (cwd === 'home' ? `policies/${p}` : p))
  const child = spawn(process.execPath, [join(root, 'src/cli/main.ts'), 'compile', ...folders], {
    cwd: cwd === 'home' ? home : join(home, 'policies'),
    env: { ...process.env, ...env },
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  child.stdout.resume()
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  const output = Object.fromEntries(policies.map(p => [p, code === 0 ? filesIn(join(home, 'generated', p)) : {}]))
  return { code, stderr, output }
}

let one: Compiled
let other: Compiled
beforeAll(async () => {
  ;[one, other] = await Promise.all([
    compileElsewhere('home', { TZ: 'Pacific/Kiritimati', LANG: 'C', LC_ALL: 'C' }),
    compileElsewhere('policies', { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }),
  ])
})
afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true })
})

test('both compile', () => {
  expect([one.code, other.code], `${one.stderr}${other.stderr}`).toEqual([0, 0])
})

test.each(policies)('%s: the same bytes, wherever and whenever it is compiled', policy => {
  expect(Object.keys(one.output[policy]!).length).toBeGreaterThan(20)
  expect(other.output[policy]).toEqual(one.output[policy])
})

test.each(policies)('%s: the checked-in output is what the policy compiles to', policy => {
  const stale = Object.entries({ ...generated(policy), ...one.output[policy] })
    .filter(([path]) => generated(policy)[path] !== one.output[policy]![path])
    .map(([path]) => path)
  expect(stale, `run lapse compile policies/${policy}`).toEqual([])
})
