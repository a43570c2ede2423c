import { sameTable } from '../../schema/schema.ts'
import { namesOf } from '../names.ts'
import type { Rule } from '../rule.ts'
import { mentions } from '../tables.ts'

export const rule: Rule = {
  code: 'unlogged-table',
  severity: 'error',
  check: model => {
    const scheduled = mentions(model).filter(m => m.as !== 'outOfScope')
    return model.schema.tables
      .filter(t => t.unlogged && scheduled.some(m => sameTable(m.table, t)))
      .map(t => ({
        at: scheduled.find(m => sameTable(m.table, t))!.at,
        message: `table "${namesOf(model).written(t)}" is unlogged: a crash empties it, held rows included, and leaves no evidence`,
        help: `alter table ${namesOf(model).written(t)} set logged; or declare it outOfScope with the reason.`,
      }))
  },
}
