import { type TableName, tableKey } from '../schema/schema.ts'
import { slug } from '../sql/name.ts'
import type { Edges } from './edge.ts'
import type { Join, OwnerPath } from './model.ts'

/** Names that the generated queries give to what stands beside the owners. */
const ours = 'r a c d f h k l m s asked clock cutoff disposed erased floor held mine review upward'.split(' ')
const isStage = (alias: string): boolean => /^(interim|asked)_\d+$/.test(alias)

/** Every simple path up the owner edges from `from`; joins that begin alike share their aliases. The nearest ancestors come first. */
export function ownerPaths(
  from: TableName,
  alias: string,
  edges: Edges,
  taken: Set<string> = new Set([alias, ...ours]),
): readonly OwnerPath[] {
  const paths: OwnerPath[] = []
  const fresh = (name: string): string => {
    const base = slug(name)
    let candidate = base
    for (let n = 2; taken.has(candidate) || isStage(candidate); n++) candidate = `${base}_${n}`
    taken.add(candidate)
    return candidate
  }
  type Front = { readonly table: TableName; readonly alias: string; readonly joins: readonly Join[]; readonly seen: ReadonlySet<string> }
  let front: readonly Front[] = [{ table: from, alias, joins: [], seen: new Set([tableKey(from)]) }]
  while (front.length > 0) {
    const next: Front[] = []
    for (const at of front)
      for (const edge of edges.up(at.table)) {
        if (at.seen.has(tableKey(edge.to))) continue
        const to = fresh(edge.to.name)
        const joins = [...at.joins, edges.join(edge, at.alias, to, 'to')]
        paths.push({ to: edge.to, alias: to, joins })
        next.push({ table: edge.to, alias: to, joins, seen: new Set([...at.seen, tableKey(edge.to)]) })
      }
    front = next
  }
  return paths
}

/** The joins of several paths, each once, in an order in which every alias stands before its use. */
export function mergeJoins(paths: readonly OwnerPath[]): readonly Join[] {
  const byAlias = new Map<string, Join>()
  for (const path of paths) for (const join of path.joins) byAlias.set(join.alias, join)
  return [...byAlias.values()]
}
