import type { BoundTable, Model } from '../../bind/model.ts'
import { sameTable, type TableName } from '../../schema/schema.ts'
import { tableNames } from '../object-names.ts'
import { tableText } from './stage-context.ts'

/** What the template of the holds needs. */
export function holdsContext(model: Model, name: string, storage: string): object {
  const bound = (table: TableName): BoundTable | undefined => model.tables.find(t => sameTable(t.name, table))
  const written = (table: TableName): string => (table.schema === 'public' ? table.name : `${table.schema}.${table.name}`)
  return {
    name,
    storage,
    policy: model.policy,
    roles: model.roles,
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
    tables: model.tables.map(t => ({
      ...tableNames(t),
      name: t.name,
      written: written(t.name),
      tableText: tableText(t.name),
      key: t.key,
      classes: t.classes,
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
        .filter(d => !d.self)
        .map(d => {
          const dependant = bound(d.table)!
          const { heldView, matchedView } = tableNames(dependant)
          // A view cannot stand on one that stands on it: in a circle only what a hold names itself is followed.
          return {
            written: written(d.table),
            table: d.table,
            key: dependant.key,
            heldView: d.circular ? matchedView : heldView,
            join: d.join,
          }
        }),
      selfReferences: t.dependants.filter(d => d.self).map(d => ({ pairs: d.join.pairs })),
      frozen: t.frozen,
      block: t.preserve === 'block',
      partitions: t.catalog.partitions,
      foreign: t.name.schema !== 'public',
    })),
  }
}
