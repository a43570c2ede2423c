import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { openProjectFolder } from '../../src/project-folder.ts'
import { LapseError } from '../../src/report/diagnostic.ts'
import { type Sandbox, sandbox } from './lapse.ts'

vi.setConfig({ testTimeout: 30_000 })

let box: Sandbox | null = null
afterEach(() => box?.remove())

/** The finding for a config file; the place is where `§` stands in the text. */
async function finding(
  marked: string,
): Promise<{ readonly code: string; readonly message: string; readonly at: unknown; readonly expected: unknown }> {
  const before = marked.split('§')[0]!.split('\n')
  box = sandbox({ 'lapse.config.ts': marked.replace('§', '') })
  const file = join(box.folder, 'lapse.config.ts')
  const error = await openProjectFolder(box.folder).then(
    () => null,
    e => e,
  )
  expect(error).toBeInstanceOf(LapseError)
  const [d] = (error as LapseError).diagnostics
  return { code: d!.code, message: d!.message, at: d!.position, expected: { file, line: before.length, column: before.at(-1)!.length + 1 } }
}
const exported = (body: string) =>
  `import { defineConfig } from 'lapse'\n\nexport default ${body.startsWith('§{') ? `§defineConfig(${body.slice(1)}` : `defineConfig(${body}`} as any)\n`

test.each([
  [
    'an unknown key',
    `{ schema: { sql: ['a'] }, output: 'out', database: 'a', outptu: §'x' }`,
    'no key "outptu"; the keys are schema, output',
  ],
  ['a missing key', `§{ schema: { sql: ['a'] }, output: 'out' }`, 'the config has no database'],
  ['two sources', `{ schema: §{ sql: ['a'], url: 'b' }, output: 'out', database: 'a' }`, 'schema must have exactly one key'],
  ['an unknown source', `{ schema: §{ file: 'a' }, output: 'out', database: 'a' }`, 'schema must have exactly one key'],
  ['no files', `{ schema: { sql: §[] }, output: 'out', database: 'a' }`, 'schema.sql must be a list'],
  ['a file that is no text', `{ schema: { sql: ['a', §1] }, output: 'out', database: 'a' }`, 'schema.sql.1 must be a text'],
  ['an output that is no text', `{ schema: { sql: ['a'] }, output: §3, database: 'a' }`, 'output must be a text'],
  ['an empty database', `{ schema: { sql: ['a'] }, output: 'out', database: §' ' }`, 'database must be a text that is not empty'],
  ['a name that is no object', `{ schema: { sql: ['a'] }, output: 'o', database: 'a', names: { t: §'x' } }`, 'names.t must be an object'],
  [
    'an unknown key of a name',
    `{ schema: { sql: ['a'] }, output: 'o', database: 'a', names: { t: { colums: §{} } } }`,
    'names.t has no key "colums"',
  ],
])('a config with %s is refused at its place', async (_, body, said) => {
  const { code, message, at, expected } = await finding(exported(body))
  expect(message).toContain(said)
  expect(code).toBe('config-invalid')
  expect(at).toEqual(expected)
})

test.each([
  ['no default export', '§export const config = 1\n', 'no default export'],
  ['another default export', 'export default §1\n', 'the config must be an object'],
])('a config with %s is refused', async (_, text, said) => {
  const { code, message, at, expected } = await finding(text)
  expect([code, at]).toEqual(['config-invalid', expected])
  expect(message).toContain(said)
})

test('a full config is read, its paths taken from its folder', async () => {
  box = sandbox({
    'lapse.config.ts': `export default {
      policy: 'rules/policy.ts', schema: { sql: ['a.sql'] }, output: '../out', database: 'db', defaultSchema: 'app', ignoreSchemas: [],
      names: { 'a.b': { schema: 'x', table: 'A.B', columns: { c: 'C' } } },
    }\n`,
  })
  const project = await openProjectFolder(box.folder)
  expect(project).toMatchObject({
    folder: box.folder,
    policyFile: join(box.folder, 'rules/policy.ts'),
    output: join(box.folder, '../out'),
    config: { names: { 'a.b': { columns: { c: 'C' } } } },
  })
})
