import { type Table, type TableName, tableKey } from '../../schema/schema.ts'
import { ask } from '../database/ask.ts'
import { type Answer, attemptAll } from '../database/attempt.ts'
import { forgetHolds, forgetStanding, readTriggers, type TriggerRow } from '../database/guard-statements.ts'
import { rehearse } from '../database/rehearse.ts'
import { tableText } from '../database/statements.ts'
import type { Moment } from '../instants.ts'
import { type Ground, openGround } from '../oracle/ground.ts'
import { heldRows } from '../oracle/hold.ts'
import { find } from './find.ts'
import { choose, replicaTrial, type Subjects, standingTrials, type Trial, trialsOf } from './guard-trials.ts'
import { guardOf, type Proof } from './proof.ts'
import { looksAt, type Prepared } from './step.ts'

/** No row on hold is lost, whoever tries (I3); and a row under no hold is the application's own. Rows of the classes that the step looks at. */
export async function proveGuards(proof: Proof, prepared: Prepared): Promise<void> {
  const { moment, world, only } = prepared
  const { policy, schema, naming } = proof.model
  const ground = openGround(policy, schema, { ...world, holds: [] }, moment.asOf, naming)
  await proveTriggers(proof, moment)
  await rehearse(proof.db, async () => {
    // Only the hold of each attempt: with hundreds besides, every guard takes ten times as long.
    await proof.db.exec(forgetHolds)
    const tables = proof.model.tables
      .filter(t => only === null || t.classes.some(c => looksAt(prepared, c.name)))
      .map(t => tableKey(t.name))
    const wanted = (trials: readonly Trial[]) => trials.filter(t => tables.includes(tableKey(t.table)))
    await proveTrials(proof, moment, wanted(standingTrials(ground)))
    // Where no hold stands either, a guard that overlooks the placed one has nothing else to look at.
    const { standingHolds, roles } = proof.model
    await proveTrials(proof, moment, wanted(tableTrials(proof, moment, ground)), forgetStanding(standingHolds, roles.disposer))
  })
}

async function proveTrials(proof: Proof, moment: Moment, trials: readonly Trial[], first?: string): Promise<void> {
  const { schema, roles } = proof.model
  const who = { schemas: [...new Set(schema.tables.map(t => t.schema))], disposer: roles.disposer }
  const attempts = trials.map(t => t.attempt)
  const answers = attempts.length > 0 ? await attemptAll(proof.db, who, attempts, first) : []
  for (const [i, { table, row, what, expected, right }] of trials.entries())
    if (!right(answers[i]!)) find(proof, moment, table, row, null, null, `${what}: ${words(answers[i]!)}`, expected)
  proof.checks += trials.length
}

const words = ({ refused, says, answer }: Answer): string =>
  refused === null ? `it went through, the row: ${answer}` : `refused with ${refused}, ${says}`

function tableTrials(proof: Proof, moment: Moment, ground: Ground): readonly Trial[] {
  const covered = heldRows(ground)
  const hold = proof.nextHold++
  const subjects = proof.model.tables.flatMap((bound): Subjects[] => {
    const table = ground.schema.tables.find(t => tableKey(t) === tableKey(bound.name))!
    if (!guardOf(proof, table, tableText)) {
      find(proof, moment, table, null, null, null, 'the table takes no holds', 'every table on the way to a subject takes holds')
      return []
    }
    const chosen = choose(proof, ground, table, covered)
    if (chosen) return [{ ground, table, hold, ...chosen }]
    proof.notCovered.push({
      class: bound.classes[0]?.name ?? tableText(table),
      what: 'guard',
      reason: `no row of ${tableText(table)} is there to hold`,
    })
    return []
  })
  return [...subjects.flatMap(s => trialsOf(proof, s)), ...subjects.slice(0, 1).map(s => replicaTrial(proof, s))]
}

/** `pg_trigger.tgtype`: ROW 1, BEFORE 2, DELETE 8, UPDATE 16, TRUNCATE 32. */
const [beforeRow, changes, beforeTruncate] = [3, 24, 34]

/** Both guards stand on every table and partition, fire in every session, and after all triggers of the application. */
async function proveTriggers(proof: Proof, moment: Moment): Promise<void> {
  const rows = await ask<TriggerRow>(proof.db, readTriggers)
  const byTable = Map.groupBy(rows, r => tableKey({ schema: r.schema, name: r.table }))
  for (const { name, catalog } of proof.model.tables)
    for (const t of [name, ...catalog.partitions]) {
      const wrong = whyUnguarded(byTable.get(tableKey(t)) ?? [], t)
      if (wrong !== null) find(proof, moment, catalog as Table, null, null, null, wrong, 'guards that always fire, and fire last')
      proof.checks += 1
    }
}

function whyUnguarded(triggers: readonly TriggerRow[], table: TableName): string | null {
  const is = (name: string, type: number): boolean => triggers.some(t => t.name === name && t.enabled === 'A' && t.type === type)
  if (!is('~retention_guard', beforeRow + changes)) return `${tableText(table)} has no row guard that always fires`
  if (!is('~retention_truncate', beforeTruncate)) return `${tableText(table)} has no guard against TRUNCATE that always fires`
  const place = triggers.findIndex(t => t.name === '~retention_guard')
  const after = triggers
    .slice(place + 1)
    .find(t => (t.type & beforeRow) === beforeRow && (t.type & changes) !== 0 && !t.name.startsWith('~retention_'))
  return after ? `the trigger ${after.name} of ${tableText(table)} fires after the guard` : null
}
