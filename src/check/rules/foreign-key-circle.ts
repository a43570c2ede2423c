import { entryOf, namesOf } from '../names.ts'
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'foreign-key-circle',
  severity: 'warning',
  check: model => {
    const names = namesOf(model)
    return model.tables.flatMap(t =>
      t.dependants
        .filter(d => d.circular)
        .map(d => {
          const from = names.written(d.table)
          const columns = d.foreignKey ? `(${d.foreignKey.columns.join(', ')})` : ''
          return {
            at: entryOf(model, t.name),
            message: `${from}${columns} refers to "${names.written(t.name)}", which itself depends on "${from}": the tables form a circle, and a row of "${names.written(t.name)}" does not wait for a held row of "${from}"; the guard still stops the delete, and the row counts as undeletable instead of deferred`,
            help: 'Drop one of the references, or acknowledge it: rows that refer to one another go only where one of the references can be cut.',
          }
        }),
    )
  },
}
