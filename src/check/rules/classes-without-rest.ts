import type { Rule } from '../rule.ts'
import { entriesByTable } from '../tables.ts'

export const rule: Rule = {
  code: 'classes-without-rest',
  severity: 'error',
  check: model =>
    entriesByTable(model).flatMap(entries => {
      const last = entries.at(-1)!
      if (entries.some(e => e.where === null)) return []
      const all = entries.map(e => `"${e.name}"`).join(', ')
      return [
        {
          at: last,
          property: ['where'],
          message: `table "${last.table}": a row for which no \`where\` is true, or for which it is NULL, belongs to no class (${all}), so that nothing would ever dispose of it`,
          help: `Write a last class of "${last.table}" without \`where\`, for all other rows.`,
        },
      ]
    }),
}
