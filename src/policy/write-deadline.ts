import type { Deadline } from './deadline.ts'
import { freeze, list } from './plain.ts'
import { policyError, rejectUnknownKeys } from './policy-error.ts'
import { callSite, mark } from './position.ts'

export function deadline(table: string, d: any): Deadline {
  const what = `deadline("${table}")`
  rejectUnknownKeys(what, d, ['clause', 'from', 'within', 'done'])
  for (const key of ['from', 'within', 'done'])
    if (d[key] === undefined) throw policyError('deadline-incomplete', `${what} has no \`${key}\``, 'It needs from, within and done.')
  return mark(
    freeze<Deadline>({ kind: 'deadline', table, clauses: list<string>(d.clause), from: d.from, within: d.within, done: d.done }),
    callSite(),
  )
}
