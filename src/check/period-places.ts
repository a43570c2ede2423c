import type { Model } from '../bind/model.ts'
import type { Keep } from '../policy/keep.ts'
import { isZero, lengthOf, readPeriod } from './length.ts'
import { title } from './names.ts'
import type { Finding } from './rule.ts'

/** Every place of a policy where a period stands. */
export interface PeriodPlace {
  /** What stands there; types are not there at run time. */
  readonly period: unknown
  readonly at: object
  readonly property: readonly string[]
  /** How a message names the place. */
  readonly what: string
  /** What an author means who writes zero here; null where zero is a period like any other. */
  readonly insteadOfZero: string | null
}

function keepPlaces(keep: Keep, at: object, property: readonly string[], what: string): readonly PeriodPlace[] {
  const min = lengthOf(keep.min)
  const max = lengthOf(keep.max)
  const place = (period: unknown, bound: string): PeriodPlace => ({
    period,
    at,
    property,
    what: `${what}: ${bound}`,
    insteadOfZero: 'A period of zero keeps nothing: say keep: nothing for what goes at the cutoff, upTo(…) for what has no floor.',
  })
  // What `nothing` is made of; `exactly(hours(0))` means the same.
  if (keep.min?.iso === 'PT0H' && keep.max?.iso === 'PT0H') return []
  if (keep.min === keep.max || (min && max && keep.min?.iso === keep.max?.iso)) return [place(keep.min, 'keep')]
  return [
    ...(keep.min === null ? [] : [place(keep.min, 'the floor of keep')]),
    ...(keep.max === null ? [] : [place(keep.max, 'the ceiling of keep')]),
  ]
}

export function periodPlaces({ policy }: Model): readonly PeriodPlace[] {
  const ofPolicy = (period: unknown, property: readonly string[], insteadOfZero: string | null): readonly PeriodPlace[] =>
    period === null ? [] : [{ period, at: policy, property, what: `policy: ${property.join('.')}`, insteadOfZero }]
  return [
    ...ofPolicy(policy.notice, ['notice'], null),
    ...ofPolicy(policy.backups ? policy.backups.horizon : null, ['backups', 'horizon'], 'Leave backups out where there are none.'),
    ...ofPolicy(
      policy.backups?.promise ? policy.backups.promise.within : null,
      ['backups', 'promise', 'within'],
      'Nothing is gone at once: say what is promised.',
    ),
    ...keepPlaces(policy.evidence.keep, policy, ['evidence', 'keep'], 'policy: evidence'),
    ...ofPolicy(policy.run.tolerance, ['run', 'tolerance'], null),
    ...ofPolicy(policy.run.atMost, ['run', 'atMost'], 'A run needs time to run.'),
    ...policy.subjects.flatMap(subject =>
      subject.erasure.flatMap(e => {
        const what = `subject "${subject.table}": erasure "${e.event}"`
        const place = (period: unknown, name: string, insteadOfZero: string): readonly PeriodPlace[] =>
          period === null ? [] : [{ period, at: subject, property: ['erasure', e.event, name], what: `${what}: ${name}`, insteadOfZero }]
        return [
          ...place(e.residence, 'residence', "Say residence: 'none'."),
          ...place(e.within, 'within', 'Nobody can meet a deadline of no time: leave it out, or say what is promised.'),
        ]
      }),
    ),
    ...policy.requests.flatMap(request =>
      request.regimes.flatMap(({ name, acknowledge, respond, extend }) =>
        Object.entries({ acknowledge, respond, extend }).flatMap(([stage, term]): readonly PeriodPlace[] => {
          const what = `request("${request.subject}"): ${name}: ${stage}`
          const insteadOfZero = 'Nobody can meet a deadline of no time.'
          return term === null || term.kind === 'business days'
            ? []
            : [{ period: term, at: request, property: ['regimes'], what, insteadOfZero }]
        }),
      ),
    ),
    ...policy.recipients.map(
      (r): PeriodPlace => ({
        period: r.within,
        at: r,
        property: ['within'],
        what: `recipient("${r.name}"): within`,
        insteadOfZero: 'Nobody can answer in no time.',
      }),
    ),
    ...policy.deadlines.map(
      (d): PeriodPlace => ({
        period: d.within,
        at: d,
        property: ['within'],
        what: `deadline("${d.table}"): within`,
        insteadOfZero: 'Nobody can meet a deadline of no time.',
      }),
    ),
    ...policy.suppressions.map(
      (s): PeriodPlace => ({
        period: s.keep,
        at: s,
        property: ['keep'],
        what: `suppression("${s.name}"): keep`,
        insteadOfZero: 'Leave the list out where nobody is to be known again.',
      }),
    ),
    ...policy.letters.map(
      (l): PeriodPlace => ({
        period: l.within,
        at: l,
        property: ['within'],
        what: `letter("${l.name}"): within`,
        insteadOfZero: 'No letter is on its way in no time.',
      }),
    ),
    ...policy.exports.flatMap((e): readonly PeriodPlace[] =>
      e.onePer === null
        ? []
        : [
            {
              period: e.onePer,
              at: e,
              property: ['onePer'],
              what: `exportProfile("${e.subject}"): onePer`,
              insteadOfZero: 'Leave onePer out where there is no limit.',
            },
          ],
    ),
    ...policy.ladders.flatMap(l =>
      l.steps.map(
        (step, i): PeriodPlace => ({
          period: step.after,
          at: l,
          property: ['steps'],
          what: `ladder("${l.name}"): step ${i + 1}`,
          insteadOfZero: i > 0 ? null : 'Nobody is inactive at once.',
        }),
      ),
    ),
    ...policy.schedule.flatMap(entry =>
      entry.kind !== 'class' || entry.clock === null
        ? []
        : [
            ...keepPlaces(entry.clock.keep, entry, ['keep'], title(entry)),
            ...entry.clock.interim.map(
              (stage, i): PeriodPlace => ({
                period: stage.after,
                at: entry,
                property: ['interim'],
                what: `${title(entry)}: interim stage ${i + 1}`,
                insteadOfZero: null,
              }),
            ),
          ],
    ),
  ]
}

/** What stands at a place, as the author would recognize it. */
export const written = (period: unknown): string => {
  const iso = (period as { readonly iso?: unknown } | null | undefined)?.iso
  return typeof iso === 'string' ? iso : String(JSON.stringify(period) ?? period)
}

/** The places whose period has a fault, each as a finding. */
export const faulty = (
  model: Model,
  fault: 'not iso' | 'negative' | 'fractional' | 'too long',
  say: (place: PeriodPlace, text: string) => Pick<Finding, 'message' | 'help'>,
): readonly Finding[] =>
  periodPlaces(model).flatMap(place => {
    const reading = readPeriod(place.period)
    return reading.kind === 'fault' && reading.fault === fault
      ? [{ at: place.at, property: place.property, ...say(place, written(place.period)) }]
      : []
  })

/** Whether a place holds a good period of no length. */
export const isEmpty = (place: PeriodPlace): boolean => {
  const length = lengthOf(place.period)
  return length !== null && isZero(length)
}
