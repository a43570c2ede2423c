import { type Table, tableKey } from '../../schema/schema.ts'
import { keyText } from '../build/draft.ts'
import { ask } from '../database/ask.ts'
import { snapshot } from '../database/snapshot.ts'
import { latest, readEvidence, tableText } from '../database/statements.ts'
import type { Moment } from '../instants.ts'
import { type Act, compareEvidence, comparePartEvidence } from '../judge/compare-evidence.ts'
import { compareWorlds } from '../judge/compare-worlds.ts'
import { violatedForeignKeys } from '../judge/foreign-keys.ts'
import type { Fate } from '../oracle/fate.ts'
import { type Ground, openGround } from '../oracle/ground.ts'
import { printInstant } from '../oracle/instant.ts'
import { outcome } from '../oracle/oracle.ts'
import type { RunScope } from '../oracle/tenant.ts'
import type { World } from '../oracle/world.ts'
import { find } from './find.ts'
import { proveActs, proveLog, stageOf } from './log.ts'
import type { Proof } from './proof.ts'

/** Run, and compare the world, the evidence and the log with what they should be. Gives the world as the oracle knows it now. */
export async function proveRun(
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
  for (const d of [...compareEvidence(classes, acts, gone, done), ...comparePartEvidence(classes, acts, goneFrom)])
    find(proof, moment, null, null, d.class.class.name, null, d.did, d.expected)
  await proveLog(proof, moment, mark!.run, scope)
  for (const text of violatedForeignKeys(schema, rows)) find(proof, moment, null, null, null, null, text, 'every foreign key holds')
  await proveActs(proof, moment, expected)
  proof.done = expected.done
  return { rows, holds: proof.holds, done: expected.done }
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
