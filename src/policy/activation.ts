import type { Predicate } from './predicate.ts'

/** A condition that somebody must meet. */
export type Gate =
  /** Each disposal is decided by a person, in the review queue. */
  | { readonly kind: 'review'; readonly by: string }
  /** The caller repeats a phrase. */
  | { readonly kind: 'phrase'; readonly text: string }
  /** The caller has looked at a preview of the same class within the hour. */
  | { readonly kind: 'fresh preview' }
  /** The caller names an application user for whom the predicate is true. */
  | { readonly kind: 'actor'; readonly table: string; readonly where: Predicate }

/** What starts a run. */
export type Activation =
  | { readonly kind: 'scheduled'; readonly cron: string; readonly optIn: boolean }
  | { readonly kind: 'manual'; readonly gates: readonly Gate[] }
  | { readonly kind: 'disabled'; readonly until: string }

/** The table of tenants; a scheduled run with `optIn` takes only tenants for whom the predicate is true. */
export interface Tenant {
  readonly kind: 'tenant'
  readonly table: string
  readonly key: string
  readonly optIn: Predicate | null
}

export const review = (by: string): Gate => Object.freeze({ kind: 'review', by })
export const phrase = (text: string): Gate => Object.freeze({ kind: 'phrase', text })
export const freshPreview: Gate = Object.freeze({ kind: 'fresh preview' })

/** pg_cron's dialect: five fields, UTC. With `optIn`, only the tenants that opted in. */
export const scheduled = (cron: string, options: { readonly optIn?: Tenant } = {}): Activation =>
  Object.freeze({ kind: 'scheduled', cron, optIn: options.optIn !== undefined })
export const manual = (...gates: readonly Gate[]): Activation => Object.freeze({ kind: 'manual', gates })
export const disabledUntil = (until: string): Activation => Object.freeze({ kind: 'disabled', until })
