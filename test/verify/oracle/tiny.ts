import { Temporal } from 'temporal-polyfill'
import { days, destroy, manual, retention, upTo } from '../../../src/index.ts'
import type { Policy } from '../../../src/policy/policy.ts'
import type { Action, Schema, Table } from '../../../src/schema/schema.ts'
import { tableKey } from '../../../src/schema/schema.ts'
import type { Fate } from '../../../src/verify/oracle/fate.ts'
import { afterRun, fates } from '../../../src/verify/oracle/oracle.ts'
import type { Done, Hold, Row, World } from '../../../src/verify/oracle/world.ts'

/** The policy language without a Database type: these tests are about meaning, not about types. */
export const language = retention<any>() as any

const types: Readonly<Record<string, string>> = { at: 'timestamp with time zone', local: 'timestamp without time zone' }

/** A table from short notes: columns with types (`at`, `local` for timestamps), references as `[columns, table, action]`. The first column is the key. */
export function table(
  name: string,
  columns: Readonly<Record<string, string>>,
  references: readonly (readonly [string, string, Action?])[] = [],
): Table {
  const [schema, bare] = name.includes('.') ? (name.split('.') as [string, string]) : ['public', name]
  const split = (target: string) => (target.includes('.') ? target.split('.') : ['public', target]) as [string, string]
  return {
    kind: 'table',
    schema,
    name: bare,
    partitioned: false,
    partitionKey: null,
    partitions: [],
    columns: Object.entries(columns).map(([column, type]) => ({
      name: column,
      type: types[type] ?? type,
      baseType: types[type] ?? type,
      enumLabels: null,
      notNull: false,
      hasDefault: false,
      generated: null,
    })),
    primaryKey: [Object.keys(columns)[0]!],
    uniqueKeys: [],
    foreignKeys: references.map(([column, target, onDelete = 'no action']) => ({
      name: `${bare}_${column}_fkey`,
      columns: [column],
      references: { schema: split(target)[0], name: split(target)[1], columns: ['id'] },
      onDelete,
      onUpdate: 'no action',
      onDeleteColumns: [column],
      deferrable: false,
      initiallyDeferred: false,
      validated: true,
    })),
    indexes: [],
    triggers: [],
    rowSecurity: { enabled: false, forced: false, policies: [] },
    unlogged: false,
  }
}

export const schema = (...tables: readonly Table[]): Schema => ({ kind: 'schema', tables, extensions: [] })

/** A world from rows by table name; every column that is not named is NULL. */
export function world(
  of: Schema,
  rows: Readonly<Record<string, readonly Row[]>>,
  holds: readonly Hold[] = [],
  done: readonly Done[] = [],
): World {
  const keyed = Object.entries(rows).map(([name, some]) => {
    const found = of.tables.find(t => name === (t.schema === 'public' ? t.name : `${t.schema}.${t.name}`))!
    const blank = Object.fromEntries(found.columns.map(c => [c.name, null]))
    return [tableKey(found), some.map(r => ({ ...blank, ...r }))] as const
  })
  return { rows: new Map(keyed), holds, done }
}

/** A policy with what the tests do not vary filled in. */
export const policyOf = (definition: Readonly<Record<string, unknown>>): Policy =>
  language.policy({
    name: 'Tiny',
    version: '1',
    effective: '2026-01-01',
    timeZone: 'UTC',
    clauses: {},
    subjects: [],
    activation: { kind: 'manual', gates: [] },
    schedule: [],
    ...definition,
  })

/** An instant as Temporal or PostgreSQL writes it. */
export const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text.replace(' ', 'T'))
export const why = { clause: 'C-01', purpose: 'a test', basis: [] } as const

export const fateOf = (policy: Policy, of: Schema, rows: World, asOf: string, tableName: string, id = '1'): Fate =>
  fates(policy, of, rows, instant(asOf)).find(f => f.table.name === tableName && Object.values(f.key)[0] === id)!

/** The rows of a table after a run. */
export const left = (policy: Policy, of: Schema, rows: World, asOf: string, tableName: string): readonly Row[] =>
  rowsOf(of, afterRun(policy, of, rows, instant(asOf)), tableName)
export const rowsOf = (of: Schema, after: World, tableName: string): readonly Row[] =>
  after.rows.get(tableKey(of.tables.find(t => t.name === tableName)!)) ?? []
export const holdOn = (name: string, id: string): Hold => ({
  id: `hold on ${name} ${id}`,
  scope: { kind: 'record', table: { schema: 'public', name }, key: { id } },
  released: false,
})

/** A person who may ask for erasure, with 30 days of residence. */
export const users = table('users', { id: 'uuid', requested_at: 'at', closed_at: 'at', name: 'text' })
export const user = language.subject('users', {
  key: 'id',
  events: { requested: 'requested_at', closed: 'closed_at' },
  erasure: { requested: { clause: 'V-08', residence: days(30), cancel: 'event cleared' } },
})
export const activation = manual()
/** A class that goes with the person, and one that goes 90 days after `created_at`. */
export const bound = { ...why, onErasure: destroy() }
export const old = { ...bound, cutoff: 'created_at', keep: upTo(days(90)), dispose: destroy() }
export const ids = (rows: readonly Row[]) => rows.map(r => r.id)
