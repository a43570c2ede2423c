import { ask } from '../database/ask.ts'
import * as obstacle from '../database/refusal-statements.ts'
import { rehearse } from '../database/rehearse.ts'
import { latest, openRun, readRuns, stepRun, tableText } from '../database/statements.ts'
import { printInstant } from '../oracle/instant.ts'
import { type BusyClass, findBusyClass, rowsOf, same } from './busy-class.ts'
import { find } from './find.ts'
import type { Proof } from './proof.ts'
import { runClasses } from './run-classes.ts'
import type { Prepared } from './step.ts'

/** Something in the way of a run, and how the run should end. */
interface Obstacle {
  readonly what: string
  readonly sql: string
  readonly state: 'refused' | 'shadow' | 'stopped'
  readonly reason: RegExp
  /** Takes it out of the way again. */
  readonly lift?: string
  /** It comes after the run was opened. */
  readonly meanwhile?: true
}

function obstaclesTo(name: string, table: string): readonly Obstacle[] {
  const refused = (what: string, sql: string, reason: RegExp, lift?: string): Obstacle => ({
    what,
    sql,
    state: 'refused',
    reason,
    ...(lift && { lift }),
  })
  const stopped = (what: string, sql: string, reason: RegExp): Obstacle => ({ what, sql, state: 'stopped', reason, meanwhile: true })
  return [
    { what: 'its class is in shadow', sql: obstacle.disarm(name), state: 'shadow', reason: /^shadow: counted/ },
    refused('its class is paused', obstacle.pause(name), /^paused: proof/, obstacle.resumeAll),
    refused('all runs are paused', obstacle.pauseAll, /^paused: proof/),
    refused('more rows are due than the fuse allows', obstacle.limitTo(name, 1), /^fuse: /),
    refused('its class is disabled', obstacle.disable(name), /^disabled until the proof ends/),
    refused('the clock went back', obstacle.clockBack, /^the clock went back/, obstacle.goOn),
    refused('the database is another than at the installation', obstacle.otherDatabase, /restored copy or a clone/, obstacle.goOn),
    refused('no run came for too long', obstacle.noRunForLong, /^no run for more than 48 hours: /, obstacle.goOn),
    refused('the cluster is another than at the installation', obstacle.otherCluster, /restored copy or a clone/),
    refused('a guard is disabled', obstacle.disableGuard(table, 'guard'), /^guard of .* is disabled/),
    refused('a guard against TRUNCATE is disabled', obstacle.disableGuard(table, 'truncate'), /^truncate guard of .* is disabled/),
    refused('a guard is passed by in replica sessions', obstacle.weakenGuard(table), /^guard of .* is not always/),
    refused('row-level security hides rows', obstacle.hideRows(table), /^row-level security of .* is hiding rows/),
    refused('a function belongs to somebody else', obstacle.giveAway, /^owner of .* is /),
    stopped('its class is paused meanwhile', obstacle.pause(name), /^paused: proof/),
    stopped('its class is disarmed meanwhile', obstacle.disarm(name), /^disarmed/),
    stopped('it lasts longer than it may', obstacle.noTime(name), /^ran for /),
  ]
}

/** A run that somebody or something stands in the way of touches nothing and says why (I9). */
export async function proveRefusals(proof: Proof, prepared: Prepared): Promise<void> {
  const busy = await findBusyClass(proof, prepared, 'runs that are refused')
  if (!busy) return
  const name = busy.class.class.name
  const table = tableText(busy.table)
  for (const o of obstaclesTo(name, table)) {
    const wrong = await rehearse(proof.db, () => whyWrong(proof, prepared, busy, o))
    if (wrong !== null) find(proof, prepared.moment, null, null, name, null, `a run, while ${o.what}: ${wrong}`, expectedOf(o))
    proof.checks += 1
  }
  const ahead = await rehearse(proof.db, () => runClasses(proof, obstacle.farFuture, [name]).then(() => 'went through', codeOf))
  if (ahead !== 'RH006')
    find(proof, prepared.moment, null, null, name, null, `a run as of ${obstacle.farFuture}: ${ahead}`, 'an error with RH006')
  proof.checks += 1
}

const expectedOf = ({ state, reason, lift }: Obstacle): string =>
  `${state}, with a reason like ${reason.source}; no row is touched${lift ? '; lifted, the next run is done' : ''}`
const codeOf = (error: { readonly code?: string }): string => `${error.code}`

interface RunLine {
  readonly state: string
  readonly stop_reason: string | null
  readonly rows_left: string | null
}

async function whyWrong(proof: Proof, { moment }: Prepared, busy: BusyClass, o: Obstacle): Promise<string | null> {
  const name = busy.class.class.name
  const asOf = printInstant(moment.asOf)
  const run = () => runClasses(proof, asOf, [name])
  const line = o.meanwhile ? await openThen(proof, asOf, name, o.sql) : await lineOf(proof, () => proof.db.exec(o.sql).then(run))
  if (line?.state !== o.state || !o.reason.test(line.stop_reason ?? '')) return `is ${line?.state}: ${line?.stop_reason}`
  const rows = await rowsOf(proof, busy.table)
  if ([...busy.before].some(([key, row]) => !same(row, rows.get(key)))) return 'touches rows'
  if (o.state === 'shadow' && !(Number(line.rows_left) >= busy.acted.length))
    return `counts ${line.rows_left} rows, and ${busy.acted.length} are due`
  if (o.lift === undefined) return null
  await proof.db.exec(o.lift)
  const lifted = await lineOf(proof, run)
  return lifted?.state === 'done' ? null : `once that is lifted, the run is ${lifted?.state}: ${lifted?.stop_reason}`
}

async function lineOf(proof: Proof, run: () => Promise<void>): Promise<RunLine | undefined> {
  const [mark] = await ask<{ readonly run: string }>(proof.db, latest)
  await run()
  return (await ask<RunLine>(proof.db, readRuns, [mark!.run])).at(-1)
}

/** Open a run, put something in its way, and take one step. */
const openThen = (proof: Proof, asOf: string, name: string, sql: string): Promise<RunLine | undefined> =>
  lineOf(proof, async () => {
    const { rows } = await proof.db.query<{ readonly run: string }>(openRun, [name, asOf, true, null, null, null])
    await proof.db.exec(sql)
    await proof.db.query(stepRun, [rows[0]!.run])
  })
