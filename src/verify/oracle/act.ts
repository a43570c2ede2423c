import type { Act, Assignment } from '../../policy/act.ts'
import { sameTable } from '../../schema/schema.ts'
import { referring, severable, withParts } from './dependant.ts'
import type { Ground } from './ground.ts'
import type { RowEntry } from './membership.ts'
import { constant, operand } from './operand.ts'
import { ownersOf } from './ownership.ts'
import { rollUp } from './rollup.ts'
import { change, current, type Entity, newEntity, put, remove, type Store } from './store.ts'
import { OracleUnsupported } from './unsupported.ts'
import type { Row, Value } from './world.ts'

/** Stand in for values that only the database can know: compare that the value changed, not what it is. */
export const markers = Object.freeze({ hash: '<hash>', asOf: '<as of>', computed: '<computed>' })

/** What an act works on: the rows at the beginning, the rows now, the row itself as it is now, and as the first of several changes found it. */
export interface Target {
  readonly ground: Ground
  readonly store: Store
  readonly entity: Entity
  readonly found: Entity
  readonly entry: RowEntry
}

/** Do an act to a row that no hold and no dependant protects. */
export const perform = (target: Target, act: Act): void => (performers[act.kind] as (t: Target, a: Act) => void)(target, act)

const performers: { readonly [K in Act['kind']]: (target: Target, act: Extract<Act, { kind: K }>) => void } = {
  destroy: ({ ground, store, entity, entry }) => {
    const leaving = withParts(ground, store, entity, entry)
    for (const member of leaving) remove(store, member)
    for (const member of leaving)
      for (const { child, edge } of referring(ground, store, member)) {
        if (!severable(edge)) continue
        if (edge.foreignKey.onDelete === 'set default') throw new OracleUnsupported(`${edge.foreignKey.name} sets a default`)
        change(store, child, Object.fromEntries(edge.foreignKey.onDeleteColumns.map(c => [c, null])))
      }
  },
  anonymize: (target, { set }) => assign(target, set),
  generalize: (target, { set }) => assign(target, set),
  pseudonymize: ({ ground, store, entity, found }, { columns }) => {
    const patch: Record<string, Value> = {}
    for (const { from, into } of columns) {
      const source = ground.column(entity.table, from)
      if ((found.row[source] ?? null) === null) continue
      patch[source] = null
      patch[ground.column(entity.table, into)] = markers.hash
    }
    change(store, entity, patch)
  },
  sever: ({ ground, store, entity }, { columns }) =>
    change(store, entity, Object.fromEntries(columns.map(c => [ground.column(entity.table, c), null]))),
  rollup: ({ ground, store, entity }, act) => rollUp(ground, store, entity, act),
  archive: ({ ground, store, entity }, { into }) => {
    if ('column' in into) return change(store, entity, { [ground.column(entity.table, into.column)]: markers.asOf })
    const table = ground.table(into.table)
    const copied = table.columns.flatMap(c => (Object.hasOwn(entity.row, c.name) ? [[c.name, entity.row[c.name] ?? null]] : []))
    put(store, newEntity(store, table, Object.fromEntries(copied) as Row))
  },
}

function assign({ ground, store, entity, found }: Target, set: readonly Assignment[]): void {
  change(store, entity, Object.fromEntries(set.map(a => [ground.column(entity.table, a.column), assigned(ground, store, found, a.value)])))
}

function assigned(ground: Ground, store: Store, entity: Entity, value: Assignment['value']): Value {
  if (value.kind === 'literal') return constant(value.value)
  if (value.kind === 'copy of') {
    const table = ground.table(value.table)
    const owner = ownersOf(ground, entity).find(o => sameTable(o.table, table))
    // As the owner is by now: its own class may have had its turn.
    return (owner && current(store, owner)?.row[ground.column(table, value.column)]) ?? null
  }
  try {
    return operand(ground, value.node, [entity]).value
  } catch (error) {
    if (error instanceof OracleUnsupported) return markers.computed
    throw error
  }
}
