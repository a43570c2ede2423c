import { type Draft, keyColumns, rowOf } from '../build/draft.ts'
import { personCase } from '../case/person-cases.ts'
import { rehearse } from '../database/rehearse.ts'
import { addHold, addScope, countHeld, tableText } from '../database/statements.ts'
import { openGround } from '../oracle/ground.ts'
import { heldRows } from '../oracle/hold.ts'
import { entitiesOf } from '../oracle/store.ts'
import type { Hold } from '../oracle/world.ts'
import { find } from './find.ts'
import { guardOf, type Proof } from './proof.ts'
import { looksAt, type Prepared } from './step.ts'

/** A hold on a row holds its parts, a hold on a part holds the part and its whole, and a released one holds nothing. */
export async function proveHeldParts(proof: Proof, prepared: Prepared): Promise<void> {
  const { ground } = proof.workshop
  const scopes = new Set(prepared.cases.filter(c => c.name === personCase).map(c => c.scope))
  for (const c of proof.classes.filter(x => looksAt(prepared, x.name)))
    for (const part of c.parts)
      for (const { drafts } of scopes) {
        const [whole, of] = [c.table, part.table].map(name => drafts.filter(d => d.table === ground.table(name))) as [Draft[], Draft[]]
        if (!whole[0] || !of[0]) continue
        await proveHeld(proof, prepared, whole[0], of[0])
        await proveHeld(proof, prepared, of[0], of[0])
        await proveHeld(proof, prepared, of[0], of[0], true)
        await proveHeld(proof, prepared, of[0], whole[0])
      }
}

/** Hold one row, and count the rows of the other's table that this holds. */
async function proveHeld(proof: Proof, { moment, world }: Prepared, row: Draft, { table }: Draft, released = false): Promise<void> {
  const { policy, schema, naming } = proof.model
  const key = Object.fromEntries(keyColumns(row.table).map(k => [k, row.values.get(k) ?? null]))
  const hold: Hold = { id: 'placed', scope: { kind: 'record', table: row.table, key }, released }
  const alone = openGround({ ...policy, holds: [] }, schema, { ...world, holds: [hold] }, moment.asOf, naming)
  const covered = heldRows(alone)
  const expected = entitiesOf(alone.store, table).filter(e => covered.has(e.at)).length
  const [own, other] = [row.table, table].map(t => guardOf(proof, t, tableText))
  if (!own || !other) return
  const id = proof.nextHold
  const held = await rehearse(proof.db, async () => {
    await proof.db.exec(`${addHold(id, released)};${addScope(own.scope_table, own.view_columns, id, Object.values(key))}`)
    return Number((await proof.db.query<{ readonly rows: number }>(countHeld(other), [id])).rows[0]!.rows)
  })
  proof.checks += 1
  if (held !== expected)
    find(
      proof,
      moment,
      row.table,
      rowOf(row),
      null,
      null,
      `a ${released ? 'released ' : ''}hold on it holds ${held} rows of ${other.table_name}`,
      `${expected} rows`,
    )
}
