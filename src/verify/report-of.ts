import { diagnostic } from '../report/diagnostic.ts'
import type { NotCovered } from './case/case.ts'
import type { Moment } from './instants.ts'
import type { Finding } from './prove/finding.ts'
import type { Proof, Shown } from './prove/proof.ts'
import { contradictionDiagnostic } from './published/contradiction-diagnostic.ts'
import type { PublishedProof } from './published/published-proof.ts'
import type { ClassProof, ClauseProof, StageProof, VerifyReport } from './verify-report.ts'

/** What a finished proof comes to. */
export function reportOf(proof: Proof, moments: readonly Moment[], published: PublishedProof, elapsedMs: number): VerifyReport {
  const { policy } = proof.model
  const byClass = Map.groupBy(proof.shown, s => s.case.class.name)
  const classes = proof.model.classes.map((c): ClassProof => {
    const shown = byClass.get(c.class.name) ?? []
    return {
      name: c.class.name,
      table: c.class.table,
      clauses: c.class.clauses,
      cases: shown.length,
      rows: new Set(shown.flatMap(s => s.case.scope.drafts)).size,
      moments: new Set(shown.map(s => s.moment)).size,
      stages: c.stages.map(s => stageProof(s.name, shown)),
      findings: proof.findings.filter(f => f.class === c.class.name).length,
    }
  })
  const notCovered = [...proof.notCovered, ...empty(proof, classes)]
  // A row says more than a count.
  const findings = proof.findings.toSorted((a, b) => Number(b.row !== null) - Number(a.row !== null))
  return {
    kind: 'verify report',
    policy: policy.name,
    version: policy.version,
    proved: findings.length === 0 && published.contradictions.length === 0,
    moments: moments.map(m => ({ name: m.name, asOf: m.asOf.toString() })),
    classes,
    clauses: clausesOf(proof, byClass),
    findings,
    published,
    notCovered: [...new Map(notCovered.map(n => [JSON.stringify(n), n])).values()],
    totals: { cases: proof.shown.length, rows: proof.rows, comparisons: proof.checks, runs: moments.length * proof.model.classes.length },
    elapsedMs: Math.round(elapsedMs),
    diagnostics: [
      ...published.contradictions.map(c => contradictionDiagnostic(policy, c)),
      ...findings.slice(0, 20).map(findingDiagnostic),
    ],
  }
}

function stageProof(name: string, shown: readonly Shown[]): StageProof {
  const own = shown.filter(s => s.case.stage === name)
  return { name, cases: own.length, acted: own.filter(s => s.acted).length, left: own.filter(s => !s.acted).length }
}

/** A stage that never did anything, or that nothing ever escaped, has not been shown. */
const empty = (proof: Proof, classes: readonly ClassProof[]): readonly NotCovered[] =>
  classes.flatMap(c => {
    const { disabledUntil } = proof.model.classes.find(x => x.class.name === c.name)!
    if (c.stages.length === 0)
      return [
        {
          class: c.name,
          what: 'any disposal',
          reason:
            disabledUntil === null ? 'it has no clock, and nothing opens an erasure of its subject' : `disabled until ${disabledUntil}`,
        },
      ]
    return c.stages.flatMap((s): NotCovered[] => {
      if (s.acted === 0) return [{ class: c.name, what: `stage ${s.name}`, reason: 'in no case was there anything for it to do' }]
      if (s.left === 0) return [{ class: c.name, what: `stage ${s.name}`, reason: 'in no case was there a row for it to leave alone' }]
      return []
    })
  })

function clausesOf(proof: Proof, byClass: ReadonlyMap<string, readonly Shown[]>): readonly ClauseProof[] {
  return proof.model.clauses.map(clause => {
    const cases = proof.classes.filter(c => c.clauses.includes(clause.id)).reduce((n, c) => n + (byClass.get(c.name)?.length ?? 0), 0)
    const erasures = proof.model.policy.subjects.flatMap(s => s.erasure).some(e => e.clauses.includes(clause.id))
    const holds = proof.model.policy.holds.filter(h => h.clauses.includes(clause.id))
    const held = proof.shown.filter(s => holds.some(h => s.case.name.includes(`standing hold of ${h.table}`))).length
    const placed = clause.rules.includes('placed holds') ? proof.shown.filter(s => s.case.holds.length > 0).length : 0
    const erased = erasures ? proof.shown.filter(s => s.case.stage === 'erase').length : 0
    return { id: clause.id, status: clause.status, rules: clause.rules, cases: cases + held + placed + erased }
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
