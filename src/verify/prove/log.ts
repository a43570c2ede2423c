import { ask, askAll } from '../database/ask.ts'
import { readActs, readBlocked, readRuns } from '../database/statements.ts'
import type { Moment } from '../instants.ts'
import { keyOfView } from '../judge/compare-fates.ts'
import type { RunScope } from '../oracle/tenant.ts'
import type { Done, World } from '../oracle/world.ts'
import { find } from './find.ts'
import { boundOf, type Proof } from './proof.ts'
import { looksAt, type Prepared } from './step.ts'

export const stageOf = ({ fact }: Done): string =>
  fact.kind === 'erased' ? 'erase' : fact.kind === 'stage' ? `interim_${fact.index + 1}` : 'dispose'

/** Facts about rows that an act left, with the start that it recorded. */
export async function proveActs(proof: Proof, prepared: Prepared, expected: World): Promise<void> {
  const { moment } = prepared
  const classes = proof.model.classes.filter(c => c.remembers && looksAt(prepared, c.class.name))
  const answers = await askAll<{ readonly stage: string }>(proof.db, classes.map(readActs))
  for (const [i, c] of classes.entries()) {
    const rows = answers[i]!
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
export async function proveLog(proof: Proof, moment: Moment, after: string, scope: RunScope): Promise<void> {
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
