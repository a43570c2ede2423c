import type { Policy } from '../policy/policy.ts'
import type { RecordClass } from '../policy/record-class.ts'
import { sameTable } from '../schema/schema.ts'
import type { Copy } from './bind-act.ts'
import type { Binder } from './bind-cutoff.ts'
import { rowPredicate } from './membership.ts'
import type { BoundSuppress, BoundTable } from './model.ts'

/** What a class leaves on lists. `copy`: makes an owner's column one of the class's view. */
export function bindSuppresses(c: RecordClass, table: BoundTable, policy: Policy, copy: Copy, binder: Binder): readonly BoundSuppress[] {
  const { names, problems } = binder
  return c.suppresses.flatMap((s): readonly BoundSuppress[] => {
    const what = `class "${c.name}": suppress("${s.list}")`
    const list = policy.suppressions.find(x => x.name === s.list)
    if (!list) problems.error(c, 'suppression-unknown', `${what}: the policy has no such list`, 'List it under suppressions.')
    // A table may stand in a schema: the column is what comes last.
    const at = s.of.lastIndexOf('.')
    const [ofTable, column] = [s.of.slice(0, at), s.of.slice(at + 1)]
    const owner = names.table(ofTable, c, what)
    if (!list || !owner) return []
    const where = s.when && rowPredicate(s.when, c.table, 'r', c, what, binder).sql
    if (sameTable(owner, table.name)) {
      const own = names.column(ofTable, column, c, what)
      return own ? [{ list: s.list, own: own.name, copied: null, where }] : []
    }
    const copied = copy(ofTable, column)
    return copied === null ? [] : [{ list: s.list, own: null, copied, where }]
  })
}
