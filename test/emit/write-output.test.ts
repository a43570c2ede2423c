import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { diffText } from '../../src/emit/diff-output.ts'
import { writeOutput } from '../../src/emit/write-output.ts'
import { LapseError } from '../../src/report/diagnostic.ts'

let base: string
let out: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'lapse-output-'))
  out = join(base, 'generated', 'app')
})
afterEach(() => rmSync(base, { recursive: true }))

const first = [
  { path: 'migrations/0001_roles.sql', text: 'create role a;\n' },
  { path: 'schedule.md', text: '# Schedule\n' },
]
const read = (path: string) => readFileSync(join(out, path), 'utf8')
const tree = () =>
  Object.fromEntries(
    readdirSync(base, { recursive: true, withFileTypes: true })
      .filter(e => e.isFile())
      .map(e => [join(e.parentPath, e.name), readFileSync(join(e.parentPath, e.name), 'utf8')]),
  )
const codes = (act: () => unknown): readonly string[] => {
  try {
    act()
  } catch (error) {
    if (error instanceof LapseError) return error.diagnostics.map(d => d.code)
    throw error
  }
  return []
}

test('writes the files and the sha256 of each, and leaves nothing else behind', () => {
  const change = writeOutput(out, first)
  expect(change.added).toEqual(['migrations/0001_roles.sql', 'schedule.md'])
  expect(Object.keys(tree()).toSorted()).toEqual([
    join(out, 'checksums.json'),
    join(out, 'migrations/0001_roles.sql'),
    join(out, 'schedule.md'),
  ])
  expect(JSON.parse(read('checksums.json'))).toEqual({
    'migrations/0001_roles.sql': createHash('sha256').update('create role a;\n').digest('hex'),
    'schedule.md': createHash('sha256').update('# Schedule\n').digest('hex'),
  })
})

test('writing the same files again touches none', () => {
  writeOutput(out, first)
  const before = statSync(join(out, 'schedule.md')).ino
  const change = writeOutput(out, first)
  expect([change.added, change.changed, change.removed]).toEqual([[], [], []])
  expect(statSync(join(out, 'schedule.md')).ino).toBe(before)
})

test('replaces what changed, removes what is no longer emitted with its empty folder, and keeps what is not ours', () => {
  writeOutput(out, [...first, { path: 'docs/deep/old.md', text: 'old' }])
  writeFileSync(join(out, 'NOTES.txt'), 'mine')
  const change = writeOutput(out, [{ path: 'schedule.md', text: '# New\n' }, first[0]!])
  expect(change).toMatchObject({ added: [], changed: ['schedule.md'], removed: ['docs/deep/old.md'], unknown: ['NOTES.txt'] })
  expect(read('schedule.md')).toBe('# New\n')
  expect(read('NOTES.txt')).toBe('mine')
  expect(existsSync(join(out, 'docs'))).toBe(false)
})

test('a file edited by hand stops everything, is named, and --force overwrites it', () => {
  writeOutput(out, first)
  writeFileSync(join(out, 'schedule.md'), '# Mine\n')
  const before = tree()
  const next = [
    { path: 'schedule.md', text: '# New\n' },
    { path: 'other.md', text: 'x' },
  ]
  expect(codes(() => writeOutput(out, next))).toEqual(['output-hand-edited'])
  expect(() => writeOutput(out, next)).toThrow(join(out, 'schedule.md'))
  expect(tree()).toEqual(before)
  writeOutput(out, next, { force: true })
  expect(read('schedule.md')).toBe('# New\n')
})

test('an edited file is not removed either, and each edited file is named', () => {
  writeOutput(out, first)
  writeFileSync(join(out, 'schedule.md'), 'a')
  writeFileSync(join(out, 'migrations/0001_roles.sql'), 'b')
  expect(codes(() => writeOutput(out, []))).toEqual(['output-hand-edited', 'output-hand-edited'])
  expect(read('schedule.md')).toBe('a')
})

test("somebody else's file in the place of ours is not overwritten", () => {
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, 'schedule.md'), 'mine')
  expect(codes(() => writeOutput(out, first))).toEqual(['output-hand-edited'])
  expect(read('schedule.md')).toBe('mine')
})

test('a file deleted by hand comes back', () => {
  writeOutput(out, first)
  rmSync(join(out, 'schedule.md'))
  expect(writeOutput(out, first).added).toEqual(['schedule.md'])
  expect(read('schedule.md')).toBe('# Schedule\n')
})

test('after an interrupted write the same compile goes through', () => {
  writeOutput(out, first)
  // The new text is in place, the list of checksums is still the old one.
  writeFileSync(join(out, 'schedule.md'), '# New\n')
  const next = [first[0]!, { path: 'schedule.md', text: '# New\n' }]
  expect(codes(() => writeOutput(out, next))).toEqual([])
  expect(JSON.parse(read('checksums.json'))['schedule.md']).toBe(createHash('sha256').update('# New\n').digest('hex'))
})

test('a list of checksums that cannot be read stops everything; --force writes it anew', () => {
  writeOutput(out, first)
  writeFileSync(join(out, 'checksums.json'), '<<<<<<< ours')
  expect(codes(() => writeOutput(out, first))).toEqual(['checksums-invalid'])
  writeOutput(out, first, { force: true })
  expect(Object.keys(JSON.parse(read('checksums.json')))).toHaveLength(2)
})

test('a failure in the middle puts everything back', () => {
  writeOutput(out, first)
  // `zz` is a file, so `zz/file.md`, the last in order, cannot be put there.
  writeFileSync(join(out, 'zz'), 'in the way')
  const before = tree()
  const next = [
    { path: 'migrations/0001_roles.sql', text: 'create role b;\n' },
    { path: 'new/file.md', text: 'x' },
    { path: 'zz/file.md', text: 'x' },
  ]
  expect(codes(() => writeOutput(out, next))).toEqual(['output-not-writable'])
  expect(tree()).toEqual(before)
  expect(existsSync(join(out, 'new'))).toBe(false)
})

test('an output that is a file is refused', () => {
  writeFileSync(join(base, 'file'), '')
  expect(codes(() => writeOutput(join(base, 'file'), first))).toEqual(['output-not-a-folder'])
})

test.each(['../outside.sql', '/etc/passwd', 'a/../../b', ''])('an emitted path cannot leave the folder: %j', path => {
  expect(() => writeOutput(out, [{ path, text: 'x' }])).toThrow('not a path inside the output folder')
  expect(existsSync(out)).toBe(false)
})

test('the look at a change names the range and the lines that are only on one side', () => {
  expect(diffText('a.sql', 'one\ntwo\nthree\nfour\nfive\n', 'one\n2\nthree\n4\nfive\n')).toBe(
    '--- a.sql\n+++ a.sql (compiled)\n@@ -2,3 +2,3 @@\n-two\n-four\n+2\n+4\n',
  )
  expect(diffText('new.sql', '', 'one\n')).toBe('--- new.sql\n+++ new.sql (compiled)\n@@ -0,0 +1,1 @@\n+one\n')
  const long = diffText('long.sql', '', Array.from({ length: 15 }, (_, i) => `line ${i}\n`).join(''))
  expect(long).toContain('+line 11\n+… 3 more lines\n')
})
