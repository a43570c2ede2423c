import { readEdges } from '../../bind/edge.ts'
import { compileExpression } from '../../bind/expression.ts'
import type { Model } from '../../bind/model.ts'
import { ownerPaths } from '../../bind/owner-paths.ts'
import { problems } from '../../bind/problems.ts'
import type { Permanent } from '../../policy/entry.ts'
import { findColumn, findTable, sameTable, type Table } from '../../schema/schema.ts'
import { namesOf } from '../names.ts'
import type { Rule } from '../rule.ts'

/** The columns of a table by which a declared link joins it to its owner. */
function linkColumns(table: Table, model: Model): readonly string[] {
  const names = namesOf(model)
  return model.policy.links.flatMap(link => {
    if (link.on === null || link.kind === 'ignore' || !sameTable(names.tableName(link.from), table)) return []
    const own: string[] = []
    compileExpression(link.on.node, (named, column) => {
      const catalog = names.columnName(named ?? link.from, column)
      if ((named === null && findColumn(table, catalog)) || named === link.from) own.push(catalog)
      return { alias: 'r', column: catalog }
    })
    return own
  })
}

function identifiers(entry: Permanent, table: Table, model: Model): readonly string[] {
  const names = namesOf(model)
  const linked = linkColumns(table, model)
  const columns = entry.noIdentifiersIn.flatMap(name => {
    const column = names.columnName(entry.table, name)
    const fk = table.foreignKeys.find(f => f.columns.includes(column))
    if (fk) return [`column "${entry.table}.${name}" refers to "${names.written(fk.references)}"`]
    return linked.includes(column) ? [`column "${entry.table}.${name}" links the row to its owner`] : []
  })
  if (columns.length > 0) return columns
  const subjects = model.policy.subjects.map(s => names.tableName(s.table))
  const edges = readEdges(model.schema, model.policy.links, names, problems())
  const path = ownerPaths(table, 'r', edges).find(p => subjects.some(s => sameTable(s, p.to)))
  return path ? [`a row of "${entry.table}" leads to a data subject (${path.joins.map(j => names.written(j.table)).join(' → ')})`] : []
}

export const rule: Rule = {
  code: 'identifiers-in-permanent',
  severity: 'error',
  check: model =>
    model.policy.schedule.flatMap(entry => {
      if (entry.kind !== 'permanent' || entry.noIdentifiersIn.length === 0) return []
      const table = findTable(model.schema, namesOf(model).tableName(entry.table))
      return (table ? identifiers(entry, table, model) : []).map(what => ({
        at: entry,
        property: ['noIdentifiersIn'],
        message: `permanent "${entry.name}" is kept for good because it names nobody, and ${what}`,
        help: 'Keep such rows by a rule with a period, or aggregate them without the reference (rollup).',
      }))
    }),
}
