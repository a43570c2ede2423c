import { isGenerated, isKeyColumn, writtenColumns } from '../assignments.ts'
import { title } from '../names.ts'
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'act-on-key-column',
  severity: 'error',
  check: model =>
    writtenColumns(model)
      .filter(w => isKeyColumn(w) && !isGenerated(w))
      .map(({ class: { class: c }, assignment, property }) => ({
        at: c,
        property,
        message: `${title(c)}: ${assignment.act} writes "${c.table}.${assignment.column.name}", a column of the key: holds, evidence and references would lose the row`,
        help: 'Leave the key as it is; where it names a person, give the table a key that means nothing, or destroy the row.',
      })),
}
