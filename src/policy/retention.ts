import type { Absent, External, Pending, Permanent, PlacedHolds, Statement, Total } from './entry.ts'
import type { Language } from './language.ts'
import type { Link } from './link.ts'
import { freeze, list, predicate } from './plain.ts'
import type { StandingHold } from './policy.ts'
import { policyError, rejectUnknownKeys } from './policy-error.ts'
import { callSite, mark } from './position.ts'
import type { PublishedFate } from './published-fate.ts'
import { type RequestRule, rights, verifications } from './request.ts'
import type { ErasureEntry, Subject } from './subject.ts'
import { acts } from './write-act.ts'
import { part, writeClasses } from './write-class.ts'
import { writeCutoff } from './write-cutoff.ts'
import { deadline } from './write-deadline.ts'
import { exportProfile } from './write-export.ts'
import { ladder } from './write-ladder.ts'
import { letter } from './write-letter.ts'
import { writePolicy } from './write-policy.ts'
import { recipient, tell } from './write-recipient.ts'
import { suppression } from './write-suppression.ts'

const placed = <T extends object>(value: T): T => mark(freeze(value), callSite())

const link =
  (kind: Link['kind']) =>
  (from: string, to: string, definition: any = {}): Link => {
    rejectUnknownKeys(`${kind}("${from}", "${to}")`, definition, ['by', 'on'])
    const by = definition.by === undefined ? null : list<string>(definition.by)
    const on = definition.on === undefined ? null : predicate(`${kind}("${from}", "${to}")`, definition.on)
    return placed({ kind, from, to, by, on })
  }

function subject(table: string, definition: any) {
  rejectUnknownKeys(`subject("${table}")`, definition, ['key', 'events', 'erasure'])
  const events = Object.fromEntries(Object.entries(definition.events).map(([name, cutoff]) => [name, writeCutoff(cutoff as string)]))
  const erasure = Object.entries<any>(definition.erasure).map(([event, e]): ErasureEntry => {
    if (!Object.hasOwn(events, event))
      throw policyError('event-unknown', `subject("${table}"): erasure names the event "${event}", which is not declared`)
    return {
      event,
      clauses: list<string>(e.clause),
      residence: e.residence === 'none' ? null : e.residence,
      cancel: e.cancel,
      within: e.within ?? null,
    }
  })
  for (const name of Object.keys(events))
    if (['kind', 'table', 'key', 'events', 'erasure'].includes(name))
      throw policyError('event-name-taken', `an event cannot be called "${name}"`)
  const refs = Object.fromEntries(Object.keys(events).map(event => [event, { kind: 'event', subject: table, event }]))
  return placed({ kind: 'subject', table, key: list<string>(definition.key), events, erasure, ...refs })
}

function request(subject: Subject, right: string | readonly string[], d: any): RequestRule {
  const what = `request("${subject.table}", "${right}")`
  rejectUnknownKeys(what, d, ['clause', 'regimes', 'verify', 'event', 'gate'])
  const asked = list<any>(right)
  const regimes = list<any>(d.regimes)
  for (const one of asked)
    if (!rights.includes(one))
      throw policyError('right-unknown', `${what}: there is no right "${one}"`, `The rights are: ${rights.join(', ')}.`)
  if (!verifications.includes(d.verify))
    throw policyError('verification-unknown', `${what}: verify is "${d.verify}"`, `It is one of: ${verifications.join(', ')}.`)
  if (regimes.length === 0) throw policyError('request-without-regime', `${what} has no regime, so that nobody knows when it is due`)
  const twice = regimes.find((r, i) => regimes.some((other, j) => j < i && other.name === r.name))
  if (twice) throw policyError('regime-twice', `${what} has two clocks of ${twice.name}`, 'Put them into one, the shorter for each stage.')
  for (const { name, acknowledge, respond, extend } of regimes)
    for (const term of [acknowledge, respond, extend])
      if (term?.iso?.includes('T'))
        throw policyError(
          'request-in-hours',
          `${what}: ${name} has a term of ${term.iso}`,
          'Requests are answered in days, months or business days.',
        )
  if (d.event && d.event.subject !== subject.table) throw policyError('event-unknown', `${what}: the event belongs to "${d.event.subject}"`)
  const event = d.event?.event ?? null
  const gates = list<any>(d.gate)
  if (gates.length > 0 && (event !== null || asked.join() !== 'erasure'))
    throw policyError(
      'gate-of-no-confirmation',
      `${what} has a gate, and nothing that is confirmed`,
      'A gate stands before an erasure that no event starts: give that right a rule of its own.',
    )
  return placed({
    kind: 'request',
    subject: subject.table,
    rights: asked,
    clauses: list<string>(d.clause),
    regimes,
    verification: d.verify,
    event,
    gates,
  })
}

const why = (definition: any) => ({
  clauses: list<string>(definition.clause),
  purpose: definition.purpose,
  basis: list<any>(definition.basis),
})

/**
 * The policy language for one application.
 * `Database` is the application's Kysely interface, `Clause` the ids of the published text.
 */
export function retention<Database, Clause extends string = string>(): Language<Database, Clause> {
  const language = {
    rule: writeClasses('rule'),
    untilErased: writeClasses('untilErased'),
    permanent: (table: string, d: any): Permanent => {
      rejectUnknownKeys(`permanent("${table}")`, d, ['clause', 'purpose', 'basis', 'name', 'where', 'because', 'noIdentifiersIn'])
      return placed({
        kind: 'permanent',
        name: d.name ?? table,
        table,
        where: d.where === undefined ? null : predicate('where', d.where),
        ...why(d),
        because: d.because,
        noIdentifiersIn: list<string>(d.noIdentifiersIn),
      })
    },
    external: (what: string, d: any): External => placed({ kind: 'external', what, ...why(d), at: d.at, keeps: d.keeps }),
    statement: (clause: string, text: string): Statement => placed({ kind: 'statement', clauses: list(clause), text }),
    pending: (clause: string, because: string): Pending => placed({ kind: 'pending', clauses: list(clause), because }),
    absent: (d: any): Absent => {
      if (d.table === undefined && d.column === undefined)
        throw policyError('absent-of-nothing', 'absent(…) names neither table nor column')
      return placed({
        kind: 'absent',
        clauses: list<string>(d.clause),
        table: d.table ?? '*',
        column: d.column ?? null,
        because: d.because,
      })
    },
    placedHolds: (clause: string, text: string): PlacedHolds => placed({ kind: 'placed holds', clauses: list(clause), text }),
    total: (clause: string, text: string): Total => placed({ kind: 'total', clauses: list(clause), text }),
    subject,
    tenant: (table: string, d: any) =>
      placed({ kind: 'tenant', table, key: d.key, optIn: d.optIn === undefined ? null : predicate('optIn', d.optIn) }),
    owner: link('owner'),
    accessor: link('accessor'),
    ignore: link('ignore'),
    actor: (table: string, where: unknown) => placed({ kind: 'actor', table, where: predicate('actor', where) }),
    related: (ref: string) => ({ kind: 'related', ref }),
    latest: (ref: string) => ({ kind: 'latest', ref }),
    earliestOf: (...of: unknown[]) => ({ kind: 'earliestOf', of }),
    latestOf: (...of: unknown[]) => ({ kind: 'latestOf', of }),
    orElse: (cutoff: unknown, otherwise: unknown) => ({ kind: 'orElse', cutoff, otherwise }),
    endOf: (unit: unknown, cutoff: unknown) => ({ kind: 'endOf', unit, cutoff }),
    before: (of: unknown) => ({ kind: 'before', of }),
    after: (after: unknown, acts: unknown) => ({ kind: 'stage', after, acts }),
    ...acts,
    retain: (ground: string, ...meanwhile: unknown[]) => ({ kind: 'retain', ground, meanwhile }),
    copyOf: (ref: string) => ({ kind: 'copy of', ref }),
    part,
    standingHold: (table: string, d: any): StandingHold => {
      rejectUnknownKeys(`standingHold("${table}")`, d, ['clause', 'where', 'holds', 'matter', 'reason', 'notify'])
      return placed({
        kind: 'standing hold',
        table,
        clauses: list<string>(d.clause),
        where: predicate('where', d.where),
        holds: d.holds ?? table,
        matter: d.matter,
        reason: d.reason ?? null,
        notify: d.notify,
      })
    },
    request,
    recipient,
    tell,
    suppression,
    exportProfile,
    deadline,
    ladder,
    letter,
    policy: writePolicy,
    fate: (clause: string, table: string, d: any): PublishedFate => {
      rejectUnknownKeys(`fate("${clause}", "${table}")`, d, ['given', 'hold', 'approved', 'asOf'])
      const asOf = Object.entries<any>(d.asOf).map(([instant, is]) => ({ instant, is }))
      return placed({ kind: 'fate', clause, table, given: d.given ?? {}, hold: d.hold ?? null, approved: d.approved ?? false, asOf })
    },
  }
  return language as never
}

export const destroy = () => Object.freeze({ kind: 'destroy' } as const)
/** The class holds no data about the person, or none that the policy says an erasure touches; the reason is printed. */
export const untouched = (why: string) => Object.freeze({ kind: 'untouched', why } as const)
