import type { Temporal } from 'temporal-polyfill'
import type { Cutoff } from '../../policy/cutoff.ts'
import { days, hours, type Period } from '../../policy/period.ts'
import type { RecordClass } from '../../policy/record-class.ts'
import { asksErasure } from '../../policy/request.ts'
import type { Subject } from '../../policy/subject.ts'
import type { Table } from '../../schema/schema.ts'
import { type Draft, openScope, type Scope, Unbuildable } from '../build/draft.ts'
import { combinations, holdsOn, variantsOf } from '../build/variants.ts'
import { type MakeOptions, make, type Workshop } from '../build/workshop.ts'
import { entriesOf, entryOf } from '../oracle/membership.ts'
import { newEntity } from '../oracle/store.ts'
import { OracleUnsupported } from '../oracle/unsupported.ts'
import type { Row } from '../oracle/world.ts'
import type { Case, NotCovered } from './case.ts'
import { type Edges, edgesOf } from './edge-values.ts'
import { confirmation, leavesOf, take, type Way, waysOf } from './leaf.ts'
import { moved, type Point } from './point.ts'

/** Where the cases of one moment are made. */
export interface Bench {
  readonly workshop: Workshop
  readonly unbuildable: ReadonlyMap<Table, string>
  /** Subjects of whom nobody can have a row of every class at once. */
  readonly apart: ReadonlySet<Subject>
  readonly asOf: Temporal.Instant
  /** The next moment that the same rows will be judged by. */
  readonly next: Temporal.Instant | null
  readonly cases: Case[]
  readonly notCovered: NotCovered[]
}

/** One row of a class with all that it belongs to. */
export interface Situation {
  readonly scope: Scope
  readonly row: Draft
}

/** A stage of a class; null where it has no period of its own. */
export interface Stage {
  readonly name: string
  readonly period: Period | null
}

/** What starts an erasure: an event of the subject, or null for the confirmation of a request. */
export interface Opening {
  readonly event: string | null
  readonly words: string
  readonly residence: Period | null
}
export function openings({ workshop }: Bench, subject: Subject): readonly Opening[] {
  const { policy } = workshop.ground
  return [
    ...subject.erasure.map(({ event, residence }) => ({ event, words: `"${event}"`, residence })),
    ...(asksErasure(policy, subject.table) ? [{ event: null, words: 'the confirmation', residence: null }] : []),
  ]
}

/** How long after the event an erasure reaches rows of the class. */
export const residenceOf = (c: RecordClass, opening: Opening): Period | null => (c.promptly ? null : opening.residence)

export const clockStages = (c: RecordClass): readonly (Stage & { readonly period: Period })[] =>
  c.clock === null
    ? []
    : [
        ...c.clock.interim.map((s, i) => ({ name: `interim_${i + 1}`, period: s.after })),
        ...(c.clock.keep.min || c.clock.keep.max ? [{ name: 'dispose', period: (c.clock.keep.min ?? c.clock.keep.max)! }] : []),
      ]

export const tableOf = (bench: Bench, c: RecordClass): Table => bench.workshop.ground.table(c.table)

/** A table in the name of a case; with its schema where the name alone could be another's. */
export const tableWords = (bench: Bench, table: Table): string =>
  bench.workshop.ground.schema.tables.some(t => t !== table && t.name === table.name) ? `${table.schema}.${table.name}` : table.name

/** The subjects to whom rows of the class lead, by its owner edges. */
export function subjectsFor(bench: Bench, c: RecordClass): readonly Subject[] {
  const { ground } = bench.workshop
  const reached = new Set<Table>()
  const walk = (table: Table): void => {
    if (reached.has(table)) return
    reached.add(table)
    for (const e of ground.edges.owners) if (e.from === table) walk(e.to)
  }
  walk(tableOf(bench, c))
  return ground.policy.subjects.filter(s => openings(bench, s).length > 0 && reached.has(ground.table(s.table)))
}

/** Column values with which a row falls into the class, and under no standing hold. */
export function membershipOf(bench: Bench, c: RecordClass): Row {
  const { ground } = bench.workshop
  const table = tableOf(bench, c)
  const predicates = entriesOf(ground, table).flatMap(e => (e.where ? [e.where] : []))
  const holds = ground.policy.holds.filter(h => ground.table(h.table) === table).map(h => h.where)
  if (predicates.length === 0) return {}
  const fitting = combinations(ground, table, [...predicates, ...holds]).filter(
    row => entryOf(ground, newEntity(ground.store, table, row)) === c && !holds.some(h => holdsOn(ground, table, h, row)),
  )
  const found = fitting.find(row => !Object.values(row).includes(null)) ?? fitting[0]
  if (!found) throw new Unbuildable('no column values were found with which a row falls into the class')
  return found
}

export function begin(bench: Bench, c: RecordClass, set: Row = {}, options: MakeOptions = {}): Situation {
  const table = tableOf(bench, c)
  const reason = bench.unbuildable.get(table)
  if (reason !== undefined) throw new Unbuildable(reason)
  const scope = openScope()
  return { scope, row: make(bench.workshop, scope, table, { ...membershipOf(bench, c), ...set }, options) }
}

export interface CaseOptions {
  readonly set?: Row
  readonly make?: MakeOptions
  /** Where a person decides on the disposal: what was decided. Unless given, that the row may go, so that the case is about something else. */
  readonly decisions?: Case['decisions']
}

const approved = (c: RecordClass, stage: string): Case['decisions'] =>
  stage === 'dispose' && c.clock?.gate?.kind === 'review' ? [{ decision: 'dispose', until: null }] : []

/** Puts a row of the case on hold, or under a hold that was released. */
type PlaceHold = (row: Draft, released?: boolean) => void

/** Add a case; where it cannot be made, that is on record with the reason. `build` may put rows on hold. */
export function addCase(
  bench: Bench,
  c: RecordClass,
  stage: string,
  name: string,
  build: (situation: Situation, hold: PlaceHold) => void,
  options: CaseOptions = {},
): void {
  try {
    const situation = begin(bench, c, options.set, options.make)
    const holds: Case['holds'][number][] = []
    build(situation, (row, released = false) => void holds.push({ row, released }))
    bench.cases.push({ class: c, stage, name, ...situation, holds, decisions: options.decisions ?? approved(c, stage) })
  } catch (error) {
    if (!(error instanceof Unbuildable || error instanceof OracleUnsupported)) throw error
    bench.notCovered.push({ class: c.name, what: `${stage}: ${name}`, reason: error.message })
  }
}

export const cutoffWays = (bench: Bench, table: Table, cutoff: Cutoff): readonly Way[] => waysOf(bench.workshop, table, cutoff)

export function edges(bench: Bench, way: Way, period: Period | null, asOf: Temporal.Instant = bench.asOf): Edges {
  return edgesOf(way.leaf.kind, way.wrap, period ?? hours(0), asOf, bench.workshop.ground.policy.timeZone)
}

/** A value for which the period was over long before the moment. */
export function longOver(bench: Bench, way: Way, period: Period | null): Point {
  const { at, before } = edges(bench, way, period)
  return moved((at[0] ?? before[0])!, -40, way.leaf.kind)
}

/** Give the row a cutoff by one of its ways. */
export const setCutoff = ({ scope, row }: Situation, way: Way, point: Point): void => take(scope, row, way, point, moved)

/** End whatever `while` keeps the row for. */
export function release(bench: Bench, c: RecordClass, situation: Situation): void {
  const condition = c.clock?.while
  if (!condition) return
  const table = tableOf(bench, c)
  if (condition.kind === 'predicate') {
    const free = variantsOf(bench.workshop.ground, table, condition).find(v => v.truth !== 'true')
    if (!free) throw new Unbuildable('no column values were found that end the while')
    for (const [column, value] of Object.entries(free.set)) situation.row.values.set(column, value)
    return
  }
  const way = cutoffWays(bench, table, condition.cutoff)[0]
  if (!way) throw new Unbuildable('the while reads an event that no row leads to')
  setCutoff(situation, way, longOver(bench, way, days(20)))
}

/** Make the row due by its clock for a stage, long ago. */
export function ripen(bench: Bench, c: RecordClass, situation: Situation, stage: Stage): void {
  release(bench, c, situation)
  const way = firstWay(bench, c)
  setCutoff(situation, way, longOver(bench, way, stage.period))
}

export function firstWay(bench: Bench, c: RecordClass): Way {
  const way = c.clock && cutoffWays(bench, tableOf(bench, c), c.clock.cutoff)[0]
  if (!way) throw new Unbuildable('no row can carry the cutoff')
  return way
}

/** The clock has not started, where it may be so. */
export function leavesNull(bench: Bench, c: RecordClass, { scope, row }: Situation): void {
  for (const leaf of leavesOf(cutoffWays(bench, tableOf(bench, c), c.clock!.cutoff))) if (leaf.nullable) leaf.write(scope, row, null)
}

/** Ask for the erasure of the row's subject. */
export function setEvent(bench: Bench, situation: Situation, subject: Subject, { event }: Opening, point: (way: Way) => Point): void {
  const person = bench.workshop.ground.table(subject.table)
  const row = situation.row.table === person ? situation.row : situation.scope.drafts.find(d => d.table === person)
  if (!row) throw new Unbuildable(`the row belongs to no ${subject.table}`)
  const way = event === null ? confirmation : cutoffWays(bench, person, subject.events[event]!)[0]!
  setCutoff({ scope: situation.scope, row }, way, point(way))
}

export const eraseLongAgo = (bench: Bench, c: RecordClass, situation: Situation, subject: Subject): void => {
  const opening = openings(bench, subject)[0]!
  setEvent(bench, situation, subject, opening, way => longOver(bench, way, residenceOf(c, opening)))
}

/** Make the row due by whatever its class knows: its clock, or the erasure of its subject. Gives the stage; null: nothing ever is. */
export function makeDue(bench: Bench, c: RecordClass, situation: Situation): string | null {
  const stage = clockStages(c).at(-1)
  if (stage) {
    ripen(bench, c, situation, stage)
    return stage.name
  }
  const subject = subjectsFor(bench, c)[0]
  if (!subject || c.onErasure.kind === 'untouched') return null
  eraseLongAgo(bench, c, situation, subject)
  return 'erase'
}

export const dueStage = (bench: Bench, c: RecordClass): string | null =>
  clockStages(c).at(-1)?.name ?? (subjectsFor(bench, c).length > 0 && c.onErasure.kind !== 'untouched' ? 'erase' : null)
