import type { Part, RecordClass } from '../../policy/record-class.ts'
import type { Subject } from '../../policy/subject.ts'
import type { Table } from '../../schema/schema.ts'
import { type Draft, openScope, rowOf, type Scope, Unbuildable } from '../build/draft.ts'
import { variantsOf } from '../build/variants.ts'
import { make } from '../build/workshop.ts'
import { entryOf } from '../oracle/membership.ts'
import { holds } from '../oracle/predicate.ts'
import { newEntity } from '../oracle/store.ts'
import { OracleUnsupported } from '../oracle/unsupported.ts'
import {
  addCase,
  type Bench,
  edges,
  leavesNull,
  longOver,
  membershipOf,
  type Opening,
  openings,
  residenceOf,
  type Situation,
  setEvent,
  subjectsFor,
  tableOf,
} from './bench.ts'
import { sides } from './clock-cases.ts'
import type { Edges } from './edge-values.ts'
import type { Point } from './point.ts'

/** Cases of persons who have a row of every class: all classes at once, which are a tenth of the rows of a person for each. */

export const personCase = 'residence over exactly at as_of, with all that the person has'

/** A person, and the rows of the classes whose rows can be among those of the others. */
interface Household {
  readonly person: Situation
  readonly rows: ReadonlyMap<RecordClass, Draft>
}

/** The rows of one person of the subject with a row of every class; null where nobody could be made. */
export const rowsOfOne = (bench: Bench, subject: Subject, classes: readonly RecordClass[]): Scope | null =>
  householdOf(bench, subject, classes)?.person.scope ?? null

/** A residence that is over exactly now: dependants go first, and in the end the person. */
export function personCases(bench: Bench, classes: readonly RecordClass[]): void {
  for (const subject of erasable(bench)) {
    const entry = openings(bench, subject)[0]!
    const household = householdOf(bench, subject, classes)
    if (!household) continue
    setEvent(bench, household.person, subject, entry, way => onSide(edges(bench, way, entry.residence), 'at'))
    addAll(bench, household, personCase)
  }
}

/** Both sides of the end of each residence. */
export function residenceCases(bench: Bench, classes: readonly RecordClass[]): void {
  for (const subject of erasable(bench))
    for (const entry of openings(bench, subject))
      for (const [side, words] of sides)
        addErasure(bench, classes, subject, `residence after ${entry.words} ${words}`, (situation, c) =>
          setEvent(bench, situation, subject, entry, way => onSide(edges(bench, way, residenceOf(c, entry)), side)),
        )
}

/** Events that are no plain instant, and two of which one says that the erasure is due. */
export function eventCases(bench: Bench, classes: readonly RecordClass[]): void {
  for (const subject of erasable(bench)) {
    const [first, second] = openings(bench, subject) as [Opening, Opening?]
    addErasure(bench, classes, subject, `${first.words} is -infinity`, situation =>
      setEvent(bench, situation, subject, first, () => '-infinity'),
    )
    if (!second) continue
    for (const [over, not] of [
      [first, second],
      [second, first],
    ] as const)
      addErasure(bench, classes, subject, `${over.words} over, ${not.words} not`, (situation, c) => {
        setEvent(bench, situation, subject, over, way => longOver(bench, way, residenceOf(c, over)))
        setEvent(bench, situation, subject, not, way => edges(bench, way, residenceOf(c, not)).after[0]!)
      })
  }
}

export const erasable = (bench: Bench): readonly Subject[] =>
  bench.workshop.ground.policy.subjects.filter(s => openings(bench, s).length > 0)

/** An instant on a side of an edge; where nothing is exactly on it, just before it. */
const onSide = (found: Edges, side: keyof Edges): Point => found[side][0] ?? found.before[0]!

/**
 * An erasure of rows whose clock has not started: of one person for all classes that it reaches after the same residence. A class whose rows cannot be among those of
 * the others, or wait for them, has its own person. `ask` sets the events of the person, for the residence of the class.
 */
function addErasure(
  bench: Bench,
  classes: readonly RecordClass[],
  subject: Subject,
  name: string,
  ask: (situation: Situation, c: RecordClass) => void,
): void {
  const reached = classes.filter(c => subjectsFor(bench, c).includes(subject))
  const residences = (c: RecordClass): string => JSON.stringify(openings(bench, subject).map(o => residenceOf(c, o)))
  for (const alike of Map.groupBy(reached, residences).values()) {
    const household = bench.apart.has(subject) ? null : householdOf(bench, subject, alike)
    if (household) {
      for (const [c, row] of household.rows) if (c.clock) leavesNull(bench, c, { ...household.person, row })
      ask(household.person, alike[0]!)
      addAll(bench, household, name)
    }
    // Beside others a row that is referred to waits for these, whatever its own class would do.
    for (const c of alike.filter(x => !household?.rows.has(x) || isReferredTo(bench, x)))
      addCase(bench, c, 'erase', household?.rows.has(c) ? `${name}, alone` : name, situation => {
        if (c.clock) leavesNull(bench, c, situation)
        ask(situation, c)
      })
  }
}

/** Whether other rows of a person can keep a row of the class from going. */
function isReferredTo({ workshop: { ground } }: Bench, c: RecordClass): boolean {
  const table = ground.table(c.table)
  const parts = (of: readonly Part[]): readonly Table[] => of.flatMap(p => [ground.table(p.table), ...parts(p.parts)])
  const own = [table, ...parts(c.parts)]
  return [...ground.edges.foreignKeys, ...ground.edges.owners].some(e => own.includes(e.to) && !own.includes(e.from))
}

/** Null where nobody could be made. */
function householdOf(bench: Bench, subject: Subject, classes: readonly RecordClass[]): Household | null {
  const { ground } = bench.workshop
  const scope = openScope()
  const rows = new Map<RecordClass, Draft>()
  for (const c of classes.filter(x => subjectsFor(bench, x).includes(subject)))
    try {
      const table = tableOf(bench, c)
      const row = scope.drafts.find(d => d.table === table) ?? make(bench.workshop, scope, table, membershipOf(bench, c))
      makeParts(bench, scope, c.parts)
      unflag(bench, scope)
      // The first row of a table may be one of another class.
      if (entryOf(ground, newEntity(ground.store, table, rowOf(row))) === c) rows.set(c, row)
    } catch (error) {
      if (!(error instanceof Unbuildable || error instanceof OracleUnsupported)) throw error
      bench.notCovered.push({ class: c.name, what: 'a person with all that they have', reason: error.message })
    }
  const row = scope.drafts.find(d => d.table === ground.table(subject.table))
  return row ? { person: { scope, row }, rows } : null
}

function addAll(bench: Bench, { person: { scope }, rows }: Household, name: string): void {
  for (const [c, row] of rows) bench.cases.push({ class: c, stage: 'erase', name, scope, row, holds: [], decisions: [] })
}

/** No standing hold on anything: whoever is on hold shows nothing else. */
function unflag({ workshop: { ground } }: Bench, scope: Scope): void {
  for (const hold of ground.policy.holds) {
    const table = ground.table(hold.table)
    for (const draft of scope.drafts.filter(
      d => d.table === table && holds(ground, hold.where, [newEntity(ground.store, table, rowOf(d))]),
    ))
      for (const [column, value] of Object.entries(variantsOf(ground, table, hold.where).find(v => v.truth !== 'true')?.set ?? {}))
        draft.values.set(column, value)
  }
}

/** A row of every part, below the row that is there. */
function makeParts(bench: Bench, scope: Scope, parts: readonly Part[]): void {
  for (const part of parts) {
    const table = bench.workshop.ground.table(part.table)
    if (!scope.drafts.some(d => d.table === table)) make(bench.workshop, scope, table)
    makeParts(bench, scope, part.parts)
  }
}
