import type { RecordClass } from '../policy/record-class.ts'
import { keyColumns, keyText, rowOf, type Scope } from './build/draft.ts'
import type { Bench } from './case/bench.ts'
import type { Case } from './case/case.ts'
import { cutoffCases, edgeCases, memberCases, whileCases } from './case/clock-cases.ts'
import { dependantCases } from './case/dependant-cases.ts'
import { erasedCases } from './case/erasure-cases.ts'
import { reviewCases } from './case/gate-cases.ts'
import { holdCases, linkCases, standingCases } from './case/hold-cases.ts'
import { eventCases, personCases, residenceCases } from './case/person-cases.ts'
import { type ManualTenant, tenantCases } from './case/tenant-cases.ts'
import { askedTables } from './database/asked.ts'
import { addHold, addScope, decide, tableText } from './database/statements.ts'
import { write } from './database/write.ts'
import type { Moment } from './instants.ts'
import { boundOf, guardOf, type Proof } from './prove/proof.ts'

type MakeCases = (bench: Bench, c: RecordClass) => void
type MakePersons = (bench: Bench, classes: readonly RecordClass[]) => void

const personsFor: Readonly<Record<Moment['cases'], readonly MakePersons[]>> = {
  first: [residenceCases, personCases],
  edges: [personCases],
  residence: [residenceCases, personCases],
  all: [residenceCases, eventCases, personCases],
  last: [personCases],
}

const casesFor: Readonly<Record<Moment['cases'], readonly MakeCases[]>> = {
  // Rows of every table, with all that can own them and refer to them, for the guards.
  first: [edgeCases, memberCases, standingCases, linkCases, dependantCases],
  edges: [edgeCases],
  residence: [edgeCases],
  all: [edgeCases, cutoffCases, whileCases, memberCases, erasedCases, holdCases, standingCases, linkCases, dependantCases, reviewCases],
  last: [edgeCases, reviewCases],
}

/** Make the cases of a moment, write their rows, place their holds and note their decisions. */
export async function prepareCases(
  proof: Proof,
  moment: Moment,
  next: Moment | null,
): Promise<{ readonly cases: readonly Case[]; readonly tenant: ManualTenant | null }> {
  const bench: Bench = {
    workshop: proof.workshop,
    unbuildable: proof.unbuildable,
    apart: proof.apart,
    asOf: moment.asOf,
    next: next?.asOf ?? null,
    cases: [],
    notCovered: proof.notCovered as Bench['notCovered'],
  }
  for (const c of proof.classes) for (const makers of casesFor[moment.cases]) makers(bench, c)
  for (const makers of personsFor[moment.cases]) makers(bench, proof.classes)
  const tenant = moment.cases === 'all' ? tenantCases(bench, proof.classes) : null
  const refused = await writeAll(proof, bench.cases)
  const written = [...new Set(bench.cases.map(c => c.scope))].filter(s => !refused.has(s))
  proof.rows += written.reduce((n, s) => n + s.drafts.length, 0)
  const cases: Case[] = []
  const orders: string[] = []
  for (const c of bench.cases) {
    if (refused.has(c.scope)) continue
    for (const d of c.scope.drafts) if (!proof.cases.has(keyText(d.table, rowOf(d)))) proof.cases.set(keyText(d.table, rowOf(d)), c)
    proof.cases.set(keyText(c.row.table, rowOf(c.row)), c)
    if (placeHolds(proof, c, orders)) cases.push(c)
    for (const d of c.decisions) {
      const bound = boundOf(proof, c.class.name)
      const key = bound.table.key.map(k => c.row.values.get(k.name) ?? null)
      orders.push(decide(bound, key, d.decision, d.until))
      if (d.decision === 'dispose')
        proof.done = [...proof.done, { table: c.row.table, key: keyOf(c.row), className: c.class.name, fact: { kind: 'approved' } }]
    }
  }
  if (orders.length > 0) await proof.db.exec(orders.join(';\n'))
  return { cases, tenant }
}

/** Write the rows of all cases at once; where PostgreSQL refuses some, case by case. Gives the rows that it refuses. */
async function writeAll(proof: Proof, cases: readonly Case[]): Promise<ReadonlySet<Scope>> {
  const scopes = [...new Set(cases.map(c => c.scope))]
  const refused = new Set<Scope>()
  const asked = askedTables(proof.model)
  if ((await write(proof.db, proof.order, { drafts: scopes.flatMap(s => s.drafts) }, true, asked)) === null) return refused
  for (const scope of scopes) {
    const error = await write(proof.db, proof.order, scope, true, asked)
    if (error === null) continue
    refused.add(scope)
    for (const c of cases.filter(x => x.scope === scope))
      proof.notCovered.push({ class: c.class.name, what: `${c.stage}: ${c.name}`, reason: `PostgreSQL refuses the rows: ${error.message}` })
  }
  return refused
}

const keyOf = (row: Case['row']) => Object.fromEntries(keyColumns(row.table).map(k => [k, row.values.get(k) ?? null]))

/** Adds the statements that place the holds of a case. False where the table takes no holds. */
function placeHolds(proof: Proof, c: Case, orders: string[]): boolean {
  for (const { row, released } of c.holds) {
    const guard = guardOf(proof, row.table, tableText)
    if (!guard) {
      proof.notCovered.push({
        class: c.class.name,
        what: `${c.stage}: ${c.name}`,
        reason: `${row.table.name} is under no retention rule, so that it takes no holds`,
      })
      return false
    }
    const id = proof.nextHold++
    const key = guard.key_columns.map(k => row.values.get(k) ?? null)
    orders.push(addHold(id, released), addScope(guard.scope_table, guard.view_columns, id, key))
    proof.holds.push({ id: String(id), scope: { kind: 'record', table: row.table, key: keyOf(row) }, released })
  }
  return true
}
