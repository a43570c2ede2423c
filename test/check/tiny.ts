import type { BindConfig } from '../../src/bind/bind.ts'
import { bind } from '../../src/bind/bind.ts'
import type { Model } from '../../src/bind/model.ts'
import { check } from '../../src/check/check.ts'
import { contract, destroy, exactly, retention, scheduled, years } from '../../src/index.ts'
import type { Diagnostic } from '../../src/report/diagnostic.ts'
import { deepFreeze } from '../../src/schema/deep-freeze.ts'
import type { Column, ForeignKey, Schema, Table, Trigger } from '../../src/schema/schema.ts'

/** A database of a few tables, and a policy that is good but for what a test makes bad. */

export const language = retention<any>() as any

const column = (name: string, rest: Partial<Column> = {}): Column => ({
  name,
  type: 'text',
  baseType: 'text',
  enumLabels: null,
  notNull: false,
  hasDefault: false,
  generated: null,
  ...rest,
})
const timestamp = { type: 'timestamp with time zone', baseType: 'timestamp with time zone' }

/** `id` is the key, columns that end in `_at` are instants, all others text that can be NULL. */
export function table(name: string, columns: string, rest: Partial<Table> & { readonly as?: Record<string, Partial<Column>> } = {}): Table {
  const { as, ...more } = rest
  const key = column('id', { type: 'bigint', baseType: 'bigint', notNull: true })
  const others = columns
    .split(' ')
    .filter(c => c !== '')
    .map(c => column(c, { ...(c.endsWith('_at') ? timestamp : {}), ...as?.[c] }))
  return {
    kind: 'table',
    schema: 'public',
    name,
    partitioned: false,
    partitionKey: null,
    partitions: [],
    columns: [key, ...others],
    primaryKey: ['id'],
    uniqueKeys: [],
    foreignKeys: [],
    indexes: [{ name: `${name}_pkey`, columns: ['id'], unique: true }],
    triggers: [],
    rowSecurity: { enabled: false, forced: false, policies: [] },
    unlogged: false,
    ...more,
  }
}

/** A foreign key by one column to another table's `id`. */
export const refers = (from: string, to: string, rest: Partial<ForeignKey> = {}): ForeignKey => ({
  name: `${from}_fkey`,
  columns: [from],
  references: { schema: 'public', name: to, columns: ['id'] },
  onDelete: 'no action',
  onUpdate: 'no action',
  onDeleteColumns: [from],
  deferrable: false,
  initiallyDeferred: false,
  validated: true,
  ...rest,
})

export const trigger = (source: string, rest: Partial<Trigger> = {}): Trigger => ({
  name: 'theirs',
  timing: 'before',
  events: ['delete'],
  level: 'row',
  constraint: false,
  function: { schema: 'public', name: 'on_delete' },
  source,
  settings: [],
  ...rest,
})

/** People and their notes; notes refer to people by an indexed column. */
export const users = table('users', 'name email created_at closed_at')
export const notes = table('notes', 'user_id text created_at', {
  foreignKeys: [refers('user_id', 'users')],
  indexes: [
    { name: 'notes_pkey', columns: ['id'], unique: true },
    { name: 'notes_user_id_idx', columns: ['user_id'], unique: false },
  ],
})

export const schema = (...tables: readonly Table[]): Schema => deepFreeze(structuredClone({ kind: 'schema', tables, extensions: [] }))

const why = { clause: 'C-1', purpose: 'operate', basis: contract('GDPR 6(1)(b)') }

export const person = (rest: object = {}) =>
  language.subject('users', {
    key: 'id',
    events: { closed: 'closed_at' },
    erasure: { closed: { clause: 'C-1', cancel: 'never', residence: 'none', ...rest } },
  })

export const rule = (name: string | readonly string[], rest: object = {}) =>
  language.rule(name, { ...why, cutoff: 'created_at', keep: exactly(years(1)), dispose: destroy(), onErasure: destroy(), ...rest })
export const untilErased = (name: string | readonly string[], rest: object = {}) =>
  language.untilErased(name, { ...why, onErasure: destroy(), ...rest })
export const permanent = (name: string, rest: object = {}) => language.permanent(name, { ...why, because: 'history', ...rest })

/** Without more, a policy in which nothing is to be found: users until they close the account, their notes for a year. */
export const policy = (rest: object = {}) =>
  language.policy({
    name: 'Tiny',
    version: '1',
    effective: '2026-05-18',
    timeZone: 'Europe/Berlin',
    clauses: { 'C-1': 'the only clause' },
    subjects: [person()],
    activation: scheduled('7 * * * *'),
    schedule: [untilErased('users'), rule('notes')],
    ...rest,
  })

/** Binds; a test about `check` starts from names that resolve. */
export function model(written: unknown, database: Schema = schema(users, notes), config: Partial<BindConfig> = {}): Model {
  const bound = bind(written as never, database, { database: 'tiny', ...config })
  if (bound.model === null) throw new Error(`bind: ${bound.diagnostics.map(d => `${d.code}: ${d.message}`).join('; ')}`)
  return bound.model
}

/** All that check finds. */
export const findings = (written: unknown, database?: Schema, config?: Partial<BindConfig>): readonly Diagnostic[] =>
  check(model(written, database, config))

/** The findings as `severity code`. */
export const codes = (written: unknown, database?: Schema, config?: Partial<BindConfig>): readonly string[] =>
  findings(written, database, config).map(d => `${d.severity} ${d.code}`)
