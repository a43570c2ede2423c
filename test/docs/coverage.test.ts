import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { read, root, tableLines } from './documents.ts'

interface Manifest {
  readonly policy: string
  readonly clauses: readonly { readonly status: string }[]
  readonly classes: readonly unknown[]
}

test('COVERAGE.md counts what the manifests say', () => {
  const manifests = globSync('generated/*/manifest.json', { cwd: root }).map(path => JSON.parse(read(path)) as Manifest)
  expect(manifests.length).toBeGreaterThan(3)
  const expected = manifests.map(({ policy, clauses, classes }) => {
    const count = (status: string) => clauses.filter(c => c.status === status).length
    return [policy, clauses.length, ...['enforced', 'documentary', 'external', 'pending'].map(count), classes.length].join(' ')
  })
  const written = tableLines('COVERAGE.md', 'The policies')
    .slice(1)
    .map(cells => cells.map(c => c.replace(/\[(.*?)\]\(.*?\)/, '$1')).join(' '))
  expect(written.sort()).toEqual(expected.sort())
})
