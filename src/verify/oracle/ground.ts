import { Temporal } from 'temporal-polyfill'
import type { Policy } from '../../policy/policy.ts'
import type { Schema, Table } from '../../schema/schema.ts'
import { type Edges, findEdges } from './edge.ts'
import { columnNamed, type Names, tableNamed } from './names.ts'
import { openStore, placeOf, type Store } from './store.ts'
import type { RunScope } from './tenant.ts'
import type { Done, World } from './world.ts'

/** What every question about a row is asked of: the policy, the schema, and the rows as they stood when the run began. */
export interface Ground {
  readonly policy: Policy
  readonly schema: Schema
  readonly names: Names
  readonly world: World
  readonly asOf: Temporal.Instant
  readonly store: Store
  /** What was done before, by the place of the row. */
  readonly done: ReadonlyMap<string, readonly Done[]>
  readonly edges: Edges
  readonly table: (name: string) => Table
  readonly column: (table: Table, name: string) => string
  readonly scope: RunScope
}

export function openGround(
  policy: Policy,
  schema: Schema,
  world: World,
  asOf: Temporal.Instant,
  names: Names,
  scope: RunScope = {},
): Ground {
  // An unknown zone fails here, and is not taken for a date beyond the calendar later.
  for (const zone of [policy.timeZone, policy.storedTimeZone]) new Temporal.ZonedDateTime(0n, zone)
  const tables = new Map<string, Table>()
  const table = (name: string): Table => {
    const found = tables.get(name) ?? tableNamed(names, schema, name)
    tables.set(name, found)
    return found
  }
  const column = (t: Table, name: string) => columnNamed(names, schema, t, name)
  const store = openStore(schema, world.rows)
  const done = Map.groupBy(world.done, d => placeOf(d.table, d.key))
  return { policy, schema, names, world, asOf, store, done, edges: findEdges(policy, schema, table, column), table, column, scope }
}
