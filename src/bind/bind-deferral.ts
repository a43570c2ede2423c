import type { Policy } from '../policy/policy.ts'
import { type ForeignKey, sameTable, type Table } from '../schema/schema.ts'
import type { Binder } from './bind-cutoff.ts'
import type { PartNode } from './bind-part.ts'
import type { Edge } from './edge.ts'
import { membership } from './membership.ts'
import type { BoundClass, BoundCutoff, Deferral, Join, PartWay } from './model.ts'

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
          link: null,
        },
      ]
    }),
  )
}

/** The sibling rows that a cutoff reads. */
function related(cutoff: BoundCutoff | null): readonly Join[] {
  switch (cutoff?.kind) {
    case 'related':
      return [cutoff.join]
    case 'endOf':
    case 'midnight':
      return related(cutoff.of)
    case 'earliestOf':
    case 'latestOf':
    case 'coalesce':
      return cutoff.of.flatMap(related)
    default:
      return []
  }
}

/**
 * The classes with what only shows beside the others: a row waits for rows whose cutoff stands on it, since without it their clock would never start, and for rows that
 * belong to it by a declared link. These would otherwise go with it before their time, or be out of reach of the erasure of their person.
 */
export const withDependants = (classes: readonly BoundClass[], policy: Policy, binder: Binder): readonly BoundClass[] =>
  classes.map(c => {
    const further = classes.flatMap(other => [...clockDeferrals(c, other, binder), ...linkDeferrals(c, other, policy, binder)])
    return further.length === 0 ? c : { ...c, deferrals: [...c.deferrals, ...further] }
  })

const clockDeferrals = (c: BoundClass, other: BoundClass, { names }: Binder): readonly Deferral[] =>
  related(other.cutoff)
    .filter(
      join => sameTable(join.table, c.table.name) && !other.table.catalog.foreignKeys.some(fk => sameTable(fk.references, c.table.name)),
    )
    .map(join => ({
      by: names.written(other.table.name),
      tables: [{ table: other.table.name, alias: 'd' }],
      pairs: join.pairs.map(p => ({ left: { alias: 'd', column: p.left.column }, right: { alias: 'r', column: p.right.column } })),
      unlessPart: [],
      self: false,
      link: null,
    }))

/** A link's predicate as it may stand before an `and`. */
const inner = (predicate: string, { link }: Edge): string =>
  ['BinaryOperationNode', 'AndNode', 'ParensNode'].includes(link!.on!.node.kind) ? predicate : `(${predicate})`

function linkDeferrals(c: BoundClass, other: BoundClass, policy: Policy, binder: Binder): readonly Deferral[] {
  // What belongs to a part of its own goes with it.
  if (other === c || other.erasure.kind === 'untouched') return []
  const remembers = other.stages.some(s => s.name === 'erase' && !s.destroys) ? other.stem : null
  const members = membership(other.class, policy, binder, 'd')
  const nodes = [{ alias: 'r', table: c.table.name, between: [], pairs: [] }, ...c.parts.map(p => ({ alias: 'c', ...p }))]
  return nodes.flatMap(node =>
    binder.edges
      .down(node.table)
      .filter(edge => edge.link !== null && sameTable(edge.from, other.table.name))
      .map(edge => ({
        by: binder.names.written(edge.from),
        tables: [
          { table: edge.from, alias: 'd' },
          ...(node.alias === 'r' ? [] : [{ table: node.table, alias: node.alias }]),
          ...node.between,
        ],
        pairs: node.pairs,
        unlessPart: [],
        self: false,
        link: {
          class: other.class.name,
          where: [
            inner(binder.edges.join(edge, 'd', node.alias, 'from').predicate!, edge),
            ...(members === null ? [] : [`(${members})`]),
          ].join(' and '),
          key: other.table.key,
          remembers,
        },
      })),
  )
}
