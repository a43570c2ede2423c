import type { Temporal } from 'temporal-polyfill'
import type { TableName } from '../../schema/schema.ts'
import type { Start } from './instant.ts'

/** A value as `select col::text` prints it with `TimeZone` UTC and `DateStyle` ISO; NULL is null. */
export type Value = string | null
export type Row = Readonly<Record<string, Value>>

/** A database at one moment. */
export interface World {
  /** By `tableKey`; a table without an entry is empty. */
  readonly rows: ReadonlyMap<string, readonly Row[]>
  readonly holds: readonly Hold[]
  readonly done: readonly Done[]
  /** Erasures that were confirmed, by the `tableKey` of the person's table; without any where it is left out. */
  readonly asked?: ReadonlyMap<string, readonly Asked[]>
}

/** An erasure of a person that no event starts, and when it was confirmed. */
export interface Asked {
  /** By the columns of the subject's key. */
  readonly key: Row
  readonly at: Value
}

/** A placed legal hold. A hold on a data subject is a record hold on the subject's row. */
export interface Hold {
  readonly id: string
  readonly scope:
    | { readonly kind: 'record'; readonly table: TableName; readonly key: Row }
    /** All rows of a class, or those of a time: `since` included, `until` not. */
    | { readonly kind: 'class'; readonly className: string; readonly since?: Temporal.Instant; readonly until?: Temporal.Instant }
    | { readonly kind: 'tenant'; readonly tenant: string }
  readonly released: boolean
}

/** A stored fact about a row: acts are never guessed from values. */
export interface Done {
  readonly table: TableName
  /** The row's key columns; the whole row where the table has no primary key. */
  readonly key: Row
  readonly className: string
  readonly fact: Fact
}

export type Fact =
  /** An erasure acted on the row and left it; `start` is what the clock said at that moment. */
  | { readonly kind: 'erased'; readonly at: Temporal.Instant; readonly start: Start | null }
  /** The interim stage with this index was done. */
  | { readonly kind: 'stage'; readonly index: number }
  /** The disposition was done and left the row. */
  | { readonly kind: 'disposed' }
  /** A person approved the disposal in the review queue. */
  | { readonly kind: 'approved' }
