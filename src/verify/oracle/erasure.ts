import type { Temporal } from 'temporal-polyfill'
import type { Subject } from '../../policy/subject.ts'
import { tableKey } from '../../schema/schema.ts'
import { asInstant, due, earliest } from './calendar.ts'
import { cutoffOf } from './cutoff.ts'
import type { Ground } from './ground.ts'
import { parseInstant } from './instant.ts'
import { subjectsOf } from './ownership.ts'
import type { Entity } from './store.ts'

/** When the earliest erasure of a person the row belongs to takes effect: the event and its residence, which a class may waive, or the confirmation of a request. Null: none is open. */
export function erasureOf(ground: Ground, entity: Entity, promptly: boolean): Temporal.Instant | null {
  const zone = ground.policy.timeZone
  return earliest(
    ground.policy.subjects.flatMap(subject =>
      subjectsOf(ground, entity, subject).flatMap(person => [
        ...subject.erasure.flatMap(({ event, residence }) => {
          const start = cutoffOf(ground, person, subject.events[event]!)
          if (start === null) return []
          return (residence && !promptly ? due(start, residence, zone) : asInstant(start, zone)) ?? []
        }),
        ...confirmedFor(ground, subject, person),
      ]),
    ),
  )
}

/** A request for erasure that names no event starts it when it is confirmed; a ladder confirms the one that it opens. */
function confirmedFor(ground: Ground, subject: Subject, person: Entity): readonly Temporal.Instant[] {
  const { requests, ladders } = ground.policy
  const confirmed = requests.some(r => r.subject === subject.table && r.event === null && r.rights.includes('erasure'))
  if (!confirmed && !ladders.some(l => l.subject === subject.table)) return []
  const key = subject.key.map(name => ground.column(person.table, name))
  return (ground.world.asked?.get(tableKey(person.table)) ?? [])
    .filter(a => key.every(name => a.key[name] === person.row[name]))
    .flatMap(a => (a.at === null ? [] : (parseInstant(a.at, ground.policy.storedTimeZone) ?? [])))
}
