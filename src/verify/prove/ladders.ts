import type { Temporal } from 'temporal-polyfill'
import type { BoundLadder } from '../../bind/model.ts'
import { type Table, tableKey } from '../../schema/schema.ts'
import { entityOf, keyText, rowOf } from '../build/draft.ts'
import { type LadderCase, ladderCases } from '../case/ladder-cases.ts'
import { ask } from '../database/ask.ts'
import { insertStep, readBegun, readSteps } from '../database/ladder-statements.ts'
import { rehearse } from '../database/rehearse.ts'
import { snapshot } from '../database/snapshot.ts'
import { addHold, addScope, drive, tableText } from '../database/statements.ts'
import { inserts } from '../database/write.ts'
import { openGround } from '../oracle/ground.ts'
import { heldRows } from '../oracle/hold.ts'
import { printInstant } from '../oracle/instant.ts'
import { leaves, type Stand, startOf, stepAfter } from '../oracle/ladder.ts'
import { entitiesOf } from '../oracle/store.ts'
import type { Hold, Row } from '../oracle/world.ts'
import { find } from './find.ts'
import { guardOf, type Proof } from './proof.ts'
import type { Prepared } from './step.ts'

/** Each person goes one step further when its time has come, and no other: compared with a second reading of the ladder. All is taken back. */
export async function proveLadders(proof: Proof, prepared: Prepared): Promise<void> {
  for (const l of proof.model.ladders) await rehearse(proof.db, () => proveLadder(proof, prepared, l))
}

async function proveLadder(proof: Proof, { moment, world }: Prepared, l: BoundLadder): Promise<void> {
  const { policy, schema, naming } = proof.model
  const { ladder } = l
  const table = proof.workshop.ground.table(ladder.subject)
  const cases = ladderCases(proof.workshop, ladder, table, moment.asOf)
  await proof.db.exec(inserts(proof.order, { drafts: cases.flatMap(c => c.scope.drafts) }).join(';\n'))
  const holds = [...proof.holds, ...(await placeHolds(proof, cases))]

  const stands = new Map<string, Stand>()
  for (const c of cases) {
    if (c.stand === null) continue
    const start = startOf(proof.workshop.ground, entityOf(c.row), ladder)
    if (start === null) throw new Error(`${c.name}: a person without a start stands nowhere`)
    const stand = { ...c.stand, started: c.stand.renewed ? start.subtract({ hours: 24 }) : start }
    stands.set(keyText(table, rowOf(c.row)), stand)
    await proof.db.exec(insertStep(l, keyOf(l, rowOf(c.row)), texts(stand)))
  }

  const before = openGround(policy, schema, { ...world, rows: await snapshot(proof.db, schema), holds }, moment.asOf, naming)
  const held = heldRows(before)
  await proof.db.exec(drive([ladder.name], printInstant(moment.asOf), true, [null, null, null]))
  const stood = new Map((await ask<Row & { readonly step_no: number }>(proof.db, readSteps(l))).map(r => [keyIn(l, r), Number(r.step_no)]))
  const begun = new Set((await ask<Row>(proof.db, readBegun(l))).map(r => keyIn(l, r)))
  const closed = closedIn(await snapshot(proof.db, schema), table, l)

  const named = new Map(cases.map(c => [keyText(table, rowOf(c.row)), c]))
  for (const person of entitiesOf(before.store, table)) {
    const key = keyText(table, person.row)
    const made = named.get(key)
    const was = stands.get(key) ?? null
    const expected = stepAfter(before, person, ladder, was, p => held.has(p.at) || leaves(before, p, ladder))
    const is = stood.get(JSON.stringify(keyOf(l, person.row))) ?? 0
    const erased = expected === ladder.steps.length
    const wrong = (did: string, instead: string): void =>
      find(proof, moment, table, person.row, ladder.name, null, `${made ? `${made.name}: ` : ''}${did}`, instead)
    if (is !== expected) wrong(`the person stands at step ${is}`, `step ${expected}`)
    const opened = begun.has(JSON.stringify(keyOf(l, person.row)))
    if (opened !== erased) wrong(opened ? 'an erasure has begun' : 'no erasure has begun', erased ? 'it begins' : 'none')
    if (erased && closed && !closed.has(key)) wrong('the person is not closed', 'the erasure sets the column that closes')
    proof.checks++
    if (made)
      proof.shown.push({
        case: {
          class: ladder,
          stage: `step ${(was?.step ?? 0) + 1}`,
          name: made.name,
          scope: made.scope,
          row: made.row,
          holds: [],
          decisions: [],
        },
        moment: moment.name,
        acted: is > (was?.step ?? 0),
        gone: false,
        fate: null,
      })
  }
  proof.rows += cases.reduce((n, c) => n + c.scope.drafts.length, 0)
}

const keyOf = (l: BoundLadder, row: Row) => l.key.map(k => row[k.name] ?? null)
const keyIn = (l: BoundLadder, row: Row): string => JSON.stringify(l.key.map((_, i) => row[`key_${i}`] ?? null))
const text = (at: Temporal.Instant | null): string | null => at && printInstant(at)
const texts = (s: Stand) => ({
  step: s.step,
  started: text(s.started),
  doneAt: text(s.doneAt),
  announced: s.announced?.toString() ?? null,
  keptUntil: text(s.keptUntil),
})

/** Who has the column that closes; null where the ladder closes nothing. */
function closedIn(rows: Awaited<ReturnType<typeof snapshot>>, table: Table, l: BoundLadder): ReadonlySet<string> | null {
  const column = l.steps.at(-1)!.closes
  return column && new Set((rows.get(tableKey(table)) ?? []).filter(r => r[column.name] !== null).map(r => keyText(table, r)))
}

async function placeHolds(proof: Proof, cases: readonly LadderCase[]): Promise<readonly Hold[]> {
  const placed: Hold[] = []
  for (const { row, held } of cases) {
    if (!held) continue
    const guard = guardOf(proof, row.table, tableText)!
    const id = proof.nextHold++
    const key = guard.key_columns.map(k => row.values.get(k) ?? null)
    await proof.db.exec(`${addHold(id, false)};${addScope(guard.scope_table, guard.view_columns, id, key)}`)
    const of = Object.fromEntries(guard.key_columns.map((k, i) => [k, key[i] ?? null]))
    placed.push({ id: String(id), scope: { kind: 'record', table: row.table, key: of }, released: false })
  }
  return placed
}
