import { expect, test } from 'vitest'
import { readSnapshot, writeSnapshot } from '../../src/schema/snapshot.ts'
import { failure } from './failure.ts'
import { nasty } from './fixtures/nasty.ts'

const read = (text: string) => failure(Promise.resolve().then(() => readSnapshot(text, 'db/schema.json')))

/** The snapshot of the fixture, with one change to the parsed JSON. */
function changed(change: (snapshot: any) => void): string {
  const snapshot = JSON.parse(writeSnapshot(nasty))
  change(snapshot)
  return JSON.stringify(snapshot)
}

test('the text: version first, two spaces, a final newline', () => {
  const text = writeSnapshot({ kind: 'schema', tables: [], extensions: ['citext'] })
  expect(text).toBe('{\n  "lapse": 1,\n  "kind": "schema",\n  "tables": [],\n  "extensions": [\n    "citext"\n  ]\n}\n')
})

test('what was written is read', () => {
  expect(readSnapshot(writeSnapshot(nasty), 'x')).toEqual(nasty)
})

test('broken JSON has a place', async () => {
  const [found] = await read('{\n  "lapse": 1,\n<<<<<<< HEAD\n}')
  expect(found).toMatchObject({ code: 'snapshot-invalid', position: { file: 'db/schema.json', line: 3, column: 1 } })
  expect(found!.message).toContain('the snapshot db/schema.json is not JSON')
})

test.each([
  ['an empty file', '', 'is not JSON'],
  [
    'another version',
    changed(s => {
      s.lapse = 2
    }),
    'has format 2, and this version of Lapse reads format 1',
  ],
  [
    'no version',
    changed(s => {
      delete s.lapse
    }),
    'lapse: missing',
  ],
  ['not an object', '[]', 'the file: expected an object'],
  ['null', 'null', 'the file: expected an object'],
  [
    'a missing key',
    changed(s => {
      delete s.tables[3].columns[1].notNull
    }),
    'tables[3].columns[1].notNull: missing',
  ],
  [
    'a wrong type',
    changed(s => {
      s.tables[0].columns = 'id'
    }),
    'tables[0].columns: expected a list',
  ],
  [
    'a wrong word',
    changed(s => {
      s.tables[3].foreignKeys[0].onDelete = 'delete'
    }),
    'tables[3].foreignKeys[0].onDelete: expected "no action" or "restrict"',
  ],
  [
    'null where none may be',
    changed(s => {
      s.tables[0].name = null
    }),
    'tables[0].name: expected a string',
  ],
  [
    'neither the value nor null',
    changed(s => {
      s.tables[0].partitionKey = 7
    }),
    'tables[0].partitionKey: expected a string or null',
  ],
  [
    'a key too many',
    changed(s => {
      s.tables[0].owner = 'me'
    }),
    'tables[0].owner: not known',
  ],
  [
    'a wrong reference',
    changed(s => {
      s.tables[0].foreignKeys[0].references.columns = [1]
    }),
    'tables[0].foreignKeys[0].references.columns[0]: expected a string',
  ],
])('%s', async (_, text, message) => {
  const [found] = await read(text)
  expect(found).toMatchObject({ code: 'snapshot-invalid', severity: 'error' })
  expect(found!.message).toContain(message)
})
