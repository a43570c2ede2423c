import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { ask } from '../database/ask.ts'
import { type Link, readChain } from '../database/chain-statements.ts'
import * as ledger from '../database/evidence-statements.ts'
import { asReplica } from '../database/guard-statements.ts'
import { rehearse } from '../database/rehearse.ts'
import { add, reached } from '../oracle/calendar.ts'
import { find } from './find.ts'
import type { Proof } from './proof.ts'
import type { Prepared } from './step.ts'

type Complain = (did: string, expected: string) => void

/** The evidence cannot be changed, shows when it was, and goes when its own period is over and not before (I6). */
export async function proveEvidence(proof: Proof, { moment }: Prepared): Promise<void> {
  const complain: Complain = (did, expected) => find(proof, moment, null, null, null, null, did, expected)
  for (const replica of [false, true]) for (const statement of ledger.forbidden) await proveForbidden(proof, statement, replica, complain)
  await rehearse(proof.db, async () => {
    await proof.db.exec(`${ledger.withoutTriggers}; ${ledger.beginChain}`)
    await provePruning(proof, complain)
  })
  await rehearse(proof.db, async () => {
    await proof.db.exec(`${ledger.withoutTriggers}; ${ledger.beginChain}`)
    for (const t of ledger.tamperings) await proveTampering(proof, t, complain)
  })
  proof.checks += 2 * ledger.forbidden.length + ledger.tamperings.length + 4
}

async function proveForbidden({ db }: Proof, statement: string, replica: boolean, complain: Complain): Promise<void> {
  const state = await rehearse(db, () =>
    db.exec(replica ? `${asReplica}; ${statement}` : statement).then(
      () => 'went through',
      (error: { readonly code?: string }) => `${error.code}`,
    ),
  )
  if (state !== 'RH007') complain(`${statement}${replica ? ' in a replica session' : ''}: ${state}`, 'refused with RH007')
}

async function proveTampering({ db }: Proof, { what, sql, at }: (typeof ledger.tamperings)[number], complain: Complain): Promise<void> {
  const [found] = await rehearse(db, async () => {
    await db.exec(sql)
    return ask<{ readonly evidence_id: string; readonly finding: string }>(db, ledger.verifyChain)
  })
  if (Number(found?.evidence_id) !== at)
    complain(`verify_evidence after ${what}: ${found?.finding ?? 'nothing found'}`, `a finding at act ${at}`)
}

/** Two acts whose period is over, all others a day short of it; then all are over, and hold and run keep theirs until they end. */
async function provePruning(proof: Proof, complain: Complain): Promise<void> {
  const { keep } = proof.model.policy.evidence
  const zone = proof.model.policy.timeZone
  const period = (keep.min ?? keep.max)!
  const [clock] = await ask<{ readonly now: string }>(proof.db, ledger.clock)
  const now = Temporal.Instant.from(clock!.now)
  const began = now.toZonedDateTimeISO(zone).subtract(Temporal.Duration.from(period.iso))
  const at = (days: number): Temporal.Instant => began.add({ days }).toInstant()
  const over = (instant: Temporal.Instant): boolean => reached(add(instant, period, zone), now)

  const instants = [at(-3), at(-2), at(2), at(2), at(2)]
  await date(proof, instants)
  await proveLeft(
    proof,
    'a period that is over for two of five acts',
    instants.findIndex(i => !over(i)),
    complain,
  )

  await date(proof, instants.fill(at(-2)))
  await proveLeft(proof, 'all periods over, a hold active and a run under way', 3, complain)
  await proof.db.exec(ledger.release)
  await proveLeft(proof, 'all periods over, a run under way', 4, complain)
  await proof.db.exec(ledger.endRun)
  await proveLeft(proof, 'all periods over, nothing needed', 5, complain)
}

/** Record the proof's acts at other instants, and hash the chain anew. */
async function date({ db }: Proof, instants: readonly Temporal.Instant[]): Promise<void> {
  for (const [i, instant] of instants.entries()) await db.query(ledger.dateAct, [i + 1, instant.toString()])
  let hash = ''
  for (const link of await ask<Link>(db, readChain)) {
    const content = [link.evidence_id, link.recorded_at, link.recorded_by, link.act, link.body].join('\x1f')
    const next = createHash('sha256').update(Buffer.from(hash, 'hex')).update(content, 'utf8').digest('hex')
    await db.query(ledger.linkAct, [link.evidence_id, hash, next])
    hash = next
    await db.query(ledger.moveHead, [link.evidence_id, next])
  }
}

/** A pruning takes so many acts and no others, and leaves a chain that begins after them and is whole. */
async function proveLeft(proof: Proof, what: string, gone: number, complain: Complain): Promise<void> {
  const left = await rehearse(proof.db, async () => {
    const before = await ask<Link>(proof.db, readChain)
    await ask(proof.db, ledger.prune)
    const [checkpoint] = await ask<{ readonly evidence_id: string; readonly hash: string; readonly acts: string }>(
      proof.db,
      ledger.readCheckpoint,
    )
    const [broken] = await ask<{ readonly finding: string }>(proof.db, ledger.verifyChain)
    const after = await ask<Link>(proof.db, readChain)
    const last = before[gone - 1]!
    const isThere = checkpoint?.hash === last.hash && Number(checkpoint.acts) === gone
    return { first: Number(after[0]?.evidence_id), checkpoint: isThere, pruning: after.at(-1)?.act, broken: broken?.finding }
  })
  if (left.first !== gone + 1) complain(`pruning, ${what}: the chain begins at act ${left.first}`, `at act ${gone + 1}`)
  else if (!left.checkpoint) complain(`pruning, ${what}: no checkpoint of act ${gone}`, 'a checkpoint with its hash and the number of acts')
  else if (left.pruning !== 'evidence pruned') complain(`pruning, ${what}: no act says so`, 'an act of the pruning')
  else if (left.broken) complain(`pruning, ${what}: verify_evidence says ${left.broken}`, 'a whole chain')
}
