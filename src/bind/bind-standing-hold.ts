import type { Policy } from '../policy/policy.ts'
import { sameTable } from '../schema/schema.ts'
import type { Binder } from './bind-cutoff.ts'
import { rowPredicate } from './membership.ts'
import type { BoundStandingHold } from './model.ts'

/** The holds that stand in the application's own columns. Their matters have negative ids, so that they never meet a placed one. */
export function bindStandingHolds(policy: Policy, binder: Binder): readonly BoundStandingHold[] {
  return policy.holds.flatMap((hold, i): BoundStandingHold[] => {
    const what = `standingHold("${hold.table}")`
    const table = binder.names.table(hold.table, hold, what)
    const holds = binder.names.table(hold.holds, hold, what)
    if (hold.reason) binder.names.column(hold.table, hold.reason, hold, `${what}: reason`)
    if (!table || !holds) return []
    const { sql, columns } = rowPredicate(hold.where, hold.table, 's', hold, `${what}: where`, binder)
    const over = (alias: string): string => rowPredicate(hold.where, hold.table, alias, hold, `${what}: where`, binder).sql
    const same = sameTable(table, holds)
    const fk = table.foreignKeys.find(f => sameTable(f.references, holds))
    if (!same && !fk) {
      binder.problems.error(
        hold,
        'hold-without-reference',
        `${what} holds "${hold.holds}", to which "${hold.table}" has no foreign key`,
        'Hold a table that the row refers to.',
      )
      return []
    }
    const join = same ? null : binder.edges.join({ from: table, to: holds, foreignKey: fk!, link: null }, 's', 'r', 'to')
    return [
      {
        id: -(i + 1),
        hold,
        holds,
        table,
        where: sql,
        whereOld: over('old'),
        whereNew: over('new'),
        columns: [...columns, ...(fk && !same ? fk.columns : [])],
        join,
      },
    ]
  })
}
