import { afterEach, expect, test, vi } from 'vitest'
import { config, lapse, type Sandbox, sandbox } from '../cli/lapse.ts'

vi.setConfig({ testTimeout: 120_000 })

let box: Sandbox | null = null
afterEach(() => box?.remove())

test('a policy that holds: what was shown for each class and clause, and nothing written', async () => {
  // The session of one file is over where the next begins.
  box = sandbox({ 'lapse.config.ts': config("{ sql: ['first.sql', 'schema.sql'] }"), 'first.sql': "set search_path = ''" })
  const before = box.tree()
  const { code, stdout } = await lapse(['verify', box.folder])
  expect(stdout).toMatch(/proved/)
  expect(stdout).toMatch(/notes/)
  expect(code).toBe(0)
  expect(box.tree()).toEqual(before)
})

test('--json: one document with the whole report', async () => {
  box = sandbox({ 'lapse.config.ts': config("{ sql: ['schema.sql'] }") })
  const { code, stdout } = await lapse(['verify', box.folder, '--json'])
  const { report, exitCode } = JSON.parse(stdout)
  expect([code, exitCode, report.proved, report.findings]).toEqual([0, 0, true, []])
  expect(report.totals.cases).toBeGreaterThan(10)
})

test('a snapshot has no SQL to prove anything on', async () => {
  box = sandbox({ 'lapse.config.ts': config("{ snapshot: 'schema.json' }") })
  const { code, stderr } = await lapse(['verify', box.folder])
  expect(stderr).toMatch(/error\[verify-needs-sql\]/)
  expect(stderr).toMatch(/help: .*schema: \{ sql: \['schema\.sql'\] \}/)
  expect(code).toBe(1)
})
