import type { BoundClass } from '../../bind/model.ts'
import type { Activation, Gate } from '../../policy/activation.ts'
import type { Part, RecordClass } from '../../policy/record-class.ts'
import { notOptedIn } from '../case/tenant-cases.ts'
import { boundOf, type Proof, type Shown } from '../prove/proof.ts'
import type { Uncovered } from '../verify-report.ts'
import type { Rule } from './rules.ts'
import { stageProof } from './stage.ts'

/** A rule without a scenario; of a class, or of the whole policy. */
interface Gap {
  readonly rule: string
  readonly class: RecordClass | null
  readonly clauses: readonly string[]
  readonly reason: string
}

type MakeGap = (rule: string, reason: string) => Gap

/** What the policy rules and no scenario speaks of; what several classes have in common is one line. */
export function uncoveredIn(proof: Proof, rules: readonly Rule[]): readonly Uncovered[] {
  const gaps: readonly Gap[] = [
    ...proof.classes.flatMap(c =>
      classGaps(
        proof,
        c,
        proof.shown.filter(s => s.case.class.name === c.name),
      ),
    ),
    ...rules.flatMap(r => (r.gap === null ? [] : [{ rule: r.rule, class: null, clauses: r.clauses, reason: r.gap }])),
  ]
  return [...Map.groupBy(gaps, g => JSON.stringify([g.rule, g.reason])).values()].map(group => ({
    rule: group[0]!.rule,
    classes: group.flatMap(g => (g.class ? [g.class.name] : [])),
    clauses: [...new Set(group.flatMap(g => g.clauses))],
    reason: group[0]!.reason,
  }))
}

function classGaps(proof: Proof, c: RecordClass, shown: readonly Shown[]): readonly Gap[] {
  const bound = boundOf(proof, c.name)
  const gap: MakeGap = (rule, reason) => ({ rule, class: c, clauses: c.clauses, reason })
  const disabled = `disabled until ${bound.disabledUntil}`
  if (bound.stages.length === 0)
    return [gap('any disposal', bound.disabledUntil === null ? 'it has no clock, and nothing opens an erasure of its subject' : disabled)]
  if (shown.length === 0)
    return [gap('the whole class', proof.notCovered.find(n => n.class === c.name)?.reason ?? 'there is nothing that a case could be about')]
  const asleep = bound.disabledUntil === null ? [] : clockStagesOf(c).filter(name => bound.stages.every(s => s.name !== name))
  return [
    ...asleep.map(name => gap(`stage ${name}`, disabled)),
    ...stageGaps(bound, shown, gap),
    ...(asleep.length > 0 || c.clock?.gate == null ? [] : gateGaps(c.clock.gate, [c.clock.gate], shown, gap)),
    ...activationGaps(c.clock?.activation ?? proof.model.policy.activation, shown, gap),
    ...tablesOf(c.parts)
      .filter(name => !shown.some(s => s.gone && s.case.scope.drafts.some(d => d.table === proof.workshop.ground.table(name))))
      .map(name => gap(`part ${name}`, 'in no case did a row of it go with its row')),
  ]
}

const clockStagesOf = (c: RecordClass): readonly string[] =>
  c.clock ? [...c.clock.interim.map((_, i) => `interim_${i + 1}`), 'dispose'] : []
const tablesOf = (parts: readonly Part[]): readonly string[] => parts.flatMap(p => [p.table, ...tablesOf(p.parts)])

/** A stage that never did anything, or that nothing ever escaped, has not been shown. */
function stageGaps({ stages }: BoundClass, shown: readonly Shown[], gap: MakeGap): readonly Gap[] {
  return stages.flatMap((stage): readonly Gap[] => {
    const { acted, left } = stageProof(stage, shown)
    if (acted === 0) return [gap(`stage ${stage.name}`, 'in no case was there anything for it to do')]
    if (left === 0) return [gap(`stage ${stage.name}`, 'in no case was there a row for it to leave alone')]
    return []
  })
}

function activationGaps(activation: readonly Activation[], shown: readonly Shown[], gap: MakeGap): readonly Gap[] {
  return activation.flatMap((a): readonly Gap[] => {
    if (a.kind === 'manual') return a.gates.flatMap(gate => gateGaps(gate, a.gates, shown, gap))
    if (a.kind === 'scheduled' && a.optIn && !shown.some(s => s.case.name === notOptedIn))
      return [gap('opt-in of tenants', 'no case has a tenant that did not opt in')]
    return []
  })
}

const gates: { readonly [K in Gate['kind']]: (gate: Extract<Gate, { kind: K }>) => string } = {
  review: g => `review by ${g.by}`,
  phrase: () => 'phrase',
  'fresh preview': () => 'fresh preview',
  actor: g => `actor of ${g.table}`,
}

/** A manual run is tried without its phrase and its actor, for a tenant that did not opt in; all at once, and after a preview. */
function gateGaps(gate: Gate, together: readonly Gate[], shown: readonly Shown[], gap: MakeGap): readonly Gap[] {
  const rule = `gate ${(gates[gate.kind] as (g: Gate) => string)(gate)}`
  if (gate.kind === 'review')
    return shown.some(s => s.acted && s.case.decisions.some(d => d.decision === 'dispose')) &&
      shown.some(s => !s.gone && s.fate?.state === 'awaiting review')
      ? []
      : [gap(rule, 'in no case did a row wait for a decision, and go by one')]
  if (gate.kind === 'fresh preview') return [gap(rule, 'each manual run of the proof comes after a preview')]
  if (!shown.some(s => s.case.name === notOptedIn)) return [gap(rule, 'the proof makes no manual run of the class')]
  return together.filter(g => g.kind === 'phrase' || g.kind === 'actor').length > 1
    ? [gap(rule, 'the proof leaves out all gates at once, which does not show each')]
    : []
}
