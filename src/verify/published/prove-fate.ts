import { Temporal } from 'temporal-polyfill'
import { positionOf } from '../../policy/position.ts'
import type { Outcome, PublishedFate } from '../../policy/published-fate.ts'
import type { Part } from '../../policy/record-class.ts'
import { diagnostic, LapseError } from '../../report/diagnostic.ts'
import type { Table } from '../../schema/schema.ts'
import { type Draft, keyColumns, rowOf, Unbuildable } from '../build/draft.ts'
import { ask, askAll } from '../database/ask.ts'
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

/** A line with the rows that are made up for it. */
export interface Line {
  readonly fate: PublishedFate
  readonly rows: FateRows
  /** The class under which the policy puts the row; null where none has it. */
  readonly class: string | null
}

const refused = (fate: PublishedFate, reason: string): LapseError =>
  new LapseError(
    diagnostic('error', 'fate-refused', `fate("${fate.clause}", "${fate.table}") cannot be tried: ${reason}`, {
      position: positionOf(fate),
      help: 'Give the line values with which such a row can be there.',
    }),
  )

/** Make up the rows of a line. Throws LapseError `fate-refused` where there can be no such rows. */
export function lineOf(proof: Proof, fate: PublishedFate): Line {
  const rows = made(proof, fate)
  return { fate, rows, class: classOf(proof, rows.row) }
}

/**
 * Write the rows of lines with the same instants, run their classes as of each of these, and look at the rows; all of it is rolled
 * back. Gives the first difference of each line; null where there is none. A line that differs beside others is tried again alone.
 * Throws LapseError `fate-refused` where PostgreSQL refuses the rows or the run of a line.
 */
export async function proveLines(proof: Proof, lines: readonly Line[]): Promise<readonly (Difference | null)[]> {
  const alone = lines.length === 1
  const tried = await rehearse(proof.db, () => observe(proof, lines)).catch((error: unknown) => {
    if (error instanceof LapseError || !(error instanceof Error) || !('code' in error)) throw error
    if (alone) throw refused(lines[0]!.fate, error.message)
    return null
  })
  if (alone) return tried!
  const judged: (Difference | null)[] = []
  for (const [i, line] of lines.entries()) judged.push(tried?.[i] === null ? null : (await proveLines(proof, [line]))[0]!)
  return judged
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

/** What keeps a line from being tried as it is written; the hold and the decision that it speaks of are there otherwise. */
const prepare = async (proof: Proof, line: Line): Promise<Difference | null> => (await hold(proof, line)) ?? approve(proof, line)

async function hold(proof: Proof, { fate, rows: { scope, row } }: Line): Promise<Difference | null> {
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

async function approve(proof: Proof, { fate, rows: { row }, class: className }: Line): Promise<Difference | null> {
  if (!fate.approved) return null
  const bound = className === null ? undefined : boundOf(proof, className)
  if (bound?.class.clock?.gate?.kind !== 'review') return obstacle(fate, 'nobody decides on such a row', 'a person decides on it')
  const key = bound.table.key.map(k => row.values.get(k.name) ?? null)
  await proof.db.query(decide(bound, key, 'dispose', null))
  return null
}

async function observe(proof: Proof, lines: readonly Line[]): Promise<readonly (Difference | null)[]> {
  const drafts = lines.flatMap(l => l.rows.scope.drafts)
  await proof.db.exec(`${inserts(proof.order, { drafts }).join(';')};set constraints all immediate`)
  const found: (Difference | null)[] = []
  for (const line of lines) found.push(await prepare(proof, line))
  const look = async (): Promise<readonly (Row | null)[]> =>
    (
      await askAll<Row>(
        proof.db,
        lines.map(({ rows: { row } }) => readRow(row.table, keyOf(row))),
      )
    ).map(rows => rows[0] ?? null)
  const written = await look()
  const classes = classesWith(proof, new Set(drafts.map(d => d.table)))
  for (const [at, { instant }] of lines[0]!.fate.asOf.entries()) {
    await runClasses(proof, printInstant(Temporal.Instant.from(instant)), classes)
    const rows = await look()
    for (const [i, { fate }] of lines.entries()) {
      const { is, instant: asOf } = fate.asOf[at]!
      const did = found[i] === null ? await differs(proof, fate, written[i]!, rows[i]!, is) : null
      if (did !== null)
        found[i] = { asOf, did, expected: typeof is === 'string' ? `the row is ${is}` : `the row has ${JSON.stringify(is)}` }
    }
    if (!found.includes(null)) break
  }
  return found
}

const keyOf = (row: Draft): Row => Object.fromEntries(keyColumns(row.table).map(k => [k, row.values.get(k) ?? null]))

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
