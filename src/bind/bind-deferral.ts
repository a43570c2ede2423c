import type { Policy } from '../policy/policy.ts'
import { type ForeignKey, findTable, sameTable, type Table, type TableName } from '../schema/schema.ts'
import type { Binder } from './bind-cutoff.ts'
import type { PartNode } from './bind-part.ts'
import { keyOf } from './bind-table.ts'
import type { Edge } from './edge.ts'
import { membership } from './membership.ts'
import type { Aliased, BoundClass, BoundCutoff, Deferral, DeferringClass, Join, OwnerPath, Pair, PartWay, Place } from './model.ts'
import { ownerPaths } from './owner-paths.ts'

/** The reference of a part to what it is a part of. */
const isPartOf = (part: PartNode, node: { readonly alias: string }, fk: ForeignKey): boolean =>
  part.joins[0]!.alias === node.alias && part.joins[0]!.pairs.map(p => p.left.column).join() === fk.columns.join()

/** The way from the part up to the row, the part under the alias of a dependant. */
const partWay = ({ alias, joins }: PartNode): PartWay => ({
  between: joins.slice(0, -1).map(j => ({ table: j.table, alias: j.alias })),
  pairs: joins.flatMap(j => j.pairs).map(p => (p.left.alias === alias ? { ...p, left: { ...p.left, alias: 'd' } } : p)),
})

/** What still refers to the row, or to one of its parts, and does not go with it. */
export function deferrals(table: Table, parts: readonly PartNode[], binder: Binder): readonly Deferral[] {
  const nodes = [{ table, alias: 'r', joins: [] as readonly Join[] }, ...parts]
  return nodes.flatMap(node =>
    binder.edges.down(node.table).flatMap((edge): Deferral[] => {
      const fk = edge.foreignKey
      if (!fk || fk.onDelete === 'set null' || fk.onDelete === 'set default') return []
      const alike = parts.filter(p => sameTable(p.table, edge.from))
      if (alike.some(p => isPartOf(p, node, fk))) return []
      if (node.alias !== 'r' && sameTable(edge.from, edge.to)) return []
      const self = sameTable(edge.from, table) && node.alias === 'r'
      const between =
        node.alias === 'r'
          ? []
          : [{ table: node.table, alias: node.alias }, ...node.joins.slice(0, -1).map(j => ({ table: j.table, alias: j.alias }))]
      return [
        {
          by: binder.names.written(edge.from),
          tables: [{ table: edge.from, alias: 'd' }, ...between],
          pairs: [...binder.edges.join(edge, 'd', node.alias, 'from').pairs, ...node.joins.flatMap(j => j.pairs)],
          unlessPart: alike.map(partWay),
          self,
          of: null,
        },
      ]
    }),
  )
}

/**
 * The classes with what only shows beside the others: a row waits for rows whose cutoff stands on it, since without it their clock would never start, and for rows that
 * belong to it by a declared link. These would otherwise go with it before their time, or be out of reach of the erasure of their person.
 */
export const withDependants = (classes: readonly BoundClass[], policy: Policy, binder: Binder): readonly BoundClass[] =>
  classes.map(c => {
    const further = classes.flatMap(other => [...clockDeferrals(c, other, policy, binder), ...linkDeferrals(c, other, policy, binder)])
    return further.length === 0 ? c : { ...c, deferrals: [...c.deferrals, ...further] }
  })

/** The ways from a row (alias `d`) to the rows that its cutoff reads, join by join. */
function cutoffWays(cutoff: BoundCutoff | null, paths: readonly OwnerPath[], pathsOfD: readonly OwnerPath[]): readonly (readonly Join[])[] {
  const upTo = (alias: string): readonly Join[] => pathsOfD[paths.findIndex(p => p.alias === alias)]?.joins ?? []
  if (cutoff === null) return []
  switch (cutoff.kind) {
    case 'latest':
      return []
    case 'column':
      return cutoff.place.alias === 'r' ? [] : [upTo(cutoff.place.alias)]
    case 'related': {
      const above = upTo(cutoff.join.pairs[0]!.left.alias)
      const from = above.at(-1)?.alias ?? 'd'
      const pairs = cutoff.join.pairs.map(p => ({ left: { alias: from, column: p.left.column }, right: p.right }))
      return [[...above, { ...cutoff.join, pairs }]]
    }
    case 'endOf':
    case 'midnight':
      return cutoffWays(cutoff.of, paths, pathsOfD)
    default:
      return cutoff.of.flatMap(of => cutoffWays(of, paths, pathsOfD))
  }
}

/** Whether the row that a join starts from keeps the one that it leads to from going. */
const keeps = (from: Table, join: Join): boolean =>
  from.foreignKeys.some(
    fk =>
      sameTable(fk.references, join.table) &&
      fk.onDelete !== 'set null' &&
      fk.onDelete !== 'set default' &&
      fk.columns.join() === join.pairs.map(p => p.left.column).join(),
  )

/** Rows of another class whose cutoff stands on a row of this one, or on one of its parts, by a way that going would cut. */
function clockDeferrals(c: BoundClass, other: BoundClass, policy: Policy, binder: Binder): readonly Deferral[] {
  const pathsOfD = ownerPaths(other.table.name, 'd', binder.edges)
  const ways = [other.cutoff, other.keptUntil].flatMap(x => cutoffWays(x, other.table.ancestors, pathsOfD))
  const waiting = (way: readonly Join[], hop: Join, node: Node): Deferral => {
    const links = way.flatMap(j => (j.predicate === null ? [] : [`(${j.predicate})`]))
    const here = ({ alias, column }: Place): Place => ({ alias: alias === hop.alias ? node.alias : alias, column })
    // What a predicate says of the row it says under an alias of its own: then that is the row again, by its key.
    const again =
      links.length === 0 ? [] : (keyOf(findTable(binder.schema, hop.table)!) ?? []).map(k => ({ alias: hop.alias, column: k.name }))
    const pairs = way.flatMap(j => j.pairs)
    return {
      by: binder.names.written(other.table.name),
      tables: [
        { table: other.table.name, alias: 'd' },
        ...way.filter(j => again.length > 0 || j !== hop).map(({ table, alias }) => ({ table, alias })),
        ...node.tables,
      ],
      pairs: [
        ...(again.length > 0 ? pairs : pairs.map(p => ({ left: here(p.left), right: here(p.right) }))),
        ...again.map(place => ({ left: place, right: here(place) })),
        ...node.pairs,
      ],
      unlessPart: [],
      self: false,
      of: deferring(other, links, policy, binder),
    }
  }
  const found = ways.flatMap(way =>
    way.flatMap((hop, i) => {
      const from = findTable(binder.schema, i === 0 ? other.table.name : way[i - 1]!.table)!
      const asLink = i === 0 && hop.predicate !== null && other.erasure.kind !== 'untouched'
      return keeps(from, hop) || asLink
        ? []
        : nodesOf(c).flatMap(node => (sameTable(node.table, hop.table) ? [waiting(way, hop, node)] : []))
    }),
  )
  return [...new Map(found.map(d => [JSON.stringify(d), d])).values()]
}

/** The class of dependants, and which of its rows no longer defer. */
function deferring(other: BoundClass, links: readonly string[], policy: Policy, binder: Binder): DeferringClass {
  const members = membership(other.class, policy, binder, 'd')
  return {
    class: other.class.name,
    where: [...links, ...(members === null ? [] : [`(${members})`])].join(' and ') || null,
    key: other.table.key,
    remembers: other.stages.some(s => s.name === 'erase' && !s.destroys) ? other.stem : null,
  }
}

interface Node {
  readonly alias: string
  readonly table: TableName
  readonly tables: readonly Aliased[]
  readonly pairs: readonly Pair[]
}

/** The row of a class (alias `r`), and its parts (alias `c`) with their way up to it. */
const nodesOf = (c: BoundClass): readonly Node[] => [
  { alias: 'r', table: c.table.name, tables: [], pairs: [] },
  ...c.parts.map(p => ({ alias: 'c', table: p.table, tables: [{ table: p.table, alias: 'c' }, ...p.between], pairs: p.pairs })),
]

/** A link's predicate as it may stand before an `and`. */
const inner = (predicate: string, { link }: Edge): string =>
  ['BinaryOperationNode', 'AndNode', 'ParensNode'].includes(link!.on!.node.kind) ? predicate : `(${predicate})`

/** Rows of another class that belong to a row of this one, or to one of its parts, by a declared link, and on which an erasure acts. */
function linkDeferrals(c: BoundClass, other: BoundClass, policy: Policy, binder: Binder): readonly Deferral[] {
  // What belongs to a part of its own goes with it.
  if (other === c || other.erasure.kind === 'untouched') return []
  return nodesOf(c).flatMap(node =>
    binder.edges
      .down(node.table)
      .filter(edge => edge.link !== null && sameTable(edge.from, other.table.name))
      .map(edge => ({
        by: binder.names.written(edge.from),
        tables: [{ table: edge.from, alias: 'd' }, ...node.tables],
        pairs: node.pairs,
        unlessPart: [],
        self: false,
        of: deferring(other, [inner(binder.edges.join(edge, 'd', node.alias, 'from').predicate!, edge)], policy, binder),
      })),
  )
}
