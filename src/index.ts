/** The policy language: what a `policy.ts` imports. */

export { disabledUntil, freshPreview, manual, phrase, review, scheduled } from './policy/activation.ts'
export { consent, contract, legalObligation, legitimateInterest, publicTask, vitalInterest } from './policy/basis.ts'
export type { Config } from './policy/config.ts'
export { defineConfig } from './policy/config.ts'
export { atLeast, between, exactly, nothing, upTo } from './policy/keep.ts'
export { days, hours, iso, months, weeks, years } from './policy/period.ts'
export { businessDays, ccpa, gdpr, ownRegime, ukGdpr } from './policy/regime.ts'
export { destroy, retention, untouched } from './policy/retention.ts'
