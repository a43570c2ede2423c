import type { Expression, ExpressionBuilder, InsertType, SelectType, SqlBool, UpdateType } from 'kysely'

/** Questions that the language asks of the application's Kysely `Database` type. */

type IsAny<T> = 0 extends 1 & T ? true : false
type IsInstant<S> =
  IsAny<S> extends true
    ? false
    : unknown extends S
      ? false
      : [NonNullable<S>] extends [never]
        ? false
        : [NonNullable<S>] extends [Date]
          ? true
          : false

export type Table<DB> = keyof DB & string
export type Column<DB, T extends keyof DB> = keyof DB[T] & string

/** Columns whose selected type is a Date: what a cutoff may be. */
export type DateColumn<DB, T extends keyof DB> = {
  [C in Column<DB, T>]: IsInstant<SelectType<DB[T][C]>> extends true ? C : never
}[Column<DB, T>]

/** Columns that may be NULL: what may be severed. */
export type NullableColumn<DB, T extends keyof DB> = {
  [C in Column<DB, T>]: IsAny<SelectType<DB[T][C]>> extends true ? never : null extends SelectType<DB[T][C]> ? C : never
}[Column<DB, T>]

/** The same, read by key: then an error lists the columns that would do, where it would show the name of an alias. */
export interface Listed<DB, T extends keyof DB> {
  readonly column: keyof DB[T] & string
  readonly date: { [C in Column<DB, T>]: C & DateColumn<DB, T> }[Column<DB, T>]
  readonly nullable: { [C in Column<DB, T>]: C & NullableColumn<DB, T> }[Column<DB, T>]
}

export type TableDotDateColumn<DB> = { [T in Table<DB>]: `${T}.${DateColumn<DB, T>}` }[Table<DB>]
export type TableDotColumn<DB> = { [T in Table<DB>]: `${T}.${Column<DB, T>}` }[Table<DB>]

/** Columns that an insert must name. */
export type RequiredColumn<DB, T extends keyof DB> = {
  [C in Column<DB, T>]: undefined extends InsertType<DB[T][C]> ? never : null extends InsertType<DB[T][C]> ? never : C
}[Column<DB, T>]

/** The columns that all of several tables share. */
export type Shared<DB, T extends keyof DB> = { readonly [K in T]: Pick<DB[T], keyof DB[T]> }

/** A condition on this row's own columns; reading another table is a TypeScript error. */
export type RowPredicate<DB, T extends keyof DB> = (eb: ExpressionBuilder<Shared<DB, T>, T>) => Expression<SqlBool>
export type JoinPredicate<DB, A extends keyof DB, B extends keyof DB> = (eb: ExpressionBuilder<DB, A | B>) => Expression<SqlBool>

/** A value for a column: a constant, a copy from an owner, or an expression over the row. */
export type Patch<DB, T extends keyof DB> = {
  readonly [C in Column<DB, T>]?:
    | UpdateType<DB[T][C]>
    | CopyOf
    | ((eb: ExpressionBuilder<Pick<DB, T>, T>) => Expression<SelectType<DB[T][C]>>)
}
export interface CopyOf {
  readonly kind: 'copy of'
  readonly ref: string
}

/** A message in the place where a type does not fit. */
export interface LapseTypeError<Message extends string> {
  readonly __lapseTypeError__: Message
}

declare const table: unique symbol
/** Ties a helper's result to the table it was written for; contravariant, without a runtime field. */
export interface For<T> {
  readonly [table]?: ((t: T) => void) | undefined
}
/** Outside a rule there is no table to infer from; say so instead of accepting anything. */
export type Inside<T, X> = [T] extends [never] ? LapseTypeError<'outside a rule, name the table: helper<"table">(…)'> : X

/** A column of the target is fed by one of the same type, or by a date cut to a grain. */
export interface RollupSpec<DB, S extends keyof DB, R extends keyof DB> {
  readonly key: {
    readonly [C in Column<DB, R>]?:
      | { [K in Column<DB, S>]: NonNullable<SelectType<DB[S][K]>> extends NonNullable<SelectType<DB[R][C]>> ? K : never }[Column<DB, S>]
      | (NonNullable<SelectType<DB[R][C]>> extends Date
          ? {
              readonly grain: 'hour' | 'day' | 'month'
              readonly of: Listed<DB, S>['date']
            }
          : never)
  }
  readonly add: {
    readonly [C in Column<DB, R>]?: 'count' | { readonly sum: Listed<DB, S>['column'] } | { readonly count: RowPredicate<DB, S> }
  }
}
/** Excess properties go unnoticed where a type is inferred, hence the two questions. */
export type CheckRollup<DB, R extends keyof DB, Given> = [Exclude<Given, Column<DB, R>>] extends [never]
  ? [Exclude<RequiredColumn<DB, R>, Given>] extends [never]
    ? unknown
    : LapseTypeError<`${R & string}.${Exclude<RequiredColumn<DB, R>, Given>} is not filled by this rollup`>
  : LapseTypeError<`${R & string} has no column ${Exclude<Given, Column<DB, R>> & string}`>
