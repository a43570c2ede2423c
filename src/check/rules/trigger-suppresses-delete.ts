import { namesOf, title } from '../names.ts'
import { bare } from '../plpgsql.ts'
import type { Rule } from '../rule.ts'
import { disposedTables } from '../tables.ts'

export const rule: Rule = {
  code: 'trigger-suppresses-delete',
  severity: 'warning',
  check: model => {
    const names = namesOf(model)
    return disposedTables(model)
      .filter(d => d.deleted)
      .flatMap(d =>
        d.table.triggers
          .filter(t => t.timing === 'before' && t.level === 'row' && t.events.includes('delete'))
          .filter(t => /\breturn\s+null\b/i.test(bare(t.source ?? '')))
          .map(t => ({
            at: d.class.class,
            message: `${title(d.class.class)}: the trigger "${t.name}" on "${names.written(d.table)}" may answer a DELETE with NULL, so that the row stays without an error; runs report such rows as undeletable`,
            help: `Let ${t.function.schema}.${t.function.name}() return old for rows that are disposed of, or make the table permanent(…).`,
          })),
      )
  },
}
