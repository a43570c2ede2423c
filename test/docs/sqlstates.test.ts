import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { read, root, tableLines } from './documents.ts'

const templates = globSync('templates/**/*.hbs', { cwd: root }).map(read).join('\n')

test('the table has every SQLSTATE that the templates raise, and no other', () => {
  const raised = [...templates.matchAll(/errcode\s*=\s*'(RH\d{3})'/g)].map(m => m[1]!)
  expect(new Set(raised).size).toBeGreaterThan(4)
  const documented = tableLines('docs/sqlstates.md', 'SQLSTATEs')
    .map(cells => cells[0]!.replaceAll('`', ''))
    .filter(state => state.startsWith('RH'))
  expect(documented).toEqual([...new Set(raised)].sort())
})

test('so has the head of each file, for what it raises itself', () => {
  const raising = globSync('templates/sql/*.hbs', { cwd: root }).filter(path => /errcode/.test(read(path)))
  expect(raising.length).toBeGreaterThan(2)
  for (const path of raising) {
    const [head, body] = read(path).split('-- Way back') as [string, string]
    const raised = [...body.matchAll(/errcode\s*=\s*'(RH\d{3})'/g)].map(m => m[1]!)
    expect([...head.matchAll(/RH\d{3}/g)].map(m => m[0])).toEqual([...new Set(raised)].sort())
  }
})
