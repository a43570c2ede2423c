import type { Model } from '../bind/model.ts'
import { retentionSentence } from './words.ts'

/** The manifest for machines: each clause with its true status, each class with its rule. */
export function manifest(model: Model): string {
  const { policy } = model
  const count = (status: string): number => model.clauses.filter(c => c.status === status).length
  const value = {
    policy: policy.name,
    version: policy.version,
    effective: policy.effective,
    timeZone: policy.timeZone,
    counts: { enforced: count('enforced'), documentary: count('documentary'), external: count('external'), pending: count('pending') },
    clauses: model.clauses.map(({ id, text, status, rules, reason }) => ({
      id,
      status,
      rules,
      ...(reason === null ? {} : { reason }),
      text,
    })),
    classes: model.classes.map(c => ({
      class: c.class.name,
      table: c.class.table,
      clauses: c.class.clauses,
      rule: retentionSentence(c.class),
      stages: c.stages.map(s => s.name),
      parts: c.parts.map(p => p.table.name),
    })),
  }
  return `${JSON.stringify(value, null, 2)}\n`
}
