import type { Part, RecordClass } from '../../policy/record-class.ts'
import type { Subject } from '../../policy/subject.ts'
import { type Draft, openScope, rowOf, type Scope, Unbuildable } from '../build/draft.ts'
import { make } from '../build/workshop.ts'
import { entryOf } from '../oracle/membership.ts'
import { newEntity } from '../oracle/store.ts'
import { OracleUnsupported } from '../oracle/unsupported.ts'
import {
  type Bench,
  edges,
  leavesNull,
  membershipOf,
  openings,
  residenceOf,
  type Situation,
  setEvent,
  subjectsFor,
  tableOf,
} from './bench.ts'
import { sides } from './clock-cases.ts'
import { addResidenceCase, onSide, residenceName } from './erasure-cases.ts'

export const personCase = 'residence over exactly at as_of, with all that the person has'

/** A person with a row of every class that can be among the others'. */
interface Household {
  readonly person: Situation
  readonly rows: ReadonlyMap<RecordClass, Draft>
}

/** One person with a row of every class, whose residence is over exactly now: dependants go first, and in the end the person. */
export function personCases(bench: Bench, classes: readonly RecordClass[]): void {
  for (const subject of erasable(bench)) {
    const entry = openings(bench, subject)[0]!
    const household = householdOf(bench, subject, classes)
    if (!household) continue
    setEvent(bench, household.person, subject, entry, way => onSide(edges(bench, way, entry.residence), 'at'))
    addAll(bench, household, personCase)
  }
}

/**
 * Both sides of the end of each residence, for all classes at once: a person with a row of each is a tenth of the rows of a person for each. Where a row of a class
 * cannot be among those of the others, it has its own person.
 */
export function residencesAtOnce(bench: Bench, classes: readonly RecordClass[]): void {
  for (const subject of erasable(bench))
    for (const entry of openings(bench, subject))
      for (const alike of Map.groupBy(classes, c => residenceOf(c, entry)?.iso).values())
        for (const side of sides) {
          const household = householdOf(bench, subject, alike)
          if (household) {
            for (const [c, row] of household.rows) if (c.clock) leavesNull(bench, c, { ...household.person, row })
            const residence = residenceOf(alike[0]!, entry)
            setEvent(bench, household.person, subject, entry, way => onSide(edges(bench, way, residence), side[0]))
            addAll(bench, household, residenceName(entry, side))
          }
          for (const c of alike)
            if (!household?.rows.has(c) && subjectsFor(bench, c).includes(subject)) addResidenceCase(bench, c, subject, entry, side)
        }
}

const erasable = (bench: Bench): readonly Subject[] => bench.workshop.ground.policy.subjects.filter(s => openings(bench, s).length > 0)

/** Null where nobody could be made. */
function householdOf(bench: Bench, subject: Subject, classes: readonly RecordClass[]): Household | null {
  const { ground } = bench.workshop
  const scope = openScope()
  const rows = new Map<RecordClass, Draft>()
  for (const c of classes.filter(x => subjectsFor(bench, x).includes(subject)))
    try {
      const table = tableOf(bench, c)
      const there = scope.drafts.find(d => d.table === table)
      const row = there ?? make(bench.workshop, scope, table, membershipOf(bench, c))
      makeParts(bench, scope, c.parts)
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

/** A row of every part, below the row that is there. */
function makeParts(bench: Bench, scope: Scope, parts: readonly Part[]): void {
  for (const part of parts) {
    const table = bench.workshop.ground.table(part.table)
    if (!scope.drafts.some(d => d.table === table)) make(bench.workshop, scope, table)
    makeParts(bench, scope, part.parts)
  }
}
