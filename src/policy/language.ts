import type { Anonymize, Archive, Destroy, Generalize, Pseudonymize, RetainGround, Rollup, Sever } from './act.ts'
import type { Activation, Gate, Tenant } from './activation.ts'
import type { Basis } from './basis.ts'
import type {
  CheckRollup,
  CopyOf,
  For,
  Inside,
  JoinPredicate,
  LapseTypeError,
  Listed,
  NullableColumn,
  Patch,
  RollupSpec,
  RowPredicate,
  Table,
  TableDotColumn,
  TableDotDateColumn,
} from './database-types.ts'
import type { Deadline } from './deadline.ts'
import type { Absent, Entry, External, Pending, Permanent, PlacedHolds, Statement, Total } from './entry.ts'
import type { ExportProfile, ExportRight } from './export-profile.ts'
import type { Keep } from './keep.ts'
import type { Ladder } from './ladder.ts'
import type { Letter, occasionFields } from './letter.ts'
import type { Link } from './link.ts'
import type { Period } from './period.ts'
import type { Policy, StandingHold } from './policy.ts'
import type { FateValue, PublishedFate } from './published-fate.ts'
import type { Recipient, Tell } from './recipient.ts'
import type { RecordClass } from './record-class.ts'
import type { Regime } from './regime.ts'
import type { RequestRule, Right, Verification } from './request.ts'
import type { Subject } from './subject.ts'
import type { Suppression } from './suppression.ts'

/** What an author writes; every name is checked against the application's Kysely `Database`. */

export interface Elsewhere {
  readonly kind: 'related' | 'latest'
  readonly ref: string
}
export interface EventRef {
  readonly kind: 'event'
  readonly subject: string
  readonly event: string
}
export interface Combined<T> extends For<T> {
  readonly kind: 'earliestOf' | 'latestOf' | 'orElse' | 'endOf'
}
/** Read by key like `Listed`. */
export interface Written<DB, T extends keyof DB> {
  readonly cutoff: Listed<DB, T>['date'] | Elsewhere | EventRef | Combined<T>
}
export interface Before<T> extends For<T> {
  readonly kind: 'before'
}

export type ColumnAct<T> = (Sever | Anonymize | Generalize | Pseudonymize) & For<T>
export type MoveAct<T> = (Rollup | Archive) & For<T>
export type ActOn<T> = Destroy | ColumnAct<T> | MoveAct<T>
export interface Retained<T> extends For<T> {
  readonly kind: 'retain'
  readonly ground: RetainGround
  readonly meanwhile: readonly ColumnAct<T>[]
}
export interface Untouched {
  readonly kind: 'untouched'
  readonly why: string
}
export type EffectOn<T> = ActOn<T> | Retained<T> | Untouched | readonly ActOn<T>[]
export interface StageOn<T> {
  readonly kind: 'stage'
  readonly after: Period
  readonly acts: ActOn<T> | readonly ActOn<T>[]
}
export interface PartOn {
  readonly kind: 'part'
  readonly table: string
}
export type TellOn<T> = Tell & For<T>
export interface SuppressOn<DB, T extends keyof DB> {
  readonly list: Suppression
  /** `table.column`, of the row or of an owner. */
  readonly of: TableDotColumn<DB>
  /** Only where this is true of the row. */
  readonly when?: RowPredicate<DB, T>
}

type OneOrMore<X> = X | readonly X[]

export interface Why<Clause extends string> {
  readonly clause: Clause | readonly Clause[]
  readonly purpose: string
  readonly basis: OneOrMore<Basis>
}

/** What every class has. */
export interface BoundDefinition<DB, T extends keyof DB, Clause extends string> extends Why<Clause> {
  /** The class id; by default the table's name. */
  readonly name?: string
  /** Classes of one table are tried in the order written; the last has no `where`. */
  readonly where?: RowPredicate<DB, T>
  readonly special?: 'health' | 'biometric' | 'children'
  readonly onErasure: EffectOn<T>
  /** "promptly": an erasure does not wait out the residence for these rows; clearing the event does not bring them back. */
  readonly promptly?: boolean
  readonly parts?: readonly (Table<DB> | PartOn)[]
  readonly tell?: OneOrMore<TellOn<T>>
  /** What stays on a list, as a digest, when a row goes by this schedule. */
  readonly suppress?: OneOrMore<SuppressOn<DB, T>>
  readonly preserve?: 'copy' | 'block'
  readonly collected?: Listed<DB, T>['date']
  /** Diagnostics accepted on this class: code and reason. */
  readonly acknowledge?: { readonly [code: string]: string }
}

/** A class with a clock. */
export interface RuleDefinition<DB, T extends keyof DB, Clause extends string> extends BoundDefinition<DB, T, Clause> {
  readonly cutoff: Written<DB, T>['cutoff']
  readonly while?: Before<T> | RowPredicate<DB, T>
  readonly keep: Keep
  readonly interim?: readonly StageOn<T>[]
  readonly dispose: ActOn<T> | readonly ActOn<T>[]
  readonly gate?: Gate
  readonly activation?: OneOrMore<Activation>
}

export interface PermanentDefinition<DB, T extends keyof DB, Clause extends string> extends Why<Clause> {
  readonly name?: string
  readonly where?: RowPredicate<DB, T>
  readonly because: string
  readonly noIdentifiersIn?: readonly Listed<DB, T>['column'][]
}

export interface SubjectDefinition<DB, T extends keyof DB, E, Clause extends string> {
  readonly key: Listed<DB, T>['column'] | readonly Listed<DB, T>['column'][]
  readonly events: E
  readonly erasure: {
    readonly [K in keyof E]?: {
      readonly clause: OneOrMore<Clause>
      readonly residence: Period | 'none'
      readonly cancel: 'event cleared' | 'never'
      readonly within?: Period
    }
  }
}
export type SubjectHandle<T extends string, E extends string> = Subject & { readonly table: T } & { readonly [K in E]: EventRef }

export interface LinkDefinition<DB, A extends keyof DB, B extends keyof DB> {
  readonly by?: Listed<DB, A>['column'] | readonly Listed<DB, A>['column'][]
  readonly on?: JoinPredicate<DB, A, B>
}

export interface PolicyDefinition<DB, Clause extends string> {
  readonly name: string
  readonly version: string
  readonly effective: string
  readonly timeZone: string
  readonly storedTimeZone?: string
  readonly notice?: Period
  readonly appliesTo?: Policy['appliesTo']
  readonly clauses: Readonly<Record<Clause, string>>
  readonly tenant?: Tenant
  readonly subjects: readonly Subject[]
  readonly links?: readonly Link[]
  readonly activation: OneOrMore<Activation>
  readonly schedule: readonly (Entry | readonly Entry[])[]
  readonly holds?: readonly StandingHold[]
  readonly requests?: readonly RequestRule[]
  readonly recipients?: readonly Recipient[]
  readonly exports?: readonly ExportProfile[]
  readonly deadlines?: readonly Deadline[]
  readonly suppressions?: readonly Suppression[]
  readonly ladders?: readonly Ladder[]
  readonly letters?: readonly Letter[]
  readonly backups?: {
    readonly clause: OneOrMore<Clause>
    readonly horizon: Period
    readonly promise?: { readonly clause: Clause; readonly within: Period }
  }
  readonly evidence?: { readonly clause?: OneOrMore<Clause>; readonly keep: Keep }
  readonly run?: {
    readonly start?: 'shadow' | 'armed'
    readonly fuse?: { readonly rows?: number; readonly share?: number }
    readonly batch?: number
    readonly tolerance?: Period
    readonly atMost?: Period
  }
  readonly outOfScope?: { readonly [T in Table<DB> | (string & {})]?: string }
  readonly acknowledge?: { readonly [code: string]: string }
}

/** Tables and those of their columns that an export has. */
export type ExportColumns<DB> = { readonly [T in Table<DB>]?: readonly Listed<DB, T>['column'][] }

/** A step: what is done, and after which time; what an erasure stamps, so that the application and other clocks see it. */
export type LadderStepDefinition<DB, T extends keyof DB> =
  | { readonly after: Period; readonly do: 'notify' | 'review' }
  | { readonly after: Period; readonly do: 'erase'; readonly closes?: Listed<DB, T>['date'] }

/** The fields that a text names, `{field}`. */
type NamedIn<Text extends string> = Text extends `${string}{${infer Field}}${infer Rest}` ? Field | NamedIn<Rest> : never
/** A text that names no field but these. */
export type TextOf<Text extends string, Fields extends string> = [Exclude<NamedIn<Text>, Fields>] extends [never]
  ? Text
  : LapseTypeError<`there is no field ${Exclude<NamedIn<Text>, Fields>}`>

export interface LetterDefinition<DB, Clause extends string, On, Fields, Title extends string, Text extends readonly string[]> {
  readonly clause: OneOrMore<Clause>
  readonly on: On
  /** The column with the address: the person's own, of what the person belongs to, or of what belongs to the person. */
  readonly to: TableDotColumn<DB>
  /** Columns likewise, by the names under which the text has them. */
  readonly fields?: Fields
  readonly title: TextOf<Title, FieldOf<On, Fields>>
  /** One entry per line. */
  readonly text: { readonly [I in keyof Text]: TextOf<Text[I], FieldOf<On, Fields>> }
  /** By when it should be on its way. */
  readonly within: Period
}
type FieldOf<On, Fields> = (On extends keyof typeof occasionFields ? (typeof occasionFields)[On][number] : never) | (keyof Fields & string)

/** A line of the table of expected fates. */
export interface FateDefinition<DB, T extends keyof DB> {
  /** Values of the row; of a row that belongs with it as `table.column`, of several as a list. */
  readonly given?: { readonly [C in Listed<DB, T>['column']]?: FateValue } & {
    readonly [C in TableDotColumn<DB>]?: FateValue | readonly FateValue[]
  }
  /** The table whose row is on hold: this one, or an owner's. */
  readonly hold?: Table<DB>
  /** A person has decided in the review queue that the row may go. */
  readonly approved?: boolean
  /** What a run as of each instant leaves of the row, in their order. */
  readonly asOf: { readonly [instant: string]: 'kept' | 'gone' | { readonly [C in Listed<DB, T>['column']]?: FateValue } }
}

export interface Language<DB, Clause extends string> {
  /** One record class on one table, or the same rule for several tables. */
  readonly rule: <const T extends Table<DB>>(
    table: T | readonly T[],
    definition: NoInfer<RuleDefinition<DB, T, Clause>>,
  ) => readonly RecordClass[]
  /** No clock of its own: kept while the account lives, goes with the erasure of its subject. */
  readonly untilErased: <const T extends Table<DB>>(
    table: T | readonly T[],
    definition: NoInfer<BoundDefinition<DB, T, Clause>>,
  ) => readonly RecordClass[]
  /** Kept for good, with the reason. */
  readonly permanent: <const T extends Table<DB>>(table: T, definition: NoInfer<PermanentDefinition<DB, T, Clause>>) => Permanent
  /** Held by somebody else: documented, not executed. */
  readonly external: (what: string, definition: Why<Clause> & { readonly at: string; readonly keeps: string }) => External
  /** A clause that a database cannot enforce. */
  readonly statement: (clause: OneOrMore<Clause>, text: string) => Statement
  /** A clause that is to be enforced and is not yet. */
  readonly pending: (clause: OneOrMore<Clause>, because: string) => Pending
  /** Checked: the schema has no such table or column (`*.column`: in no table). */
  readonly absent: (definition: {
    readonly clause: OneOrMore<Clause>
    readonly table?: string
    readonly column?: string
    readonly because: string
  }) => Absent
  /** Clauses about holds that an officer places: enforced by the runs and the guards on every table of the schedule. */
  readonly placedHolds: (clause: OneOrMore<Clause>, text: string) => PlacedHolds
  /** Checked: every table is scheduled with purpose and basis, a part, or out of scope. */
  readonly total: (clause: OneOrMore<Clause>, text: string) => Total

  readonly subject: <const T extends Table<DB>, const E extends { readonly [event: string]: Written<DB, NoInfer<T>>['cutoff'] }>(
    table: T,
    definition: SubjectDefinition<DB, NoInfer<T>, E, Clause>,
  ) => SubjectHandle<T, keyof E & string>
  readonly tenant: <const T extends Table<DB>>(
    table: T,
    definition: NoInfer<{ readonly key: Listed<DB, T>['column']; readonly optIn?: RowPredicate<DB, T> }>,
  ) => Tenant
  /** `to` owns `from`: deleting the owner reaches the row. */
  readonly owner: <const A extends Table<DB>, const B extends Table<DB>>(
    from: A,
    to: B,
    definition?: NoInfer<LinkDefinition<DB, A, B>>,
  ) => Link
  /** `to` may see `from`, and does not own it. */
  readonly accessor: <const A extends Table<DB>, const B extends Table<DB>>(
    from: A,
    to: B,
    definition?: NoInfer<LinkDefinition<DB, A, B>>,
  ) => Link
  /** The reference says nothing about a person. */
  readonly ignore: <const A extends Table<DB>, const B extends Table<DB>>(
    from: A,
    to: B,
    definition?: NoInfer<LinkDefinition<DB, A, B>>,
  ) => Link
  /** An application user for whom the predicate is true. */
  readonly actor: <const T extends Table<DB>>(table: T, where: NoInfer<RowPredicate<DB, T>>) => Gate

  readonly related: (ref: TableDotDateColumn<DB>) => Elsewhere
  readonly latest: (ref: TableDotDateColumn<DB>) => Elsewhere
  readonly earliestOf: <T extends Table<DB>>(...of: readonly Written<DB, T>['cutoff'][]) => Combined<T>
  readonly latestOf: <T extends Table<DB>>(...of: readonly Written<DB, T>['cutoff'][]) => Combined<T>
  readonly orElse: <T extends Table<DB>>(cutoff: Written<DB, T>['cutoff'], otherwise: Written<DB, T>['cutoff']) => Combined<T>
  readonly endOf: <T extends Table<DB>>(
    unit: 'month' | 'quarter' | 'year' | { readonly fiscalYearFrom: number },
    cutoff: Written<DB, T>['cutoff'],
  ) => Combined<T>
  readonly before: <T extends Table<DB>>(cutoff: Written<DB, T>['cutoff']) => Before<T>

  /** An earlier stage, counted from the rule's cutoff. */
  readonly after: <T extends Table<DB>>(period: Period, acts: ActOn<T> | readonly ActOn<T>[]) => StageOn<T>
  readonly sever: <T extends Table<DB> = never>(...columns: readonly Inside<T, Listed<DB, T>['nullable']>[]) => Sever & For<T>
  readonly anonymize: <T extends Table<DB> = never>(patch: Inside<T, Patch<DB, T>>) => Anonymize & For<T>
  readonly generalize: <T extends Table<DB> = never>(patch: Inside<T, Patch<DB, T>>) => Generalize & For<T>
  readonly pseudonymize: <T extends Table<DB>>(
    columns: { readonly [C in NullableColumn<DB, T>]?: Listed<DB, T>['column'] },
    key: 'key destroyed after the run' | 'key kept',
  ) => Pseudonymize & For<T>
  readonly rollup: <T extends Table<DB>, const R extends Table<DB>, const S extends RollupSpec<DB, T, R>>(
    into: R,
    spec: S & CheckRollup<DB, R, keyof S['key'] | keyof S['add']>,
  ) => Rollup & For<T>
  readonly archive: <T extends Table<DB>>(into: Table<DB> | { readonly column: Listed<DB, T>['date'] }) => Archive & For<T>
  readonly retain: <T extends Table<DB>>(ground: RetainGround, ...meanwhile: readonly ColumnAct<T>[]) => Retained<T>
  /** The value of a column on an owner of the row, at the moment of the act. */
  readonly copyOf: (ref: TableDotColumn<DB>) => CopyOf
  readonly part: <const P extends Table<DB>>(
    table: P,
    definition: NoInfer<{ readonly parts?: readonly (Table<DB> | PartOn)[]; readonly tell?: OneOrMore<TellOn<P>> }>,
  ) => PartOn

  readonly standingHold: <const T extends Table<DB>>(
    table: T,
    definition: NoInfer<{
      readonly clause: OneOrMore<Clause>
      readonly where: RowPredicate<DB, T>
      /** The row it refers to is held; by default the row itself. */
      readonly holds?: Table<DB>
      readonly matter: string
      readonly reason?: Listed<DB, T>['column']
      readonly notify: StandingHold['notify']
    }>,
  ) => StandingHold
  /** What a person may ask for, and by when it is answered. */
  readonly request: (
    subject: Subject,
    right: OneOrMore<Right>,
    definition: {
      readonly clause: OneOrMore<Clause>
      /** All of them apply; per stage the earliest day counts. */
      readonly regimes: OneOrMore<Regime>
      /** How sure one must be of who asks. */
      readonly verify: Verification
      /** The event with which the application opens the request. */
      readonly event?: EventRef
      /** What an officer must meet to confirm an erasure that no event starts. */
      readonly gate?: OneOrMore<Gate>
    },
  ) => RequestRule
  /** Somebody outside the database who is told what becomes of rows. */
  readonly recipient: (
    name: string,
    definition: { readonly clause: OneOrMore<Clause>; readonly hears: Recipient['hears']; readonly within: Period },
  ) => Recipient
  /** What a recipient is told of a row: the columns by which it knows what is meant, captured before they go. */
  readonly tell: <T extends Table<DB> = never>(to: Recipient, ...columns: readonly Inside<T, Listed<DB, T>['column']>[]) => TellOn<T>
  /** A list by which somebody is known again, or left alone, when the record has gone: nothing but keyed digests. */
  readonly suppression: (name: string, definition: { readonly clause: OneOrMore<Clause>; readonly keep: Keep }) => Suppression
  /** What a person gets of the data: these columns and no others. */
  readonly exportProfile: (
    subject: Subject,
    right: OneOrMore<ExportRight>,
    definition: {
      readonly clause: OneOrMore<Clause>
      readonly columns: ExportColumns<DB>
      /** Sections that are there when somebody asks for them by name. */
      readonly optional?: { readonly [section: string]: ExportColumns<DB> }
      /** A person gets no second export within this time. */
      readonly onePer?: Period
    },
  ) => ExportProfile
  /** What is to be done within a time that runs on rows of the application: `from` has the event, `done` when it was done. */
  readonly deadline: <const T extends Table<DB>>(
    table: T,
    definition: NoInfer<{
      readonly clause: OneOrMore<Clause>
      readonly from: Listed<DB, T>['date']
      readonly within: Period
      readonly done: Listed<DB, T>['date']
    }>,
  ) => Deadline
  /** What happens to a person of whom nothing is heard, step by step, up to the erasure. */
  readonly ladder: <const T extends Table<DB>>(
    name: string,
    subject: Subject & { readonly table: T },
    definition: NoInfer<{
      readonly clause: OneOrMore<Clause>
      /** When the person was last heard of: an instant that any activity moves. */
      readonly since: Written<DB, T>['cutoff']
      readonly steps: readonly LadderStepDefinition<DB, T>[]
    }>,
  ) => Ladder
  /** What a person is told in words, with fields that the database fills in; the outbox has it until it was sent. */
  readonly letter: <
    const On extends keyof typeof occasionFields,
    const Title extends string,
    const Text extends readonly string[],
    const Fields extends { readonly [field: string]: TableDotColumn<DB> } = Record<never, never>,
  >(
    name: string,
    subject: Subject,
    definition: LetterDefinition<DB, Clause, On, Fields, Title, Text>,
  ) => Letter
  readonly policy: (definition: PolicyDefinition<DB, Clause>) => Policy
  /** What the published text says of one row, for the file of expected fates. */
  readonly fate: <const T extends Table<DB>>(clause: Clause, table: T, definition: NoInfer<FateDefinition<DB, T>>) => PublishedFate
}
