import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { canBeAcknowledged, unusedAcknowledgement } from '../../src/check/acknowledge.ts'
import { registry } from '../../src/check/registry.ts'

const folder = (path: string) => new URL(path, import.meta.url)
const files = readdirSync(folder('../../src/check/rules/')).map(name => name.replace(/\.ts$/, ''))
const rows = readFileSync(folder('../../docs/diagnostics.md'), 'utf8')
  .split('\n')
  .flatMap(line => {
    const cells = line.split(' | ')
    return /^\| `/.test(line) ? [{ code: cells[0]!.slice(3, -1), severity: cells[1]!, cells }] : []
  })
const tests = readdirSync(folder('.'))
  .filter(name => name.endsWith('.test.ts') && name !== 'registry.test.ts')
  .map(name => readFileSync(folder(name), 'utf8'))
  .join('\n')

describe('every rule', () => {
  test('is registered once, under the name of its file', () => {
    expect(registry.map(r => r.code).sort()).toEqual(files.sort())
  })
  test('is in docs/diagnostics.md, with its severity', () => {
    const expected = [
      ...registry.map(r => [r.code, r.severity === 'error' && canBeAcknowledged(r) ? 'error, can be acknowledged' : r.severity]),
      [unusedAcknowledgement, 'warning'],
    ]
    expect(rows.map(r => [r.code, r.severity]).sort()).toEqual(expected.sort())
  })
  test('says in the docs what, why and what to do', () => {
    expect(rows.filter(r => r.cells.length !== 5 || r.cells.some(c => c.trim().length < 5))).toEqual([])
  })
  test.each([...files, unusedAcknowledgement])('%s has tests', code => {
    expect(tests).toContain(`describe('${code}'`)
    expect(tests).toMatch(new RegExp(`['"](error|warning) ${code}['"]`))
  })
})
