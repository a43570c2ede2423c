import type { Subject } from '../policy/subject.ts'
import type { Binder } from './bind-cutoff.ts'
import type { AskedJoin, BoundCutoff, BoundRequest, BoundTable } from './model.ts'

/** Our table of erasures that were asked for has the person's key, and three columns of its own. */
const ours = ['request_id', 'replay_id', 'asked_at']
const nameOfOurs = (column: string): string => (ours.includes(column) ? `key_${column}` : column)

/** The key by which a request names a person. */
export const personKey = (subject: Subject, at: object, { names }: Binder): BoundRequest['key'] =>
  subject.key.flatMap(written => {
    const column = names.column(subject.table, written, at, `subject("${subject.table}")`)
    return column ? [{ name: column.name, type: column.type, as: nameOfOurs(column.name) }] : []
  })

/** The erasure that was asked for, of the person that stands under `owner`. */
export const askedJoin = (subject: Subject, person: BoundTable, owner: string, alias: string, { names }: Binder): AskedJoin => ({
  person: { stem: person.stem },
  alias,
  pairs: subject.key.map(written => {
    const column = names.columnName(subject.table, written)
    return { left: { alias, column: nameOfOurs(column) }, right: { alias: owner, column } }
  }),
})

/** When it began, as an event of the person. */
export const askedAt = (alias: string): BoundCutoff => ({
  kind: 'column',
  type: 'instant',
  place: { alias, column: 'asked_at' },
  column: {
    name: 'asked_at',
    type: 'timestamp with time zone',
    baseType: 'timestamp with time zone',
    enumLabels: null,
    notNull: true,
    hasDefault: false,
    generated: null,
  },
})
