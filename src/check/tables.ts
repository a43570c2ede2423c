import type { BoundClass, Model } from '../bind/model.ts'
import type { Permanent } from '../policy/entry.ts'
import type { Part, RecordClass } from '../policy/record-class.ts'
import { findTable, type Table, type TableName, tableKey } from '../schema/schema.ts'
import { classesOf, namesOf } from './names.ts'

/** A place of the policy that says what becomes of a table. */
export interface Mention {
  readonly as: 'class' | 'permanent' | 'part' | 'outOfScope'
  readonly table: TableName
  /** The class or entry; the policy for `outOfScope`. */
  readonly at: object
  /** The class whose part it is. */
  readonly of: string | null
}

const partTables = (parts: readonly Part[]): readonly string[] => parts.flatMap(p => [p.table, ...partTables(p.parts)])

/** Everything that the policy says about tables, in its order. */
export function mentions(model: Model): readonly Mention[] {
  const names = namesOf(model)
  const { policy } = model
  return [
    ...policy.schedule.flatMap((entry): Mention[] => {
      if (entry.kind !== 'class' && entry.kind !== 'permanent') return []
      const own: Mention = { as: entry.kind, table: names.tableName(entry.table), at: entry, of: null }
      const parts = entry.kind === 'class' ? partTables(entry.parts) : []
      return [own, ...parts.map((p): Mention => ({ as: 'part', table: names.tableName(p), at: entry, of: entry.name }))]
    }),
    ...Object.keys(policy.outOfScope).map((name): Mention => ({ as: 'outOfScope', table: names.tableName(name), at: policy, of: null })),
  ]
}

/** A table whose rows a class disposes of: its own, or one of its parts. */
export interface Disposed {
  readonly class: BoundClass
  readonly table: Table
  /** Rows are deleted. */
  readonly deleted: boolean
  /** Rows are changed. */
  readonly updated: boolean
}

/** Every table that runs delete from or update, once, under the first class that does. */
export function disposedTables(model: Model): readonly Disposed[] {
  const found = new Map<string, Disposed>()
  const add = (c: BoundClass, name: TableName, deleted: boolean, updated: boolean): void => {
    const table = findTable(model.schema, name)
    if (!table) return
    const known = found.get(tableKey(name))
    found.set(tableKey(name), {
      class: known?.class ?? c,
      table,
      deleted: deleted || (known?.deleted ?? false),
      updated: updated || (known?.updated ?? false),
    })
  }
  for (const c of classesOf(model)) {
    const destroys = c.stages.some(s => s.destroys)
    const sets = c.stages.some(s => s.acts.some(a => a.kind === 'set'))
    add(c, c.table.name, destroys, sets)
    if (destroys) for (const part of c.parts) add(c, part.table, true, false)
  }
  return [...found.values()].filter(d => d.deleted || d.updated)
}

/** The classes of each table, permanent ones too, in the order written; tables in the order of their first class. */
export function entriesByTable(model: Model): readonly (readonly (RecordClass | Permanent)[])[] {
  const names = namesOf(model)
  const entries = model.policy.schedule.filter((e): e is RecordClass | Permanent => e.kind === 'class' || e.kind === 'permanent')
  return [...Map.groupBy(entries, e => tableKey(names.tableName(e.table))).values()]
}
