import { findColumn, type Table } from '../../schema/schema.ts'
import { identifier, literal } from '../../sql/quote.ts'
import { keyColumns } from '../build/draft.ts'
import type { Row } from '../oracle/world.ts'
import { tableText } from './statements.ts'

/** A state that neither PostgreSQL nor the application uses. */
export const blockedState = 'PB001'

/** A trigger of the application's that lets one row neither be deleted nor changed: at once, or when constraints are looked at. */
export function block(table: Table, row: Row, deferred: boolean): string {
  const thisRow = keyColumns(table)
    .map(c => `old.${identifier(c)} = ${literal(row[c])}`)
    .join(' and ')
  const refuse = `${identifier(table.schema)}."~refuse"()`
  const when = `on ${tableText(table)} ${deferred ? 'deferrable initially deferred ' : ''}for each row when (${thisRow}) execute function ${refuse}`
  return `
    create function ${refuse} returns trigger language plpgsql as $$
    begin
      raise exception 'the application wants to keep this row' using errcode = ${literal(blockedState)};
    end
    $$;
    ${deferred ? `create constraint trigger "keeps" after delete or update ${when}` : `create trigger "keeps" before delete or update ${when}`}`
}

/** The rows that a run listed, and whether it is this one: a position ends with the row's key. */
export interface Blocked {
  readonly sqlstate: string
  readonly this_row: boolean
}
export function readBlockedAs(table: Table, row: Row): string {
  const key = keyColumns(table)
  const part = (c: string, i: number): string => `(b.row_key ->> ${i - key.length})::${findColumn(table, c)!.type} = ${literal(row[c])}`
  return `select b.sqlstate, ${key.map(part).join(' and ')} as this_row from retention.run_blocked as b where b.run_id > $1::bigint`
}

/** What the evidence says of rows that were passed by: one line per row. */
export const readPassedBy =
  "select body ->> 'sqlstate' as sqlstate from retention.evidence where evidence_id > $1::bigint and act = 'row passed by'"
