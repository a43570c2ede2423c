import type { Absent } from '../../policy/entry.ts'
import { findColumn, findTable } from '../../schema/schema.ts'
import { namesOf } from '../names.ts'
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'absent-violated',
  severity: 'error',
  check: model => {
    const names = namesOf(model)
    const there = (entry: Absent): readonly string[] => {
      const tables = entry.table === '*' ? model.schema.tables : [findTable(model.schema, names.tableName(entry.table))]
      return tables.flatMap(t => {
        if (!t) return []
        const name = names.written(t)
        if (entry.column === null) return [`table "${name}"`]
        return findColumn(t, names.columnName(name, entry.column)) ? [`column "${name}.${entry.column}"`] : []
      })
    }
    return model.policy.schedule.flatMap(entry => {
      if (entry.kind !== 'absent') return []
      return there(entry).map(what => ({
        at: entry,
        message: `the text says that there is no such data (${entry.clauses.join(', ')}: ${entry.because}), and the schema has ${what}`,
        help: 'Drop it from the database, or schedule it and correct the text.',
      }))
    })
  },
}
