import type { BoundAct, BoundAssignment, BoundCascade, Model } from '../../bind/model.ts'
import { sameTable } from '../../schema/schema.ts'
import { shorten } from '../../sql/name.ts'
import { identifier } from '../../sql/quote.ts'
import { classNames } from '../object-names.ts'
import { erasureSentence } from '../words.ts'

const value = (a: BoundAssignment): string => (a.kind === 'expression' ? a.sql : a.kind === 'copy' ? `old.${identifier(a.as)}` : 'null')

function actContext(act: BoundAct, cascade: BoundCascade): object {
  const shared = { table: cascade.class.table.name, where: cascade.where }
  const remembers = cascade.class.stages.some(s => s.name === 'erase' && !s.destroys)
  if (act.kind === 'set')
    return {
      ...shared,
      destroys: false,
      assignments: act.assignments.map(a => ({ column: a.column.name, value: value(a) })),
      key: cascade.class.table.key,
      actTable: remembers ? classNames(cascade.class).actTable : null,
    }
  return { ...shared, destroys: true, parts: cascade.class.parts }
}

/** What the template of the cascades needs. */
export const cascadesContext = (cascades: readonly BoundCascade[], model: Model, name: string, storage: string): object => ({
  name,
  storage,
  policy: model.policy,
  roles: model.roles,
  cascades: cascades.map((c, i) => ({
    className: c.class.class.name,
    owner: c.owner,
    foreign: c.owner.schema !== 'public',
    // A run that takes the owner as a part of this very class takes the row itself.
    ownRun: c.class.parts.some(p => sameTable(p.table, c.owner)),
    effect: erasureSentence(c.class.erasure),
    function: shorten(`cascade_${c.class.stem}_${i + 1}`),
    trigger: `~retention_cascade_${i + 1}`,
    acts: c.acts.map(act => actContext(act, c)),
  })),
})
