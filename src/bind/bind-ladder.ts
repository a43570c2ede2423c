import type { Ladder } from '../policy/ladder.ts'
import type { Policy } from '../policy/policy.ts'
import type { Subject } from '../policy/subject.ts'
import { sameTable } from '../schema/schema.ts'
import { type Binder, bindCutoff, cutoffType, type Scope } from './bind-cutoff.ts'
import { keyColumn } from './bind-table.ts'
import type { BoundLadder, BoundTable } from './model.ts'

/** The ladders on which persons climb, one by one. */
export function bindLadders(
  policy: Policy,
  tables: readonly BoundTable[],
  stemOf: (name: string) => string,
  binder: Binder,
): readonly BoundLadder[] {
  const { problems } = binder
  const taken = new Set(policy.schedule.flatMap(e => (e.kind === 'class' ? [e.name] : [])))
  return policy.ladders.flatMap((ladder): readonly BoundLadder[] => {
    const what = `ladder("${ladder.name}")`
    if (taken.has(ladder.name))
      problems.error(
        ladder,
        'ladder-name-taken',
        `${what}: a record class or a ladder is called so already`,
        'Both are armed and run by their name: give one another.',
      )
    taken.add(ladder.name)
    const subject = policy.subjects.find(s => s.table === ladder.subject)
    const found = binder.names.table(ladder.subject, ladder, what)
    const table = found && tables.find(t => sameTable(t.name, found))
    if (!found) return []
    if (!subject || !table) {
      problems.error(ladder, 'ladder-of-nobody', `${what}: "${ladder.subject}" is no subject of the policy`, 'List it under subjects.')
      return []
    }
    if (!policy.requests.some(r => r.subject === ladder.subject && r.rights.includes('erasure')))
      problems.error(
        ladder,
        'ladder-without-request',
        `${what}: its erasure would leave no record, since no request for erasure is known of "${ladder.subject}"`,
        "Say what such a request is: request(…, 'erasure', …). The ladder opens one when it erases.",
      )
    return bindLadder(ladder, subject, table, stemOf(ladder.name), binder)
  })
}

function bindLadder(ladder: Ladder, subject: Subject, table: BoundTable, stem: string, binder: Binder): readonly BoundLadder[] {
  const { names, problems } = binder
  const what = `ladder("${ladder.name}")`
  const scope: Scope = { written: ladder.subject, table: table.catalog, alias: 'r', paths: [], subjects: [subject], at: ladder, what }
  const since = bindCutoff(ladder.since, { ...scope, what: `${what}: since` }, binder)
  const erasures = subject.erasure.flatMap(
    e => bindCutoff(subject.events[e.event]!, { ...scope, what: `${what}: ${e.event}` }, binder) ?? [],
  )
  const key = subject.key.flatMap((written, i) => {
    const column = names.column(ladder.subject, written, ladder, what)
    return column ? [keyColumn(table.catalog, column.name, i)] : []
  })
  const steps = ladder.steps.map((step, i) => {
    const which = `${what}: step ${i + 1}: closes`
    const closes = step.closes === null ? null : names.column(ladder.subject, step.closes, ladder, which)
    if (closes && (!cutoffType(closes) || closes.generated !== null))
      problems.error(
        ladder,
        'ladder-closes-no-date',
        `${which}: "${ladder.subject}.${step.closes}" is ${closes.generated === null ? closes.type : 'generated'}, which no instant can be written into`,
        'It is a date, timestamp or timestamptz column of the person.',
      )
    return { do: step.do, after: step.after, closes: closes ?? null }
  })
  return since ? [{ ladder, stem, table, key, since, steps, erasures }] : []
}
