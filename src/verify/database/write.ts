import { findColumn, type Schema, sameTable, type Table } from '../../schema/schema.ts'
import type { Scope } from '../build/draft.ts'
import { canary } from './ask.ts'
import type { AskedTable } from './asked.ts'
import type { Database } from './database.ts'
import { insert, insertAsked } from './statements.ts'

/** The tables in an order in which what is referred to comes first, as far as references that may be NULL allow it. */
export function parentsFirst(schema: Schema): readonly Table[] {
  const parents = new Map(schema.tables.map(t => [t, parentsOf(schema, t)]))
  const needs = (table: Table, other: Table, seen = new Set<Table>()): boolean =>
    parents.get(table)!.required.some(p => p === other || (!seen.has(p) && needs(p, other, seen.add(p))))
  const ordered = new Set<Table>()
  const path = new Set<Table>()
  const visit = (table: Table): void => {
    if (ordered.has(table) || path.has(table)) return
    path.add(table)
    const { required, optional } = parents.get(table)!
    // A circle is cut where a NULL is allowed.
    for (const parent of [...required, ...optional.filter(p => !needs(p, table))]) visit(parent)
    path.delete(table)
    ordered.add(table)
  }
  for (const table of schema.tables) visit(table)
  return [...ordered]
}

function parentsOf(schema: Schema, table: Table): { readonly required: readonly Table[]; readonly optional: readonly Table[] } {
  const keys = table.foreignKeys.flatMap(fk => {
    const to = schema.tables.find(t => sameTable(t, fk.references))
    return to && to !== table ? [{ to, required: fk.columns.every(c => findColumn(table, c)!.notNull) }] : []
  })
  return { required: keys.filter(k => k.required).map(k => k.to), optional: keys.filter(k => !k.required).map(k => k.to) }
}

/** The statements that write the rows, those that others refer to first. */
export const inserts = (order: readonly Table[], scope: Scope, asked: ReadonlyMap<Table, AskedTable> = new Map()): readonly string[] =>
  order.flatMap(table => {
    const drafts = scope.drafts.filter(d => d.table === table)
    const into = asked.get(table)
    const confirmed = into ? drafts.filter(d => d.asked !== undefined).map(d => insertAsked(into, d)) : []
    return drafts.length > 0 ? [insert(table, drafts), ...confirmed] : []
  })

/** Write the rows of one case, or none of them; the error says why PostgreSQL refuses. */
export async function write(
  db: Database,
  order: readonly Table[],
  scope: Scope,
  keep = true,
  asked?: ReadonlyMap<Table, AskedTable>,
): Promise<Error | null> {
  try {
    await db.exec(`begin;\n${inserts(order, scope, asked).join(';\n')};\nset constraints all immediate;\n${keep ? 'commit' : 'rollback'};`)
    return null
  } catch (error) {
    await db.exec('rollback')
    await canary(db)
    return error as Error
  }
}
