import { namesOf, title } from '../names.ts'
import { unqualifiedTables } from '../plpgsql.ts'
import type { Rule } from '../rule.ts'
import { disposedTables } from '../tables.ts'
import { listed } from '../words.ts'

export const rule: Rule = {
  code: 'trigger-unqualified-name',
  severity: 'warning',
  check: model => {
    const names = namesOf(model)
    return disposedTables(model).flatMap(d =>
      d.table.triggers
        .filter(t => (d.deleted && t.events.includes('delete')) || (d.updated && t.events.includes('update')))
        .filter(t => !t.settings.some(s => s.startsWith('search_path=')))
        .flatMap(t => {
          const found = unqualifiedTables(t.source ?? '')
          if (found.length === 0) return []
          return [
            {
              at: d.class.class,
              message: `${title(d.class.class)}: the trigger "${t.name}" on "${names.written(d.table)}" names ${listed(found)} without a schema; runs have a search_path of pg_catalog alone, so that the trigger would fail and the rows stay`,
              help: `Write the schema in ${t.function.schema}.${t.function.name}(), or give the function its own search_path: alter function ${t.function.schema}.${t.function.name}() set search_path = …;`,
            },
          ]
        }),
    )
  },
}
