import type { Temporal } from 'temporal-polyfill'
import { asInstant, due, earliest } from './calendar.ts'
import { cutoffOf } from './cutoff.ts'
import type { Ground } from './ground.ts'
import { subjectsOf } from './ownership.ts'
import type { Entity } from './store.ts'

/** When the earliest erasure of a person the row belongs to takes effect: the event and its residence, which a class may waive. Null: none is open. */
export function erasureOf(ground: Ground, entity: Entity, promptly: boolean): Temporal.Instant | null {
  const zone = ground.policy.timeZone
  return earliest(
    ground.policy.subjects.flatMap(subject =>
      subjectsOf(ground, entity, subject).flatMap(person =>
        subject.erasure.flatMap(({ event, residence }) => {
          const start = cutoffOf(ground, person, subject.events[event]!)
          if (start === null) return []
          return (residence && !promptly ? due(start, residence, zone) : asInstant(start, zone)) ?? []
        }),
      ),
    ),
  )
}
