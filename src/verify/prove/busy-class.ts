import type { BoundClass } from '../../bind/model.ts'
import { type Table, tableKey } from '../../schema/schema.ts'
import { keyText } from '../build/draft.ts'
import { ask } from '../database/ask.ts'
import { rehearse } from '../database/rehearse.ts'
import { readTable } from '../database/statements.ts'
import { printInstant } from '../oracle/instant.ts'
import type { Row } from '../oracle/world.ts'
import { find } from './find.ts'
import type { Proof } from './proof.ts'
import { runClasses } from './run-classes.ts'
import { looksAt, type Prepared } from './step.ts'

/** A class with several due rows, and what a run makes of its table when nothing is in the way. */
export interface BusyClass {
  readonly class: BoundClass
  readonly table: Table
  readonly before: ReadonlyMap<string, Row>
  readonly after: ReadonlyMap<string, Row>
  /** Due rows on which the run acted, by `keyText`. */
  readonly acted: readonly string[]
}

export const rowsOf = async ({ db }: Proof, table: Table): Promise<ReadonlyMap<string, Row>> =>
  new Map((await ask<Row>(db, readTable(table))).map(r => [keyText(table, r), r]))

export const same = (a: Row | undefined, b: Row | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)

/** A class with three due rows or more whose run acts on at least two; null, which is on record, where there is none. */
export async function findBusyClass(proof: Proof, prepared: Prepared, what: string): Promise<BusyClass | null> {
  const { model, notCovered } = proof
  const due = Map.groupBy(
    prepared.fates.filter(f => f.state === 'due'),
    f => f.className,
  )
  const count = (c: BoundClass): number => due.get(c.class.name)?.length ?? 0
  // Any class will do, and the views of one with few relatives are planned ten times as fast.
  const relatives = (c: BoundClass): number => c.table.ancestors.length + c.table.dependants.length + c.joins.length
  const busy = model.classes.filter(c => count(c) > 2 && looksAt(prepared, c.class.name)).toSorted((a, b) => relatives(a) - relatives(b))
  for (const c of busy) {
    const table = model.schema.tables.find(t => tableKey(t) === tableKey(c.table.name))!
    const before = await rowsOf(proof, table)
    const after = await rehearse(proof.db, async () => {
      await runClasses(proof, printInstant(prepared.moment.asOf), [c.class.name])
      return rowsOf(proof, table)
    })
    const keys = due.get(c.class.name)!.map(f => keyText(table, f.key))
    const acted = keys.filter(key => before.has(key) && !same(before.get(key), after.get(key)))
    if (acted.length > 1) return { class: c, table, before, after, acted }
  }
  const first = (busy[0] ?? model.classes.find(c => c.stages.length > 0))?.class.name
  if (busy.length > 0) find(proof, prepared.moment, null, null, first!, null, 'its run does nothing to its due rows', 'due rows go')
  else if (prepared.only === null && first) notCovered.push({ class: first, what, reason: 'no class has several due rows' })
  return null
}
