import packageJson from '../../package.json' with { type: 'json' }
import { sha256 } from '../emit/output-folder.ts'
import { erasureSentence, retentionSentence } from '../emit/words.ts'
import { diagnostic } from '../report/diagnostic.ts'
import type { NotCovered } from './case/case.ts'
import { ask } from './database/ask.ts'
import { readEngine } from './database/statements.ts'
import type { Moment } from './instants.ts'
import { printLocal, toLocal } from './oracle/instant.ts'
import type { Finding } from './prove/finding.ts'
import { boundOf, type Proof } from './prove/proof.ts'
import { contradictionDiagnostic } from './published/contradiction-diagnostic.ts'
import type { PublishedProof } from './published/published-proof.ts'
import { clausesOf } from './report/clauses.ts'
import { evidenceOf } from './report/evidence.ts'
import { rulesOf } from './report/rules.ts'
import { unreached } from './report/situation.ts'
import { stageProof } from './report/stage.ts'
import { uncoveredIn } from './report/uncovered.ts'
import type { ClassProof, VerifyReport } from './verify-report.ts'

const migration = /^migrations\/(.+)$/

/** What a finished proof comes to; `elapsedMs` is the duration so far. */
export async function reportOf(
  proof: Proof,
  moments: readonly Moment[],
  published: PublishedProof,
  elapsedMs: number,
): Promise<VerifyReport> {
  const { policy } = proof.model
  const [postgres] = await ask<{ readonly engine: string }>(proof.db, readEngine)
  const rules = rulesOf(proof)
  const uncovered = uncoveredIn(proof, rules)
  // A row says more than a count.
  const findings = proof.findings.toSorted((a, b) => Number(b.row !== null) - Number(a.row !== null))
  return {
    kind: 'verify report',
    policy: policy.name,
    version: policy.version,
    effective: policy.effective,
    timeZone: policy.timeZone,
    lapse: packageJson.version,
    engine: postgres!.engine,
    migrations: proof.files
      .flatMap(f => (migration.test(f.path) ? [{ name: migration.exec(f.path)![1]!, sha256: sha256(f.text) }] : []))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    proved: findings.length === 0 && published.contradictions.length === 0,
    moments: moments.map(m => ({ name: m.name, asOf: m.asOf.toString(), local: printLocal(toLocal(m.asOf, policy.timeZone)) })),
    classes: classesOf(proof),
    clauses: clausesOf(proof, rules, uncovered),
    findings,
    published,
    uncovered,
    notCovered: [...new Map([...proof.notCovered, ...unreachedIn(proof)].map(n => [JSON.stringify(n), n])).values()],
    totals: {
      cases: proof.shown.length,
      rows: proof.rows,
      comparisons: proof.checks,
      runs: moments.length * proof.model.classes.length,
      uncovered: uncovered.length,
    },
    elapsedMs: Math.round(elapsedMs),
    diagnostics: [
      ...published.contradictions.map(c => contradictionDiagnostic(policy, c)),
      ...findings.slice(0, 20).map(findingDiagnostic),
    ],
  }
}

/** Cases whose row is not what their name says. Of a stage that sleeps the rule itself is not covered, which says more. */
const unreachedIn = (proof: Proof): readonly NotCovered[] =>
  proof.shown
    .filter(s => unreached(s) && boundOf(proof, s.case.class.name).stages.some(x => x.name === s.case.stage))
    .map(s => ({ class: s.case.class.name, what: `${s.case.stage}: ${s.case.name}`, reason: 'the row made for it is not due' }))

/** In run order. */
function classesOf(proof: Proof): readonly ClassProof[] {
  return proof.model.classes.map(({ class: c }): ClassProof => {
    const shown = proof.shown.filter(s => s.case.class.name === c.name)
    return {
      name: c.name,
      table: c.table,
      clauses: c.clauses,
      keeps: retentionSentence(c),
      erasure: erasureSentence(c.onErasure),
      ...evidenceOf(shown),
      stages: boundOf(proof, c.name).stages.map(s => stageProof(s, shown)),
      findings: proof.findings.filter(f => f.class === c.name).length,
    }
  })
}

function findingDiagnostic(f: Finding) {
  const row = f.row ? `\nrow: ${f.table} ${JSON.stringify(f.row)}` : ''
  return diagnostic(
    'error',
    'proof-failed',
    `class "${f.class}"${f.clauses.length > 0 ? ` (${f.clauses.join(', ')})` : ''}${f.stage ? `, ${f.stage}` : ''}, as of ${f.asOf}${f.case ? `: ${f.case}` : ''}\nthe SQL: ${f.did}\nthe policy: ${f.expected}${row}`,
    { help: 'The emitted SQL and the policy disagree. If no file was edited by hand, this is a defect of Lapse.' },
  )
}
