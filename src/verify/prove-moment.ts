import { type Table, tableKey } from '../schema/schema.ts'
import { keyColumns, keyText } from './build/draft.ts'
import type { ManualTenant } from './case/tenant-cases.ts'
import { ask } from './database/ask.ts'
import { snapshot } from './database/snapshot.ts'
import { latest, preview, readActs, readBlocked, readEvidence, readFates, readRuns } from './database/statements.ts'
import type { Finding } from './finding.ts'
import type { Moment } from './instants.ts'
import { type Act, compareEvidence } from './judge/compare-evidence.ts'
import { compareFates, keyOfView, type ViewRow } from './judge/compare-fates.ts'
import { compareWorlds, keyRow } from './judge/compare-worlds.ts'
import { violatedForeignKeys } from './judge/foreign-keys.ts'
import type { Fate } from './oracle/fate.ts'
import { openGround } from './oracle/ground.ts'
import { printInstant } from './oracle/instant.ts'
import { fates, outcome } from './oracle/oracle.ts'
import type { RunScope } from './oracle/tenant.ts'
import type { Done, Row, World } from './oracle/world.ts'
import { prepareCases } from './prepare-cases.ts'
import { boundOf, type Proof } from './proof.ts'
import { proveClassHolds } from './prove-class-holds.ts'
import { runByHand, runClasses } from './run-classes.ts'

/** One moment of the proof: cases, the run, and every comparison. */
export async function proveMoment(proof: Proof, moment: Moment, next: Moment | null, last: boolean): Promise<void> {
  const asOf = printInstant(moment.asOf)
  const { cases, tenant } = await prepareCases(proof, moment, next)
  const before: World = { rows: await snapshot(proof.db, proof.model.schema), holds: proof.holds, done: proof.done }
  const { policy, schema, naming } = proof.model
  const expectedFates = fates(policy, schema, before, moment.asOf, naming)
  await compareViews(proof, moment, before, expectedFates)
  if (last) await proveClassHolds(proof, moment, expectedFates)

  const after = await runAndCompare(proof, moment, before, expectedFates, { scheduled: true }, () => runClasses(proof, asOf))
  for (const c of cases) {
    const key = keyText(c.row.table, Object.fromEntries(keyColumns(c.row.table).map(k => [k, c.row.values.get(k) ?? null])))
    const [was, is] = [before, after].map(w => (w.rows.get(tableKey(c.row.table)) ?? []).find(r => keyText(c.row.table, r) === key))
    const acted =
      JSON.stringify(was) !== JSON.stringify(is) ||
      newFacts(before.done, after.done).some(d => keyText(c.row.table, d.key) === key && d.table.name === c.row.table.name)
    proof.shown.push({ case: c, moment: moment.name, acted })
  }
  if (moment.cases !== 'all') return
  await runAgain(proof, moment, after)
  if (tenant) await proveManualTenant(proof, moment, tenant)
}

/** Run, and compare the world, the evidence and the log with what they should be. Gives the world as the oracle knows it now. */
async function runAndCompare(
  proof: Proof,
  moment: Moment,
  before: World,
  was: readonly Fate[],
  scope: RunScope,
  run: () => Promise<void>,
): Promise<World> {
  const { policy, schema, naming, classes } = proof.model
  const { world: expected, performed } = outcome(policy, schema, before, moment.asOf, naming, scope)
  const [mark] = await ask<{ readonly run: string; readonly evidence: string }>(proof.db, latest)
  await run()
  const rows = await snapshot(proof.db, schema)
  const ground = openGround(policy, schema, before, moment.asOf, naming)
  const classOf = new Map(
    was.map(f => [keyText(ground.schema.tables.find(t => t.schema === f.table.schema && t.name === f.table.name)!, f.key), f]),
  )
  for (const d of compareWorlds(ground, before.rows, expected.rows, rows, printInstant(moment.asOf))) {
    const fate = classOf.get(keyText(d.table, d.row))
    find(
      proof,
      moment,
      d.table,
      d.row,
      fate?.className ?? null,
      fate?.wanted.length ? stageWords(fate) : null,
      d.did,
      `${d.expected}${fate ? ` (${fate.state}: ${fate.why})` : ''}`,
    )
  }
  proof.checks += [...rows.values()].reduce((n, r) => n + r.length, 0)

  const done = count(performed, f => `${f.className}/${stageOf(f)}`)
  const there = new Set(schema.tables.flatMap(t => (rows.get(tableKey(t)) ?? []).map(r => keyText(t, r))))
  const gone = count(
    [...classOf].filter(([key]) => !there.has(key)),
    ([, f]) => f.className,
  )
  // What an act that destroys leaves no fact of, the rows themselves tell.
  const acts = await ask<Act>(proof.db, readEvidence, [mark!.evidence])
  for (const d of compareEvidence(classes, acts, gone, done)) find(proof, moment, null, null, d.class.class.name, null, d.did, d.expected)
  await compareLog(proof, moment, mark!.run, scope)
  for (const text of violatedForeignKeys(schema, rows)) find(proof, moment, null, null, null, null, text, 'every foreign key holds')
  await compareActs(proof, moment, expected)
  proof.done = expected.done
  return { rows, holds: proof.holds, done: expected.done }
}

const stageOf = ({ fact }: Done): string =>
  fact.kind === 'erased' ? 'erase' : fact.kind === 'stage' ? `interim_${fact.index + 1}` : 'dispose'
const stageWords = (fate: Fate): string => fate.wanted.map(w => ({ erasure: 'erase', disposal: 'dispose', stage: 'interim' })[w]).join(', ')
const newFacts = (before: readonly Done[], after: readonly Done[]): readonly Done[] => {
  const old = new Set(before)
  return after.filter(d => !old.has(d))
}
const count = <X>(all: Iterable<X>, by: (x: X) => string): ReadonlyMap<string, number> => {
  const n = new Map<string, number>()
  for (const x of all) n.set(by(x), (n.get(by(x)) ?? 0) + 1)
  return n
}

/** Record a disagreement under the class and the case of the row. */
export function find(
  proof: Proof,
  moment: Moment,
  table: Table | null,
  row: Row | null,
  className: string | null,
  stage: string | null,
  did: string,
  expected: string,
): void {
  const made = table && row ? (proof.cases.get(keyText(table, row)) ?? null) : null
  const name = className ?? made?.class.name ?? ''
  const finding: Finding = Object.freeze({
    class: name,
    clauses: proof.classes.find(c => c.name === name)?.clauses ?? [],
    stage: stage ?? made?.stage ?? null,
    case: made ? `${made.class.name === name ? '' : `${made.class.name}: `}${made.name}` : null,
    asOf: printInstant(moment.asOf),
    table: table && `${table.schema}.${table.name}`,
    row: table && row ? Object.freeze(keyRow(table, row)) : row,
    did,
    expected,
  })
  proof.findings.push(finding)
}

/** The views and the counts before the run: I4, one definition. */
async function compareViews(proof: Proof, moment: Moment, before: World, all: readonly Fate[]): Promise<void> {
  const byClass = Map.groupBy(all, f => f.className)
  const erased = new Set(before.done.filter(d => d.fact.kind === 'erased').map(d => JSON.stringify([d.table.schema, d.table.name, d.key])))
  for (const [i, c] of proof.model.classes.entries()) {
    const own = byClass.get(c.class.name) ?? []
    const rows = await ask<ViewRow>(proof.db, readFates(`fates_${i}`))
    const table = proof.model.schema.tables.find(t => t.name === c.table.name.name && t.schema === c.table.name.schema)!
    const differences = compareFates(own, rows, c.table.key, proof.model.policy.timeZone, f =>
      erased.has(JSON.stringify([f.table.schema, f.table.name, f.key])),
    )
    for (const d of differences) find(proof, moment, table, d.key, c.class.name, null, `preview: ${d.did}`, d.expected)
    proof.checks += own.length
    if (c.stages.length === 0) continue
    const [counts] = await ask<Record<'rows_due' | 'rows_overdue' | 'rows_held' | 'rows_deferred' | 'rows_in_review', number>>(
      proof.db,
      preview,
      [c.class.name, printInstant(moment.asOf)],
    )
    const wanted = own.filter(f => f.wanted.length > 0)
    const kept = keptByReview(proof, c.class.name)
    const listed = wanted.filter(f => !kept.has(JSON.stringify(f.key)))
    const held = listed.filter(f => f.state === 'held').length
    // What waits for a person may wait for its dependants as well, or have something else done to it now.
    const review = listed.filter(f => f.state === 'awaiting review').length
    const [all_, held_, review_] = [
      Number(counts!.rows_due) + Number(counts!.rows_deferred) + Number(counts!.rows_held) + Number(counts!.rows_in_review),
      Number(counts!.rows_held),
      Number(counts!.rows_in_review),
    ]
    const alone = c.deferrals.length === 0 && c.selfReferences.length === 0 && listed.every(f => !f.wanted.includes('erasure'))
    const did = { listed: all_, held: held_, review: review_ }
    const expected = { listed: listed.length, held, review: alone || review_ > review ? review : review_ }
    if (JSON.stringify(expected) !== JSON.stringify(did))
      find(proof, moment, null, null, c.class.name, null, `the preview counts ${words(did)}`, words(expected))
  }
}

const words = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ')

/** Rows that a person decided to keep come up in no count. */
function keptByReview(proof: Proof, className: string): ReadonlySet<string> {
  const kept = [...new Set(proof.cases.values())].filter(
    c => c.class.name === className && c.decisions.some(d => d.decision === 'keep' && d.until === null),
  )
  return new Set(kept.map(c => JSON.stringify(Object.fromEntries(keyColumns(c.row.table).map(k => [k, c.row.values.get(k) ?? null])))))
}

/** Facts about rows that an act left, with the start that it recorded. */
async function compareActs(proof: Proof, moment: Moment, expected: World): Promise<void> {
  for (const c of proof.model.classes) {
    if (!c.remembers) continue
    const rows = await ask<{ readonly stage: string }>(proof.db, readActs(c))
    const is = new Set(rows.map(r => `${r.stage} ${keyOfView(r, c.table.key)}`))
    const wanted = new Set(
      expected.done
        .filter(d => d.className === c.class.name && d.fact.kind !== 'approved')
        .map(d => `${stageOf(d)} ${JSON.stringify(c.table.key.map(k => d.key[k.name] ?? null))}`),
    )
    for (const text of is)
      if (!wanted.has(text)) find(proof, moment, null, null, c.class.name, text.split(' ')[0]!, `remembers the act ${text}`, 'no such act')
    for (const text of wanted)
      if (!is.has(text))
        find(
          proof,
          moment,
          null,
          null,
          c.class.name,
          text.split(' ')[0]!,
          `does not remember the act ${text}`,
          'an act that leaves the row is a fact with a date',
        )
  }
}

/** The log: every run done, disabled classes refused, no row passed by, none left. */
async function compareLog(proof: Proof, moment: Moment, after: string, scope: RunScope): Promise<void> {
  const runs = await ask<Record<'class_name' | 'state' | 'stop_reason' | 'rows_blocked' | 'rows_left', string>>(proof.db, readRuns, [after])
  for (const r of runs) {
    const { disabledUntil, stages } = boundOf(proof, r.class_name)
    const disabled = disabledUntil !== null && stages.length === 0
    const state = disabled ? 'refused' : 'done'
    const partial = scope.tenant !== undefined || boundOf(proof, r.class_name).optedIn !== null
    if (r.state !== state)
      find(proof, moment, null, null, r.class_name, null, `the run is ${r.state}: ${r.stop_reason}`, `the run is ${state}`)
    else if (r.rows_blocked !== '0' || (!disabled && !partial && r.rows_left !== '0'))
      find(
        proof,
        moment,
        null,
        null,
        r.class_name,
        null,
        `the run passed by ${r.rows_blocked} rows and left ${r.rows_left} (${r.stop_reason})`,
        'nothing is passed by, nothing is left',
      )
  }
  if (runs.length === 0) find(proof, moment, null, null, null, null, 'the run log is empty', 'one line per class')
  for (const b of await ask<Record<'class_name' | 'stage' | 'row_key' | 'sqlstate' | 'reason', string>>(proof.db, readBlocked, [after]))
    find(
      proof,
      moment,
      null,
      null,
      b.class_name,
      null,
      `${b.stage} passed by ${b.row_key}: ${b.sqlstate} ${b.reason}`,
      'the row goes, or is held or deferred',
    )
}

/** A second run at the same moment finds nothing to do. */
async function runAgain(proof: Proof, moment: Moment, before: World): Promise<void> {
  await runClasses(proof, printInstant(moment.asOf))
  const rows = await snapshot(proof.db, proof.model.schema)
  for (const table of proof.model.schema.tables) {
    const [a, b] = [before.rows, rows].map(
      w => new Map((w.get(tableKey(table)) ?? []).map(r => [keyText(table, r), JSON.stringify(r)])),
    ) as [Map<string, string>, Map<string, string>]
    for (const [key, text] of a)
      if (b.get(key) !== text)
        find(
          proof,
          moment,
          table,
          JSON.parse(text) as Row,
          null,
          null,
          b.has(key) ? 'a second run changed the row' : 'a second run removed the row',
          'a second run at the same moment changes nothing',
        )
  }
}

/** A manual run for one tenant takes that tenant's rows, and is refused without what its gates ask for. */
async function proveManualTenant(proof: Proof, moment: Moment, { tenant, classes }: ManualTenant): Promise<void> {
  const asOf = printInstant(moment.asOf)
  const scope: RunScope = { tenant, classes: classes.map(c => c.name) }
  const before: World = { rows: await snapshot(proof.db, proof.model.schema), holds: proof.holds, done: proof.done }
  const was = fates(proof.model.policy, proof.model.schema, before, moment.asOf, proof.model.naming)
  const order = proof.model.classes.map(c => c.class.name)
  const inOrder = classes.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
  await runAndCompare(proof, moment, before, was, scope, async () => {
    for (const c of inOrder) await runByHand(proof, c.name, asOf, { tenant, actor: c.actor, phrase: c.phrase })
  })
  const [mark] = await ask<{ readonly run: string }>(proof.db, latest)
  for (const c of inOrder) if (c.actor !== null || c.phrase !== null) await runByHand(proof, c.name, asOf, { tenant })
  for (const r of await ask<{ readonly class_name: string; readonly state: string }>(proof.db, readRuns, [mark!.run]))
    if (r.state !== 'refused')
      find(proof, moment, null, null, r.class_name, null, `a manual run without what its gates ask for is ${r.state}`, 'refused')
}
