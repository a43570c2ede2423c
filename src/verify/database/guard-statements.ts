import type { BoundStandingHold } from '../../bind/model.ts'
import type { Table } from '../../schema/schema.ts'
import { identifier, literal } from '../../sql/quote.ts'
import { keyColumns } from '../build/draft.ts'
import type { Row, Value } from '../oracle/world.ts'
import { noted } from './attempt.ts'
import { tableText } from './statements.ts'

/** SQL that the guards are tried with. */

export const matching = (table: Table, row: Row): string =>
  keyColumns(table)
    .map(c => `r.${identifier(c)} = ${literal(row[c])}`)
    .join(' and ')
export const deleteRow = (table: Table, row: Row): string => `delete from ${tableText(table)} as r where ${matching(table, row)}`
/** `default` where the value may not be given. */
export const updateRow = (table: Table, row: Row, column: string, value: Value | undefined): string =>
  `update ${tableText(table)} as r set ${identifier(column)} = ${value === undefined ? 'default' : literal(value)} where ${matching(table, row)}`
/** With what refers to it, or PostgreSQL refuses before any trigger fires. */
export const truncate = (text: string): string => `truncate ${text} cascade`

/** Whether the row is still there: `there`, `changed` or `gone`, compared with how it was noted. */
export const whatBecame = (table: Table, row: Row): string => `
  select coalesce((
    select case when pg_catalog.to_jsonb(r)::text = ${noted}::text then 'there' else 'changed' end
    from ${tableText(table)} as r where ${matching(table, row)}
  ), 'gone')`
/** Whether the image that a hold keeps is the row as it was noted. */
export const imageKept = (hold: number): string =>
  `select case when exists (select from retention.preserved as p where p.hold_id = ${hold} and p.image::text = ${noted}::text) then 'image kept' else 'no image' end`
/** Both, in two words. */
export const becameAndImage = (table: Table, row: Row, hold: number): string =>
  `select (${whatBecame(table, row)}) || ', ' || (${imageKept(hold)})`

export const asReplica = 'set local session_replication_role = replica'
const asOrigin = 'set local session_replication_role = origin'
/** All placed holds away; what is left of their scopes names no hold. */
export const forgetHolds = `${asReplica}; delete from retention.hold where not standing; ${asOrigin}`
/** And the rows in which a hold stands: by the disposer itself, since the guards refuse everybody else. */
export const forgetStanding = (holds: readonly BoundStandingHold[], disposer: string): string =>
  [
    asReplica,
    `set local role ${identifier(disposer)}`,
    ...holds.map(h => `delete from ${tableText(h.table)} as s where ${h.where}`),
    'set local role none',
    asOrigin,
  ].join(';')

/** The triggers of the application's tables and partitions, in the order in which they fire. */
export interface TriggerRow {
  readonly schema: string
  readonly table: string
  readonly name: string
  readonly enabled: string
  /** The bits of `pg_trigger.tgtype`. */
  readonly type: number
}
export const readTriggers = `
  select n.nspname as schema, c.relname as table, t.tgname as name, t.tgenabled::text as enabled, t.tgtype::integer as type
  from pg_catalog.pg_trigger as t
  join pg_catalog.pg_class as c on c.oid = t.tgrelid
  join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
  where not t.tgisinternal and n.nspname <> 'retention'
  order by n.nspname, c.relname, t.tgname collate "C"`
