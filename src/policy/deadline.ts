import type { Period } from './period.ts'

/** What the text promises to do within a time that runs on rows of the application and on no request: to tell people of a breach, say. */
export interface Deadline {
  readonly kind: 'deadline'
  readonly table: string
  readonly clauses: readonly string[]
  /** The column with the event, whose day is not counted. */
  readonly from: string
  readonly within: Period
  /** The column that says when it was done; NULL until then. */
  readonly done: string
}
