import type { Period } from './period.ts'
import { hours } from './period.ts'

/** How long a row is kept after its cutoff: a floor (`min`), a ceiling (`max`), or both. */
export interface Keep {
  readonly kind: 'keep'
  readonly min: Period | null
  readonly max: Period | null
  /** Why there is no ceiling; required where `max` is null. */
  readonly noCeiling: string | null
}

const keep = (min: Period | null, max: Period | null, noCeiling: string | null = null): Keep =>
  Object.freeze({ kind: 'keep', min, max, noCeiling })

/** "for 7 years": floor and ceiling. */
export const exactly = (p: Period): Keep => keep(p, p)
/** "up to 90 days": a ceiling, no promise to keep. */
export const upTo = (max: Period): Keep => keep(null, max)
/** "at least 3 years": a floor; the missing ceiling needs a reason. */
export const atLeast = (min: Period, ceiling: { readonly noCeiling: string }): Keep => keep(min, null, ceiling.noCeiling)
/** "24 to 72 hours": due at the floor, overdue at the ceiling. */
export const between = (min: Period, max: Period): Keep => keep(min, max)
/** "until X": the period after the cutoff is empty. */
export const nothing: Keep = keep(hours(0), hours(0))
