import type { Part, RecordClass } from '../policy/record-class.ts'
import { type ForeignKey, sameTable, type Table, type TableName } from '../schema/schema.ts'
import type { Binder } from './bind-cutoff.ts'
import type { BoundPart, Join } from './model.ts'

const referringTo = (from: Table, to: TableName): ForeignKey | undefined => from.foreignKeys.find(fk => sameTable(fk.references, to))

/** A part of a class on its way to being bound. */
export interface PartNode {
  readonly table: Table
  readonly part: Part
  readonly alias: string
  /** From the part up to `r`. */
  readonly joins: readonly Join[]
}

/** The parts of a class, each with its way up to the row, in the order written. */
export function partNodes(c: RecordClass, table: Table, binder: Binder): readonly PartNode[] {
  let n = 0
  const walk = (parts: readonly Part[], parent: Table, parentAlias: string, above: readonly Join[]): readonly PartNode[] =>
    parts.flatMap(part => {
      const what = `class "${c.name}": part "${part.table}"`
      const found = binder.names.table(part.table, c, what)
      if (!found) return []
      const fk = referringTo(found, parent)
      if (!fk) {
        binder.problems.error(
          c,
          'part-without-reference',
          `${what} has no foreign key to "${binder.names.written(parent)}"`,
          'A part refers to the row whose fate it shares.',
        )
        return []
      }
      const alias = `c${++n}`
      const joins = [binder.edges.join({ from: found, to: parent, foreignKey: fk, link: null }, alias, parentAlias, 'to'), ...above]
      return [{ table: found, part, alias, joins }, ...walk(part.parts, found, alias, joins)]
    })
  return walk(c.parts, table, 'r', [])
}

/** In a batch the part that is deleted is called `c`. */
export function boundPart(node: PartNode): BoundPart {
  const [first, ...above] = node.joins
  return {
    table: node.table,
    between: node.joins.slice(0, -1).map(j => ({ table: j.table, alias: j.alias })),
    pairs: [...first!.pairs.map(p => ({ left: { ...p.left, alias: 'c' }, right: p.right })), ...above.flatMap(j => j.pairs)],
  }
}
