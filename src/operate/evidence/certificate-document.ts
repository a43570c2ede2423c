import { render } from '../../emit/render.ts'
import { markdownText } from '../../verify/report/markdown-text.ts'
import type { Batch, Certificate } from './certificate.ts'

const number = (n: number | null): string => (n === null ? 'not counted' : n.toLocaleString('en'))

/** In a sentence: what was disposed of, and whether the evidence bears it out. */
export function verdict({ rows, evidence, run }: Certificate): string {
  const what = `The run disposed of ${number(rows.disposed)} ${rows.disposed === 1 ? 'row' : 'rows'}`
  if (!evidence.whole) return `${what}, and the evidence of it was tampered with.`
  if (evidence.complete)
    return evidence.chain_whole
      ? `${what}, and the evidence accounts for each of them.`
      : `${what}, and the evidence accounts for each of them; elsewhere the chain is broken.`
  if (run.state === 'running') return `${what} so far, and is under way.`
  return evidence.pruned_through > 0
    ? `${what}; the evidence does not account for all of them, and the oldest was removed when its period was over.`
    : `${what}, and the evidence does not account for all of them.`
}

/** What the chain says of itself. */
export const chainWords = ({ evidence: { chain_whole, pruned_through, head } }: Certificate): string =>
  [
    `The chain is ${chain_whole ? 'whole' : 'broken'}, ${pruned_through > 0 ? `from the pruning up to act ${pruned_through}` : 'from its beginning'} to its head,`,
    `act ${head.evidence_id} with the SHA-256 \`${head.hash}\`${head.recorded_at ? ` of ${head.recorded_at}` : ''}.`,
  ].join(' ')

const batchContext = (b: Batch) => ({
  evidenceId: b.evidence_id,
  what: markdownText(b.act),
  stage: markdownText(b.stage),
  recordedAt: b.recorded_at,
  recordedBy: markdownText(b.recorded_by),
  rows: markdownText(
    Object.entries(b.rows)
      .map(([table, n]) => `${table} ${number(n)}`)
      .join(', '),
  ),
  digest: b.keys ?? '–',
  hash: b.hash,
  verified: b.whole ? 'yes' : '**no**',
})

/** The certificate as a Markdown document. Same certificate, same bytes. */
export function certificateDocument(certificate: Certificate): string {
  const { run, rows, blocked, batches } = certificate
  const text = markdownText
  return render('document/certificate', {
    id: run.id,
    verdict: verdict(certificate),
    database: text(certificate.database),
    class: text(run.class),
    table: text(run.table),
    rule: text(run.rule),
    purpose: text(run.purpose),
    basis: text(run.basis),
    clauses: text(run.clauses.join(', ')) || '–',
    policy: text(`${run.policy ?? 'its name is pruned'}, version ${run.policy_version}`),
    asOf: run.as_of,
    when: `${run.started_at} to ${run.finished_at ?? 'now'}`,
    who: text(`${run.started_by}, ${run.scheduled ? 'as the schedule says' : 'by hand'}${run.one_tenant ? ', for one tenant' : ''}`),
    state: text([run.state, run.stop_reason].filter(x => x !== null && x !== '').join(': ')),
    cutoffs: certificate.first_cutoff === null ? '–' : `${certificate.first_cutoff} to ${certificate.last_cutoff}`,
    everywhere: certificate.erased_everywhere_by,
    issuedAt: certificate.issued_at,
    tables: certificate.tables.map(t => ({ stage: text(t.stage), table: text(t.table), rows: number(t.rows) })),
    rows: { held: number(rows.held), deferred: number(rows.deferred), blocked: number(rows.blocked), left: number(rows.left) },
    blocked: text(blocked.map(b => `${number(b.rows)} in ${b.stage} with ${b.sqlstate}`).join(', ')) || 'none',
    chain: chainWords(certificate),
    batches: batches.map(batchContext),
  })
}
