import type { Model } from '../bind/model.ts'
import { nearest } from '../bind/problems.ts'
import { positionOf } from '../policy/position.ts'
import type { RecordClass } from '../policy/record-class.ts'
import { title } from './names.ts'
import type { Finding, Rule } from './rule.ts'

export const unusedAcknowledgement = 'unused-acknowledgement'

export const canBeAcknowledged = (rule: Rule): boolean => rule.severity === 'warning' || rule.acknowledgeable === true

/** Somebody who can acknowledge: a class for its own findings, the policy for all. */
type Owner = RecordClass | Model['policy']

const reasonFor = (owner: Owner, code: string): string =>
  Object.hasOwn(owner.acknowledge, code) ? String(owner.acknowledge[code] ?? '').trim() : ''

/** One call of `rule(['a', 'b'], …)` makes several classes with one acknowledgement: it is used when it is for any of them. */
const written = (owner: Owner): object => positionOf(owner) ?? owner

export interface Ledger {
  /** Whether a reason outweighs the finding; remembers that it was needed. */
  readonly outweighs: (rule: Rule, finding: Finding) => boolean
  /** Acknowledgements that outweighed nothing, in policy order. */
  readonly unused: () => readonly Finding[]
}

export function acknowledgements(model: Model, rules: readonly Rule[]): Ledger {
  const { policy } = model
  const classes = policy.schedule.filter((e): e is RecordClass => e.kind === 'class')
  const used = new Map<object, Set<string>>()
  return {
    outweighs: (rule, finding) => {
      if (!canBeAcknowledged(rule)) return false
      const own = classes.find(c => c === finding.at)
      const owner = [...(own ? [own] : []), policy].find(o => reasonFor(o, rule.code) !== '')
      if (!owner) return false
      used.set(written(owner), (used.get(written(owner)) ?? new Set()).add(rule.code))
      return true
    },
    unused: () =>
      [policy, ...classes].flatMap(owner =>
        Object.keys(owner.acknowledge)
          .filter(code => !used.get(written(owner))?.has(code) && !isQuoted(owner, code))
          .map(code => finding(owner, code, rules)),
      ),
  }
}

/** The status of the promise's clause quotes this reason, needed or not. */
const isQuoted = (owner: Owner, code: string): boolean =>
  owner.kind === 'policy' && code === 'backup-promise-broken' && owner.backups?.promise != null && reasonFor(owner, code) !== ''

function finding(owner: Owner, code: string, rules: readonly Rule[]): Finding {
  const who = owner.kind === 'class' ? title(owner) : 'the policy'
  const rule = rules.find(r => r.code === code)
  const near = nearest(
    code,
    rules.filter(canBeAcknowledged).map(r => r.code),
  )
  const [why, help] =
    rule === undefined
      ? ['no finding has this code', near ? `Did you mean "${near}"?` : 'The codes are listed in docs/diagnostics.md.']
      : !canBeAcknowledged(rule)
        ? ['no reason can outweigh this error', 'Remove the acknowledgement, and the cause of the error.']
        : reasonFor(owner, code) === ''
          ? ['it gives no reason', 'Write why the finding is accepted, or remove the acknowledgement.']
          : ['there is no such finding any more', 'Remove the acknowledgement: it would hide the next finding of its kind.']
  return { at: owner, property: ['acknowledge', code], message: `${who} acknowledges "${code}", and ${why}`, help: help! }
}
