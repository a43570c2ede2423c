import type { Permanent } from '../../policy/entry.ts'
import type { RecordClass } from '../../policy/record-class.ts'
import { sameTable, type Table } from '../../schema/schema.ts'
import type { Ground } from './ground.ts'
import { holds } from './predicate.ts'
import type { Entity } from './store.ts'

/** An entry of the schedule that takes rows. */
export type RowEntry = RecordClass | Permanent

export const entriesOf = (ground: Ground, table: Table): readonly RowEntry[] =>
  ground.policy.schedule.filter(
    (e): e is RowEntry => (e.kind === 'class' || e.kind === 'permanent') && sameTable(ground.table(e.table), table),
  )

/** The first entry of the row's table whose `where` is true. */
export const entryOf = (ground: Ground, entity: Entity): RowEntry | undefined =>
  entriesOf(ground, entity.table).find(e => e.where === null || holds(ground, e.where, [entity]))
