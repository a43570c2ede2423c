import type { Permanent } from '../policy/entry.ts'
import type { Policy } from '../policy/policy.ts'
import type { Predicate } from '../policy/predicate.ts'
import type { RecordClass } from '../policy/record-class.ts'
import type { Binder } from './bind-cutoff.ts'
import { compileExpression } from './expression.ts'

/** The SQL of a predicate over one row, under an alias. */
export function rowPredicate(
  predicate: Predicate,
  table: string,
  alias: string,
  at: object,
  what: string,
  { names }: Binder,
): { readonly sql: string; readonly columns: readonly string[] } {
  return compileExpression(predicate.node, (named, column) => {
    names.column(named ?? table, column, at, what)
    return { alias, column: names.columnName(named ?? table, column) }
  })
}

/** A row belongs to the first class of its table whose predicate is true; NULL is not true. */
export function membership(entry: RecordClass | Permanent, policy: Policy, binder: Binder, alias: string): string | null {
  const sql = (e: RecordClass | Permanent): string | null =>
    e.where && rowPredicate(e.where, e.table, alias, e, `class "${e.name}": where`, binder).sql
  const before = classesOf(entry.table, policy).slice(0, classesOf(entry.table, policy).indexOf(entry))
  const conditions = [
    ...before.map(e => `(${sql(e) ?? 'true'}) is not true`),
    ...(entry.where ? [before.length > 0 ? `(${sql(entry)})` : sql(entry)!] : []),
  ]
  return conditions.length === 0 ? null : conditions.join(' and ')
}

/** The classes of one table, in the order written. */
export const classesOf = (table: string, policy: Policy): readonly (RecordClass | Permanent)[] =>
  policy.schedule.filter((e): e is RecordClass | Permanent => (e.kind === 'class' || e.kind === 'permanent') && e.table === table)
