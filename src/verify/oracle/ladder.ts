import type { Temporal } from 'temporal-polyfill'
import type { Ladder } from '../../policy/ladder.ts'
import { due, endOfDay, latest, reached } from './calendar.ts'
import { cutoffOf } from './cutoff.ts'
import type { Ground } from './ground.ts'
import { fromLocal } from './instant.ts'
import type { Entity } from './store.ts'

/** Where a person stands: the start for which the step was taken, and when it was done. Step 0: kept, until then. */
export interface Stand {
  readonly started: Temporal.Instant
  readonly step: number
  readonly doneAt: Temporal.Instant | null
  /** The day that a notice has named. */
  readonly announced: Temporal.PlainDate | null
  readonly keptUntil: Temporal.Instant | null
}

/** Since when nothing was heard of the person. Null: that is not known. */
export function startOf(ground: Ground, person: Entity, ladder: Ladder): Temporal.Instant | null {
  const start = cutoffOf(ground, person, ladder.since)
  return start && (start.kind === 'instant' ? start.at : fromLocal(start.day.toPlainDateTime(), ground.policy.timeZone))
}

/**
 * The step at which the person stands after a run as of the ground's moment. A stand for another start is none. `stays`: on hold, or with an erasure of
 * the person's own.
 */
export function stepAfter(ground: Ground, person: Entity, ladder: Ladder, stand: Stand | null, stays: (person: Entity) => boolean): number {
  const zone = ground.policy.timeZone
  const start = cutoffOf(ground, person, ladder.since)
  const started = startOf(ground, person, ladder)
  if (start === null || started === null) return 0
  const valid = stand?.started.equals(started) ? stand : null
  const at = valid?.step ?? 0
  const step = ladder.steps[at]
  if (!step) return at
  const comes =
    at === 0
      ? later(due(start, step.after, zone), valid?.keptUntil ?? null)
      : valid!.doneAt &&
        later(due({ kind: 'instant', at: valid!.doneAt }, step.after, zone), valid!.announced && endOfDay(valid!.announced, zone))
  return reached(comes, ground.asOf) && !stays(person) ? at + 1 : at
}

const later = (at: Temporal.Instant | null, other: Temporal.Instant | null): Temporal.Instant | null =>
  at && (other ? latest([at, other]) : at)

/** Whether an event of the person has opened an erasure, in residence or over. */
export const leaves = (ground: Ground, person: Entity, ladder: Ladder): boolean =>
  ground.policy.subjects
    .filter(s => s.table === ladder.subject)
    .some(s => s.erasure.some(e => cutoffOf(ground, person, s.events[e.event]!) !== null))
