import type { Model } from '../../bind/model.ts'
import { tableNames } from '../../emit/object-names.ts'
import { asksErasure } from '../../policy/request.ts'
import { findTable, type Table, tableKey } from '../../schema/schema.ts'
import type { Asked, Row, Value, World } from '../oracle/world.ts'
import { askAll } from './ask.ts'
import type { Database } from './database.ts'
import { readAsked } from './statements.ts'

/** The table of confirmed erasures of the persons in one table, and the columns of their key, by the application's name and ours. */
export interface AskedTable {
  readonly name: string
  readonly key: readonly { readonly name: string; readonly as: string }[]
}

/** By the table of the persons. */
export const askedTables = (model: Model): ReadonlyMap<Table, AskedTable> =>
  new Map(
    model.requests
      .filter(r => r.right === 'erasure' && asksErasure(model.policy, r.rule.subject))
      .map(r => [findTable(model.schema, r.table.name)!, { name: tableNames(r.table).askedTable, key: r.key }]),
  )

/** What stands in them. */
export async function askedErasures(db: Database, model: Model): Promise<NonNullable<World['asked']>> {
  const tables = [...askedTables(model)]
  const answers = await askAll<Row & { readonly asked_at: Value }>(
    db,
    tables.map(([, asked]) => readAsked(asked)),
  )
  return new Map(
    tables.map(([table, { key }], i) => [
      tableKey(table),
      answers[i]!.map((row): Asked => ({ key: Object.fromEntries(key.map(k => [k.name, row[k.as] ?? null])), at: row.asked_at })),
    ]),
  )
}
