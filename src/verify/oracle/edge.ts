import type { Link } from '../../policy/link.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Predicate } from '../../policy/predicate.ts'
import { type ForeignKey, findColumn, findTable, type Schema, sameTable, type Table } from '../../schema/schema.ts'
import { equalities } from './equalities.ts'

/** A way from a row to rows it refers to: a foreign key, or a join that the policy declares. */
export type Edge = { readonly from: Table; readonly to: Table } & (
  | { readonly kind: 'foreign key'; readonly foreignKey: ForeignKey }
  /** `pairs`: columns that must print alike, which narrow the search; the predicate decides. */
  | { readonly kind: 'join'; readonly on: Predicate; readonly pairs: readonly (readonly [from: string, to: string])[] }
)
export type ForeignKeyEdge = Extract<Edge, { kind: 'foreign key' }>

export interface Edges {
  /** Every foreign key. */
  readonly foreignKeys: readonly ForeignKeyEdge[]
  /** The edges along which a row belongs to its owner. */
  readonly owners: readonly Edge[]
  /** The foreign keys by the table that they refer to. */
  readonly foreignKeysTo: ReadonlyMap<Table, readonly ForeignKeyEdge[]>
  /** The edges to owners by the table of the row, and by that of the owner. */
  readonly ownersFrom: ReadonlyMap<Table, readonly Edge[]>
  readonly ownersTo: ReadonlyMap<Table, readonly Edge[]>
}

type Resolve = (name: string) => Table
type ResolveColumn = (table: Table, column: string) => string

/** A foreign key is an owner edge unless a link says otherwise or the table refers to itself; a declared join adds one. */
export function findEdges(policy: Policy, schema: Schema, table: Resolve, column: ResolveColumn): Edges {
  const foreignKeys = schema.tables.flatMap(from =>
    from.foreignKeys.flatMap((foreignKey): ForeignKeyEdge[] => {
      const to = findTable(schema, foreignKey.references)
      return to ? [{ kind: 'foreign key', from, to, foreignKey }] : []
    }),
  )
  const joins = policy.links.flatMap((link): Edge[] => {
    if (link.kind !== 'owner' || !link.on) return []
    const [from, to] = [table(link.from), table(link.to)]
    const pairs = equalities({ table, column }, link.on.node, from, to)?.pairs ?? []
    return [{ kind: 'join', from, to, on: link.on, pairs: pairs.filter(([mine, theirs]) => printAlike(from, mine, to, theirs)) }]
  })
  const owns = (edge: ForeignKeyEdge): boolean => {
    if (sameTable(edge.from, edge.to)) return false
    const links = policy.links.filter(l => !l.on && table(l.from) === edge.from && table(l.to) === edge.to)
    if (links.some(l => l.kind !== 'owner' && names(l, edge, column))) return false
    const settled = links.filter(l => l.kind === 'owner' && l.by)
    return settled.length === 0 || settled.some(l => names(l, edge, column))
  }
  const owners = Object.freeze([...foreignKeys.filter(owns), ...joins])
  return Object.freeze({
    foreignKeys: Object.freeze(foreignKeys),
    owners,
    foreignKeysTo: Map.groupBy(foreignKeys, e => e.to),
    ownersFrom: Map.groupBy(owners, e => e.from),
    ownersTo: Map.groupBy(owners, e => e.to),
  })
}

/** Whether equal values of the two columns are equal texts. */
function printAlike(from: Table, mine: string, to: Table, theirs: string): boolean {
  const [a, b] = [findColumn(from, mine)?.baseType, findColumn(to, theirs)?.baseType]
  return a !== undefined && a === b && ['uuid', 'text', 'smallint', 'integer', 'bigint', 'date'].includes(a)
}

function names(link: Link, edge: ForeignKeyEdge, column: ResolveColumn): boolean {
  if (!link.by) return true
  const by = new Set(link.by.map(c => column(edge.from, c)))
  return by.size === edge.foreignKey.columns.length && edge.foreignKey.columns.every(c => by.has(c))
}
