import type { Policy } from '../policy/policy.ts'
import { sameTable } from '../schema/schema.ts'
import { type Binder, bindCutoff } from './bind-cutoff.ts'
import { bindGate } from './bind-gate.ts'
import type { BoundRequest, BoundTable } from './model.ts'
import { personKey } from './person-key.ts'

/** What persons may ask for, one by one. */
export function bindRequests(policy: Policy, tables: readonly BoundTable[], binder: Binder): readonly BoundRequest[] {
  const { names, problems } = binder
  const seen = new Set<string>()
  return policy.requests.flatMap((rule): readonly BoundRequest[] => {
    const what = `request("${rule.subject}")`
    const subject = policy.subjects.find(s => s.table === rule.subject)
    const found = names.table(rule.subject, rule, what)
    const table = found && tables.find(t => sameTable(t.name, found))
    if (!found) return []
    if (!subject || !table) {
      problems.error(rule, 'request-of-nobody', `${what}: "${rule.subject}" is no subject of the policy`, 'List it under subjects.')
      return []
    }
    const scope = {
      written: rule.subject,
      table: found,
      alias: 'r',
      paths: [],
      subjects: policy.subjects,
      at: rule,
      what: `${what}: event`,
    }
    const event = rule.event === null ? null : bindCutoff(subject.events[rule.event]!, scope, binder)
    const key = personKey(subject, rule, binder)
    const gates = rule.gates.flatMap(gate => bindGate(gate, { at: rule, what }, policy, binder))
    return rule.rights.map(right => {
      const id = `${rule.subject} ${right}`
      if (seen.has(id))
        problems.error(rule, 'request-twice', `${what}: ${right} has a rule already`, 'Put all regimes of one right into one rule.')
      seen.add(id)
      const cancels = subject.erasure.some(e => e.event === rule.event && e.cancel === 'event cleared')
      return { rule, right, table, key, event, cancels, gates }
    })
  })
}
