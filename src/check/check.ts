import type { Model } from '../bind/model.ts'
import { positionOf } from '../policy/position.ts'
import { type Diagnostic, diagnostic } from '../report/diagnostic.ts'
import { acknowledgements, unusedAcknowledgement } from './acknowledge.ts'
import { registry } from './registry.ts'
import type { Finding, Rule } from './rule.ts'

/**
 * Everything that is wrong with a bound policy, or worth a second thought: in the order of the policy, for each entry in the order of the registry.
 * Pure: nothing is changed or thrown. A finding that the class or the policy acknowledges with a reason is left out.
 */
export function check(model: Model, rules: readonly Rule[] = registry): readonly Diagnostic[] {
  const ledger = acknowledgements(model, rules)
  const found = rules.flatMap(rule =>
    rule
      .check(model)
      .filter(finding => !ledger.outweighs(rule, finding))
      .map(finding => ({ at: finding.at, diagnostic: reported(rule.severity, rule.code, finding) })),
  )
  const unused = ledger.unused().map(finding => ({ at: finding.at, diagnostic: reported('warning', unusedAcknowledgement, finding) }))
  const { policy } = model
  const order = new Map([policy, ...policy.subjects, ...policy.links, ...policy.schedule, ...policy.holds].map((e, i) => [e as object, i]))
  const place = (at: object): number => order.get(at) ?? 0
  return Object.freeze([...found, ...unused].sort((a, b) => place(a.at) - place(b.at)).map(f => f.diagnostic))
}

const reported = (severity: Diagnostic['severity'], code: string, { at, property, message, help }: Finding): Diagnostic =>
  diagnostic(severity, code, message, { help, position: positionOf(at), ...(property && { property }) })
