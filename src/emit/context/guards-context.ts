import { cutoffType } from '../../bind/bind-cutoff.ts'
import type { BoundTable, Dependant, Join, Model } from '../../bind/model.ts'
import { type Column, sameTable, type TableName } from '../../schema/schema.ts'
import { identifier, literal } from '../../sql/quote.ts'
import { tableNames } from '../object-names.ts'
import { occasions } from './letters-context.ts'
import { tableText } from './stage-context.ts'

/** What the template of the guards needs. */
export function guardsContext(model: Model, name: string, storage: string): object {
  const bound = (table: TableName): BoundTable | undefined => model.tables.find(t => sameTable(t.name, table))
  const written = (table: TableName): string => (table.schema === 'public' ? table.name : `${table.schema}.${table.name}`)
  return {
    name,
    storage,
    policy: model.policy,
    roles: model.roles,
    ...occasions(model.letters),
    anyBlock: model.tables.some(t => t.preserve === 'block'),
    anyForeign: model.tables.some(t => t.name.schema !== 'public'),
    standing: model.standingHolds.map(s => ({
      id: s.id,
      clauses: s.hold.clauses.join(', '),
      matter: s.hold.matter,
      reason: s.hold.reason ?? s.hold.matter,
      notify: s.hold.notify,
      written: written(s.table),
      table: s.table,
      columns: s.columns,
      where: s.where,
      whereOld: s.whereOld,
      whereNew: s.whereNew,
      triggerName: `~retention_standing_${-s.id}`,
    })),
    pinned: model.tables
      .filter(t => t.pinned)
      .map(t => ({ ...tableNames(t), name: t.name, written: written(t.name), tableText: tableText(t.name), key: t.key })),
    subjects: subjectTables(model).map(t => ({ ...tableNames(t), tableText: tableText(t.name), key: t.key })),
    tables: model.tables.map(t => ({
      ...tableNames(t),
      name: t.name,
      written: written(t.name),
      tableText: tableText(t.name),
      key: t.key,
      judged: t.classes.length > 0 || model.ladders.some(l => l.table === t),
      upward: standsUpward(t) ? tableNames(t).upwardView : null,
      classes: t.classes.map(c => ({ ...c, dated: c.datedBy && datedContext(c.datedBy) })),
      classOf: classOf(t, model),
      tenant: t.tenant,
      standing: model.standingHolds.filter(s => sameTable(s.holds, t.name)).map(s => ({ ...s, heldAlias: s.join ? 'r' : 's' })),
      ancestors: t.ancestors.flatMap(path => {
        const ancestor = bound(path.to)
        return ancestor ? [{ ...path, written: written(path.to), key: ancestor.key, matchedView: tableNames(ancestor).matchedView }] : []
      }),
      owners: t.ancestorsOfOld.flatMap(path => {
        const ancestor = bound(path.to)
        const [first, ...others] = path.joins
        return ancestor && first
          ? [
              {
                written: written(path.to),
                alias: path.alias,
                first,
                others,
                key: ancestor.key,
                matchedView: tableNames(ancestor).matchedView,
              },
            ]
          : []
      }),
      dependants: t.dependants
        .filter(d => !d.self && !ownsWhatItRefersTo(t, d, bound(d.table)!))
        .map(d => {
          const dependant = bound(d.table)!
          return {
            written: written(d.table),
            table: d.table,
            key: dependant.key,
            view: viewToFollow(t, d, dependant),
            join: d.join,
            joinOfOld: d.joinOfOld,
          }
        }),
      selfReferences: t.dependants.filter(d => d.self).map(d => ({ pairs: d.join.pairs, pairsOfOld: d.joinOfOld.pairs })),
      frozen: t.frozen,
      ...leavingContext(t, bound),
      ...imageContext(t),
      block: t.preserve === 'block',
      partitions: t.catalog.partitions,
      foreign: t.name.schema !== 'public',
    })),
  }
}

/** The class of a row, or its table where it is of none. Conditions exclude one another; the last class takes the rest. */
function classOf(t: BoundTable, { policy }: Model): object {
  const last = t.classes.at(-1)
  const takesTheRest = policy.schedule.some(e => e.kind === 'class' && e.name === last?.name && e.where === null)
  return takesTheRest ? { when: t.classes.slice(0, -1), otherwise: last!.name } : { when: t.classes, otherwise: tableText(t.name) }
}

/** The date of a row as the calendar's functions take it. */
const datedContext = (column: Column): object => ({
  isDay: cutoffType(column) === 'day',
  value: `retention.counted(r.${identifier(column.name)})`,
})

const subjectTables = (model: Model): readonly BoundTable[] => model.tables.filter(t => model.subjects.some(s => sameTable(s, t.name)))

/** Changes that would take rows out of a hold: the row itself by its class or its date, or what belongs to it by a declared link. Where changes are refused there are none. */
function leavingContext(t: BoundTable, bound: (table: TableName) => BoundTable | undefined): { readonly leaving: readonly object[] } {
  if (t.preserve === 'block') return { leaving: [] }
  const { scopeTable } = tableNames(t)
  const links = t.dependants.flatMap(d => {
    const columns = d.referred.filter(c => !t.frozen.includes(c))
    const dependant = bound(d.table)
    if (d.foreignKey !== null || !dependant || columns.length === 0) return []
    const why = `Rows of ${dependant.name.name} belong to this one by columns that change: the holds go on naming them.`
    const { scopeTable } = tableNames(dependant)
    return [{ why, columns, scopeTable, key: dependant.key, table: d.table, written: d.table.name, condition: d.joinOfOld }]
  })
  const why = 'Its class or its date changes: the holds go on naming it.'
  const own = t.scopeColumns.length > 0 ? [{ why, columns: t.scopeColumns, scopeTable, key: t.key, condition: null }] : []
  return { leaving: [...own, ...links] }
}

/** Generated columns are computed after the guard has looked: a change of theirs alone is none. */
function imageContext(t: BoundTable): object {
  const generated = t.catalog.columns.filter(c => c.generated === 'stored' || c.generated === 'virtual').map(c => c.name)
  const image = (row: string): string => [`to_jsonb(${row})`, ...generated.map(literal)].join(' - ')
  return { oldImage: image('old'), newImage: image('new') }
}

/** A table whose rows are covered from above and from below: what comes from below has a view of its own, for what stands above. */
const standsUpward = (t: BoundTable): boolean =>
  t.ancestors.length > 0 && t.dependants.some(d => !d.self) && !t.dependants.some(d => d.self)

/** A dependant that names its own key in its reference owns the row that it refers to, so that its hold covers the row from above. */
const ownsWhatItRefersTo = (t: BoundTable, { foreignKey }: Dependant, dependant: BoundTable): boolean =>
  foreignKey !== null &&
  t.ancestors.some(({ to, joins: [first, ...others] }) => {
    const reference = (column: string): string | undefined => foreignKey.columns[foreignKey.references.columns.indexOf(column)]
    return (
      sameTable(to, dependant.name) &&
      others.length === 0 &&
      first!.predicate === null &&
      first!.pairs.every(p => reference(p.left.column) === p.right.column)
    )
  })

/** The view of a dependant's rows that keep the row they refer to. */
function viewToFollow(t: BoundTable, d: Dependant, dependant: BoundTable): string {
  const { matchedView, upwardView, heldView } = tableNames(dependant)
  // A view cannot stand on one that stands on it: in a circle only what a hold names itself is followed.
  if (d.circular) return matchedView
  // What the dependant is held for by way of this very row holds the row already.
  const onlyFromHere = dependant.ancestors.every(path => isEdge(path.joins[0]!, t, d))
  if (!onlyFromHere || dependant.dependants.some(x => x.self)) return heldView
  return standsUpward(dependant) ? upwardView : dependant.dependants.length > 0 ? heldView : matchedView
}

const isEdge = (first: Join, t: BoundTable, { foreignKey }: Dependant): boolean =>
  foreignKey !== null &&
  sameTable(first.table, t.name) &&
  first.predicate === null &&
  JSON.stringify(first.pairs.map(p => [p.left.column, p.right.column])) ===
    JSON.stringify(foreignKey.columns.map((c, i) => [c, foreignKey.references.columns[i]]))
