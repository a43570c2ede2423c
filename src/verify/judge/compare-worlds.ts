import type { Policy } from '../../policy/policy.ts'
import { findColumn, type Table, tableKey } from '../../schema/schema.ts'
import { keyColumns, keyText } from '../build/draft.ts'
import { markers } from '../oracle/act.ts'
import type { Ground } from '../oracle/ground.ts'
import type { Row, Value, World } from '../oracle/world.ts'

/** A row that is not as it should be after a run. */
export interface Difference {
  readonly table: Table
  readonly row: Row
  readonly did: string
  readonly expected: string
}

/** Compare every row of every table after a run with what the oracle expects. `asOf` as text in UTC. */
export function compareWorlds(
  ground: Ground,
  before: World['rows'],
  expected: World['rows'],
  after: World['rows'],
  asOf: string,
): readonly Difference[] {
  const sums = rollupTables(ground)
  return ground.schema.tables.flatMap(table => {
    const [was, wanted, is] = [before, expected, after].map(w => w.get(tableKey(table)) ?? []) as [
      readonly Row[],
      readonly Row[],
      readonly Row[],
    ]
    const sum = sums.get(table)
    if (sum) return compareSums(table, sum, wanted, is)
    return compareRows(ground, table, was, wanted, is, asOf)
  })
}

function compareRows(
  ground: Ground,
  table: Table,
  was: readonly Row[],
  wanted: readonly Row[],
  is: readonly Row[],
  asOf: string,
): readonly Difference[] {
  const index = (rows: readonly Row[]): ReadonlyMap<string, Row> => new Map(rows.map(r => [keyText(table, r), r]))
  const [old, want, now] = [index(was), index(wanted), index(is)]
  const found: Difference[] = []
  for (const [key, row] of now) {
    if (want.has(key)) continue
    if (old.has(key)) found.push({ table, row, did: 'kept the row', expected: 'the row is gone' })
    // Rows that the application's own triggers write are its own business.
    else if (!table.triggers.length && !ground.schema.tables.some(t => t.triggers.length > 0))
      found.push({ table, row, did: 'made a row', expected: 'no such row' })
  }
  for (const [key, row] of want) {
    const there = now.get(key)
    if (!there) found.push({ table, row: old.get(key) ?? row, did: 'removed the row', expected: 'the row stays' })
    else {
      const wrong = Object.entries(row).filter(
        ([name, value]) => !fits(table, name, value, there[name] ?? null, old.get(key)?.[name] ?? null, asOf),
      )
      if (wrong.length > 0)
        found.push({
          table,
          row: { ...there },
          did: wrong.map(([name]) => `${name} is ${words(there[name] ?? null)}`).join(', '),
          expected: wrong.map(([name, value]) => `${name} is ${words(value)}`).join(', '),
        })
    }
  }
  return found
}

const words = (value: Value): string => (value === null ? 'NULL' : `'${value}'`)

function fits(table: Table, name: string, wanted: Value, is: Value, was: Value, asOf: string): boolean {
  if (wanted === is) return true
  const column = findColumn(table, name)
  if (column?.generated === 'stored' || column?.generated === 'virtual') return true
  if (wanted === markers.hash) return is !== null && is !== was
  if (wanted === markers.computed) return true
  if (wanted === markers.asOf)
    return is !== null && (column?.baseType === 'date' ? asOf.startsWith(is) : is.slice(0, 19) === asOf.slice(0, 19))
  return same(column?.baseType ?? '', wanted, is)
}

/** Types that print one value in several ways. */
function same(baseType: string, a: Value, b: Value): boolean {
  if (a === null || b === null) return false
  if (baseType === 'jsonb' || baseType === 'json') return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b))
  if (/numeric|int|real|double/.test(baseType)) return Number(a) === Number(b)
  return false
}

interface Sum {
  readonly key: readonly string[]
  readonly add: readonly string[]
}

/** Aggregate tables: which columns tell groups apart, and which are added up. */
function rollupTables(ground: Ground): ReadonlyMap<Table, Sum> {
  const found = new Map<Table, Sum>()
  for (const act of actsOf(ground.policy)) {
    if (act.kind !== 'rollup') continue
    const table = ground.table(act.into)
    found.set(table, { key: act.key.map(k => ground.column(table, k.column)), add: act.add.map(m => ground.column(table, m.column)) })
  }
  return found
}

const actsOf = (policy: Policy) =>
  policy.schedule.flatMap(e =>
    e.kind === 'class'
      ? [
          ...(e.clock?.dispose ?? []),
          ...(e.clock?.interim ?? []).flatMap(s => s.acts),
          ...(e.onErasure.kind === 'acts' ? e.onErasure.acts : e.onErasure.kind === 'retain' ? e.onErasure.meanwhile : []),
        ]
      : [],
  )

/** NULLs make several rows of one group possible, so groups are compared by what they add up to. */
function compareSums(table: Table, sum: Sum, wanted: readonly Row[], is: readonly Row[]): readonly Difference[] {
  const total = (rows: readonly Row[]): ReadonlyMap<string, Row> => {
    const groups = Map.groupBy(rows, r => JSON.stringify(sum.key.map(k => r[k] ?? null)))
    return new Map(
      [...groups].map(([key, of]) => [
        key,
        {
          ...Object.fromEntries(sum.key.map(k => [k, of[0]![k] ?? null])),
          ...Object.fromEntries(sum.add.map(a => [a, String(of.reduce((n, r) => n + Number(r[a] ?? 0), 0))])),
        },
      ]),
    )
  }
  const [want, now] = [total(wanted), total(is)]
  const text = (row: Row | undefined): string => (row ? sum.add.map(a => `${a} adds up to ${row[a]}`).join(', ') : 'no such group')
  return [...new Set([...want.keys(), ...now.keys()])].flatMap(key => {
    const [a, b] = [want.get(key), now.get(key)]
    return text(a) === text(b) ? [] : [{ table, row: (a ?? b)!, did: text(b), expected: text(a) }]
  })
}

export const keyRow = (table: Table, row: Row): Row => Object.fromEntries(keyColumns(table).map(c => [c, row[c] ?? null]))
