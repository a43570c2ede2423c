import { nearest } from '../../bind/problems.ts'
import { findColumn, findTable } from '../../schema/schema.ts'
import { namesOf } from '../names.ts'
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'permanent-column-unknown',
  severity: 'error',
  check: model => {
    const names = namesOf(model)
    return model.policy.schedule.flatMap(entry => {
      if (entry.kind !== 'permanent') return []
      const table = findTable(model.schema, names.tableName(entry.table))
      const missing = entry.noIdentifiersIn.filter(c => table && !findColumn(table, names.columnName(entry.table, c)))
      return missing.map(column => {
        const near = nearest(
          column,
          table!.columns.map(c => c.name),
        )
        return {
          at: entry,
          property: ['noIdentifiersIn'],
          message: `permanent "${entry.name}": table "${entry.table}" has no column "${column}", so that nothing was checked`,
          help: near ? `Did you mean "${near}"?` : `Its columns are: ${table!.columns.map(c => c.name).join(', ')}.`,
        }
      })
    })
  },
}
