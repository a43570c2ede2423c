import type { BoundClass, Model } from '../../bind/model.ts'
import type { OutputFile } from '../../emit/output-file.ts'
import type { RecordClass } from '../../policy/record-class.ts'
import type { Subject } from '../../policy/subject.ts'
import type { Table, TableName } from '../../schema/schema.ts'
import type { Workshop } from '../build/workshop.ts'
import type { Case, NotCovered } from '../case/case.ts'
import type { Database } from '../database/database.ts'
import type { Fate } from '../oracle/fate.ts'
import type { Done, Hold } from '../oracle/world.ts'
import type { Finding } from './finding.ts'

/** How one guarded table takes holds. */
export interface Guarded {
  readonly table_name: string
  readonly scope_table: string
  readonly held_view: string
  readonly key_columns: readonly string[]
  readonly view_columns: readonly string[]
}

/** What a case came to. */
export interface Shown {
  readonly case: Omit<Case, 'class'> & { readonly class: Pick<RecordClass, 'name'> }
  readonly moment: string
  /** Whether something was done to the row in this run, and whether the row was gone after it. */
  readonly acted: boolean
  readonly gone: boolean
  /** What the oracle said of the row before the run; null where it is of no class. */
  readonly fate: Fate | null
}

/** A proof while it is carried out: one database, and what has been found so far. */
export interface Proof {
  readonly db: Database
  readonly model: Model
  /** What was emitted, also what is not installed with the migrations. */
  readonly files: readonly OutputFile[]
  readonly workshop: Workshop
  readonly order: readonly Table[]
  readonly unbuildable: ReadonlyMap<Table, string>
  /** Subjects of whom PostgreSQL takes nobody who has a row of every class at once. */
  readonly apart: ReadonlySet<Subject>
  readonly guarded: readonly Guarded[]
  readonly classes: readonly RecordClass[]
  readonly findings: Finding[]
  readonly notCovered: NotCovered[]
  readonly shown: Shown[]
  /** The case of a row, by `keyText`. */
  readonly cases: Map<string, Case>
  readonly holds: Hold[]
  done: readonly Done[]
  rows: number
  checks: number
  nextHold: number
}

export const boundOf = (proof: Proof, name: string): BoundClass => proof.model.classes.find(c => c.class.name === name)!
export const guardOf = (proof: Proof, table: TableName, text: (t: TableName) => string): Guarded | undefined =>
  proof.guarded.find(g => g.table_name === text(table))
