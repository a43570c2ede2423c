/**
 * What chance decides about a world, as plain data that shrinks. A choice is a number that picks among what is possible at its
 * place, whatever that is; zero picks the simplest.
 *
 * What chance never decides, and why:
 * - Versions of a policy: `appliesTo`, `notice` and `collected` have no effect yet.
 * - Tables that refer to one another in a circle: warned of; a row there counts as undeletable where it should wait.
 * - Tenants, opting in, and the gates of a manual run: every run is the scheduler's. `lapse verify` proves these.
 * - ON DELETE SET DEFAULT, the application's triggers, row-level security: the oracle has no opinion on them.
 * - `related` to a row that belongs to the same owner, and declared links by anything but a unique key.
 * - Acts that write a column which a `where`, a `while` or a cutoff reads: the row would change its class in the middle of a run.
 * - An interim stage that severs the reference on which the row's own clock stands: the clock would stop for good.
 * - Acts that sever references to rows of the same table: what that sets free goes with the next run, and this one says that rows are left.
 * - A list of acts that writes one column twice: PostgreSQL refuses it.
 * - Parts that refer to another part of the same whole, or to the whole besides: what waits so is left to a later run, and the oracle lets both go together.
 * - Parts that refer to their own table: what stands in the way of one is found by PostgreSQL, not by the fate.
 * - Archives of rows that refer to their own table: a later batch archives them without what an earlier one took.
 */
export interface WorldSpec {
  readonly zone: Choice
  readonly storedZone: Choice
  readonly asOf: Choice
  readonly batch: Choice
  readonly tolerance: Choice
  readonly activation: Choice
  readonly subject: SubjectSpec
  readonly tables: readonly TableSpec[]
  readonly standing: StandingSpec | null
  readonly holds: readonly HoldSpec[]
  readonly session: SessionSpec
  /** Peoples that the same tables and policy have besides, each by itself: a world of its own. */
  readonly others: readonly PeopleSpec[]
}
export type Choice = number

/** Who lives in a world: the rows of each table, the holds, and the session of the run. */
export interface PeopleSpec extends Pick<WorldSpec, 'holds' | 'session'> {
  readonly rows: readonly (readonly RowSpec[])[]
}

/** What holds for every data subject of the world. */
export interface SubjectSpec {
  readonly requested: Choice
  readonly residence: Choice
  /** Whether closing the account opens an erasure as well, after a residence of its own. */
  readonly closedErases: boolean
  readonly closedResidence: Choice
  /** Whether a person may ask for erasure by a request that is confirmed. */
  readonly asks: boolean
  /** Whether a person may have an export; only where exports are looked at. */
  readonly exports: boolean
}

export interface TableSpec {
  readonly tableName: Choice
  readonly columnNames: Choice
  readonly elsewhere: boolean
  readonly key: Choice
  readonly keyType: Choice
  readonly partitioned: boolean
  readonly types: readonly [Choice, Choice]
  readonly subject: boolean
  readonly owner: ReferenceSpec | null
  readonly second: (ReferenceSpec & { readonly ownership: Choice }) | null
  readonly self: ReferenceSpec | null
  /** Belongs to an earlier table by a declared join, where no foreign key leads there. */
  readonly linked: Choice | null
  readonly fate: Choice
  readonly preserve: boolean
  readonly classes: readonly ClassSpec[]
  readonly rows: readonly RowSpec[]
}
export interface ReferenceSpec {
  readonly to: Choice
  readonly action: Choice
  readonly required: boolean
  readonly deferrable: Choice
  /** Where both keys begin with the same column, it is used for both. */
  readonly shared: boolean
}

export interface ClassSpec {
  readonly where: PredicateSpec
  readonly untilErased: boolean
  readonly cutoff: CutoffSpec
  readonly keep: { readonly kind: Choice; readonly short: Choice; readonly long: Choice }
  readonly while: WhileSpec | null
  readonly interim: readonly { readonly after: Choice; readonly acts: readonly Choice[] }[]
  readonly dispose: Choice
  readonly disposeActs: readonly Choice[]
  readonly review: boolean
  readonly disabled: boolean
  readonly onErasure: Choice
  readonly erasureActs: readonly Choice[]
  readonly promptly: boolean
}
export type CutoffSpec =
  | { readonly kind: 'leaf'; readonly leaf: Choice }
  | { readonly kind: 'several'; readonly how: Choice; readonly of: readonly [CutoffSpec, CutoffSpec] }
  | { readonly kind: 'end'; readonly unit: Choice; readonly of: CutoffSpec }
export interface WhileSpec {
  readonly cutoff: CutoffSpec | null
  readonly predicate: PredicateSpec
}
export type PredicateSpec =
  | { readonly kind: 'test'; readonly test: Choice; readonly value: Choice }
  | { readonly kind: 'not'; readonly of: PredicateSpec }
  | { readonly kind: 'both' | 'either'; readonly of: readonly [PredicateSpec, PredicateSpec] }

export interface RowSpec {
  readonly owner: Choice | null
  readonly second: Choice | null
  readonly self: Choice | null
  readonly a: TimeSpec
  readonly b: TimeSpec
  readonly k: Choice
  readonly n: Choice
  readonly flag: Choice
  readonly v: boolean
  /** What a reviewer decided, where the class has a review. */
  readonly decision: Choice
}
export interface TimeSpec {
  readonly kind: Choice
  readonly period: Choice
  readonly offset: Choice
}

export interface StandingSpec {
  readonly table: Choice
  readonly owner: boolean
  readonly where: PredicateSpec
}
export interface HoldSpec {
  readonly table: Choice
  /** A row of the table; null: a class of it. */
  readonly row: Choice | null
  readonly released: boolean
}
export interface SessionSpec {
  readonly timeZone: Choice
  readonly dateStyle: Choice
  readonly isolation: Choice
  readonly searchPath: Choice
}

/** The item that a choice picks. */
export const pick = <X>(of: readonly X[], choice: Choice): X => of[choice % of.length]!
