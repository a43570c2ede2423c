import type { Rule } from '../rule.ts'
import { entriesByTable } from '../tables.ts'

export const rule: Rule = {
  code: 'class-name-duplicate',
  severity: 'error',
  check: model => {
    const entries = entriesByTable(model).flat()
    return [...Map.groupBy(entries, e => e.name).values()].flatMap(([first, ...others]) =>
      others.map(e => ({
        at: e,
        message: `there are two classes "${e.name}", on "${first!.table}" and on "${e.table}": evidence and overdue rows could not be told apart`,
        help: "Give one of them a name of its own: name: '…'. By default a class is called like its table.",
      })),
    )
  },
}
