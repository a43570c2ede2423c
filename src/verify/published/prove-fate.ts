import { Temporal } from 'temporal-polyfill'
import { positionOf } from '../../policy/position.ts'
import type { Outcome, PublishedFate } from '../../policy/published-fate.ts'
import type { Part } from '../../policy/record-class.ts'
import { diagnostic, LapseError } from '../../report/diagnostic.ts'
import type { Table } from '../../schema/schema.ts'
import { type Draft, keyColumns, rowOf, Unbuildable } from '../build/draft.ts'
import { ask, canary } from '../database/ask.ts'
import { rehearse } from '../database/rehearse.ts'
import { addHold, addScope, decide, printValues, readRow, tableText } from '../database/statements.ts'
import { inserts } from '../database/write.ts'
import { printInstant } from '../oracle/instant.ts'
import { entryOf } from '../oracle/membership.ts'
import { newEntity } from '../oracle/store.ts'
import type { Row } from '../oracle/world.ts'
import { boundOf, guardOf, type Proof } from '../prove/proof.ts'
import { runClasses } from '../prove/run-classes.ts'
import { outcomeColumns, textOf } from './fate-columns.ts'
import { type FateRows, fateRows } from './fate-rows.ts'

/** Where a run left the row otherwise than the line says, as of which instant. */
export interface Difference {
  readonly asOf: string
  readonly did: string
  readonly expected: string
}

/** The class under which the policy puts the row of a line, and the first difference; null where there is none. */
export interface Tried {
  readonly class: string | null
  readonly difference: Difference | null
}

const refused = (fate: PublishedFate, reason: string): LapseError =>
  new LapseError(
    diagnostic('error', 'fate-refused', `fate("${fate.clause}", "${fate.table}") cannot be tried: ${reason}`, {
      position: positionOf(fate),
      help: 'Give the line values with which such a row can be there.',
    }),
  )

/**
 * Write the rows of a line, run their classes as of each of its instants, and look at the row; all of it is rolled back.
 * Throws LapseError `fate-refused` where PostgreSQL refuses the rows or the run.
 */
export async function proveFate(proof: Proof, fate: PublishedFate): Promise<Tried> {
  const rows = made(proof, fate)
  const className = classOf(proof, rows.row)
  await canary(proof.db)
  const tried = await rehearse(proof.db, async () => {
    await proof.db.exec(`${inserts(proof.order, rows.scope).join(';')};set constraints all immediate`)
    const obstacle = (await hold(proof, fate, rows)) ?? (await approve(proof, fate, rows, className))
    return { class: className, difference: obstacle ?? (await observe(proof, fate, rows)) }
  }).catch((error: unknown) => {
    if (error instanceof LapseError || !(error instanceof Error) || !('code' in error)) throw error
    throw refused(fate, error.message)
  })
  await canary(proof.db)
  return tried
}

function made({ workshop, unbuildable }: Proof, fate: PublishedFate): FateRows {
  const reason = unbuildable.get(workshop.ground.table(fate.table))
  if (reason !== undefined) throw refused(fate, reason)
  try {
    return fateRows(workshop, fate)
  } catch (error) {
    if (error instanceof Unbuildable) throw refused(fate, error.message)
    throw error
  }
}

/** The class that the row falls into; for a part, the class that it is a part of. */
function classOf({ workshop, classes }: Proof, row: Draft): string | null {
  const { ground } = workshop
  const entry = entryOf(ground, newEntity(ground.store, row.table, rowOf(row)))
  if (entry) return entry.name
  const among = (parts: readonly Part[]): boolean => parts.some(p => ground.table(p.table) === row.table || among(p.parts))
  return classes.find(c => among(c.parts))?.name ?? null
}

const obstacle = (fate: PublishedFate, did: string, expected: string): Difference => ({ asOf: fate.asOf[0]!.instant, did, expected })

async function hold(proof: Proof, fate: PublishedFate, { scope, row }: FateRows): Promise<Difference | null> {
  if (fate.hold === null) return null
  const table = proof.workshop.ground.table(fate.hold)
  const held = row.table === table ? row : scope.drafts.find(d => d.table === table)
  const guard = guardOf(proof, table, tableText)
  if (!held) return obstacle(fate, `the row belongs to no row of ${fate.hold}`, `a hold on its row of ${fate.hold} keeps it`)
  if (!guard) return obstacle(fate, `${fate.hold} is under no retention rule and takes no holds`, 'it takes holds')
  const id = proof.nextHold++
  const key = guard.key_columns.map(k => held.values.get(k) ?? null)
  await proof.db.exec(`${addHold(id, false)};${addScope(guard.scope_table, guard.view_columns, id, key)}`)
  return null
}

async function approve(proof: Proof, fate: PublishedFate, { row }: FateRows, className: string | null): Promise<Difference | null> {
  if (!fate.approved) return null
  const bound = className === null ? undefined : boundOf(proof, className)
  if (bound?.class.clock?.gate?.kind !== 'review') return obstacle(fate, 'nobody decides on such a row', 'a person decides on it')
  const key = bound.table.key.map(k => row.values.get(k.name) ?? null)
  await proof.db.query(decide(bound, key, 'dispose', null))
  return null
}

async function observe(proof: Proof, fate: PublishedFate, { scope, row }: FateRows): Promise<Difference | null> {
  const key: Row = Object.fromEntries(keyColumns(row.table).map(k => [k, row.values.get(k) ?? null]))
  const look = async (): Promise<Row | null> => (await ask<Row>(proof.db, readRow(row.table, key)))[0] ?? null
  const written = await look()
  const classes = classesWith(proof, new Set(scope.drafts.map(d => d.table)))
  for (const { instant, is } of fate.asOf) {
    await runClasses(proof, printInstant(Temporal.Instant.from(instant)), classes)
    const did = await differs(proof, fate, written!, await look(), is)
    if (did !== null)
      return { asOf: instant, did, expected: typeof is === 'string' ? `the row is ${is}` : `the row has ${JSON.stringify(is)}` }
  }
  return null
}

/** The classes of these tables, and those of which one of them is a part. */
function classesWith({ workshop: { ground }, classes }: Proof, tables: ReadonlySet<Table>): readonly string[] {
  const among = (parts: readonly Part[]): boolean => parts.some(p => tables.has(ground.table(p.table)) || among(p.parts))
  return classes.filter(c => tables.has(ground.table(c.table)) || among(c.parts)).map(c => c.name)
}

/** What became of the row, in words, where it is not what the line says. */
async function differs(proof: Proof, fate: PublishedFate, written: Row, found: Row | null, is: Outcome): Promise<string | null> {
  if (found === null) return is === 'gone' ? null : 'the row is gone'
  if (is === 'gone') return 'the row is there'
  const wanted = is === 'kept' ? written : await printed(proof, fate, is)
  const other = Object.keys(wanted).filter(c => wanted[c] !== found[c])
  return other.length === 0 ? null : `the row has ${JSON.stringify(Object.fromEntries(other.map(c => [c, found[c]])))}`
}

async function printed(proof: Proof, fate: PublishedFate, values: Exclude<Outcome, string>): Promise<Row> {
  const columns = outcomeColumns(proof.workshop.ground, fate, values)
  if (columns.length === 0) return {}
  const [row] = await ask<Row>(proof.db, printValues(columns.map(([column, value]) => [column, textOf(value)] as const)))
  return row!
}
