import type { Link } from '../policy/link.ts'
import { type ForeignKey, findTable, type Schema, sameTable, type TableName, tableKey } from '../schema/schema.ts'
import type { CatalogNames } from './catalog-names.ts'
import { compileExpression, type Resolve } from './expression.ts'
import type { Join } from './model.ts'
import type { Problems } from './problems.ts'

/** A reference from a row to the row that owns it: a foreign key of the catalog, or a link that the policy declares. */
export interface Edge {
  readonly from: TableName
  readonly to: TableName
  readonly foreignKey: ForeignKey | null
  readonly link: Link | null
}

export interface Edges {
  /** Owner edges that leave a table. */
  readonly up: (table: TableName) => readonly Edge[]
  /** Owner and accessor edges that leave a table: whoever may see the row. */
  readonly seen: (table: TableName) => readonly Edge[]
  /** Everything that refers to a table: every foreign key, owner or not, and the declared links. Self-references included. */
  readonly down: (table: TableName) => readonly Edge[]
  /** The columns of the referring row that make it belong to its owner. */
  readonly columns: (edge: Edge) => readonly string[]
  /** The columns of the owner's row by which the referring row finds it. */
  readonly ownerColumns: (edge: Edge) => readonly string[]
  /** The join from `from` (under one alias) to `to` (under another). */
  readonly join: (edge: Edge, from: string, to: string, joining: 'from' | 'to') => Join
}

const named = (link: Link, fk: ForeignKey, from: TableName, names: CatalogNames): boolean =>
  sameTable(names.tableName(link.from), from) &&
  sameTable(names.tableName(link.to), fk.references) &&
  (link.by === null ||
    sameColumns(
      link.by.map(c => names.columnName(link.from, c)),
      fk.columns,
    ))

const sameColumns = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every(c => b.includes(c))

/** Foreign keys are owner edges unless a link says otherwise; declared links with `on` add edges that the catalog does not know. */
export function readEdges(schema: Schema, links: readonly Link[], names: CatalogNames, problems: Problems): Edges {
  const up = new Map<string, Edge[]>()
  const seen = new Map<string, Edge[]>()
  const down = new Map<string, Edge[]>()
  const add = (map: Map<string, Edge[]>, table: TableName, edge: Edge): void => {
    map.set(tableKey(table), [...(map.get(tableKey(table)) ?? []), edge])
  }
  for (const link of links) {
    const what = `${link.kind}("${link.from}", "${link.to}")`
    const from = names.table(link.from, link, what)
    const to = names.table(link.to, link, what)
    for (const column of link.by ?? []) names.column(link.from, column, link, what)
    if (from && to && link.on === null && !from.foreignKeys.some(fk => named(link, fk, from, names)))
      problems.error(
        link,
        'link-without-foreign-key',
        `${what}: there is no such foreign key`,
        'Declare the join with `on`, or correct `by`.',
      )
  }
  for (const table of schema.tables) {
    for (const fk of table.foreignKeys) {
      const edge: Edge = { from: table, to: fk.references, foreignKey: fk, link: null }
      add(down, fk.references, edge)
      if (sameTable(table, fk.references)) continue
      const about = links.filter(l => l.on === null && named(l, fk, table, names))
      if (about.some(l => l.kind === 'accessor')) add(seen, table, edge)
      if (about.some(l => l.kind !== 'owner')) continue
      const settled =
        !about.some(l => l.kind === 'owner') &&
        links.some(
          l =>
            l.kind === 'owner' &&
            l.by !== null &&
            sameTable(names.tableName(l.from), table) &&
            sameTable(names.tableName(l.to), fk.references) &&
            !named(l, fk, table, names),
        )
      if (!settled) add(up, table, edge)
    }
  }
  for (const link of links) {
    if (link.on === null || link.kind === 'ignore') continue
    const edge: Edge = { from: names.tableName(link.from), to: names.tableName(link.to), foreignKey: null, link }
    if (!findTable(schema, edge.from) || !findTable(schema, edge.to)) continue
    if (link.kind === 'accessor') add(seen, edge.from, edge)
    if (link.kind === 'owner') add(up, edge.from, edge)
    if (link.kind === 'owner') add(down, edge.to, edge)
  }

  const join: Edges['join'] = (edge, from, to, joining) => {
    const joined = joining === 'to' ? { table: edge.to, alias: to } : { table: edge.from, alias: from }
    if (edge.foreignKey)
      return {
        ...joined,
        predicate: null,
        pairs: edge.foreignKey.columns.map((column, i) => ({
          left: { alias: from, column },
          right: { alias: to, column: edge.foreignKey!.references.columns[i]! },
        })),
      }
    const link = edge.link!
    const { sql } = compileExpression(link.on!.node, joinResolver(schema, names, link, from, to, problems))
    return { ...joined, pairs: [], predicate: sql }
  }
  const columnsRead = (edge: Edge, side: 'from' | 'to'): readonly string[] => {
    const read: string[] = []
    const resolve = joinResolver(schema, names, edge.link!, 'from', 'to', problems)
    compileExpression(edge.link!.on!.node, (table, column) => {
      const place = resolve(table, column)
      if (place.alias === side) read.push(place.column)
      return place
    })
    return read
  }
  const upOf: Edges['up'] = t => up.get(tableKey(t)) ?? []
  const columns: Edges['columns'] = edge => edge.foreignKey?.columns ?? columnsRead(edge, 'from')
  const ownerColumns: Edges['ownerColumns'] = edge => edge.foreignKey?.references.columns ?? columnsRead(edge, 'to')
  return {
    columns,
    ownerColumns,
    up: upOf,
    seen: t => [...upOf(t), ...(seen.get(tableKey(t)) ?? [])],
    down: t => down.get(tableKey(t)) ?? [],
    join,
  }
}

/** In a declared join a column may stand without its table where only one of the two has it. */
function joinResolver(schema: Schema, names: CatalogNames, link: Link, from: string, to: string, problems: Problems): Resolve {
  const what = `${link.kind}("${link.from}", "${link.to}")`
  const has = (table: string, column: string): boolean =>
    findTable(schema, names.tableName(table))?.columns.some(c => c.name === names.columnName(table, column)) ?? false
  return (table, column) => {
    const owner = table ?? (has(link.from, column) ? link.from : link.to)
    names.column(owner, column, link, what)
    if (table === null && has(link.from, column) && has(link.to, column))
      problems.error(link, 'column-ambiguous', `${what}: both tables have a column "${column}"`, 'Write it with its table.')
    return { alias: owner === link.from ? from : to, column: names.columnName(owner, column) }
  }
}
