import { diagnostic, LapseError } from '../report/diagnostic.ts'
import { deepFreeze } from './deep-freeze.ts'
import type { Column, ForeignKey, Index, RowPolicy, Schema, Table, TableName, Trigger } from './schema.ts'
import { boolean, list, nullable, oneOf, record, type Shape, string } from './shape.ts'

/** Raised when the shape of `Schema` changes. */
const format = 1

/** The schema as a file to commit: same schema, same bytes. */
export const writeSnapshot = (schema: Schema): string => `${JSON.stringify({ lapse: format, ...schema }, null, 2)}\n`

/** The schema back from the text of a snapshot. Throws LapseError `snapshot-invalid`, naming what is wrong in `path`. */
export function readSnapshot(text: string, path: string): Schema {
  const snapshot = parse(text, path)
  const found = (snapshot as { lapse?: unknown } | null)?.lapse
  if (typeof found === 'number' && found !== format) {
    throw invalid(path, `has format ${found}, and this version of Lapse reads format ${format}`)
  }
  const wrong = file(snapshot, '')
  if (wrong !== null) throw invalid(path, `is not a schema: ${wrong}`)
  const { lapse: _, ...schema } = snapshot as Schema & { lapse: number }
  return deepFreeze(schema)
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const message = (error as Error).message
    const at = /line (\d+) column (\d+)/.exec(message)
    throw invalid(path, `is not JSON: ${message}`, at && { line: Number(at[1]), column: Number(at[2]) })
  }
}

const invalid = (path: string, what: string, at: { line: number; column: number } | null = null) =>
  new LapseError(
    diagnostic('error', 'snapshot-invalid', `the snapshot ${path} ${what}`, {
      help: 'write it again with `lapse pull`; a snapshot is not edited by hand',
      position: at && { file: path, ...at },
    }),
  )

/** By type, so that a noun that gains a field cannot be forgotten here. */
const noun = <T>(shapes: { readonly [K in keyof T]-?: Shape }): Shape => record(shapes)

const columns = list(string)
const tableName = { schema: string, name: string }
const action = oneOf('no action', 'restrict', 'cascade', 'set null', 'set default')

const column = noun<Column>({
  name: string,
  type: string,
  baseType: string,
  enumLabels: nullable(columns),
  notNull: boolean,
  hasDefault: boolean,
  generated: nullable(oneOf('always as identity', 'by default as identity', 'stored', 'virtual')),
})
const foreignKey = noun<ForeignKey>({
  name: string,
  columns,
  references: noun<ForeignKey['references']>({ ...tableName, columns }),
  onDelete: action,
  onUpdate: action,
  onDeleteColumns: columns,
  deferrable: boolean,
  initiallyDeferred: boolean,
  validated: boolean,
})
const trigger = noun<Trigger>({
  name: string,
  timing: oneOf('before', 'after', 'instead of'),
  events: list(oneOf('insert', 'update', 'delete', 'truncate')),
  level: oneOf('row', 'statement'),
  constraint: boolean,
  function: noun<TableName>(tableName),
  source: nullable(string),
  settings: list(string),
})
const rowPolicy = noun<RowPolicy>({ name: string, permissive: boolean, command: oneOf('all', 'select', 'insert', 'update', 'delete') })
const table = noun<Table>({
  kind: oneOf('table'),
  ...tableName,
  partitioned: boolean,
  partitionKey: nullable(string),
  partitions: list(noun<TableName>(tableName)),
  columns: list(column),
  primaryKey: nullable(columns),
  uniqueKeys: list(columns),
  foreignKeys: list(foreignKey),
  indexes: list(noun<Index>({ name: string, columns, unique: boolean })),
  triggers: list(trigger),
  rowSecurity: noun<Table['rowSecurity']>({ enabled: boolean, forced: boolean, policies: list(rowPolicy) }),
  unlogged: boolean,
})
const file = noun<Schema & { lapse: number }>({
  lapse: oneOf(format),
  kind: oneOf('schema'),
  tables: list(table),
  extensions: list(string),
})
