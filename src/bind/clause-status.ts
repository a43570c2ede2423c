import type { Deadline } from '../policy/deadline.ts'
import type { Entry } from '../policy/entry.ts'
import type { ExportProfile } from '../policy/export-profile.ts'
import type { Ladder } from '../policy/ladder.ts'
import type { Letter } from '../policy/letter.ts'
import type { Policy } from '../policy/policy.ts'
import type { Recipient } from '../policy/recipient.ts'
import type { RequestRule } from '../policy/request.ts'
import type { Suppression } from '../policy/suppression.ts'
import type { ClauseStatus, Status } from './model.ts'
import { nearest, type Problems } from './problems.ts'

interface Citation {
  readonly status: Status
  readonly rule: string
  readonly reason: string | null
}

const citing: { readonly [K in Entry['kind']]: (entry: Extract<Entry, { kind: K }>) => Citation } = {
  class: e => ({ status: 'enforced', rule: `class ${e.name}`, reason: null }),
  permanent: e => ({ status: 'enforced', rule: `permanent ${e.name}`, reason: null }),
  external: e => ({ status: 'external', rule: `external ${e.what}`, reason: `held by ${e.at}: ${e.keeps}` }),
  statement: e => ({ status: 'documentary', rule: 'statement', reason: e.text }),
  pending: e => ({ status: 'pending', rule: 'pending', reason: e.because }),
  absent: e => ({ status: 'enforced', rule: `absent ${e.column === null ? e.table : `${e.table}.${e.column}`}`, reason: null }),
  'placed holds': () => ({ status: 'enforced', rule: 'placed holds', reason: null }),
  total: () => ({ status: 'enforced', rule: 'total', reason: null }),
}

/** What documents and reports call a rule about requests, a recipient, an export. */
export const requestName = (r: RequestRule): string => `request of ${r.subject} (${r.rights.join(', ')})`

export const recipientName = (r: Recipient): string => `recipient ${r.name}`
export const suppressionName = (s: Suppression): string => `suppression ${s.name}`
export const ladderName = (l: Ladder): string => `ladder ${l.name}`
export const letterName = (l: Letter): string => `letter ${l.name}`
export const exportName = (e: ExportProfile): string => `export of ${e.subject} (${e.rights.join(', ')})`

export const deadlineName = (d: Deadline): string => `deadline of ${d.table} (${d.from})`

/** What is not enforced yet outweighs what is: a clause with a pending half is pending. */
const weight: Readonly<Record<Status, number>> = { pending: 3, enforced: 2, external: 1, documentary: 0 }

/** Every clause of the text with all that cites it; a clause that nothing cites is an error, and so is a citation of no clause. */
export function clauseStatuses(policy: Policy, problems: Problems): readonly ClauseStatus[] {
  const citations = new Map<string, Citation[]>(Object.keys(policy.clauses).map(id => [id, []]))
  const cite = (at: object, clauses: readonly string[], citation: Citation): void => {
    for (const id of clauses) {
      const known = citations.get(id)
      if (known) known.push(citation)
      else {
        const near = nearest(id, [...citations.keys()])
        problems.error(
          at,
          'unknown-clause',
          `${citation.rule} cites "${id}", which is no clause of the text`,
          near ? `Did you mean "${near}"?` : 'The clauses are registered in clauses.ts.',
        )
      }
    }
  }
  for (const entry of policy.schedule) cite(entry, entry.clauses, (citing[entry.kind] as (e: Entry) => Citation)(entry))
  for (const subject of policy.subjects)
    for (const e of subject.erasure)
      cite(subject, e.clauses, { status: 'enforced', rule: `erasure of ${subject.table} (${e.event})`, reason: null })
  for (const hold of policy.holds) cite(hold, hold.clauses, { status: 'enforced', rule: `standing hold ${hold.table}`, reason: null })
  for (const request of policy.requests) cite(request, request.clauses, { status: 'enforced', rule: requestName(request), reason: null })
  for (const e of policy.exports) cite(e, e.clauses, { status: 'enforced', rule: exportName(e), reason: null })
  for (const d of policy.deadlines) cite(d, d.clauses, { status: 'enforced', rule: deadlineName(d), reason: null })
  for (const l of policy.ladders) cite(l, l.clauses, { status: 'enforced', rule: ladderName(l), reason: null })
  for (const l of policy.letters) cite(l, l.clauses, { status: 'enforced', rule: letterName(l), reason: null })
  for (const r of policy.recipients) cite(r, r.clauses, { status: 'enforced', rule: recipientName(r), reason: null })
  for (const s of policy.suppressions) cite(s, s.clauses, { status: 'enforced', rule: suppressionName(s), reason: null })
  cite(policy, policy.evidence.clauses, { status: 'enforced', rule: 'evidence', reason: null })
  if (policy.backups) {
    cite(policy, policy.backups.clauses, {
      status: 'documentary',
      rule: 'backups',
      reason: `backups live outside the database; horizon ${policy.backups.horizon.iso}`,
    })
    if (policy.backups.promise)
      cite(policy, [policy.backups.promise.clause], {
        status: 'documentary',
        rule: 'backups',
        reason:
          policy.acknowledge['backup-promise-broken'] ??
          `all copies gone within ${policy.backups.promise.within.iso}, by residence and backup horizon`,
      })
  }
  return [...citations].map(([id, cited]): ClauseStatus => {
    if (cited.length === 0)
      problems.error(
        policy,
        'clause-not-cited',
        `clause ${id} is cited by nothing, so that nobody knows who keeps it: "${policy.clauses[id]}"`,
        'Cite it from a rule, a hold, external(…), statement(…) or pending(…).',
      )
    const heaviest = cited.toSorted((a, b) => weight[b.status] - weight[a.status])[0]
    return {
      id,
      text: policy.clauses[id]!,
      status: heaviest?.status ?? 'pending',
      rules: [...new Set(cited.filter(c => c.rule !== 'pending').map(c => c.rule))],
      reason: heaviest?.reason ?? null,
    }
  })
}
