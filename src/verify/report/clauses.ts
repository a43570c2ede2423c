import type { ClauseStatus } from '../../bind/model.ts'
import type { Proof, Shown } from '../prove/proof.ts'
import type { ClauseProof, RuleProof, Uncovered, Verdict } from '../verify-report.ts'
import { evidenceOf } from './evidence.ts'
import type { Rule } from './rules.ts'
import { situationsOf } from './situation.ts'

/** What was shown for each clause of the text, and what was not. */
export function clausesOf(proof: Proof, rules: readonly Rule[], uncovered: readonly Uncovered[]): readonly ClauseProof[] {
  const disputed = disputedIn(proof)
  return proof.model.clauses.map((clause): ClauseProof => {
    const own = clause.rules.map((name): Rule => {
      const found = rules.filter(r => r.rule === name && r.clauses.includes(clause.id))
      if (!found[0]) throw new Error(`the report does not know the rule ${name} of clause ${clause.id}`)
      return { ...found[0], shown: [...new Set(found.flatMap(r => r.shown))] }
    })
    const shown = [...new Set(own.flatMap(r => r.shown))]
    const missing = uncovered.filter(u => u.clauses.includes(clause.id))
    const wrong = shown.some(disputed) || proof.findings.some(f => f.clauses.includes(clause.id))
    return {
      id: clause.id,
      text: clause.text,
      status: clause.status,
      reason: clause.reason,
      ...evidenceOf(shown),
      verdict: wrong ? 'disagreement' : verdictOf(clause, own, missing),
      rules: own.map((r): RuleProof => ({ rule: r.rule, by: r.by, ...evidenceOf(r.shown), shown: situationsOf(r.shown, disputed) })),
      uncovered: missing.map(u => nameOf(proof, clause, u)),
    }
  })
}

function verdictOf(clause: ClauseStatus, rules: readonly Rule[], missing: readonly Uncovered[]): Verdict {
  const run = rules.filter(r => r.by === 'runs')
  if (run.length === 0) return rules.some(r => r.by === 'compiler') ? 'by the compiler' : 'outside the proof'
  if (run.every(r => r.shown.length === 0)) return 'not shown'
  // Where a rule is not covered, rows that merely stayed show nothing of it.
  if (missing.length > 0 && !run.some(r => r.shown.some(s => s.acted))) return 'not shown'
  return missing.length > 0 || clause.status === 'pending' ? 'shown in part' : 'shown'
}

/** Of the classes that have the gap in common, those that keep this clause. */
function nameOf(proof: Proof, clause: ClauseStatus, { rule, classes, reason }: Uncovered): string {
  const own = proof.classes.filter(c => classes.includes(c.name) && c.clauses.includes(clause.id)).map(c => c.name)
  return `${rule}${own.length > 0 ? ` of ${own.join(', ')}` : ''}: ${reason}`
}

/** Cases that a disagreement is about, as `find` names them. */
function disputedIn({ findings }: Proof): (shown: Shown) => boolean {
  const named = new Set(findings.flatMap(f => (f.case === null ? [] : [`${f.class}: ${f.case}`, f.case])))
  return s => named.has(`${s.case.class.name}: ${s.case.name}`)
}
