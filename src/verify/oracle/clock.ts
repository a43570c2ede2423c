import type { Temporal } from 'temporal-polyfill'
import type { Clock, While } from '../../policy/record-class.ts'
import { add, asInstant, due, latest } from './calendar.ts'
import { cutoffOf } from './cutoff.ts'
import type { Ground } from './ground.ts'
import type { Start } from './instant.ts'
import { holds } from './predicate.ts'
import type { Entity } from './store.ts'

/** What a class's clock says about a row. Null: never, as things stand. */
export interface Times {
  readonly start: Start | null
  readonly dueAt: Temporal.Instant | null
  /** The ceiling; with the tolerance of the runs, the moment from which the row is overdue. */
  readonly ceilingAt: Temporal.Instant | null
  readonly overdueAt: Temporal.Instant | null
  /** The floor alone, which an erasure with a ground waits for. */
  readonly keptUntil: Temporal.Instant | null
  /** When each interim stage is due, in order. */
  readonly stages: readonly (Temporal.Instant | null)[]
}

/**
 * `recorded` is the start that an earlier erasure wrote down; it stands in for a cutoff that may be gone. `released`: an
 * erasure has acted on the row and left it, so that the class's `while` keeps it no longer.
 */
export function timesOf(ground: Ground, entity: Entity, clock: Clock, recorded: Start | null, released: boolean): Times {
  const { keep, interim } = clock
  const zone = ground.policy.timeZone
  const start = recorded ?? cutoffOf(ground, entity, clock.cutoff)
  if (start === null) return { start, dueAt: null, ceilingAt: null, overdueAt: null, keptUntil: null, stages: interim.map(() => null) }
  const floor = released ? 'none' : floorOf(ground, entity, clock.while)
  const after = (period: typeof keep.min) => {
    const end = period && due(start, period, zone)
    return end && floor !== 'open' ? latest(floor === 'none' ? [end] : [end, floor]) : null
  }
  const ceiling = after(keep.max)
  return {
    start,
    dueAt: after(keep.min ?? keep.max),
    ceilingAt: ceiling,
    overdueAt: ceiling && add(ceiling, ground.policy.run.tolerance, zone),
    keptUntil: keep.min && due(start, keep.min, zone),
    stages: interim.map(stage => after(stage.after)),
  }
}

/** How long `while` keeps the row: `open` without an end in sight, `none` not at all, or until an instant. */
function floorOf(ground: Ground, entity: Entity, condition: While | null): 'open' | 'none' | Temporal.Instant {
  if (condition === null) return 'none'
  if (condition.kind === 'predicate') return holds(ground, condition, [entity]) ? 'open' : 'none'
  const end = cutoffOf(ground, entity, condition.cutoff)
  return end === null ? 'open' : asInstant(end, ground.policy.timeZone)
}
