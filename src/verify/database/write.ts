import type { PGlite } from '@electric-sql/pglite'
import { type Schema, sameTable, type Table } from '../../schema/schema.ts'
import type { Scope } from '../build/draft.ts'
import { canary } from './ask.ts'
import { insert } from './statements.ts'

/** The tables in an order in which what is referred to comes first, as far as references that may be NULL allow it. */
export function parentsFirst(schema: Schema): readonly Table[] {
  const ordered = new Set<Table>()
  const path = new Set<Table>()
  const visit = (table: Table): void => {
    if (ordered.has(table) || path.has(table)) return
    path.add(table)
    const required = (columns: readonly string[]): boolean => columns.every(c => table.columns.find(x => x.name === c)?.notNull)
    for (const fk of table.foreignKeys.toSorted((a, b) => Number(required(b.columns)) - Number(required(a.columns)))) {
      const to = schema.tables.find(t => sameTable(t, fk.references))
      if (to && to !== table) visit(to)
    }
    path.delete(table)
    ordered.add(table)
  }
  // Tables whose references are all required go first, so that a circle is cut where a NULL is allowed.
  for (const table of schema.tables) visit(table)
  return [...ordered]
}

const statements = (order: readonly Table[], scope: Scope): readonly string[] =>
  order.flatMap(table => {
    const drafts = scope.drafts.filter(d => d.table === table)
    return drafts.length > 0 ? [insert(table, drafts)] : []
  })

/** Write the rows of one case, or none of them; the error says why PostgreSQL refuses. */
export async function write(db: PGlite, order: readonly Table[], scope: Scope, keep = true): Promise<Error | null> {
  try {
    await db.exec(`begin;\n${statements(order, scope).join(';\n')};\nset constraints all immediate;\n${keep ? 'commit' : 'rollback'};`)
    return null
  } catch (error) {
    await db.exec('rollback')
    await canary(db)
    return error as Error
  }
}
