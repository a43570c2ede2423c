import { findColumn } from '../../schema/schema.ts'
import { type Draft, keyColumns, rowOf } from '../build/draft.ts'
import { valueFor } from '../build/value.ts'
import { personCase } from '../case/person-cases.ts'
import { rehearse, rehearsing } from '../database/rehearse.ts'
import { countHeld, holdInventory, openHold, placeHold, releaseHold, tableText } from '../database/statements.ts'
import type { Moment } from '../instants.ts'
import { openGround } from '../oracle/ground.ts'
import { heldRows } from '../oracle/hold.ts'
import { entitiesOf } from '../oracle/store.ts'
import type { Hold } from '../oracle/world.ts'
import { find } from './find.ts'
import { guardOf, type Proof } from './proof.ts'
import type { Prepared } from './step.ts'

/** Place holds as an officer does: each says how many rows of each table it preserves, and once it is released it holds none of them. */
export async function provePlacedHold(proof: Proof, prepared: Prepared): Promise<void> {
  const { moment } = prepared
  const rows = rowsToHold(proof, prepared)
  for (const row of rows) await proveHold(proof, prepared, row)
  if (rows[0]) await proveNothingHeld(proof, moment, rows[0])
}

/** A row of a class, and each person with all that they have. */
function rowsToHold({ model, workshop: { ground } }: Proof, { cases }: Prepared): readonly Draft[] {
  const held = cases.find(c => c.holds.some(h => !h.released && h.row === c.row))
  const persons = new Set(model.policy.subjects.map(s => ground.table(s.table)))
  const scopes = new Set(cases.filter(c => c.name === personCase).map(c => c.scope))
  return [...(held ? [held.row] : []), ...[...scopes].flatMap(s => s.drafts.filter(d => persons.has(d.table)))]
}

async function proveHold(proof: Proof, { moment, world }: Prepared, row: Draft): Promise<void> {
  const { db, model } = proof
  const guard = guardOf(proof, row.table, tableText)
  if (!guard) return
  const key = Object.fromEntries(keyColumns(row.table).map(c => [c, row.values.get(c) ?? null]))
  const hold: Hold = { id: 'placed', scope: { kind: 'record', table: row.table, key }, released: false }
  const alone = openGround({ ...model.policy, holds: [] }, model.schema, { ...world, holds: [hold] }, moment.asOf, model.naming)
  const rows = heldRows(alone)
  const expected = Object.fromEntries(
    proof.guarded.flatMap(g => {
      const table = model.schema.tables.find(t => tableText(t) === g.table_name)
      const n = table ? entitiesOf(alone.store, table).filter(e => rows.has(e.at)).length : 0
      return n > 0 ? [[g.table_name, n]] : []
    }),
  )
  const { hold_id, preserved } = await place(proof, tableText(row.table), JSON.stringify(key))
  const judge = (what: string, counts: Counts, wanted: Counts): void => {
    const [did, expected] = [counts, wanted].map(c => JSON.stringify(Object.entries(c).toSorted())) as [string, string]
    if (did !== expected) find(proof, moment, row.table, rowOf(row), null, null, `${what} ${did}`, expected)
  }
  judge('place_hold preserves', preserved, expected)
  await db.query(releaseHold, [hold_id])
  const { rows: after } = await db.query<{ readonly rows: number }>(countHeld(guard), [hold_id])
  judge('a released hold holds', { [guard.table_name]: Number(after[0]!.rows) }, { [guard.table_name]: 0 })
  proof.checks += 2
}

/** A hold on a row that is not there is refused: it would promise what it cannot keep. */
async function proveNothingHeld(proof: Proof, moment: Moment, row: Draft): Promise<void> {
  const key = Object.fromEntries(keyColumns(row.table).map(c => [c, valueFor(findColumn(row.table, c)!, 987_654_321)]))
  const refusal = await rehearse(proof.db, () =>
    proof.db.query(openHold, [tableText(row.table), JSON.stringify(key)]).then(
      () => null,
      (error: { readonly code?: string }) => error.code ?? 'an error',
    ),
  )
  if (refusal !== 'RH004')
    find(
      proof,
      moment,
      row.table,
      rowOf(row),
      null,
      null,
      `a hold on a row that is not there: ${refusal ?? 'placed'}`,
      'refused with RH004',
    )
}

type Counts = Readonly<Record<string, number>>
interface Placed {
  readonly hold_id: number
  readonly preserved: Counts
}

/** By the procedure; or by its halves, where its commits would end what is to be taken back. */
async function place({ db }: Proof, table: string, key: string): Promise<Placed> {
  if (!rehearsing(db)) return (await db.query<Placed>(placeHold, [table, key])).rows[0]!
  const { hold_id } = (await db.query<Placed>(openHold, [table, key])).rows[0]!
  return { ...(await db.query<Placed>(holdInventory, [hold_id])).rows[0]!, hold_id }
}
