import { type Table, tableKey } from '../../src/schema/schema.ts'
import { keyText } from '../../src/verify/build/draft.ts'
import { ask } from '../../src/verify/database/ask.ts'
import { askedErasures } from '../../src/verify/database/asked.ts'
import { snapshot } from '../../src/verify/database/snapshot.ts'
import { readFates, session } from '../../src/verify/database/statements.ts'
import type { Moment } from '../../src/verify/instants.ts'
import type { Fate } from '../../src/verify/oracle/fate.ts'
import { printInstant } from '../../src/verify/oracle/instant.ts'
import { outcome } from '../../src/verify/oracle/oracle.ts'
import type { World as Rows } from '../../src/verify/oracle/world.ts'
import type { Finding } from '../../src/verify/prove/finding.ts'
import { proveRun } from '../../src/verify/prove/run.ts'
import { runClasses } from '../../src/verify/prove/run-classes.ts'
import type { Prepared } from '../../src/verify/prove/step.ts'
import { proveViews } from '../../src/verify/prove/views.ts'
import { ownSession, sessionSql } from './session.ts'
import type { World } from './world.ts'

/** What a world showed. */
export interface Judgement {
  /** Differences between what the SQL did and what the oracle expects; empty when they agree. */
  readonly differences: readonly string[]
  readonly fates: readonly Fate[]
  readonly before: Rows
  readonly after: Rows
}

/** Run the world twice, and compare all that can be seen with the oracle. */
export async function judge(world: World): Promise<Judgement> {
  const { proof, model, draught } = world
  const { policy, schema, naming } = model
  const moment: Moment = { name: 'the moment', asOf: draught.asOf, cases: 'all' }
  const before: Rows = {
    rows: await snapshot(proof.db, schema),
    holds: proof.holds,
    done: proof.done,
    asked: await askedErasures(proof.db, model),
  }
  const { fates } = outcome(policy, schema, before, draught.asOf, naming, { scheduled: true })
  const differences: string[] = [...(await partition(world, fates, before))]
  const prepared: Prepared = { moment, cases: [], tenant: null, world: before, fates, only: null }
  await proveViews(proof, prepared)

  const run = async (): Promise<void> => {
    // After an error the database is cleaned, session and all.
    await proof.db.exec(sessionSql(draught.spec.session))
    await runClasses(proof, printInstant(draught.asOf))
    await proof.db.exec(`${ownSession};${session}`)
  }
  const after = await proveRun(proof, prepared, { scheduled: true }, run)
  const first = proof.findings.length
  if (first === 0 && differences.length === 0) {
    const again = outcome(policy, schema, after, draught.asOf, naming, { scheduled: true })
    await proveRun(proof, { ...prepared, world: after, fates: again.fates }, { scheduled: true }, run)
    const rows = await snapshot(proof.db, schema)
    const changed = schema.tables.filter(t => textOf(after, t) !== textOf({ ...after, rows }, t)).map(t => t.name)
    // What waited for a row of another class of its table, or for one that was on hold until the run took the row in which the hold stands, or what lost the event
    // that kept it when the run cut its owner off from the person, may go in the second run, and then by the oracle's word.
    const waited =
      draught.designs.some(t => t.spec.classes.length > 1 && t.references.some(r => r.kind === 'self')) ||
      policy.holds.some(h => h.holds !== h.table) ||
      JSON.stringify(policy.schedule).includes('"kind":"sever"')
    if (changed.length > 0 && !(waited && again.performed.length > 0)) differences.push(`a second run changes ${changed.join(', ')}`)
  }
  return {
    differences: [...differences, ...proof.findings.map((f, i) => `${i >= first ? 'second run: ' : ''}${say(f)}`)],
    fates,
    before,
    after,
  }
}

const textOf = (world: Rows, table: Table): string =>
  (world.rows.get(tableKey(table)) ?? [])
    .map(r => JSON.stringify(r))
    .toSorted()
    .join()

/** Every row of a table with classes is of exactly one of them, by its view. */
async function partition({ proof, model }: World, fates: readonly Fate[], before: Rows): Promise<readonly string[]> {
  const seen = new Map<string, number>()
  for (const [i, c] of model.classes.entries())
    for (const row of await ask<Record<string, string>>(proof.db, readFates(`fates_${i}`))) {
      const key = JSON.stringify([tableKey(c.table.name), c.table.key.map((_, n) => row[`key_${n}`])])
      seen.set(key, (seen.get(key) ?? 0) + 1)
    }
  const tables = model.tables.filter(t => t.classes.length > 0)
  const rows = tables.flatMap(t =>
    (before.rows.get(tableKey(t.name)) ?? []).map(r => JSON.stringify([tableKey(t.name), t.key.map(k => r[k.name])])),
  )
  const wrong = rows.filter(r => seen.get(r) !== 1).map(r => `${r} stands in ${seen.get(r) ?? 0} classes`)
  const judged = new Set(
    fates.map(f => keyText(model.schema.tables.find(t => t.name === f.table.name && t.schema === f.table.schema)!, f.key)),
  )
  return [
    ...wrong,
    ...(rows.length === judged.size && fates.length === judged.size ? [] : [`${rows.length} rows, and the oracle judges ${fates.length}`]),
  ]
}

const say = (f: Finding): string =>
  [f.class && `class "${f.class}"`, f.stage, f.table, f.row && JSON.stringify(f.row), `did: ${f.did};`, `expected: ${f.expected}`]
    .filter(Boolean)
    .join(' ')
