import { tableKey } from '../schema/schema.ts'
import { bindActs } from './bind-act.ts'
import type { Binder } from './bind-cutoff.ts'
import type { BoundCascade, BoundClass } from './model.ts'

/**
 * What happens to rows that belong to an owner by a declared link when the application deletes the owner: what their class says of an erasure.
 * Acts that need the run or another owner (a pseudonym's key, a copied value) cannot be done there; such rows keep their reference until their own time.
 */
export function bindCascades(classes: readonly BoundClass[], binder: Binder): readonly BoundCascade[] {
  return classes.flatMap(c => {
    const effect = c.erasure
    if (effect.kind === 'untouched') return []
    return binder.edges.up(c.table.name).flatMap((edge): BoundCascade[] => {
      if (edge.link === null) return []
      const copy = (table: string, column: string): string | null =>
        tableKey(binder.names.tableName(table)) === tableKey(edge.to) ? binder.names.columnName(table, column) : null
      const acts = bindActs(effect.kind === 'acts' ? effect.acts : effect.meanwhile, {
        class: c.class,
        table: c.table.catalog,
        binder,
        copy,
      })
      const possible =
        acts.length > 0 &&
        acts.every(
          a => a.kind === 'destroy' || (a.kind === 'set' && a.assignments.every(x => x.kind !== 'pseudonym' && x.kind !== 'as of')),
        )
      const complete = acts.every(a => a.kind !== 'set' || a.assignments.length > 0)
      if (!possible || !complete) return []
      const join = binder.edges.join(edge, 'r', 'old', 'to')
      return [{ class: c, owner: edge.to, where: [`(${join.predicate})`, ...(c.where ? [`(${c.where})`] : [])].join(' and '), acts }]
    })
  })
}
