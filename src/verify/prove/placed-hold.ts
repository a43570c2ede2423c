import { findColumn, findTable } from '../../schema/schema.ts'
import { keyColumns, keyText, rowOf } from '../build/draft.ts'
import { valueFor } from '../build/value.ts'
import type { Case } from '../case/case.ts'
import { rehearse, rehearsing } from '../database/rehearse.ts'
import { holdInventory, openHold, placeHold, releaseHold, tableText } from '../database/statements.ts'
import type { Moment } from '../instants.ts'
import { openGround } from '../oracle/ground.ts'
import { heldRows } from '../oracle/hold.ts'
import { entitiesOf } from '../oracle/store.ts'
import { find } from './find.ts'
import type { Proof } from './proof.ts'
import type { Prepared } from './step.ts'

/** Place a hold as an officer does: it says how many rows of each table it preserves, and once it is released it holds none of them. */
export async function provePlacedHold(proof: Proof, { moment, world: before, cases }: Prepared): Promise<void> {
  const held = cases.find(c => c.holds.some(h => !h.released && h.row === c.row))
  if (!held) return
  const { db, model } = proof
  const hold = proof.holds.find(
    h =>
      h.scope.kind === 'record' &&
      h.scope.table.name === held.row.table.name &&
      keyText(held.row.table, h.scope.key) === keyText(held.row.table, rowOf(held.row)),
  )!
  const alone = openGround({ ...model.policy, holds: [] }, model.schema, { ...before, holds: [hold] }, moment.asOf, model.naming)
  const rows = heldRows(alone)
  const expected = Object.fromEntries(
    proof.guarded.flatMap(g => {
      const table = model.schema.tables.find(t => tableText(t) === g.table_name)
      const n = table && findTable(model.schema, table) ? entitiesOf(alone.store, table).filter(e => rows.has(e.at)).length : 0
      return n > 0 ? [[g.table_name, n]] : []
    }),
  )
  const key = hold.scope.kind === 'record' ? hold.scope.key : {}
  const { hold_id, preserved } = await place(proof, tableText(held.row.table), JSON.stringify(key))
  const text = (counts: Readonly<Record<string, number>>): string => JSON.stringify(Object.entries(counts).toSorted())
  if (text(preserved) !== text(expected))
    find(proof, moment, held.row.table, rowOf(held.row), held.class.name, null, `place_hold preserves ${text(preserved)}`, text(expected))
  await db.query(releaseHold, [hold_id])
  const { rows: after } = await db.query<Pick<Placed, 'preserved'>>(holdInventory, [hold_id])
  if (text(after[0]!.preserved) !== text({}))
    find(
      proof,
      moment,
      held.row.table,
      rowOf(held.row),
      held.class.name,
      null,
      `a released hold holds ${text(after[0]!.preserved)}`,
      'nothing',
    )
  await proveNothingHeld(proof, moment, held)
  proof.checks += 3
}

/** A hold on a row that is not there is refused: it would promise what it cannot keep. */
async function proveNothingHeld(proof: Proof, moment: Moment, held: Case): Promise<void> {
  const key = Object.fromEntries(keyColumns(held.row.table).map(c => [c, valueFor(findColumn(held.row.table, c)!, 987_654_321)]))
  const refusal = await rehearse(proof.db, () =>
    proof.db.query(openHold, [tableText(held.row.table), JSON.stringify(key)]).then(
      () => null,
      (error: { readonly code?: string }) => error.code ?? 'an error',
    ),
  )
  if (refusal !== 'RH004')
    find(
      proof,
      moment,
      null,
      null,
      held.class.name,
      null,
      `a hold on a row that is not there: ${refusal ?? 'placed'}`,
      'refused with RH004',
    )
}

interface Placed {
  readonly hold_id: number
  readonly preserved: Readonly<Record<string, number>>
}

/** By the procedure; or by its halves, where its commits would end what is to be taken back. */
async function place({ db }: Proof, table: string, key: string): Promise<Placed> {
  if (!rehearsing(db)) return (await db.query<Placed>(placeHold, [table, key])).rows[0]!
  const { hold_id } = (await db.query<Placed>(openHold, [table, key])).rows[0]!
  return { ...(await db.query<Placed>(holdInventory, [hold_id])).rows[0]!, hold_id }
}
