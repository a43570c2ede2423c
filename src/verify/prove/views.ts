import { Temporal } from 'temporal-polyfill'
import { keyColumns } from '../build/draft.ts'
import { canary } from '../database/ask.ts'
import { preview, readFates } from '../database/statements.ts'
import { compareFates, type ViewRow } from '../judge/compare-fates.ts'
import { printInstant } from '../oracle/instant.ts'
import { find } from './find.ts'
import type { Proof } from './proof.ts'
import { looksAt, type Prepared } from './step.ts'

/** The views and the counts before the run: I4, one definition. */
export async function proveViews(proof: Proof, prepared: Prepared): Promise<void> {
  const { moment, world: before, fates: all } = prepared
  const byClass = Map.groupBy(all, f => f.className)
  const erased = new Set(before.done.filter(d => d.fact.kind === 'erased').map(d => JSON.stringify([d.table.schema, d.table.name, d.key])))
  for (const [i, c] of proof.model.classes.entries()) {
    if (!looksAt(prepared, c.class.name)) continue
    const own = byClass.get(c.class.name) ?? []
    const { rows } = await proof.db.query<ViewRow>(readFates(`fates_${i}`))
    const table = proof.model.schema.tables.find(t => t.name === c.table.name.name && t.schema === c.table.name.schema)!
    const differences = compareFates(own, rows, c.table.key, proof.model.policy.timeZone, f =>
      erased.has(JSON.stringify([f.table.schema, f.table.name, f.key])),
    )
    for (const d of differences) find(proof, moment, table, d.key, c.class.name, null, `preview: ${d.did}`, d.expected)
    proof.checks += own.length
    if (c.stages.length === 0) continue
    const counts = (await proof.db.query<Counts>(preview, [c.class.name, printInstant(moment.asOf)])).rows[0]!
    const inAll = Number(counts.rows_due) + Number(counts.rows_deferred) + Number(counts.rows_held) + Number(counts.rows_in_review)
    const wanted = own.filter(f => f.wanted.length > 0)
    const kept = keptByReview(proof, c.class.name)
    const listed = wanted.filter(f => f.wanted.some(w => w !== 'disposal') || !kept.has(JSON.stringify(f.key)))
    const held = listed.filter(f => f.state === 'held').length
    // What waits for a person may wait for its dependants as well, or have something else done to it now.
    const review = listed.filter(f => f.state === 'awaiting review' && !f.wanted.includes('stage')).length
    const alone = c.deferrals.length === 0 && c.selfReferences.length === 0 && listed.every(f => !f.wanted.includes('erasure'))
    const inReview = Number(counts.rows_in_review)
    const overdue = listed.filter(
      f => f.state !== 'held' && !kept.has(JSON.stringify(f.key)) && f.overdueAt && Temporal.Instant.compare(f.overdueAt, moment.asOf) < 0,
    ).length
    const did = { listed: inAll, overdue: Number(counts.rows_overdue), held: Number(counts.rows_held), review: inReview }
    const expected = { listed: listed.length, overdue, held, review: alone || inReview > review ? review : inReview }
    if (JSON.stringify(expected) !== JSON.stringify(did))
      find(proof, moment, null, null, c.class.name, null, `the preview counts ${words(did)}`, words(expected))
  }
  await canary(proof.db)
}

type Counts = Readonly<Record<'rows_due' | 'rows_overdue' | 'rows_held' | 'rows_deferred' | 'rows_in_review', number>>

const words = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ')

/** Rows that a person decided to keep come up in no count, unless something other than their disposal is due. */
function keptByReview(proof: Proof, className: string): ReadonlySet<string> {
  const kept = [...new Set(proof.cases.values())].filter(
    c => c.class.name === className && c.decisions.some(d => d.decision === 'keep' && d.until === null),
  )
  return new Set(kept.map(c => JSON.stringify(Object.fromEntries(keyColumns(c.row.table).map(k => [k, c.row.values.get(k) ?? null])))))
}
