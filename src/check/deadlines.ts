import type { BoundClass, Model } from '../bind/model.ts'
import type { ErasureEntry, Subject } from '../policy/subject.ts'
import { sameTable } from '../schema/schema.ts'
import { cadenceOf } from './cadence.ts'
import { type Length, lengthOf, none } from './length.ts'
import { classesOf, namesOf } from './names.ts'

/** An erasure entry that promises a deadline, with its periods read. */
export interface Deadline {
  readonly subject: Subject
  readonly entry: ErasureEntry
  readonly residence: Length
  readonly within: Length
  /** How a message names it, with the clauses that promise it. */
  readonly what: string
  /** The scheduled class of the subject that waits longest for a run, and how long, in seconds. */
  readonly rarest: { readonly class: BoundClass; readonly seconds: number } | null
}

export const erasureTitle = (subject: Subject, entry: ErasureEntry): string =>
  `subject "${subject.table}": erasure "${entry.event}"${entry.clauses.length > 0 ? ` (${entry.clauses.join(', ')})` : ''}`

export function deadlines(model: Model): readonly Deadline[] {
  const names = namesOf(model)
  return model.policy.subjects.flatMap(subject => {
    const person = names.tableName(subject.table)
    const reached = classesOf(model).filter(
      c => c.erasures.length > 0 && (sameTable(c.table.name, person) || c.table.ancestors.some(path => sameTable(path.to, person))),
    )
    const [rarest] = reached
      .map(c => ({ class: c, seconds: cadenceOf(c) }))
      .filter((c): c is { class: BoundClass; seconds: number } => c.seconds !== null)
      .toSorted((a, b) => b.seconds - a.seconds)
    return subject.erasure.flatMap((entry): readonly Deadline[] => {
      const residence = entry.residence === null ? none : lengthOf(entry.residence)
      const within = lengthOf(entry.within)
      return residence && within ? [{ subject, entry, residence, within, what: erasureTitle(subject, entry), rarest: rarest ?? null }] : []
    })
  })
}
