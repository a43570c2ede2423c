import type { Policy } from '../policy/policy.ts'
import { sameTable } from '../schema/schema.ts'
import { type Binder, cutoffType } from './bind-cutoff.ts'
import { keyOf } from './bind-table.ts'
import type { BoundDeadline } from './model.ts'

/** What has to be done within a time, row by row. */
export function bindDeadlines(policy: Policy, { schema, names, problems }: Binder): readonly BoundDeadline[] {
  return policy.deadlines.flatMap((deadline): readonly BoundDeadline[] => {
    const what = `deadline("${deadline.table}")`
    const found = names.table(deadline.table, deadline, what)
    const table = found && schema.tables.find(t => sameTable(t, found))
    if (!table) return []
    const from = names.column(deadline.table, deadline.from, deadline, `${what}: from`)
    const done = names.column(deadline.table, deadline.done, deadline, `${what}: done`)
    const key = keyOf(table)
    if (!key)
      problems.error(
        deadline,
        'primary-key-missing',
        `${what}: the table has no primary key and no unique key without NULLs, so that nobody could say which row is due`,
        `Add one: alter table ${names.written(table)} add column id bigint generated always as identity primary key;`,
      )
    if (from && !cutoffType(from))
      problems.error(
        deadline,
        'deadline-from-no-date',
        `${what}: "${deadline.from}" is ${from.type}, no date or instant`,
        'Name the column with the event.',
      )
    return from && done && key ? [{ deadline, table, key, from, done }] : []
  })
}
