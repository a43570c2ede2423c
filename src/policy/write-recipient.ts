import { freeze, list } from './plain.ts'
import { policyError, rejectUnknownKeys } from './policy-error.ts'
import { callSite, mark } from './position.ts'
import type { Recipient, Tell } from './recipient.ts'

export function recipient(name: string, d: any): Recipient {
  const what = `recipient("${name}")`
  rejectUnknownKeys(what, d, ['clause', 'hears', 'within'])
  if (d.hears !== 'erasure' && d.hears !== 'destruction')
    throw policyError('recipient-hears-unknown', `${what}: hears is "${d.hears}"`, "It is 'erasure' or 'destruction'.")
  if (d.within === undefined) throw policyError('recipient-without-term', `${what} does not say within which time it should have answered`)
  return mark(freeze<Recipient>({ kind: 'recipient', name, clauses: list<string>(d.clause), hears: d.hears, within: d.within }), callSite())
}

export function tell(to: Recipient, ...columns: readonly string[]): Tell {
  if (to?.kind !== 'recipient') throw policyError('tell-nobody', 'tell names no recipient', 'The first argument comes from recipient(…).')
  if (columns.length === 0) throw policyError('tell-nothing', `tell("${to.name}") names no column, so that nobody knows what is meant`)
  return freeze<Tell>({ kind: 'tell', recipient: to.name, columns })
}
