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

test('so has the head of the engine', () => {
  const head = read('templates/sql/engine.hbs').split('Way back')[0]!
  const named = [...head.matchAll(/RH\d{3}/g)].map(m => m[0])
  expect(named).toEqual([...new Set([...templates.matchAll(/errcode\s*=\s*'(RH\d{3})'/g)].map(m => m[1]!))].sort())
})
