import { isGenerated, writtenColumns } from '../assignments.ts'
import { title } from '../names.ts'
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'act-on-generated-column',
  severity: 'error',
  check: model =>
    writtenColumns(model)
      .filter(isGenerated)
      .map(({ class: { class: c }, assignment, property }) => ({
        at: c,
        property,
        message: `${title(c)}: ${assignment.act} writes "${c.table}.${assignment.column.name}", which PostgreSQL generates itself and lets nobody write`,
        help: 'Write the columns from which it is computed.',
      })),
}
