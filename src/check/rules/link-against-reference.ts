import { type Edge, readEdges } from '../../bind/edge.ts'
import type { Model } from '../../bind/model.ts'
import { problems } from '../../bind/problems.ts'
import { sameTable, type TableName, tableKey } from '../../schema/schema.ts'
import { namesOf } from '../names.ts'
import type { Rule } from '../rule.ts'

/** The table with whose rows a table's rows go: its own, or that of the class whose part it is. */
const wholeOf = (model: Model, table: TableName): TableName =>
  model.classes.find(c => c.parts.some(p => sameTable(p.table, table)))?.table.name ?? table

/** Whether a row waits for those that refer to it by this edge. */
function waits(model: Model, { foreignKey, from }: Edge): boolean {
  if (foreignKey) return foreignKey.onDelete !== 'set null' && foreignKey.onDelete !== 'set default'
  return model.classes.some(c => sameTable(c.table.name, from) && c.erasure.kind !== 'untouched')
}

/** The tables on a way along the edges, whole by whole; null where none leads there. */
function way(model: Model, edges: readonly Edge[], from: TableName, to: TableName): readonly TableName[] | null {
  const reached = new Set([tableKey(from)])
  const walk = (at: TableName): readonly TableName[] | null => {
    if (sameTable(at, to)) return [at]
    for (const edge of edges.filter(e => sameTable(wholeOf(model, e.from), at))) {
      const next = wholeOf(model, edge.to)
      if (reached.has(tableKey(next))) continue
      reached.add(tableKey(next))
      const rest = walk(next)
      if (rest) return [at, ...rest]
    }
    return null
  }
  return walk(from)
}

export const rule: Rule = {
  code: 'link-against-reference',
  severity: 'error',
  check: model => {
    const names = namesOf(model)
    const read = readEdges(model.schema, model.policy.links, names, problems())
    const edges = model.schema.tables.flatMap(read.down).filter(e => waits(model, e))
    return edges.flatMap(edge => {
      if (edge.link === null) return []
      const [linked, owner] = [wholeOf(model, edge.from), wholeOf(model, edge.to)]
      // What belongs to a part of its own goes with it.
      if (sameTable(linked, owner) && !sameTable(edge.from, edge.to)) return []
      const back = way(model, edges, owner, linked)
      if (back === null) return []
      const [from, to] = [names.written(edge.from), names.written(edge.to)]
      return [
        {
          at: edge.link,
          message: `owner("${from}", "${to}"): a row of "${to}" waits for the rows that belong to it, and these wait for it${back.length > 1 ? ` (${back.map(names.written).join(' → ')})` : ''}: neither could go before the other`,
          help: `Make one a part of the other (parts) where they share their fate; else accessor("${from}", "${to}", …), or onErasure: untouched(…) for "${from}".`,
        },
      ]
    })
  },
}
