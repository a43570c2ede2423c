import { ask } from '../database/ask.ts'
import { type Blocked, block, blockedState, readBlockedAs, readPassedBy } from '../database/blocked-row-statements.ts'
import { rehearse } from '../database/rehearse.ts'
import { latest, readRuns } from '../database/statements.ts'
import { printInstant } from '../oracle/instant.ts'
import type { Row } from '../oracle/world.ts'
import { type BusyClass, findBusyClass, rowsOf, same } from './busy-class.ts'
import { find } from './find.ts'
import type { Proof } from './proof.ts'
import { runClasses } from './run-classes.ts'
import type { Prepared } from './step.ts'

/** One row that cannot go: the others go, and the run says which stayed and why (I7). */
export async function proveBlockedRow(proof: Proof, prepared: Prepared): Promise<void> {
  const busy = await findBusyClass(proof, prepared, 'a row that cannot go')
  if (!busy) return
  const key = busy.acted[Math.floor(busy.acted.length / 2)]!
  const row = busy.before.get(key)!
  for (const deferred of [false, true])
    await rehearse(proof.db, async () => {
      await proof.db.exec(block(busy.table, row, deferred))
      const name = busy.class.class.name
      const what = `one of ${busy.acted.length} due rows cannot go${deferred ? ', which a deferred constraint says' : ''}`
      for (const { did, expected } of await wrongs(proof, prepared, busy, key))
        find(proof, prepared.moment, busy.table, row, name, null, `${what}: ${did}`, expected)
      proof.checks += busy.before.size
    })
}

interface Wrong {
  readonly did: string
  readonly expected: string
}
type RunLine = Readonly<Record<'state' | 'stop_reason' | 'rows_blocked' | 'rows_left', string>>

async function wrongs(
  proof: Proof,
  { moment }: Prepared,
  { class: c, table, before, after, acted }: BusyClass,
  key: string,
): Promise<readonly Wrong[]> {
  const [mark] = await ask<{ readonly run: string; readonly evidence: string }>(proof.db, latest)
  await runClasses(proof, printInstant(moment.asOf), [c.class.name])
  const rows = await rowsOf(proof, table)
  const blocked = await ask<Blocked>(proof.db, readBlockedAs(table, before.get(key)!), [mark!.run])
  const passedBy = await ask<{ readonly sqlstate: string }>(proof.db, readPassedBy, [mark!.evidence])
  const run = (await ask<RunLine>(proof.db, readRuns, [mark!.run])).at(-1)
  const others = acted.filter(k => k !== key && was(before, rows, k) !== was(before, after, k))
  const found: Wrong[] = []
  const expect = (right: boolean, did: string, expected: string): void => {
    if (!right) found.push({ did, expected })
  }
  expect(same(rows.get(key), before.get(key)), 'the row is not as it was', 'the row stays')
  expect(others.length === 0, `${others.length} others were treated otherwise than without it`, 'every other row goes its way')
  expect(
    blocked.length > 0 && blocked.every(b => b.sqlstate === blockedState && b.this_row),
    `listed as blocked: ${JSON.stringify(blocked)}`,
    `the row, with ${blockedState}`,
  )
  expect(
    passedBy.length === blocked.length && passedBy.every(p => p.sqlstate === blockedState),
    `evidence of ${passedBy.length} rows passed by, and ${blocked.length} are listed`,
    'evidence of each',
  )
  expect(
    run?.state === 'done' && run.stop_reason !== 'done' && run.rows_blocked === String(blocked.length) && Number(run.rows_left) > 0,
    `the run is ${run?.state}: ${run?.stop_reason}, ${run?.rows_blocked} blocked, ${run?.rows_left} left`,
    'the run is done, and says what it left',
  )
  return found
}

const was = (before: ReadonlyMap<string, Row>, after: ReadonlyMap<string, Row>, key: string): 'gone' | 'there' | 'changed' =>
  after.has(key) ? (same(before.get(key), after.get(key)) ? 'there' : 'changed') : 'gone'
