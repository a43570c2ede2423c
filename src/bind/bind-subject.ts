import type { Policy } from '../policy/policy.ts'
import { asksErasure, startsErasure } from '../policy/request.ts'
import type { Subject } from '../policy/subject.ts'
import { sameTable } from '../schema/schema.ts'
import { type Binder, bindCutoff } from './bind-cutoff.ts'
import type { BoundSubject, BoundTable } from './model.ts'
import { personKey } from './person-key.ts'

/** Whether a person of the subject can be erased: by an event, a request that is confirmed, or a ladder. */
export const canBeErased = (subject: Subject, policy: Policy): boolean => subject.erasure.length > 0 || asksErasure(policy, subject.table)

/** The subjects whose persons can be erased, and what starts it. */
export const bindSubjects = (policy: Policy, tables: readonly BoundTable[], binder: Binder): readonly BoundSubject[] =>
  policy.subjects.flatMap((subject): readonly BoundSubject[] => {
    const found = binder.names.table(subject.table, subject, `subject("${subject.table}")`)
    const table = found && tables.find(t => sameTable(t.name, found))
    if (!table || !canBeErased(subject, policy)) return []
    const at = { written: subject.table, table: table.catalog, alias: 'r', paths: [], subjects: policy.subjects, at: subject }
    const starts = subject.erasure.flatMap(entry => {
      const event = bindCutoff(subject.events[entry.event]!, { ...at, what: `subject("${subject.table}"): ${entry.event}` }, binder)
      return event ? [{ event, residence: entry.residence, clauses: entry.clauses }] : []
    })
    const requests = policy.requests.filter(r => startsErasure(r))
    const asking = [...requests, ...policy.ladders].filter(a => a.subject === subject.table).flatMap(a => a.clauses)
    return [{ table, key: personKey(subject, subject, binder), starts, asking: [...new Set(asking)] }]
  })
