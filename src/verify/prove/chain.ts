import { createHash } from 'node:crypto'
import { ask } from '../database/ask.ts'
import { type Link, readChain, readHead, whoActs } from '../database/chain-statements.ts'
import { find } from './find.ts'
import type { Proof } from './proof.ts'
import type { Prepared } from './step.ts'

/** The evidence is one chain: every hash is calculated again, and each act names whoever acted. */
export async function proveChain(proof: Proof, { moment }: Prepared): Promise<void> {
  const links = await ask<Link>(proof.db, readChain)
  const [head] = await ask<Pick<Link, 'evidence_id' | 'hash'>>(proof.db, readHead)
  const [who] = await ask<{ readonly who: string }>(proof.db, whoActs)
  let previous = { evidence_id: '0', hash: '' }
  for (const link of links) {
    const wrong = whyWrong(link, previous, who!.who)
    if (wrong !== null)
      find(proof, moment, null, null, null, null, `evidence ${link.evidence_id} (${link.act}): ${wrong}`, 'an unbroken chain')
    previous = link
  }
  if (head?.hash !== previous.hash || head.evidence_id !== previous.evidence_id)
    find(proof, moment, null, null, null, null, `the head of the evidence is ${head?.evidence_id}`, `its last act, ${previous.evidence_id}`)
  proof.checks += links.length
}

function whyWrong(link: Link, previous: Pick<Link, 'evidence_id' | 'hash'>, who: string): string | null {
  if (Number(link.evidence_id) !== Number(previous.evidence_id) + 1) return `follows ${previous.evidence_id}`
  if (link.previous_hash !== previous.hash) return 'does not link to the act before'
  if (link.recorded_by !== who) return `was recorded by ${link.recorded_by}, not by ${who}`
  const content = [link.evidence_id, link.recorded_at, link.recorded_by, link.act, link.body].join('\x1f')
  const hash = createHash('sha256').update(Buffer.from(previous.hash, 'hex')).update(content, 'utf8').digest('hex')
  return hash === link.hash ? null : 'has another hash than its content'
}
