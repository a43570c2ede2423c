import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { loadSchema } from '../../src/schema/load-schema.ts'
import { writeSnapshot } from '../../src/schema/snapshot.ts'
import { config, lapse, type Sandbox, sandbox } from './lapse.ts'

// Each test starts processes of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

let boxes: Sandbox[] = []
const box = (files: Readonly<Record<string, string>> = {}): Sandbox => {
  const made = sandbox(files)
  boxes.push(made)
  return made
}
afterEach(() => {
  for (const b of boxes) b.remove()
  boxes = []
})
const fixture = sandbox()
const policy = fixture.read('policy.ts')
fixture.remove()

test.each([
  ['a policy that is none', { 'policy.ts': 'export default 1\n' }, 'policy-not-a-policy', 'policy.ts:1:16'],
  [
    'a policy that is another one each time',
    { 'policy.ts': policy.replace(`version: '1.0'`, 'version: String(Date.now())') },
    'policy-not-deterministic',
    'policy.ts:',
  ],
  // The other mistakes stand in bad-input.test.ts, one line each; here, that people see the column too.
  [
    'a schema with a syntax error',
    { 'schema.sql': 'create table people (\n  id bigint primary kee\n);\n', 'lapse.config.ts': config(`{ sql: ['schema.sql'] }`) },
    'schema-sql-error',
    'schema.sql:2:21',
  ],
])('%s: told with its place, exit 1, nothing written', async (_, files, code, at) => {
  const b = box(files)
  const before = b.tree()
  const ran = await lapse(['compile', b.folder])
  expect(ran.stderr).toContain(`error[${code}`)
  expect(ran.stderr).toContain(join(b.folder, at))
  expect(ran.code).toBe(1)
  expect(ran.stdout).toBe('')
  expect(b.tree()).toEqual(before)
})

test('a missing schema file or policy file is named', async () => {
  const b = box({ 'lapse.config.ts': config(`{ sql: ['gone.sql'] }`) })
  const schema = await lapse(['compile', b.folder])
  expect([schema.code, schema.stderr]).toEqual([1, expect.stringContaining(join(b.folder, 'gone.sql'))])
  b.write('lapse.config.ts', `export default { policy: 'gone.ts', schema: { sql: ['schema.sql'] }, output: 'out', database: 'notes' }\n`)
  const missing = await lapse(['compile', b.folder])
  expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining(join(b.folder, 'gone.ts'))])
})

test('--json: findings stand in the one document on stdout, with their places', async () => {
  const b = box({ 'policy.ts': 'const a = 1\nexport default {,}\n' })
  const { code, stdout, stderr } = await lapse(['compile', b.folder, '--json'])
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    exitCode: 1,
    folders: [{ folder: b.folder }],
    diagnostics: [{ code: 'policy-syntax-error', severity: 'error', position: { file: join(b.folder, 'policy.ts'), line: 2, column: 17 } }],
  })
  expect(stderr).toBe('')
})

test('compile, check, compile again: the files are there, stay the same, and are up to date', async () => {
  const b = box()
  const first = await lapse(['compile', '--json'], { cwd: b.folder })
  expect(first).toMatchObject({ code: 0, stderr: '' })
  const [done] = JSON.parse(first.stdout).folders
  const written = b.tree()
  expect(done.files.length).toBeGreaterThan(0)
  for (const path of done.files) expect(written).toHaveProperty([`generated/${path}`])
  expect(Object.keys(JSON.parse(written['generated/checksums.json']!)).toSorted()).toEqual(done.files.toSorted())

  const again = await lapse(['compile', b.folder])
  expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing changed') })
  expect(b.tree()).toEqual(written)
  expect(await lapse(['compile', '--check', b.folder])).toMatchObject({ code: 0, stdout: expect.stringContaining('up to date') })
})

test('--check: a changed policy makes the output stale; the files and the change are shown, nothing is written', async () => {
  const b = box()
  expect((await lapse(['compile', b.folder])).code).toBe(0)
  b.write('policy.ts', policy.replace('months(6)', 'months(7)'))
  const before = b.tree()
  const stale = await lapse(['compile', '--check', b.folder])
  expect(stale.code).toBe(1)
  expect(stale.stderr).toContain('error[output-stale]')
  const named = [...stale.stdout.matchAll(/^--- (.+)\n\+\+\+ /gm)].map(m => m[1]!)
  expect(named.some(path => path.startsWith('migrations/'))).toBe(true)
  for (const path of named) expect(stale.stderr).toContain(path)
  expect(stale.stdout).toMatch(/^-.*P6M/m)
  expect(stale.stdout).toMatch(/^\+.*P7M/m)
  expect(b.tree()).toEqual(before)

  expect((await lapse(['compile', b.folder])).stdout).toContain('changed')
  expect((await lapse(['compile', '--check', b.folder])).code).toBe(0)
})

test('output edited by hand is never overwritten unless forced; files that are not ours are left alone and told', async () => {
  const b = box()
  const { stdout } = await lapse(['compile', b.folder, '--json'])
  const path = `generated/${JSON.parse(stdout).folders[0].files[0]}`
  b.write(path, 'mine\n')
  b.write('generated/notes.txt', 'mine too\n')
  const before = b.tree()
  const refused = await lapse(['compile', b.folder])
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('error[output-hand-edited]')
  expect(refused.stderr).toContain(path)
  expect(b.tree()).toEqual(before)
  expect((await lapse(['compile', '--check', b.folder])).code).toBe(1)

  const forced = await lapse(['compile', '--force', b.folder])
  expect(forced.code).toBe(0)
  expect(forced.stderr).toContain('warning[output-file-unknown]')
  expect(b.read(path)).not.toBe('mine\n')
  expect(b.read('generated/notes.txt')).toBe('mine too\n')
})

test('several folders: what is wrong with one does not keep the other from being compiled', async () => {
  const bad = box({ 'policy.ts': 'export default 1\n' })
  const good = box()
  const { code, stdout, stderr } = await lapse(['compile', bad.folder, good.folder])
  expect(code).toBe(1)
  expect(stderr).toContain('policy-not-a-policy')
  expect(stdout).toContain(good.folder)
  expect(Object.keys(good.tree())).toContain('generated/checksums.json')
  expect(Object.keys(bad.tree())).not.toContain('generated/checksums.json')
})

test('check: a sound policy is clean and writes nothing', async () => {
  const b = box()
  const before = b.tree()
  const { code, stdout } = await lapse(['check', b.folder])
  expect(code).toBe(0)
  expect(stdout).toContain('Notes 1.0: 2 entries, 2 tables')
  expect(b.tree()).toEqual(before)
})

test('the snapshot of the fixture is that of its SQL', async () => {
  const b = box()
  const files = [join(b.folder, 'schema.sql')]
  expect(JSON.parse(writeSnapshot(await loadSchema({ kind: 'sql', files })))).toEqual(JSON.parse(b.read('schema.json')))
})
