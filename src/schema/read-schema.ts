import { diagnostic, LapseError } from '../report/diagnostic.ts'
import * as catalog from './catalog.ts'
import { deepFreeze } from './deep-freeze.ts'
import type { Column, ForeignKey, Index, RowPolicy, Schema, Table, TableName, Trigger } from './schema.ts'
import { tableKey } from './schema.ts'

/** Runs one statement without parameters and gives its rows. All calls of one reader go to the same session, which is in no transaction. */
export type Query = (sql: string) => Promise<readonly Record<string, unknown>[]>

export interface ReadOptions {
  /** Schemas that are not the application's. Lapse's own `retention` is always left out. */
  readonly ignore?: readonly string[]
}

/** A row that belongs to a table: `[schema, name]`. */
type Of<T> = T & { readonly of: readonly [string, string] }

type TableRow = Pick<Table, 'schema' | 'name' | 'partitioned' | 'partitionKey' | 'unlogged'> & {
  readonly rowSecurityEnabled: boolean
  readonly rowSecurityForced: boolean
}
type IndexRow = Index & { readonly complete: boolean; readonly primary: boolean }

/**
 * Reads what the database knows about the application's tables: the one reader for every source, so that the same database gives the same value.
 * Works in one read-only snapshot and leaves the session as it was. Throws LapseError `database-too-old` before PostgreSQL 14.
 */
export async function readSchema(query: Query, options: ReadOptions = {}): Promise<Schema> {
  const ignored = new Set(['retention', ...(options.ignore ?? ['cron'])])
  await query(catalog.begin)
  try {
    await query(catalog.pinSession)
    const [version] = await rows<{ number: number; name: string }>(query, catalog.serverVersion)
    if (version!.number < 140000) throw tooOld(version!.name)

    const tables = await rows<Of<TableRow>>(query, catalog.tables)
    const parts = {
      partitions: byTable(await rows<Of<TableName>>(query, catalog.partitions)),
      columns: byTable(await rows<Of<Column>>(query, catalog.columns)),
      indexes: byTable(await rows<Of<IndexRow>>(query, catalog.indexes)),
      foreignKeys: byTable(await rows<Of<ForeignKey>>(query, catalog.foreignKeys)),
      triggers: byTable(await rows<Of<Trigger>>(query, catalog.triggers)),
      rowPolicies: byTable(await rows<Of<RowPolicy>>(query, catalog.rowPolicies)),
    }
    const extensions = await rows<{ name: string }>(query, catalog.extensions)
    return deepFreeze({
      kind: 'schema',
      tables: tables.filter(t => !ignored.has(t.schema)).map(t => assemble(t, parts)),
      extensions: extensions.map(e => e.name),
    })
  } finally {
    // Nothing was written, and a connection that is gone has nothing to roll back: the first error is the one to tell.
    await query(catalog.end).catch(() => undefined)
  }
}

/** Exactly one row, or the answer is no answer: a PGlite broken by deep recursion gives none, and no error. */
async function rows<T>(query: Query, select: string): Promise<readonly T[]> {
  const answer = await query(catalog.asJson(select))
  if (answer.length !== 1) throw new Error('the database gave no answer to a catalog query')
  return JSON.parse(String(answer[0]!.rows))
}

function byTable<T>(list: readonly Of<T>[]): (t: TableName) => T[] {
  const found = Map.groupBy(list, row => tableKey({ schema: row.of[0], name: row.of[1] }))
  return t => (found.get(tableKey(t)) ?? []).map(({ of: _, ...noun }) => noun as T)
}

function assemble(
  t: TableRow,
  parts: {
    readonly partitions: (t: TableName) => TableName[]
    readonly columns: (t: TableName) => Column[]
    readonly indexes: (t: TableName) => IndexRow[]
    readonly foreignKeys: (t: TableName) => ForeignKey[]
    readonly triggers: (t: TableName) => Trigger[]
    readonly rowPolicies: (t: TableName) => RowPolicy[]
  },
): Table {
  const indexes = parts.indexes(t)
  return {
    kind: 'table',
    schema: t.schema,
    name: t.name,
    partitioned: t.partitioned,
    partitionKey: t.partitionKey,
    partitions: parts.partitions(t),
    columns: parts.columns(t),
    primaryKey: indexes.find(i => i.primary)?.columns ?? null,
    uniqueKeys: distinct(indexes.filter(i => i.unique && i.complete && !i.primary).map(i => i.columns)),
    // Partitions made one by one carry the same key under different names.
    foreignKeys: distinct(parts.foreignKeys(t), ({ name: _, ...rest }) => rest),
    indexes: indexes.filter(i => i.columns.length > 0).map(i => ({ name: i.name, columns: i.columns, unique: i.unique && i.complete })),
    triggers: distinct(parts.triggers(t)),
    rowSecurity: { enabled: t.rowSecurityEnabled, forced: t.rowSecurityForced, policies: parts.rowPolicies(t) },
    unlogged: t.unlogged,
  }
}

/** The first of each group of values that say the same. */
function distinct<T>(list: readonly T[], says: (value: T) => unknown = value => value): T[] {
  return [...Map.groupBy(list, value => JSON.stringify(says(value))).values()].map(group => group[0]!)
}

const tooOld = (version: string) =>
  new LapseError(
    diagnostic('error', 'database-too-old', `the server is PostgreSQL ${version}, and what Lapse generates needs PostgreSQL 14 or later`, {
      help: 'upgrade the server, or read the schema from SQL files',
    }),
  )
