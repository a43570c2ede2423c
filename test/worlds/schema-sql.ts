import { identifier } from '../../src/sql/quote.ts'
import type { Reference, TableDesign } from './design.ts'
import { columnName } from './names.ts'

/** What the policy needs besides the tables themselves. */
export interface Extras {
  readonly rollups: ReadonlySet<number>
  readonly archives: ReadonlySet<number>
}

/** The aggregate that a class of the table adds up in, and the archive that it fills. */
export const rollupTable = (t: TableDesign): string => `sums_of_${t.index}`
export const archiveTable = (t: TableDesign): string => `archive_of_${t.index}`

/** The column by which a table belongs to another without a foreign key. */
export const linkColumn = (t: TableDesign): string => columnName(t.spec.columnNames, 'link')

const full = (t: TableDesign): string => `${identifier(t.schema)}.${identifier(t.name)}`
const list = (names: readonly string[]): string => names.map(identifier).join(', ')

/** The schema of a world as its application would write it. */
export function schemaSql(designs: readonly TableDesign[], extras: Extras): string {
  const schemas = [...new Set(designs.map(t => t.schema))].filter(s => s !== 'public').map(s => `create schema ${identifier(s)};`)
  return [...schemas, ...designs.flatMap(t => tableSql(designs, t)), ...designs.flatMap(t => extraSql(t, extras))].join('\n')
}

/** Columns of a table that stand in its archive as well, with their types. */
function columnsOf(designs: readonly TableDesign[], t: TableDesign): readonly (readonly [name: string, type: string, rest: string])[] {
  const { column: c, types } = t
  const keyed = new Set(t.key.map(k => k.name))
  const plain: readonly (readonly [string, string, string])[] = [
    [c.a, types.a, ''],
    [c.b, types.b, ''],
    [c.k, 'text', ''],
    [c.n, 'integer', ''],
    [c.v, 'text', ''],
    [c.h, 'bytea', ''],
    [c.flag, 'boolean', ''],
    [c.stamp, types.stamp, ''],
    ...(designs.some(d => d.linkedTo === t.index) ? [[c.mail, 'text', ' unique'] as const] : []),
    ...(t.linkedTo === null ? [] : [[linkColumn(t), 'text', ''] as const]),
  ]
  return [
    ...t.key.map(k => [k.name, k.type, ' not null'] as const),
    ...t.references.flatMap(r => r.columns.filter(x => !x.shared).map(x => [x.name, x.type, r.required ? ' not null' : ''] as const)),
    // A unique key of a partitioned table would have to hold the partition key.
    ...plain.filter(([name]) => !keyed.has(name)).map(([name, type, rest]) => [name, type, t.partitioned ? '' : rest] as const),
  ]
}

function tableSql(designs: readonly TableDesign[], t: TableDesign): readonly string[] {
  const lines = [
    ...columnsOf(designs, t).map(([name, type, rest]) => `${identifier(name)} ${type}${rest}`),
    `primary key (${list(t.key.map(k => k.name))})`,
    ...t.references.map(r => referenceSql(designs, r)),
  ]
  const by = t.partitioned ? ` partition by range (${identifier(t.column.a)})` : ''
  return [`create table ${full(t)} (\n  ${lines.join(',\n  ')}\n)${by};`, ...(t.partitioned ? partitionsSql(t) : [])]
}

function referenceSql(designs: readonly TableDesign[], r: Reference): string {
  const own = r.columns.filter(c => !c.shared).map(c => c.name)
  const action = r.action === 'set null' && own.length < r.columns.length ? `set null (${list(own)})` : r.action
  const to = designs[r.to]!
  return `foreign key (${list(r.columns.map(c => c.name))}) references ${full(to)} (${list(r.toColumns)}) on delete ${action}${r.deferrable}`
}

const partitionsSql = (t: TableDesign): readonly string[] => {
  const name = (what: string): string => `${identifier(t.schema)}.${identifier(`part ${t.index} ${what}`)}`
  return [
    `create table ${name('before')} partition of ${full(t)} for values from (minvalue) to ('2022-01-01');`,
    `create table ${name('middle')} partition of ${full(t)} for values from ('2022-01-01') to ('2024-01-01');`,
    `create table ${name('after')} partition of ${full(t)} default;`,
  ]
}

function extraSql(t: TableDesign, extras: Extras): readonly string[] {
  const rollup = `create table ${rollupTable(t)} (day timestamptz, k text, n bigint not null default 0, s numeric not null default 0, x bigint not null default 0, unique (day, k));`
  // An archive of what was there, without keys or references of its own but the row's.
  const archive = `create table ${archiveTable(t)} (like ${full(t)}, primary key (${list(t.key.map(k => k.name))}));`
  return [...(extras.rollups.has(t.index) ? [rollup] : []), ...(extras.archives.has(t.index) ? [archive] : [])]
}
