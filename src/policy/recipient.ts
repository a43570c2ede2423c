import type { Period } from './period.ts'

/** Somebody outside the database who is told what becomes of rows: a processor, a store of files, a search index. */
export interface Recipient {
  readonly kind: 'recipient'
  readonly name: string
  readonly clauses: readonly string[]
  /** `erasure`: what an erasure of a person reaches, whatever it does to the row; `destruction`: every row that goes, whoever deletes it. */
  readonly hears: 'erasure' | 'destruction'
  /** By when it should have answered. */
  readonly within: Period
}

/** The columns of a row by which a recipient knows what is meant. */
export interface Tell {
  readonly kind: 'tell'
  /** The name of a recipient of the policy. */
  readonly recipient: string
  readonly columns: readonly string[]
}
