import { nearest } from '../../bind/problems.ts'
import { findTable, sameTable } from '../../schema/schema.ts'
import { namesOf } from '../names.ts'
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'out-of-scope-unknown',
  severity: 'warning',
  check: model => {
    const names = namesOf(model)
    return Object.keys(model.policy.outOfScope).flatMap(name => {
      const table = names.tableName(name)
      if (findTable(model.schema, table)) return []
      const parent = model.schema.tables.find(t => t.partitions.some(p => sameTable(p, table)))
      const near = nearest(name, model.schema.tables.map(names.written))
      return [
        {
          at: model.policy,
          property: ['outOfScope', name],
          message: parent
            ? `outOfScope names "${name}", a partition of "${names.written(parent)}", which goes with its table`
            : `outOfScope names "${name}", and the schema has no such table: it excuses nothing`,
          help: near && !parent ? `Did you mean "${near}"?` : 'Remove it. Views and partitions need no entry.',
        },
      ]
    })
  },
}
