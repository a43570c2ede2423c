import { expect, test, vi } from 'vitest'
import { lapse } from './lapse.ts'

// Each test starts processes of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const commands = ['check', 'compile', 'verify', 'pull', 'apply', 'status', 'arm', 'run', 'evidence']

test('help: every command says what it does, with examples; the exit codes are told', async () => {
  const main = await lapse(['--help'])
  expect(main.code).toBe(0)
  for (const words of ['0  clean', '1  findings', '2  the command', ...commands, 'demo']) expect(main.stdout).toContain(words)
  const helps = await Promise.all(commands.map(command => lapse([command, '--help'])))
  for (const [i, help] of helps.entries()) {
    expect(help.code).toBe(0)
    expect(help.stdout).toMatch(new RegExp(`Usage: lapse ${commands[i]} [\\s\\S]+\\.\\n[\\s\\S]+Examples:\\n  \\$ lapse ${commands[i]}`))
  }
})

test.each([
  [['frobnicate'], "unknown command 'frobnicate'"],
  [['verify', '--mutate', '--places', 'all'], 'A whole number from 1 to 9999.'],
  [['compile', '--frobnicate'], "unknown option '--frobnicate'"],
  [['status', 'a', 'b'], 'too many arguments'],
  [['arm', '.'], '--note'],
  [['compile', 'no/such/folder'], 'folder-missing'],
  [['compile', 'package.json'], 'is not a folder'],
  [['check', 'src'], 'config-missing'],
  [['status', 'test/cli/fixture'], 'database-url-missing'],
  [['status', 'test/cli/fixture', '--url', 'mysql://me:hidden-secret@host/db'], 'database-url-invalid'],
  [['status', 'test/cli/fixture', '--url', 'postgres://me:hidden-secret@host:port/db'], 'database-url-invalid'],
])('%j is a usage error', async (args, said) => {
  const { code, stdout, stderr } = await lapse(args)
  expect(code).toBe(2)
  expect(stderr).toContain(said)
  expect(stdout).toBe('')
  expect(stderr).not.toContain('hidden-secret')
})

test('no command at all shows what there is', async () => {
  const { code, stderr } = await lapse([])
  expect(code).toBe(2)
  expect(stderr).toContain('Usage: lapse')
})

test('a database that cannot be reached is a finding; its password is never shown, nor taken from nowhere', async () => {
  const url = 'postgres://me:hidden-secret@127.0.0.1:1/app'
  const given = await lapse(['status', 'test/cli/fixture', '--url', url])
  const fromEnvironment = await lapse(['run', 'test/cli/fixture', '--all', '--json'], { env: { DATABASE_URL: url } })
  expect([given.code, fromEnvironment.code]).toEqual([1, 1])
  expect(given.stderr).toContain('error[database-unreachable]: cannot reach database "app" on 127.0.0.1:1')
  expect(JSON.parse(fromEnvironment.stdout).diagnostics[0].code).toBe('database-unreachable')
  expect(given.stdout + given.stderr + fromEnvironment.stdout + fromEnvironment.stderr).not.toContain('hidden-secret')
})

test('colors only where they are wanted', async () => {
  const args = ['compile', 'no/such/folder']
  expect((await lapse(args)).stderr).not.toContain('\u001b[')
  expect((await lapse(args, { env: { FORCE_COLOR: '1' } })).stderr).toContain('\u001b[')
})
