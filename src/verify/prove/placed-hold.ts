import { Temporal } from 'temporal-polyfill'
import type { RecordClass } from '../../policy/record-class.ts'
import { findColumn, type Table } from '../../schema/schema.ts'
import { type Draft, keyColumns, rowOf } from '../build/draft.ts'
import { valueFor } from '../build/value.ts'
import { personCase } from '../case/person-cases.ts'
import { rehearse, rehearsing } from '../database/rehearse.ts'
import {
  countImages,
  disposeOfImages,
  endCoolOff,
  extendHold,
  holdInventory,
  keepImage,
  openHold,
  placeHold,
  releaseHold,
  releaseHoldWithCoolOff,
  tableText,
} from '../database/statements.ts'
import type { Moment } from '../instants.ts'
import { columnStart } from '../oracle/column-start.ts'
import { type Ground, openGround } from '../oracle/ground.ts'
import { dateOf, heldRows } from '../oracle/hold.ts'
import { fromLocal, printInstant } from '../oracle/instant.ts'
import { entryOf } from '../oracle/membership.ts'
import { entitiesOf } from '../oracle/store.ts'
import type { Hold, Row } from '../oracle/world.ts'
import { find } from './find.ts'
import { guardOf, type Proof } from './proof.ts'
import { looksAt, type Prepared } from './step.ts'

/** What an officer asks for, and the scopes that this comes to. */
interface Order {
  readonly what: string
  /** Where to look for the hold once it is released. */
  readonly table: Table
  readonly row: Row | null
  readonly scopes: readonly Hold['scope'][]
  readonly given: readonly (string | null)[]
}

/** Place holds as an officer does: each says how many rows of each class it preserves, and once it is released it holds none of them. */
export async function provePlacedHold(proof: Proof, prepared: Prepared): Promise<void> {
  const { moment } = prepared
  const rows = rowsToHold(proof, prepared)
  for (const order of [...rows.map(onRow), ...several(rows), ...onTime(proof, prepared), ...onTenant(proof, prepared)])
    await proveHold(proof, prepared, order)
  if (!rows[0]) return
  await proveNothingHeld(proof, moment, rows[0])
  await proveEnd(proof, prepared, rows[0])
}

/** A row of a class, and each person with all that they have. */
function rowsToHold({ model, workshop: { ground } }: Proof, { cases }: Prepared): readonly Draft[] {
  const held = cases.find(c => c.holds.some(h => !h.released && h.row === c.row))
  const persons = new Set(model.policy.subjects.map(s => ground.table(s.table)))
  const scopes = new Set(cases.filter(c => c.name === personCase).map(c => c.scope))
  return [...(held ? [held.row] : []), ...[...scopes].flatMap(s => s.drafts.filter(d => persons.has(d.table)))]
}

const keyOf = (row: Draft): Row => Object.fromEntries(keyColumns(row.table).map(c => [c, row.values.get(c) ?? null]))
const record = (row: Draft): Hold['scope'] => ({ kind: 'record', table: row.table, key: keyOf(row) })

const onRow = (row: Draft): Order => ({
  what: `a row of ${tableText(row.table)}`,
  table: row.table,
  row: rowOf(row),
  scopes: [record(row)],
  given: [tableText(row.table), JSON.stringify(keyOf(row)), null, null, null, null],
})

/** Several persons at once. */
function several(rows: readonly Draft[]): readonly Order[] {
  const last = rows.at(-1)
  const alike = rows.filter(r => r.table === last?.table)
  if (!last || alike.length < 2) return []
  const keys = JSON.stringify(alike.map(keyOf))
  return [
    {
      ...onRow(last),
      what: `${alike.length} rows`,
      scopes: alike.map(record),
      given: [tableText(last.table), keys, null, null, null, null],
    },
  ]
}

/** The rows of one class of a time; of each where the proof looks at some classes only. */
function onTime({ model, classes }: Proof, prepared: Prepared): readonly Order[] {
  const { moment, world, only } = prepared
  const ground = openGround(model.policy, model.schema, world, moment.asOf, model.naming)
  const dated = classes.filter(c => looksAt(prepared, c.name)).map(c => ({ c, dates: datesOf(ground, c) }))
  const first = dated.find(d => d.dates.length > 2) ?? dated.find(d => d.dates.length > 0)
  return (only === null ? [first] : dated).flatMap(d => (d ? duringOf(d.c, d.dates, ground.table(d.c.table)) : []))
}

/** From the second date to before the last, so that there are rows before and after; where there are no three, from one and up to it. */
function duringOf(c: RecordClass, dates: readonly Temporal.Instant[], table: Table): readonly Order[] {
  const during = (since?: Temporal.Instant, until?: Temporal.Instant): Order => ({
    what: `rows of "${c.name}" of a time`,
    table,
    row: null,
    scopes: [{ kind: 'class', className: c.name, ...(since && { since }), ...(until && { until }) }],
    given: [null, null, c.name, since ? printInstant(since) : null, until ? printInstant(until) : null, null],
  })
  const last = dates.at(-1)
  if (!last) return []
  return dates.length > 2 ? [during(dates[1], last)] : [during(last), during(undefined, last)]
}

/** The dates of the rows of a class, each once, from the first on; of a day its first instant. */
function datesOf(ground: Ground, c: RecordClass): readonly Temporal.Instant[] {
  const column = dateOf(c)
  if (column === null) return []
  const dates = entitiesOf(ground.store, ground.table(c.table))
    .filter(e => entryOf(ground, e) === c)
    .flatMap(e => columnStart(ground, e, column) ?? [])
    .map(start => (start.kind === 'instant' ? start.at : fromLocal(start.day.toPlainDateTime(), ground.policy.timeZone)))
  return [...new Map(dates.map(at => [at.epochNanoseconds, at])).values()].toSorted(Temporal.Instant.compare)
}

/** All that belongs to a tenant. */
function onTenant({ model, workshop: { ground } }: Proof, { tenant }: Prepared): readonly Order[] {
  if (!tenant || !model.policy.tenant) return []
  const scopes = [{ kind: 'tenant', tenant: tenant.tenant } as const]
  const given = [null, null, null, null, null, tenant.tenant]
  return [{ what: 'all of a tenant', table: ground.table(model.policy.tenant.table), row: null, scopes, given }]
}

async function proveHold(proof: Proof, { moment, world }: Prepared, { what, table, row, scopes, given }: Order): Promise<void> {
  const { db, model } = proof
  if (given[0] !== null && !guardOf(proof, table, tableText)) return
  const holds = scopes.map((scope): Hold => ({ id: 'placed', scope, released: false }))
  const alone = openGround({ ...model.policy, holds: [] }, model.schema, { ...world, holds }, moment.asOf, model.naming)
  const rows = heldRows(alone)
  const guarded = proof.guarded.flatMap(g => model.schema.tables.find(t => tableText(t) === g.table_name) ?? [])
  const expected: Record<string, number> = {}
  for (const e of guarded.flatMap(t => entitiesOf(alone.store, t)).filter(e => rows.has(e.at))) {
    const entry = entryOf(alone, e)
    const name = entry?.kind === 'class' ? entry.name : tableText(e.table)
    expected[name] = (expected[name] ?? 0) + 1
  }
  const { hold_id, preserved } = await place(proof, given)
  const judge = (said: string, counts: Counts, wanted: Counts): void => {
    const [did, expected] = [counts, wanted].map(c => JSON.stringify(Object.entries(c).toSorted())) as [string, string]
    if (did !== expected) find(proof, moment, table, row, null, null, `${said} ${did}`, expected)
  }
  judge(`place_hold on ${what} preserves`, preserved, expected)
  await db.query(releaseHold, [hold_id])
  judge(`a released hold on ${what} holds`, (await db.query<Placed>(holdInventory, [hold_id])).rows[0]!.preserved, {})
  proof.checks += 2
}

/** A hold on a row that is not there is refused: it would promise what it cannot keep. */
async function proveNothingHeld(proof: Proof, moment: Moment, row: Draft): Promise<void> {
  const key = Object.fromEntries(keyColumns(row.table).map(c => [c, valueFor(findColumn(row.table, c)!, 987_654_321)]))
  const refusal = await rehearse(proof.db, () =>
    proof.db.query(openHold, [tableText(row.table), JSON.stringify(key), null, null, null, null]).then(
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

/** A hold that is extended holds more; one that is released with a cool-off holds until that is over, and its images stay as long. */
async function proveEnd(proof: Proof, { moment, fates }: Prepared, row: Draft): Promise<void> {
  if (!guardOf(proof, row.table, tableText)) return
  const judge = (what: string, is: number, wanted: number): void => {
    if (is !== wanted) find(proof, moment, row.table, rowOf(row), null, null, `${what}: ${is}`, String(wanted))
    proof.checks += 1
  }
  const largest = [...Map.groupBy(fates, f => f.className)].toSorted(([, a], [, b]) => b.length - a.length)[0]!
  const onClass = [null, null, largest[0], null, null, null]
  const { given } = onRow(row)
  await rehearse(proof.db, async () => {
    const { db } = proof
    const ask = async <R>(sql: string, ...values: unknown[]): Promise<R> => (await db.query<R>(sql, values)).rows[0]!
    const rowsOf = async (hold: number): Promise<number> =>
      Object.values((await ask<Placed>(holdInventory, hold)).preserved).reduce((sum, n) => sum + n, 0)
    const { hold_id: hold } = await ask<Placed>(openHold, ...given)
    const { hold_id: other } = await ask<Placed>(openHold, ...onClass)
    const alone = await rowsOf(hold)
    await db.query(extendHold, [hold, ...onClass])
    await db.query(extendHold, [other, ...given])
    const both = await rowsOf(hold)
    judge('a hold on a row, extended to a class, preserves more', Number(both > alone), 1)
    judge('rows of a hold on the class, extended to the row', await rowsOf(other), both)
    const images = async (): Promise<number> => {
      await db.query(disposeOfImages)
      return (await ask<{ readonly n: number }>(countImages, hold)).n
    }
    await db.exec(keepImage(hold, tableText(row.table)))
    await db.query(releaseHoldWithCoolOff, [hold])
    judge('rows of a hold that was released with a cool-off of a day', await rowsOf(hold), both)
    judge('its images during the cool-off', await images(), 1)
    await db.query(endCoolOff, [hold])
    judge('its rows after the cool-off', await rowsOf(hold), 0)
    judge('its images after the cool-off', await images(), 0)
  })
}

type Counts = Readonly<Record<string, number>>
interface Placed {
  readonly hold_id: number
  readonly preserved: Counts
}

/** By the procedure; or by its halves, where its commits would end what is to be taken back. */
async function place({ db }: Proof, given: Order['given']): Promise<Placed> {
  if (!rehearsing(db)) return (await db.query<Placed>(placeHold, [...given])).rows[0]!
  const { hold_id } = (await db.query<Placed>(openHold, [...given])).rows[0]!
  return { ...(await db.query<Placed>(holdInventory, [hold_id])).rows[0]!, hold_id }
}
