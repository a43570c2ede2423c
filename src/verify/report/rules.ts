import { deadlineName, exportName, ladderName, letterName, recipientName, requestName, suppressionName } from '../../bind/clause-status.ts'
import type { Act } from '../../policy/act.ts'
import type { Cutoff } from '../../policy/cutoff.ts'
import type { Entry, Permanent } from '../../policy/entry.ts'
import type { Ladder } from '../../policy/ladder.ts'
import type { StandingHold } from '../../policy/policy.ts'
import type { RecordClass } from '../../policy/record-class.ts'
import type { ErasureEntry, Subject } from '../../policy/subject.ts'
import { entityOf } from '../build/draft.ts'
import { standingHoldName } from '../case/hold-cases.ts'
import { entryOf } from '../oracle/membership.ts'
import type { Proof, Shown } from '../prove/proof.ts'
import type { ShownBy } from '../verify-report.ts'

/** A rule of the policy under the name that the clauses know it by, and the cases that speak of it. */
export interface Rule {
  readonly rule: string
  readonly clauses: readonly string[]
  readonly by: ShownBy
  readonly shown: readonly Shown[]
  /** Why its cases show nothing of it; null where they do, and for classes, whose stages, gates and parts are looked at one by one. */
  readonly gap: string | null
}

type Read = readonly [rule: string, by: ShownBy, cases: readonly Shown[], gap?: string | null]
const unspoken = 'no case speaks of it'

const entries: { readonly [K in Entry['kind']]: (e: Extract<Entry, { kind: K }>, proof: Proof) => Read } = {
  class: (e, { shown }) => [`class ${e.name}`, 'runs', shown.filter(s => s.case.class.name === e.name)],
  permanent: (e, proof) => {
    const cases = permanentCases(proof, e)
    return [`permanent ${e.name}`, 'runs', cases, cases.length > 0 ? null : unspoken]
  },
  external: e => [`external ${e.what}`, 'neither', []],
  statement: () => ['statement', 'neither', []],
  pending: () => ['pending', 'neither', []],
  absent: e => [`absent ${e.column === null ? e.table : `${e.table}.${e.column}`}`, 'compiler', []],
  'placed holds': (_, { shown }) => {
    const cases = shown.filter(s => s.case.holds.length > 0)
    const kept = cases.some(s => keptByHold(s) && s.case.holds.some(h => !h.released))
    return ['placed holds', 'runs', cases, kept ? null : 'in no case did a hold keep a row']
  },
  total: () => ['total', 'compiler', []],
}

/** Every rule that a clause can name. */
export function rulesOf(proof: Proof): readonly Rule[] {
  const { policy } = proof.model
  const rule = (clauses: readonly string[], [name, by, shown, gap = null]: Read): Rule => ({ rule: name, clauses, by, shown, gap })
  const backups = policy.backups ? [...policy.backups.clauses, ...(policy.backups.promise ? [policy.backups.promise.clause] : [])] : []
  return [
    ...policy.schedule.map(e => rule(e.clauses, (entries[e.kind] as (e: Entry, proof: Proof) => Read)(e, proof))),
    ...policy.subjects.flatMap(s => s.erasure.map(e => rule(e.clauses, erasureRule(proof, s, e)))),
    ...policy.holds.map(h => rule(h.clauses, standingRule(proof, h))),
    ...policy.requests.map(r => rule(r.clauses, [requestName(r), 'neither', []])),
    ...policy.ladders.map(l => rule(l.clauses, ladderRule(proof, l))),
    ...policy.letters.map(l => rule(l.clauses, [letterName(l), 'neither', []])),
    ...policy.recipients.map(r => rule(r.clauses, [recipientName(r), 'neither', []])),
    ...policy.exports.map(e => rule(e.clauses, [exportName(e), 'neither', []])),
    ...policy.deadlines.map(d => rule(d.clauses, [deadlineName(d), 'neither', []])),
    ...policy.suppressions.map(s => rule(s.clauses, [suppressionName(s), 'neither', []])),
    rule(policy.evidence.clauses, ['evidence', 'neither', []]),
    rule(backups, ['backups', 'neither', []]),
  ]
}

/** The row would have gone but for a hold. */
const keptByHold = ({ acted, fate }: Shown): boolean => !acted && fate?.state === 'held' && fate.wanted.length > 0

/** Of each step somebody must have gone it, and somebody have stayed before it. */
function ladderRule({ shown }: Proof, ladder: Ladder): Read {
  const cases = shown.filter(s => s.case.class.name === ladder.name)
  const steps = ladder.steps.map((_, i) => cases.filter(s => s.case.stage === `step ${i + 1}`))
  const all = steps.every(own => own.some(s => s.acted) && own.some(s => !s.acted))
  return [ladderName(ladder), 'runs', cases, all ? null : 'in no case did somebody go each of its steps, and somebody stay before it']
}

function standingRule({ shown }: Proof, hold: StandingHold): Read {
  const name = standingHoldName(hold)
  const cases = shown.filter(s => s.case.name.startsWith(name))
  const kept = cases.some(s => keptByHold(s) && s.case.name === `${name} true`)
  return [`standing hold ${hold.table}`, 'runs', cases, kept ? null : 'in no case did it keep a row']
}

function erasureRule(proof: Proof, subject: Subject, entry: ErasureEntry): Read {
  const cases = erasureCases(proof, subject, entry)
  return [`erasure of ${subject.table} (${entry.event})`, 'runs', cases, cases.some(s => s.acted) ? null : 'in no case did it reach a row']
}

/** Cases about erasure in which the subject's event is set. */
function erasureCases({ workshop: { ground }, shown }: Proof, subject: Subject, entry: ErasureEntry): readonly Shown[] {
  const person = ground.table(subject.table)
  const columns = eventColumns(subject.events[entry.event]!).map(c => ground.column(person, c))
  return shown.filter(
    s =>
      s.case.stage === 'erase' &&
      s.case.scope.drafts.some(d => d.table === person && columns.some(c => (d.values.get(c) ?? null) !== null)),
  )
}

/** The columns of the person's own row that an event reads. */
function eventColumns(cutoff: Cutoff): readonly string[] {
  switch (cutoff.kind) {
    case 'column':
      return [cutoff.column]
    case 'earliestOf':
    case 'latestOf':
      return cutoff.of.flatMap(eventColumns)
    case 'orElse':
      return [...eventColumns(cutoff.cutoff), ...eventColumns(cutoff.otherwise)]
    case 'endOf':
      return eventColumns(cutoff.cutoff)
    default:
      return []
  }
}

/** Cases with a row of the permanent class, made for them or rolled up in their run. */
function permanentCases(proof: Proof, permanent: Permanent): readonly Shown[] {
  const { ground } = proof.workshop
  const table = ground.table(permanent.table)
  const rolling = proof.classes.filter(c => actsOf(c).some(a => a.kind === 'rollup' && ground.table(a.into) === table))
  return proof.shown.filter(
    s =>
      (s.acted && rolling.some(c => c.name === s.case.class.name)) ||
      s.case.scope.drafts.some(d => d.table === table && entryOf(ground, entityOf(d))?.name === permanent.name),
  )
}

const actsOf = (c: RecordClass): readonly Act[] => [
  ...(c.clock ? [...c.clock.dispose, ...c.clock.interim.flatMap(s => s.acts)] : []),
  ...(c.onErasure.kind === 'acts' ? c.onErasure.acts : c.onErasure.kind === 'retain' ? c.onErasure.meanwhile : []),
]
