import type { Model } from '../../bind/model.ts'
import { cadenceOf } from '../../check/cadence.ts'

const hour = 3600
/** Two days: a scheduler that missed a night is no reason to wait. */
const least = 48

/**
 * How many hours may pass without a run before runs wait: twice the longest pause in the schedule of the class that runs most often, two days at least.
 * NULL where nothing is scheduled: nobody can say then when a run should have come.
 */
export function heartbeatGap(model: Model): number | null {
  const cadences = model.classes.map(cadenceOf).filter(c => c !== null && Number.isFinite(c))
  return cadences.length === 0 ? null : Math.max(least, Math.ceil((2 * Math.min(...(cadences as number[]))) / hour))
}
