import type { Gate } from './activation.ts'
import type { Policy } from './policy.ts'
import type { Regime } from './regime.ts'

export const rights = ['erasure', 'access', 'portability', 'restriction'] as const
export type Right = (typeof rights)[number]
/** How sure one must be of who asks, from the least on. */
export const verifications = ['none', 'basic', 'additional'] as const
export type Verification = (typeof verifications)[number]

/** What a person may ask for, by when it is answered, and how sure one must be of who asks. */
export interface RequestRule {
  readonly kind: 'request'
  /** The subject's table. */
  readonly subject: string
  readonly rights: readonly Right[]
  readonly clauses: readonly string[]
  /** All of them apply; per stage the earliest day counts. */
  readonly regimes: readonly Regime[]
  readonly verification: Verification
  /** The event of the subject with which the application opens the request; null: only an officer opens one. */
  readonly event: string | null
  /** What an officer must meet to confirm an erasure that no event starts. */
  readonly gates: readonly Gate[]
}

/** Whether a confirmed request is what starts the erasure: no event of the person does. */
export const startsErasure = (r: RequestRule): boolean => r.event === null && r.rights.includes('erasure')

/** Whether something besides an event of the person can start an erasure: the confirmation of a request, or a ladder. */
export const asksErasure = ({ requests, ladders }: Policy, subject: string): boolean =>
  requests.some(r => r.subject === subject && startsErasure(r)) || ladders.some(l => l.subject === subject)
