import { nearest } from '../../bind/problems.ts'
import { findTable } from '../../schema/schema.ts'
import { namesOf } from '../names.ts'
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'absent-table-unknown',
  severity: 'warning',
  check: model => {
    const names = namesOf(model)
    return model.policy.schedule.flatMap(entry => {
      if (entry.kind !== 'absent' || entry.column === null || entry.table === '*') return []
      if (findTable(model.schema, names.tableName(entry.table))) return []
      const near = nearest(entry.table, model.schema.tables.map(names.written))
      return [
        {
          at: entry,
          property: ['table'],
          message: `absent(…) denies the column "${entry.column}" of "${entry.table}", and the schema has no such table: the check can never fail`,
          help: near
            ? `Did you mean "${near}"?`
            : 'Leave the column out to deny the table, or the table out to deny the column everywhere.',
        },
      ]
    })
  },
}
