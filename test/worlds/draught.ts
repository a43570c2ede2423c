import { Temporal } from 'temporal-polyfill'
import type { Policy } from '../../src/policy/policy.ts'
import { fromLocal } from '../../src/verify/oracle/instant.ts'
import { designTables, type TableDesign } from './design.ts'
import { policyOf } from './policy.ts'
import { schemaSql } from './schema-sql.ts'
import type { PeopleSpec, WorldSpec } from './spec.ts'
import { moment } from './times.ts'

/** A world before it has a database: what an author and an application would have written. */
export interface Draught {
  readonly spec: WorldSpec
  readonly designs: readonly TableDesign[]
  readonly policy: Policy
  readonly schemaSql: string
  /** The moment of the run. */
  readonly asOf: Temporal.Instant
}

/** Everything about a world that follows from its specification alone. */
export function draught(spec: WorldSpec): Draught {
  const designs = designTables(spec)
  const { policy, extras } = policyOf(spec, designs)
  const asOf = fromLocal(Temporal.PlainDateTime.from(moment(spec)), policy.timeZone)
  return Object.freeze({ spec, designs, policy, schemaSql: schemaSql(designs, extras), asOf })
}

/** The same tables and the same policy, peopled anew. It is tried in a transaction that is rolled back, whose isolation no session chooses. */
export function peopledBy(made: Draught, { rows, holds, session }: PeopleSpec): Draught {
  const tables = made.spec.tables.map((t, i) => ({ ...t, rows: rows[i]! }))
  const designs = made.designs.map((t, i) => ({ ...t, spec: tables[i]! }))
  return Object.freeze({ ...made, spec: { ...made.spec, tables, holds, session: { ...session, isolation: 0 }, others: [] }, designs })
}
