import { Temporal } from 'temporal-polyfill'
import { afterEach, expect, test, vi } from 'vitest'
import { retention } from '../../src/index.ts'
import type { PublishedFate } from '../../src/policy/published-fate.ts'
import { openGround } from '../../src/verify/oracle/ground.ts'
import { checkFates } from '../../src/verify/published/check-fates.ts'
import { verify } from '../../src/verify/verify.ts'
import { config, lapse, type Sandbox, sandbox } from '../cli/lapse.ts'
import { files, model, schemaSql, shop } from './shop.ts'

vi.setConfig({ testTimeout: 120_000 })

const { fate } = retention<any>() as any
const nothing = { rows: new Map(), holds: [], done: [] }
const ground = openGround(shop, model.schema, nothing, Temporal.Instant.from('2024-01-01T00:00Z'), model.naming)
const found = (...lines: readonly PublishedFate[]): readonly string[] => checkFates(ground, lines).map(d => `${d.code}: ${d.message}`)

test('a line as it should be has nothing wrong with it', () => {
  expect(
    found(
      fate('S-1', 'visits', { given: { at: '2025-01-31T12:00-05:00', 'users.closed_at': null }, asOf: { '2025-01-31T12:00Z': 'kept' } }),
    ),
  ).toEqual([])
})

test.each([
  [
    'S-9',
    'visits',
    {},
    { '2025-01-31T12:00Z': 'kept' },
    'fate-clause-unknown: fate("S-9", "visits"): the published text has no clause S-9',
  ],
  ['S-1', 'visit', {}, { '2025-01-31T12:00Z': 'kept' }, 'fate-name-unknown: fate("S-1", "visit"): the schema has no table visit'],
  [
    'S-1',
    'visits',
    { when: null },
    { '2025-01-31T12:00Z': 'kept' },
    'fate-name-unknown: fate("S-1", "visits"): public.visits has no column when',
  ],
  [
    'S-1',
    'visits',
    {},
    { '2025-01-31T12:00Z': { who: null } },
    'fate-name-unknown: fate("S-1", "visits"): public.visits has no column who',
  ],
  [
    'S-1',
    'visits',
    { at: '2025-01-31T12:00' },
    { '2025-01-31T12:00Z': 'kept' },
    'fate-moment-unclear: fate("S-1", "visits"): at is "2025-01-31T12:00"; the column holds an instant, with its offset from UTC',
  ],
  [
    'S-1',
    'orders',
    { ordered_on: '2025-02-30' },
    { '2025-01-31T12:00Z': 'kept' },
    'fate-moment-unclear: fate("S-1", "orders"): ordered_on is "2025-02-30"; the column holds a day',
  ],
  [
    'S-1',
    'visits',
    {},
    { '2025-01-31 12:00': 'kept' },
    'fate-moment-unclear: fate("S-1", "visits"): a run as of "2025-01-31 12:00" needs an instant, with its offset from UTC',
  ],
  ['S-1', 'visits', {}, {}, 'fate-without-instant: fate("S-1", "visits"): asOf names no instant, so that it says nothing'],
  [
    'S-1',
    'visits',
    {},
    { '2025-01-31T12:00Z': 'kept', '2025-01-31T12:00+01:00': 'gone' },
    'fate-out-of-order: fate("S-1", "visits"): the instants do not follow each other',
  ],
])('%s, %s, %o as of %o', (clause, table, given, asOf, expected) => {
  expect(found(fate(clause, table, { given, asOf }))).toEqual([expected])
})

test('a property that the language does not know', () => {
  expect(() => fate('S-1', 'visits', { asof: {} })).toThrow(/unknown-property: fate\("S-1", "visits"\) has no property "asof"/)
})

const proved = (...fates: readonly PublishedFate[]) =>
  verify({ policy: shop, schema: model.schema, model, files, fates, schemaSql, moments: [] })

test('a row that PostgreSQL refuses, and a run in the future', async () => {
  const cheap = fate('S-1', 'orders', { given: { total: 1 }, asOf: { '2025-01-31T12:00Z': 'kept' } })
  const late = fate('S-1', 'visits', { asOf: { '2999-01-01T00:00Z': 'gone' } })
  await expect(proved(cheap, late)).rejects.toMatchObject({
    diagnostics: [
      { code: 'fate-refused', message: expect.stringContaining('violates check constraint "orders_total_check"') },
      { code: 'fate-refused', message: expect.stringContaining('as_of lies in the future') },
    ],
  })
})

test('classes without a published example are named', async () => {
  const { published, proved: clean } = await proved(
    fate('S-1', 'visits', { given: { at: '2023-12-31T12:00-05:00' }, asOf: { '2025-02-28T12:00-05:00': 'gone' } }),
    fate('S-1', 'order_lines', { given: { 'orders.ordered_on': '2018-01-31' }, asOf: { '2025-01-31T23:59:59-05:00': 'kept' } }),
  )
  expect(clean).toBe(true)
  expect(published).toMatchObject({ lines: 2, instants: 2, clauses: [{ id: 'S-1', lines: 2, instants: 2 }], contradictions: [] })
  expect(published.withoutExample.toSorted()).toEqual([
    'complaints',
    'letters',
    'messages',
    'notes',
    'redemptions',
    'returns',
    'users',
    'vouchers',
  ])
})

let box: Sandbox | null = null
afterEach(() => box?.remove())

test('the command names the clause, the line and the row', async () => {
  const fates = "import { retention } from 'lapse'\n\nconst { fate } = retention()\n\nexport default [\n  "
  box = sandbox({
    'lapse.config.ts': config("{ sql: ['schema.sql'] }"),
    'fates.ts': `${fates}fate('A-1', 'notes', { given: { written_at: '2025-01-31T12:00Z' }, asOf: { '2026-01-01T00:00Z': 'kept' } }),\n]\n`,
  })
  const { code, stderr, stdout } = await lapse(['verify', box.folder])
  expect([code, stdout]).toEqual([1, expect.stringContaining('1 published example of 1 clause, at 1 instant: 1 of them contradicted')])
  expect(stderr).toContain('error[published-fate-contradicted]: A-1, notes, as of 2026-01-01T00:00Z')
  expect(stderr).toMatch(/fates\.ts:6:3/)
  expect(stderr).toContain('row: {"written_at":"2025-01-31T12:00Z"}')

  box.write('fates.ts', `${fates}1,\n]\n`)
  const wrong = await lapse(['verify', box.folder])
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('error[fates-not-a-list]: entry 0 of the list is no fate')])
})
