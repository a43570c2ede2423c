/** The instant from which a period runs. NULL means that the clock has not started. */
export type Cutoff =
  | { readonly kind: 'column'; readonly column: string }
  /** A column of the one row this row refers to. */
  | { readonly kind: 'related'; readonly table: string; readonly column: string }
  /** The newest value among the children that go with the row. */
  | { readonly kind: 'latest'; readonly table: string; readonly column: string }
  /** A named event on the row's data subject. */
  | { readonly kind: 'event'; readonly subject: string; readonly event: string }
  /** The earliest of the instants that are there; NULL when all are missing. */
  | { readonly kind: 'earliestOf'; readonly of: readonly Cutoff[] }
  /** The latest of the instants that are there; NULL when all are missing. */
  | { readonly kind: 'latestOf'; readonly of: readonly Cutoff[] }
  /** The first, or the second when the first is missing. */
  | { readonly kind: 'orElse'; readonly cutoff: Cutoff; readonly otherwise: Cutoff }
  /** The midnight that ends the calendar or fiscal unit in which the cutoff lies. */
  | { readonly kind: 'endOf'; readonly unit: Unit; readonly cutoff: Cutoff }

export type Unit = 'month' | 'quarter' | 'year' | { readonly fiscalYearFrom: number }
