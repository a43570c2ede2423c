import type { Rule } from '../rule.ts'
import { entriesByTable } from '../tables.ts'

export const rule: Rule = {
  code: 'class-without-where',
  severity: 'error',
  check: model =>
    entriesByTable(model).flatMap(entries => {
      const rest = entries.findIndex(e => e.where === null)
      if (rest < 0) return []
      return entries.slice(rest + 1).map(e => ({
        at: e,
        message: `class "${e.name}" of table "${e.table}" never gets a row: "${entries[rest]!.name}" stands before it without \`where\` and takes every row`,
        help: 'Classes of one table are tried in the order written: the one without `where` comes last, and there is only one.',
      }))
    }),
}
