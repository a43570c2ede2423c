import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Diagnostic } from '../../src/report/diagnostic.ts'

// Node itself must evaluate the policies, as it does for an author: one process for all cases, outside the test runner's own loader.
const root = join(import.meta.dirname, '../..')
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

let folder: string

const policyOf = (where: string, before = '') => `import { retention, contract, days, destroy, exactly, manual } from 'lapse'
${before}
const { policy, rule } = retention<any>()
export default policy({
  name: 'App', version: '1', effective: '2026-01-01', timeZone: 'UTC', clauses: { A: 'kept for 3 days' }, subjects: [], activation: manual(),
  schedule: [
    rule('notes', {
      clause: 'A', purpose: 'test', basis: contract(), cutoff: 'at', keep: exactly(days(3)), dispose: destroy(), onErasure: destroy(),
      where: ${where},
    }),
  ],
})
`

const cases: Readonly<Record<string, string>> = {
  good: policyOf(`eb => eb('at', '<', '2026-01-01')`),
  // Values that JSON cannot carry, or carries as something else, are no reason to call a policy changing.
  bigint: policyOf(`eb => eb('n', '=', 9007199254740993n)`),
  now: policyOf(`eb => eb('at', '<', new Date())`),
  today: policyOf(`eb => eb('day', '=', new Date().toISOString().slice(0, 10))`),
  year: policyOf(`eb => eb('year', '=', new Date().getFullYear())`),
  random: policyOf(`eb => eb('n', '<', Math.random())`),
  fragment: policyOf(`eb => eb('at', '<', since)`, `import { since } from './now-fragment.ts'`),
  syntax: 'const a = 1\n\nexport default {\n  kind: 1,,\n}\n',
  'syntax-beside': `import { x } from './syntax.ts'\nexport default x\n`,
  enum: `const a: number = 1\n\nenum Kind { A }\nexport default Kind.A\n`,
  throws: `const a = 1\nexport default read()\nfunction read() {\n  throw new TypeError('no such thing')\n}\n`,
  'throws-text': `throw 'just text'\n`,
  'throws-beside': `import './throws.ts'\nexport default 1\n`,
  'no-default': `export const policy = 1\n`,
  undefined: `export default undefined\n`,
  array: `const unused = 0\nexport default [1, 2]\n`,
  rule: `import { retention, destroy } from 'lapse'\nexport default destroy()\n`,
  language: policyOf(`eb => eb('at', '<', 1)`).replace('purpose:', 'porpoise:'),
  import: `import './nowhere.ts'\nexport default 1\n`,
  package: `const a = 1\nimport x from 'no-such-package'\nexport default x\n`,
  type: `import { Database } from './types.ts'\nexport default 1 as unknown as Database\n`,
}

interface Loaded {
  readonly kind?: string
  readonly where?: unknown
  readonly diagnostics?: readonly Diagnostic[]
  readonly bug?: string
}
let loaded: Readonly<Record<string, Loaded>>
/** What comes of several that are loaded at once, and by how many milliseconds the clock is wrong after them. */
let together: readonly Loaded[]
let ahead: number

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lapse-load-policy-'))
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(root, join(folder, 'node_modules/lapse'))
  for (const [name, text] of Object.entries(cases)) writeFileSync(join(folder, `${name}.ts`), text)
  writeFileSync(join(folder, 'now-fragment.ts'), 'export const since = new Date()\n')
  writeFileSync(join(folder, 'types.ts'), 'export interface Database {}\n')
  const script = `
    import { loadPolicy } from ${JSON.stringify(join(root, 'src/policy/load-policy.ts'))}
    import { isLapseError } from ${JSON.stringify(join(root, 'src/report/lapse-error.ts'))}
    const load = name => loadPolicy(process.cwd() + '/' + name + '.ts').then(
      p => ({ kind: p.kind, frozen: Object.isFrozen(p.schedule) }),
      e => (isLapseError(e) ? { diagnostics: e.diagnostics } : { bug: String(e.stack) }),
    )
    const loaded = {}
    for (const name of process.argv.slice(1)) loaded[name] = await load(name)
    const together = await Promise.all(['good', 'year', 'throws', 'bigint', 'now'].map(load))
    const ahead = Math.abs(Date.now() - performance.timeOrigin - performance.now())
    console.log(JSON.stringify({ loaded, together, ahead }))`
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', script, ...Object.keys(cases), 'absent'], {
    cwd: folder,
    encoding: 'utf8',
  })
  ;({ loaded, together, ahead } = JSON.parse(out))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The only finding of a case: code, `file:line:column` and message. */
function finding(name: string): { readonly code: string; readonly at: string; readonly message: string; readonly help: string } {
  const { diagnostics, ...rest } = loaded[name]!
  expect(diagnostics, JSON.stringify(rest)).toHaveLength(1)
  const [d] = diagnostics!
  const at = d!.position ? `${d!.position.file.replace(`${folder}/`, '')}:${d!.position.line}:${d!.position.column}` : ''
  return { code: d!.code, at, message: d!.message, help: d!.help ?? '' }
}

test.each(['good', 'bigint'])('%s: a policy loads', name => {
  expect(loaded[name]).toEqual({ kind: 'policy', frozen: true })
})

test.each(['now', 'today', 'year', 'random', 'fragment'])('%s: a policy that differs each time is refused, at the rule', name => {
  const { code, at, message } = finding(name)
  expect(code).toBe('policy-not-deterministic')
  // The rule(…) call of `policyOf`.
  expect(at).toBe(`${name}.ts:7:5`)
  expect(message).toContain('schedule.0.where')
})

test('several that are loaded at once come out as one by one, and the clock is right after them', () => {
  expect(together.map(l => l.kind ?? l.diagnostics?.[0]?.code)).toEqual([
    'policy',
    'policy-not-deterministic',
    'policy-throws',
    'policy',
    'policy-not-deterministic',
  ])
  expect(ahead).toBeLessThan(60_000)
})

test('a syntax error names file, line and column, in the policy or in a file beside it', () => {
  // The second comma of `kind: 1,,`.
  expect(finding('syntax')).toMatchObject({ code: 'policy-syntax-error', at: 'syntax.ts:4:11' })
  expect(finding('syntax-beside')).toMatchObject({ code: 'policy-syntax-error', at: 'syntax.ts:4:11' })
})

test('an enum is explained', () => {
  const { code, at, help } = finding('enum')
  expect([code, at]).toEqual(['policy-typescript-unsupported', 'enum.ts:3:1'])
  expect(help).toContain('as const')
})

test('what a policy throws is told with the line that threw', () => {
  const { code, at, message } = finding('throws')
  expect([code, at]).toEqual(['policy-throws', 'throws.ts:4:9'])
  expect(message).toContain('TypeError: no such thing')
  expect(finding('throws-beside')).toMatchObject({ code: 'policy-throws', at: 'throws.ts:4:9' })
  expect(finding('throws-text')).toMatchObject({ code: 'policy-throws', message: 'the policy throws just text' })
})

test('a file without a policy is told apart from one without a default export', () => {
  expect(finding('no-default')).toMatchObject({ code: 'policy-default-export-missing', at: 'no-default.ts:1:1' })
  expect(finding('undefined').code).toBe('policy-not-a-policy')
  const array = finding('array')
  expect([array.code, array.at]).toEqual(['policy-not-a-policy', 'array.ts:2:16'])
  expect(array.message).toContain('an array')
  expect(finding('rule').message).toContain('a destroy')
})

test("the language's own findings pass through", () => {
  expect(finding('language')).toMatchObject({ code: 'unknown-property', at: 'language.ts:7:5' })
})

test('a missing file, module or package is named', () => {
  expect(finding('absent')).toMatchObject({ code: 'policy-missing', message: expect.stringContaining(join(folder, 'absent.ts')) })
  expect(finding('import')).toMatchObject({
    code: 'policy-import-missing',
    at: 'import.ts:1:8',
    message: expect.stringContaining('nowhere.ts'),
  })
  expect(finding('package')).toMatchObject({
    code: 'policy-import-missing',
    at: 'package.ts:2:15',
    message: expect.stringContaining('no-such-package'),
  })
})

test('a type imported as a value is explained', () => {
  const { code, at, help } = finding('type')
  expect([code, at]).toEqual(['policy-syntax-error', 'type.ts:1:10'])
  expect(help).toContain('import type { Database }')
})
