import { isGenerated, isKeyColumn, writtenColumns } from '../assignments.ts'
import { title } from '../names.ts'
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'erasure-keeps-not-null',
  severity: 'error',
  check: model =>
    writtenColumns(model)
      .filter(w => w.assignment.kind === 'null' && w.assignment.column.notNull && !isKeyColumn(w) && !isGenerated(w))
      .map(({ class: { class: c }, assignment, property }) => ({
        at: c,
        property,
        message: `${title(c)}: ${assignment.act} sets "${c.table}.${assignment.column.name}" to NULL, and the column is NOT NULL: PostgreSQL would refuse every row`,
        help: `Drop the constraint (alter table … alter column … drop not null), or anonymize({ ${assignment.column.name}: … }) with a value.`,
      })),
}
