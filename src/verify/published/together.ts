import type { PublishedFate } from '../../policy/published-fate.ts'
import type { RecordClass } from '../../policy/record-class.ts'
import { sameTable, type Table } from '../../schema/schema.ts'
import type { Draft } from '../build/draft.ts'
import { equalities } from '../oracle/equalities.ts'
import type { Ground } from '../oracle/ground.ts'
import type { Line } from './prove-fate.ts'

/**
 * The lines that can be tried side by side: those with the same instants whose rows have nothing to do with each other. Each is among
 * others what it is alone: it sees runs as of its own instants and of no other.
 */
export function together(ground: Ground, lines: readonly Line[]): readonly (readonly Line[])[] {
  const groups: { readonly lines: Line[]; readonly names: Set<string> }[] = []
  const apart: (readonly Line[])[] = []
  const shared = sharedTables(ground)
  for (const line of lines) {
    const { drafts } = line.rows.scope
    if (drafts.some(d => shared.some(t => sameTable(t, d.table)))) {
      apart.push([line])
      continue
    }
    const names = new Set(drafts.flatMap(d => namesIn(ground, d)))
    const group = groups.find(g => sameInstants(g.lines[0]!.fate, line.fate) && ![...names].some(n => g.names.has(n)))
    if (group) {
      group.lines.push(line)
      for (const name of names) group.names.add(name)
    } else groups.push({ lines: [line], names })
  }
  return [...groups.map(g => g.lines), ...apart]
}

const sameInstants = (a: PublishedFate, b: PublishedFate): boolean =>
  a.asOf.length === b.asOf.length && a.asOf.every(({ instant }, i) => instant === b.asOf[i]!.instant)

/** Tables in which the rows of several lines can meet: what others are added up in, and what a link reaches by more than equal columns. */
function sharedTables(ground: Ground): readonly Table[] {
  const { policy, edges } = ground
  const classes = policy.schedule.filter((e): e is RecordClass => e.kind === 'class')
  const sums = classes.flatMap(c => (c.clock?.dispose ?? []).flatMap(a => (a.kind === 'rollup' ? [ground.table(a.into)] : [])))
  const links = edges.owners.filter(e => e.kind === 'join' && !equalities(ground, e.on.node, e.from, e.to))
  return [...sums, ...links.flatMap(e => [e.from, e.to])]
}

/** Every value by which PostgreSQL or the policy could tie the row to another one. */
function namesIn(ground: Ground, { table, values }: Draft): readonly string[] {
  const { foreignKeys, owners } = ground.edges
  const columns = new Set([
    ...(table.primaryKey ?? []),
    ...table.uniqueKeys.flat(),
    ...foreignKeys.flatMap(({ from, to, foreignKey }) => [
      ...(sameTable(from, table) ? foreignKey.columns : []),
      ...(sameTable(to, table) ? foreignKey.references.columns : []),
    ]),
    ...owners.flatMap(e =>
      e.kind === 'join'
        ? (equalities(ground, e.on.node, e.from, e.to)?.pairs ?? []).flatMap(([mine, theirs]) => [
            ...(sameTable(e.from, table) ? [mine] : []),
            ...(sameTable(e.to, table) ? [theirs] : []),
          ])
        : [],
    ),
  ])
  return [...columns].flatMap(c => values.get(c) ?? [])
}
