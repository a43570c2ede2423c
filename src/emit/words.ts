import type { Act, Erasure } from '../policy/act.ts'
import type { Basis } from '../policy/basis.ts'
import type { Cutoff } from '../policy/cutoff.ts'
import type { Keep } from '../policy/keep.ts'
import type { Ladder } from '../policy/ladder.ts'
import type { Period } from '../policy/period.ts'
import type { RecordClass, While } from '../policy/record-class.ts'
import type { Regime, Term } from '../policy/regime.ts'

/** The policy in sentences, for comments and documents. */

const units: Readonly<Record<string, string>> = { Y: 'year', M: 'month', W: 'week', D: 'day', TH: 'hour', TM: 'minute', TS: 'second' }

export function periodWords(period: Period): string {
  let time = ''
  const words: string[] = []
  for (const [, t, n, unit] of period.iso.slice(1).matchAll(/(T)?(\d+)([YMWDHS])/g)) {
    if (t) time = 'T'
    if (Number(n) === 0) continue
    words.push(`${n} ${units[`${time}${unit}`] ?? unit}${Number(n) === 1 ? '' : 's'}`)
  }
  return words.join(' ') || 'no time'
}

const termWords = (term: Term): string => (term.kind === 'period' ? periodWords(term) : `${term.n} business day${term.n === 1 ? '' : 's'}`)

/** The clock of a regime: what it gives for each stage, and what becomes of its last day. */
export function regimeWords(r: Regime): string {
  const stages = [
    ...(r.acknowledge ? [`acknowledged in ${termWords(r.acknowledge)}`] : []),
    `answered in ${termWords(r.respond)}`,
    ...(r.extend ? [`extended by ${termWords(r.extend)}`] : []),
  ]
  return `${r.name} (${r.source}): ${stages.join(', ')}${r.rolls ? ', or on the next working day' : ''}`
}

const cutoffs: { readonly [K in Cutoff['kind']]: (c: Extract<Cutoff, { kind: K }>) => string } = {
  column: c => c.column,
  related: c => `${c.table}.${c.column}`,
  latest: c => `the latest ${c.table}.${c.column}`,
  event: c => `${c.subject} ${c.event}`,
  earliestOf: c => `the earliest of ${c.of.map(cutoffWords).join(', ')}`,
  latestOf: c => `the latest of ${c.of.map(cutoffWords).join(', ')}`,
  orElse: c => `${cutoffWords(c.cutoff)}, or else ${cutoffWords(c.otherwise)}`,
  endOf: c =>
    `the end of the ${typeof c.unit === 'object' ? (c.unit.fiscalYearFrom === 1 ? 'fiscal year (January to December)' : `fiscal year (from month ${c.unit.fiscalYearFrom})`) : c.unit} of ${cutoffWords(c.cutoff)}`,
}
export const cutoffWords = (cutoff: Cutoff): string => (cutoffs[cutoff.kind] as (c: Cutoff) => string)(cutoff)

export function keepWords(keep: Keep): string {
  if (keep.min && keep.max) {
    if (keep.min.iso !== keep.max.iso) return `between ${periodWords(keep.min)} and ${periodWords(keep.max)}`
    return keep.min.iso === 'PT0H' ? 'not longer' : `for ${periodWords(keep.min)}`
  }
  return keep.max ? `up to ${periodWords(keep.max)}` : `at least ${periodWords(keep.min!)}, with no ceiling (${keep.noCeiling})`
}

const acts: { readonly [K in Act['kind']]: (a: Extract<Act, { kind: K }>) => string } = {
  destroy: () => 'destroyed',
  anonymize: a => `anonymized (${a.set.map(s => s.column).join(', ')})`,
  generalize: a => `generalized (${a.set.map(s => s.column).join(', ')})`,
  pseudonymize: a => `pseudonymized (${a.columns.map(c => `${c.from} into ${c.into}`).join(', ')}; key ${a.key})`,
  sever: a => `severed from the person (${a.columns.join(', ')})`,
  rollup: a => `rolled up into ${a.into}`,
  archive: a => ('table' in a.into ? `archived into ${a.into.table}` : `archived (${a.into.column})`),
}
export const actWords = (all: readonly Act[]): string => all.map(a => (acts[a.kind] as (a: Act) => string)(a)).join(', then ')

const whileWords = (w: While): string =>
  w.kind === 'before' ? `while ${cutoffWords(w.cutoff)} is missing or in the future` : 'while its condition holds'

/** How long rows of the class are kept, from when, and what happens then. */
export function retentionSentence(c: RecordClass): string {
  const clock = c.clock
  if (!clock) return 'Kept until the person is erased.'
  const interim = clock.interim.map(s => ` After ${periodWords(s.after)} ${actWords(s.acts)}.`).join('')
  const review = clock.gate?.kind === 'review' ? ` Each disposal is reviewed by: ${clock.gate.by}.` : ''
  const off = clock.activation?.find(a => a.kind === 'disabled')
  const waits = off?.kind === 'disabled' ? ` The clock does not run until ${off.until}.` : ''
  const also = clock.while ? `, and ${whileWords(clock.while)}` : ''
  return `Kept ${keepWords(clock.keep)} from ${cutoffWords(clock.cutoff)}${also}; then ${actWords(clock.dispose)}.${interim}${review}${waits}`
}

const erasures: { readonly [K in Erasure['kind']]: (e: Extract<Erasure, { kind: K }>) => string } = {
  acts: e => `${actWords(e.acts)}.`,
  retain: e => `kept to its own period on the ground of ${e.ground}${e.meanwhile.length > 0 ? `; at once ${actWords(e.meanwhile)}` : ''}.`,
  untouched: e => `untouched: ${e.why}.`,
}
export const erasureSentence = (e: Erasure): string => (erasures[e.kind] as (e: Erasure) => string)(e)

/** What happens to a person of whom nothing is heard, and when. */
export const ladderSentence = ({ since, steps }: Ladder): string =>
  steps
    .map(({ do: does, after, closes }, i) => {
      const before = i === 0 ? cutoffWords(since) : { notify: 'the notice', review: 'the approval', erase: '' }[steps[i - 1]!.do]
      const when = periodWords(after) === 'no time' ? `on ${before}` : `${periodWords(after)} after ${before}`
      const act = { notify: 'the person is notified', review: 'an officer decides', erase: 'the person is erased' }[does]
      return `${when} ${act}${closes === null ? '' : `, and ${closes} set`}`
    })
    .join('; ')

export const basisWords = (all: readonly Basis[]): string =>
  all.map(b => (b.cites.length > 0 ? `${b.ground} (${b.cites.join(', ')})` : b.ground)).join('; ')
