import type { Period } from './period.ts'

/** The rights that an export answers. */
export const exportRights = ['access', 'portability'] as const
export type ExportRight = (typeof exportRights)[number]

/** What a person gets of the data: an allow-list of its own, column by column. */
export interface ExportProfile {
  readonly kind: 'export profile'
  /** The subject's table. */
  readonly subject: string
  readonly rights: readonly ExportRight[]
  readonly clauses: readonly string[]
  readonly tables: readonly ExportTable[]
  /** A person gets no second export within this time; null: as often as somebody asks. */
  readonly onePer: Period | null
}

export interface ExportTable {
  readonly table: string
  readonly columns: readonly string[]
  /** The name of the optional section that it belongs to; null: always there. */
  readonly section: string | null
}
