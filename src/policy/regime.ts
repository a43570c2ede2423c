import type { Period } from './period.ts'
import { policyError } from './policy-error.ts'

/** Mondays to Fridays that are no holiday. */
export interface BusinessDays {
  readonly kind: 'business days'
  readonly n: number
}
/** How long a stage of a request takes at most, counted from the day after the request came. */
export type Term = Period | BusinessDays

/** The clock that one law, or the policy itself, sets on a request. */
export interface Regime {
  readonly kind: 'regime'
  readonly name: string
  /** Where its periods are written. */
  readonly source: string
  /** Null: no stage of its own. */
  readonly acknowledge: Term | null
  readonly respond: Term
  /** What an extension adds at most. Null: there is none. */
  readonly extend: Term | null
  /** Whether a last day that is no working day ends with the next one that is. */
  readonly rolls: boolean
  /** Whether the clock stands still while the person is asked for something. */
  readonly pauses: boolean
  /** The region whose holidays are no working days; null: weekends only. */
  readonly holidays: string | null
}

export const businessDays = (n: number): BusinessDays => {
  if (!Number.isInteger(n) || n < 1 || n > 1000)
    throw policyError('business-days-not-whole', `businessDays(${n}) is no number of days`, 'Write a whole number from 1 to 1000.')
  return Object.freeze({ kind: 'business days', n })
}

const month = Object.freeze({ kind: 'period', iso: 'P1M' } as const)
const months2 = Object.freeze({ kind: 'period', iso: 'P2M' } as const)
const days45 = Object.freeze({ kind: 'period', iso: 'P45D' } as const)
const regime = (r: Omit<Regime, 'kind'>): Regime => Object.freeze({ kind: 'regime', ...r })

/** One month, and two more; a last day on a weekend or holiday ends with the next working day. */
export const gdpr = (holidays = 'EU'): Regime =>
  regime({
    name: 'GDPR',
    source: 'GDPR 12(3); Regulation 1182/71, article 3',
    acknowledge: null,
    respond: month,
    extend: months2,
    rolls: true,
    pauses: true,
    holidays,
  })
/** The same months, as the ICO counts them. */
export const ukGdpr = (holidays = 'GB'): Regime =>
  regime({
    name: 'UK GDPR',
    source: 'UK GDPR 12(3), as the ICO counts it',
    acknowledge: null,
    respond: month,
    extend: months2,
    rolls: true,
    pauses: true,
    holidays,
  })
/** Ten business days to acknowledge, 45 calendar days to respond, and 45 more, regardless of the time that verification takes. */
export const ccpa = (holidays = 'US-CA'): Regime =>
  regime({
    name: 'CCPA',
    source: '11 CCR 7021',
    acknowledge: businessDays(10),
    respond: days45,
    extend: days45,
    rolls: false,
    pauses: false,
    holidays,
  })
/** What the text itself promises, beside or without a law. */
export const ownRegime = (promise: {
  readonly acknowledge?: Term
  readonly respond: Term
  readonly extend?: Term
  readonly rolls?: boolean
  readonly pauses?: boolean
  readonly holidays?: string
}): Regime =>
  regime({
    name: 'own',
    source: 'the text of the policy',
    acknowledge: promise.acknowledge ?? null,
    respond: promise.respond,
    extend: promise.extend ?? null,
    rolls: promise.rolls ?? false,
    pauses: promise.pauses ?? false,
    holidays: promise.holidays ?? null,
  })
