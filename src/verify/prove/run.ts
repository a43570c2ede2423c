import { type Table, tableKey } from '../../schema/schema.ts'
import { keyText } from '../build/draft.ts'
import { ask } from '../database/ask.ts'
import { snapshot } from '../database/snapshot.ts'
import { latest, readEvidence, tableText } from '../database/statements.ts'
import { type Act, compareEvidence, comparePartEvidence } from '../judge/compare-evidence.ts'
import { compareRecord, type Starts } from '../judge/compare-record.ts'
import { compareWorlds } from '../judge/compare-worlds.ts'
import { violatedForeignKeys } from '../judge/foreign-keys.ts'
import { earliest, latest as latestOf } from '../oracle/calendar.ts'
import type { Fate } from '../oracle/fate.ts'
import { type Ground, openGround } from '../oracle/ground.ts'
import { fromLocal, printInstant } from '../oracle/instant.ts'
import type { RunScope } from '../oracle/tenant.ts'
import type { Done, World } from '../oracle/world.ts'
import { expect } from './expect.ts'
import { find } from './find.ts'
import { proveActs, proveLog, stageOf } from './log.ts'
import type { Proof } from './proof.ts'
import { looksAt, type Prepared } from './step.ts'

/** Run, and compare the world, the evidence and the log with what they should be. Gives the world as the oracle knows it now. */
export async function proveRun(proof: Proof, prepared: Prepared, scope: RunScope, run: () => Promise<void>): Promise<World> {
  const { moment, world: before, fates: was } = prepared
  const { policy, schema, naming } = proof.model
  const classes = proof.model.classes.filter(c => looksAt(prepared, c.class.name))
  const { world: expected, performed } = expect(proof, before, moment, scope)
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
      fate?.className ?? rollingInto(ground, d.table),
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
  const goneFrom = new Map(
    schema.tables.map(t => [tableText(t), (before.rows.get(tableKey(t)) ?? []).filter(r => !there.has(keyText(t, r))).length]),
  )
  const starts = startsOf(performed, classOf, policy.timeZone)
  for (const d of [
    ...compareEvidence(classes, acts, gone, done),
    ...comparePartEvidence(classes, acts, goneFrom),
    ...compareRecord(policy, classes, acts, moment.asOf, starts),
  ])
    find(proof, moment, null, null, d.class.class.name, null, d.did, d.expected)
  await proveLog(proof, moment, mark!.run, scope)
  for (const text of violatedForeignKeys(schema, rows)) find(proof, moment, null, null, null, null, text, 'every foreign key holds')
  await proveActs(proof, prepared, expected)
  proof.done = expected.done
  return { ...expected, rows, holds: proof.holds }
}

/** The first and last start of the clock of the rows on which each stage of each class was done. */
function startsOf(performed: readonly Done[], fates: ReadonlyMap<string, Fate>, zone: string): ReadonlyMap<string, Starts> {
  const keyed = new Map([...fates.values()].map(f => [JSON.stringify([f.table, f.key]), f]))
  const all = Map.groupBy(performed, d => `${d.className}/${stageOf(d)}`)
  return new Map(
    [...all].map(([name, done]) => {
      const starts = done.flatMap(d => {
        const start = keyed.get(JSON.stringify([d.table, d.key]))?.start
        return start ? [start.kind === 'instant' ? start.at : fromLocal(start.day.toPlainDateTime(), zone)] : []
      })
      return [name, { first: earliest(starts), last: latestOf(starts) }]
    }),
  )
}

/** The class whose rows are added up in a table. */
function rollingInto(ground: Ground, table: Table): string | null {
  const found = ground.policy.schedule.find(
    e => e.kind === 'class' && e.clock?.dispose.some(a => a.kind === 'rollup' && ground.table(a.into) === table),
  )
  return found?.kind === 'class' ? found.name : null
}

const stageWords = (fate: Fate): string => fate.wanted.map(w => ({ erasure: 'erase', disposal: 'dispose', stage: 'interim' })[w]).join(', ')
const count = <X>(all: Iterable<X>, by: (x: X) => string): ReadonlyMap<string, number> => {
  const n = new Map<string, number>()
  for (const x of all) n.set(by(x), (n.get(by(x)) ?? 0) + 1)
  return n
}
