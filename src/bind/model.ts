import type { Erasure } from '../policy/act.ts'
import type { Activation } from '../policy/activation.ts'
import type { Config } from '../policy/config.ts'
import type { Deadline } from '../policy/deadline.ts'
import type { ExportProfile } from '../policy/export-profile.ts'
import type { Ladder, LadderStep } from '../policy/ladder.ts'
import type { Letter } from '../policy/letter.ts'
import type { Period } from '../policy/period.ts'
import type { Policy, StandingHold } from '../policy/policy.ts'
import type { Recipient } from '../policy/recipient.ts'
import type { RecordClass } from '../policy/record-class.ts'
import type { RequestRule, Right } from '../policy/request.ts'
import type { Column, ForeignKey, Schema, Table, TableName } from '../schema/schema.ts'

/** The policy with every name resolved to a catalog object. Nothing in it can be misspelt any more. */
export interface Model {
  readonly kind: 'model'
  readonly policy: Policy
  readonly schema: Schema
  readonly database: string
  /** How the policy's names of tables and columns become the catalog's. */
  readonly naming: Pick<Config, 'defaultSchema' | 'names'>
  readonly roles: Roles
  /** Tables that the runs or the guards touch, dependants before what they depend on. */
  readonly tables: readonly BoundTable[]
  /** In run order: dependants first, and a class whose cutoff stands on another row before that row's class. */
  readonly classes: readonly BoundClass[]
  readonly standingHolds: readonly BoundStandingHold[]
  /** The tables of the persons. */
  readonly subjects: readonly TableName[]
  /** The table of the tenants and its key; null where the policy has none. */
  readonly tenant: { readonly table: TableName; readonly column: string } | null
  readonly cascades: readonly BoundCascade[]
  readonly requests: readonly BoundRequest[]
  readonly witnesses: readonly BoundWitness[]
  readonly exports: readonly BoundExport[]
  readonly deadlines: readonly BoundDeadline[]
  /** The subjects whose persons can be erased. */
  readonly erasable: readonly BoundSubject[]
  readonly ladders: readonly BoundLadder[]
  readonly letters: readonly BoundLetter[]
  readonly clauses: readonly ClauseStatus[]
}

export interface Roles {
  readonly owner: string
  readonly disposer: string
  readonly operator: string
  readonly officer: string
  readonly auditor: string
  readonly scheduler: string
  readonly worker: string
}

/** A column under an alias of the generated query. */
export interface Place {
  readonly alias: string
  readonly column: string
}

/** One table joined to what stands before it, by equal columns or by a declared predicate. */
export interface Join {
  readonly table: TableName
  readonly alias: string
  readonly pairs: readonly Pair[]
  /** SQL over the aliases, from a declared link. */
  readonly predicate: string | null
}

/** The way from a row (alias `r`) up its owner edges to an ancestor. */
export interface OwnerPath {
  readonly to: TableName
  readonly alias: string
  readonly joins: readonly Join[]
}

export interface KeyColumn {
  readonly name: string
  readonly type: string
  /** Its name in our views: the column's own, unless one of ours is called the same. */
  readonly as: string
  /** The array of its values inside a batch. */
  readonly variable: string
}

/** A table below another one: its rows refer to the row, by a foreign key or a declared link. */
export interface Dependant {
  readonly table: TableName
  readonly foreignKey: ForeignKey | null
  /** From the dependant (alias `d`) to the row (alias `r`). */
  readonly join: Join
  /** The same to the row of a trigger, `old`. */
  readonly joinOfOld: Join
  /** Columns of the row by which the dependant refers to it. */
  readonly referred: readonly string[]
  /** A foreign key of the table to itself. */
  readonly self: boolean
  /** The tables refer to each other in a circle: the upward view follows only the rows of this one that a hold names; the guards still stand. */
  readonly circular: boolean
}

export interface BoundMembership {
  readonly name: string
  readonly where: string | null
  /** A column of the row itself; null where the class's cutoff reads none and it names none as `collected`. */
  readonly datedBy: Column | null
}

export interface BoundTable {
  readonly kind: 'bound table'
  readonly name: TableName
  readonly catalog: Table
  readonly stem: string
  readonly key: readonly KeyColumn[]
  /** Every owner path to every ancestor, the shortest first. */
  readonly ancestors: readonly OwnerPath[]
  /** The same from the row of a trigger, `old`. */
  readonly ancestorsOfOld: readonly OwnerPath[]
  readonly dependants: readonly Dependant[]
  /** The classes of the table, with the condition of membership over alias `r`, and the date by which a hold is narrowed to a time. */
  readonly classes: readonly BoundMembership[]
  /** Columns that decide in which class a row is, and by what date: changing them can take it out of a hold's scope. */
  readonly scopeColumns: readonly string[]
  /** The way to the tenant; null where the policy has none, or the table no way there. */
  readonly tenant: { readonly joins: readonly Join[]; readonly place: Place } | null
  readonly preserve: 'copy' | 'block'
  /** A partitioned table in which a row on hold can be pinned, so that its partition cannot go. */
  readonly pinned: boolean
  /** Columns that tie a row to its key, owner and tenant: frozen while it is held. */
  readonly frozen: readonly string[]
}

export interface BoundStandingHold {
  readonly id: number
  readonly hold: StandingHold
  /** The table whose rows are held. */
  readonly holds: TableName
  readonly table: TableName
  /** The condition, over alias `s` of `table`. */
  readonly where: string
  /** The condition over `old` and `new`, and the columns that it and the reference read, for the trigger that sees it change. */
  readonly whereOld: string
  readonly whereNew: string
  readonly columns: readonly string[]
  /** From `s` to the held row `r`; null when they are the same row. */
  readonly join: Join | null
}

/** What PostgreSQL computes a cutoff with: a day is a `date`, an instant everything else. */
export type CutoffType = 'instant' | 'day'

export type BoundCutoff = { readonly type: CutoffType } & (
  | { readonly kind: 'column'; readonly place: Place; readonly column: Column }
  | { readonly kind: 'related' | 'latest'; readonly join: Join; readonly of: BoundCutoff }
  /** `coalesce`: the first that is there. */
  | { readonly kind: 'earliestOf' | 'latestOf' | 'coalesce'; readonly of: readonly BoundCutoff[] }
  | { readonly kind: 'endOf'; readonly unit: 'month' | 'quarter' | 'year'; readonly offsetMonths: number; readonly of: BoundCutoff }
  /** A day among instants counts as the midnight that ends it. */
  | { readonly kind: 'midnight'; readonly of: BoundCutoff }
)

/** An erasure entry of a subject, seen from a row. */
export interface EraseEntry {
  readonly event: BoundCutoff
  readonly residence: Period | null
}

/** A subject whose persons can be erased, and what starts that. */
export interface BoundSubject {
  readonly table: BoundTable
  /** The key by which a person is named. */
  readonly key: readonly Pick<KeyColumn, 'name' | 'type' | 'as'>[]
  /** Its events, over the person's row (alias `r`). */
  readonly starts: readonly (EraseEntry & { readonly clauses: readonly string[] })[]
  /** The clauses of a confirmed request, where that starts it. */
  readonly asking: readonly string[]
}

/** An erasure that was confirmed, or is done again after a restore, seen from a row: a row of our own table, left-joined to the person under `alias`. */
export interface AskedJoin {
  /** The person's table. */
  readonly person: Pick<BoundTable, 'stem'>
  readonly alias: string
  readonly pairs: readonly Pair[]
}

export interface Aliased {
  readonly table: TableName
  readonly alias: string
}
export interface Pair {
  readonly left: Place
  readonly right: Place
}

/** A part, deepest first: from the part (alias `c`) over the parts between to the row (alias `r`). */
export interface BoundPart {
  readonly table: TableName
  readonly between: readonly Aliased[]
  readonly pairs: readonly Pair[]
}

/** A person to whom a row belongs, and the way there from the row. */
export interface BoundPerson {
  readonly table: TableName
  /** The key by which a request names the person. */
  readonly key: readonly string[]
  readonly alias: string
  readonly joins: readonly Join[]
}

/** What a recipient hears of a row of a class (`part` null, alias `r`), or of one of its parts (alias `c`). */
export interface BoundTell {
  readonly recipient: Recipient
  readonly table: TableName
  /** The columns in the catalog, and as the policy names them. */
  readonly columns: readonly { readonly name: string; readonly as: string }[]
  readonly part: BoundPart | null
}

/** A table whose rows nobody may delete unheard. */
export interface BoundWitness {
  readonly table: BoundTable
  /** `where`: SQL over `old`; null where every row is told. */
  readonly tells: readonly (Pick<BoundTell, 'recipient' | 'columns'> & { readonly where: string | null })[]
  /** From `old`. */
  readonly persons: readonly BoundPerson[]
}

/** The column of an owner that is copied, on one way to it. */
export interface CopyPlace extends Place {
  /** A column that is never NULL in an owner's row. */
  readonly there: string
}

/** From a part (alias `d`) up to the row (alias `r`). */
export interface PartWay {
  readonly between: readonly Aliased[]
  readonly pairs: readonly Pair[]
}

/** Something that makes a row wait. */
export interface Deferral {
  readonly by: string
  /** The dependant (alias `d`) and the parts between it and the row (alias `r`). */
  readonly tables: readonly Aliased[]
  readonly pairs: readonly Pair[]
  /** The ways by which the dependant (alias `d`) is a part of the row, where its table is one of parts: such a dependant goes with the row. */
  readonly unlessPart: readonly PartWay[]
  /** Dependants of the same class that are due themselves do not defer: the link to them is cut. */
  readonly self: boolean
  /** Where only rows of one class defer. */
  readonly of: DeferringClass | null
}

/** The class of dependants that defer for another reason than a foreign key. */
export interface DeferringClass {
  readonly class: string
  /** SQL over `d` and the other aliases: declared links, and the class's part of its table. */
  readonly where: string | null
  readonly key: readonly KeyColumn[]
  /** The stem of the class, where it keeps rows that an erasure has been through: these no longer defer. */
  readonly remembers: string | null
}

/** An act with its columns resolved; the column acts of a stage are one UPDATE. */
export type BoundAct =
  | { readonly kind: 'destroy' }
  | { readonly kind: 'set'; readonly assignments: readonly BoundAssignment[] }
  | { readonly kind: 'rollup'; readonly into: Table; readonly keys: readonly BoundRollupKey[]; readonly adds: readonly BoundMeasure[] }
  | { readonly kind: 'archive'; readonly into: Table; readonly columns: readonly string[] }

export type BoundAssignment = {
  readonly column: Column
  readonly act: 'sever' | 'anonymize' | 'generalize' | 'pseudonymize' | 'archive'
} & (
  | { readonly kind: 'null' }
  /** SQL over alias `r`. */
  | { readonly kind: 'expression'; readonly sql: string }
  /** A column of the class's view. */
  | { readonly kind: 'copy'; readonly as: string }
  | { readonly kind: 'as of' }
  | { readonly kind: 'pseudonym'; readonly from: string; readonly kept: boolean }
)
export interface BoundRollupKey {
  readonly column: Column
  readonly source: Column
  readonly grain: 'hour' | 'day' | 'month' | null
}
export interface BoundMeasure {
  readonly column: Column
  readonly kind: 'count' | 'sum'
  /** For `count`: SQL over `r`, or null; for `sum`: the column. */
  readonly where: string | null
  readonly source: string | null
}

/** What a class leaves on a list when its rows go: a value of the row's own column, or of a column of the class's view. */
export interface BoundSuppress {
  readonly list: string
  readonly own: string | null
  readonly copied: string | null
  /** SQL over alias `r`; null: always. */
  readonly where: string | null
}

export interface BoundStage {
  /** `dispose`, `erase`, or `interim_1`, `interim_2`, … */
  readonly name: string
  readonly acts: readonly BoundAct[]
  readonly destroys: boolean
  readonly after: Period | null
  /** What recipients hear of before the acts are done. */
  readonly tells: readonly BoundTell[]
  /** What stays on lists. */
  readonly suppresses: readonly BoundSuppress[]
}

/** What a manual run, or the confirmation of an erasure, asks of its caller. */
export type BoundGate =
  | { readonly kind: 'phrase'; readonly text: string }
  | { readonly kind: 'fresh preview' }
  /** A row of an application table (alias `a`), found by its key, for which the condition is true. */
  | {
      readonly kind: 'actor'
      readonly table: TableName
      readonly key: string
      readonly where: string
      /** The actor's tenant, and the way to it; null where the policy has no tenant or the actor none. */
      readonly tenant: { readonly joins: readonly Join[]; readonly place: Place } | null
    }

/** A foreign key of a table to itself: from the referring row (alias `d`) to the row (alias `r`), and what can be cut. */
export interface SelfReference {
  readonly columns: readonly string[]
  readonly join: Join
}

export interface BoundClass {
  readonly kind: 'bound class'
  readonly class: RecordClass
  readonly stem: string
  readonly table: BoundTable
  /** The condition of membership over alias `r`; null when every row belongs. */
  readonly where: string | null
  /** The owners that the view reads, left-joined. */
  readonly joins: readonly Join[]
  readonly cutoff: BoundCutoff | null
  /** `before(…)`: kept until this instant, and for good while it is NULL. */
  readonly keptUntil: BoundCutoff | null
  /** A predicate over `r`: kept while it is true. */
  readonly keptWhile: string | null
  /** A column of `r` that bounds the cutoff from below and may have an index. */
  readonly prefilter: { readonly column: Column; readonly period: Period } | null
  readonly erasures: readonly EraseEntry[]
  /** Erasures that a request starts, or a replay. */
  readonly asked: readonly AskedJoin[]
  readonly erasure: Erasure
  readonly stages: readonly BoundStage[]
  /** Whether acts that leave the row are remembered with their date. */
  readonly remembers: boolean
  /** Whether the start is recorded with such an act, because the row that carries it may go. */
  readonly recordsStart: boolean
  readonly review: string | null
  readonly parts: readonly BoundPart[]
  readonly tells: readonly BoundTell[]
  /** Whose row it is, for who hears of it. */
  readonly persons: readonly BoundPerson[]
  readonly deferrals: readonly Deferral[]
  /** Nullable columns of self-references, cut between rows that go in the same run. */
  readonly selfReferences: readonly SelfReference[]
  readonly activation: readonly Activation[]
  /** What the class's clock waits for; the erasure of a person goes on meanwhile. */
  readonly disabledUntil: string | null
  readonly manualGates: readonly BoundGate[]
  /** SQL of the tenant's opt-in over the joined aliases; null where there is no tenant. */
  readonly optedIn: string | null
  /** The tenant's key column among the joined aliases. */
  readonly tenant: Place | null
  /** Values copied from owners: the view's column and where it comes from. */
  readonly copies: readonly {
    readonly as: string
    readonly places: readonly CopyPlace[]
    readonly table: string
    readonly column: string
  }[]
}

/** Rows that belong to an owner by a declared link: no foreign key sees the application delete the owner, so a trigger does. */
export interface BoundCascade {
  readonly class: BoundClass
  readonly owner: TableName
  /** SQL over the row (alias `r`) and the deleted owner (`old`). */
  readonly where: string
  readonly acts: readonly BoundAct[]
}

/** One right of one subject's persons. */
export interface BoundRequest {
  readonly rule: RequestRule
  readonly right: Right
  /** The subject's table. */
  readonly table: BoundTable
  /** The subject's key, by which a request names the person. */
  readonly key: readonly Pick<KeyColumn, 'name' | 'type' | 'as'>[]
  /** Over the person's row (alias `r`); null: only an officer opens a request. */
  readonly event: BoundCutoff | null
  /** Whether clearing the event cancels the request. */
  readonly cancels: boolean
  /** What an officer must meet to confirm it. */
  readonly gates: readonly BoundGate[]
}

/** What has to be done within a time that runs on rows. */
export interface BoundDeadline {
  readonly deadline: Deadline
  readonly table: Table
  /** By which a row is named. */
  readonly key: readonly KeyColumn[]
  readonly from: Column
  readonly done: Column
}

/** A ladder on which the persons of a subject climb. */
export interface BoundLadder {
  readonly ladder: Ladder
  readonly stem: string
  /** The subject's table. */
  readonly table: BoundTable
  /** The subject's key, by which a person stands on the ladder. */
  readonly key: readonly KeyColumn[]
  /** Over the person's row (alias `r`). */
  readonly since: BoundCutoff
  readonly steps: readonly (Pick<LadderStep, 'do' | 'after'> & { readonly closes: Column | null })[]
  /** Events of the person, over the same row, that start an erasure of their own. */
  readonly erasures: readonly BoundCutoff[]
}

/** A letter to the persons of a subject. */
export interface BoundLetter {
  readonly letter: Letter
  readonly person: BoundTable
  /** The subject's key, by which a request names the person. */
  readonly key: readonly Pick<KeyColumn, 'name' | 'type'>[]
  readonly to: LetterSource
  readonly fields: readonly { readonly field: string; readonly source: LetterSource }[]
}
/** Where a value for a letter stands: the column under `alias`, the person under `person`, both reached from a row of `from` (alias `r`). */
export interface LetterSource {
  readonly from: TableName
  readonly joins: readonly Join[]
  readonly alias: string
  readonly person: string
  readonly column: string
}

/** What the persons of a subject get. */
export interface BoundExport {
  readonly profile: ExportProfile
  readonly person: BoundTable
  /** The subject's key, by which a request names the person. */
  readonly key: readonly Pick<KeyColumn, 'name' | 'type'>[]
  readonly tables: readonly BoundExportTable[]
}

export interface BoundExportTable {
  readonly section: string | null
  readonly table: Table
  /** The policy's name of the table. */
  readonly written: string
  /** By which its rows are put in order. */
  readonly key: readonly KeyColumn[]
  readonly columns: readonly { readonly column: Column; readonly as: string }[]
  /** From the row (alias `r`) to the person's, over owner and accessor edges. */
  readonly ways: readonly Pick<OwnerPath, 'alias' | 'joins'>[]
  /** Whether images of its rows are kept under a hold. */
  readonly guarded: boolean
}

export type Status = 'enforced' | 'documentary' | 'external' | 'pending'

/** What became of a clause of the published text. */
export interface ClauseStatus {
  readonly id: string
  readonly text: string
  readonly status: Status
  /** Classes, holds, subjects and assertions that cite it. */
  readonly rules: readonly string[]
  /** Why it is not enforced; null where it is. */
  readonly reason: string | null
}
