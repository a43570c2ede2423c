import type { Part, RecordClass } from '../../policy/record-class.ts'
import { openScope, type Scope, Unbuildable } from '../build/draft.ts'
import { make } from '../build/workshop.ts'
import { OracleUnsupported } from '../oracle/unsupported.ts'
import { type Bench, edges, membershipOf, openings, setEvent, subjectsFor, tableOf } from './bench.ts'
import type { Case } from './case.ts'

export const personCase = 'residence over exactly at as_of, with all that the person has'

/** One person with a row of every class, whose residence is over exactly now: dependants go first, and in the end the person. */
export function personCases(bench: Bench, classes: readonly RecordClass[]): void {
  const subjects = bench.workshop.ground.policy.subjects.filter(s => openings(bench, s).length > 0)
  for (const subject of subjects) {
    const entry = openings(bench, subject)[0]!
    const scope = openScope()
    const cases: Case[] = []
    for (const c of classes.filter(x => subjectsFor(bench, x).includes(subject)))
      try {
        const table = tableOf(bench, c)
        const row = scope.drafts.find(d => d.table === table) ?? make(bench.workshop, scope, table, membershipOf(bench, c))
        makeParts(bench, scope, c.parts)
        cases.push({
          class: c,
          stage: 'erase',
          name: personCase,
          scope,
          row,
          holds: [],
          decisions: [],
        })
      } catch (error) {
        if (!(error instanceof Unbuildable || error instanceof OracleUnsupported)) throw error
        bench.notCovered.push({ class: c.name, what: 'a person with all that they have', reason: error.message })
      }
    const person = scope.drafts.find(d => d.table === bench.workshop.ground.table(subject.table))
    if (!person) continue
    setEvent(bench, { scope, row: person }, subject, entry, way => {
      const found = edges(bench, way, entry.residence)
      return (found.at[0] ?? found.before[0])!
    })
    bench.cases.push(...cases)
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
