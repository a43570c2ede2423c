import type { Ask, Person, Values } from './fill.ts'

/** What happens to people whom one policy knows, and what its text leaves of them. Written by hand from the text. */
export interface Story {
  readonly policy: string
  /** Whose row is the person, and by which key. */
  readonly subject: string
  readonly key: (person: Person) => Readonly<Record<string, string>>
  /** Tables in which no row is a person's, each with the reason. */
  readonly apart: Readonly<Record<string, string>>
  /** Rows that are nobody's, before all others. */
  readonly shared: string
  readonly values: (person: Person) => Values
  /** A further row in a table whose rows are of several classes. */
  readonly more: readonly (readonly [table: string, values: Values])[]
  /** What the application does: the erasure is asked for, so long ago that it is due; or can still be taken back, and is; and years of silence. */
  readonly application: Readonly<Record<Turn, (person: Person) => readonly string[]>>
  /** What an officer does for the same, where no event of the application starts an erasure. */
  readonly officer?: Readonly<Partial<Record<Turn, (person: Person, ask: Ask) => Promise<void>>>>
  /** Tables in which an erasure does not wait until the residence is over. */
  readonly promptly: readonly string[]
  /** What is left of a person who was erased, by table. */
  readonly remains: Readonly<Record<string, Remains>>
  /** Columns of Lapse's own that know the person's key for as long as a duty keeps rows that are still to be finished. */
  readonly unfinished: readonly string[]
}

export type Turn = 'erase' | 'leave' | 'comeBack' | 'idle'

export interface Remains {
  /** Columns that are written, and with what; `digest` stands for one that nobody can calculate. */
  readonly written?: Values | ((person: Person) => Values)
  /** Columns that still say who it was, as the text has it. */
  readonly names?: readonly string[]
}

/** The person's own id, from which those of all other rows differ. */
export const id = (person: Person): string => `${String(person.n).repeat(8)}-0000-4000-8000-000000000000`
export const nothing = (): readonly string[] => []
export const digest = '(digest)'
