import type { Period } from './period.ts'

/** What the database fills in by itself, by occasion. Days are written as ISO dates in the policy's zone. */
export const occasionFields = {
  /** A request for erasure is done: the day, what was erased class by class, what a duty keeps with its ground and release, the day on which no backup has it any more. */
  completion: ['date', 'erased', 'retained', 'everywhere'],
  /** An officer has decided that a person is told of a hold: the day, the kind of the hold. */
  hold: ['date', 'kind'],
  /** A ladder notifies: the day on which the person was last heard of, and the one after which the next step comes. */
  ladder: ['since', 'next'],
} as const
export type Occasion = keyof typeof occasionFields

/** A piece of a letter's text: words as they stand, or a field by its name. */
export type LetterPart = { readonly text: string } | { readonly field: string }

/** A letter to a person, which goes through the outbox like a notice to a recipient. */
export interface Letter {
  readonly kind: 'letter'
  readonly name: string
  /** The subject's table. */
  readonly subject: string
  readonly clauses: readonly string[]
  readonly on: Occasion
  /** The column that has the address. */
  readonly to: ColumnRef
  /** Columns whose values the letter names, by the name of the field. */
  readonly fields: Readonly<Record<string, ColumnRef>>
  readonly title: readonly LetterPart[]
  readonly text: readonly LetterPart[]
  /** By when it should be on its way. */
  readonly within: Period
}

export interface ColumnRef {
  readonly table: string
  readonly column: string
}
