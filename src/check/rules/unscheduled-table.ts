import { sameTable } from '../../schema/schema.ts'
import { namesOf } from '../names.ts'
import type { Rule } from '../rule.ts'
import { mentions } from '../tables.ts'

export const rule: Rule = {
  code: 'unscheduled-table',
  severity: 'error',
  check: model => {
    const mentioned = mentions(model)
    const names = namesOf(model)
    const total = model.policy.schedule.find(e => e.kind === 'total')
    return model.schema.tables
      .filter(t => !mentioned.some(m => sameTable(m.table, t)))
      .map(t => {
        const name = names.written(t)
        return {
          at: total ?? model.policy,
          ...(total ? {} : { property: ['schedule'] }),
          message: `table "${name}" is not in the schedule: its rows would be kept for ever, and nobody has said so`,
          help: `Write one of: rule('${name}', …), untilErased('${name}', …), permanent('${name}', …), '${name}' among the parts of a class, or outOfScope: { '${name}': 'why' }.`,
        }
      })
  },
}
