import { tableKey } from '../../schema/schema.ts'
import { namesOf } from '../names.ts'
import type { Rule } from '../rule.ts'
import { type Mention, mentions } from '../tables.ts'

const said = (m: Mention): string =>
  ({ class: 'a class of its own', permanent: 'permanent', part: `a part of class "${m.of}"`, outOfScope: 'out of scope' })[m.as]

/** Several classes of a table share its rows, and a table may be part of several classes; any other two fates exclude each other. */
const group = (m: Mention): string => (m.as === 'permanent' ? 'class' : m.as)

export const rule: Rule = {
  code: 'table-scheduled-twice',
  severity: 'error',
  check: model => {
    const names = namesOf(model)
    return [...Map.groupBy(mentions(model), m => tableKey(m.table)).values()].flatMap(about =>
      [...Map.groupBy(about, group).values()].slice(1).map(([second]) => ({
        at: second!.at,
        ...(second!.as === 'part' ? { property: ['parts'] } : {}),
        message: `table "${names.written(second!.table)}" is ${said(about[0]!)} and ${said(second!)}: its rows would have two fates`,
        help: 'A part shares the fate of the row it refers to and has no rule of its own: decide for one of the two.',
      })),
    )
  },
}
