import type { State } from '../oracle/fate.ts'
import type { Shown } from '../prove/proof.ts'
import type { Outcome, Situation } from '../verify-report.ts'

const truths: Readonly<Record<string, string>> = { true: 'holds', false: 'does not hold', unknown: 'cannot be told, a value is missing' }

/** What the names of cases say in the language of the database, for readers who do not speak it. */
const plain: readonly (readonly [RegExp, string | ((...found: string[]) => string)])[] = [
  [/, another value$/, ''],
  [/^cutoff NULL$/, 'no date recorded, the clock has not started'],
  [/^cutoff -infinity$/, 'the date recorded lies endlessly far back, which counts as missing'],
  [/^cutoff infinity$/, 'the date recorded lies endlessly far ahead, which counts as missing'],
  [/^cutoff by /, 'the date taken from '],
  [/^erased\b/, 'erasure of the person due'],
  [/, and the predicate is (\w+)$/, (_, truth) => `, and the condition of the class ${truths[truth!]}`],
  [/^due, while (\w+)$/, (_, truth) => `due, and the condition that keeps it ${truths[truth!]}`],
  [/^(due, and the standing hold .*) is (\w+)$/, (_, hold, truth) => `${hold} ${truths[truth!]}`],
  [/, on delete [a-z ]+\)/, ')'],
  [/\bas_of\b/, 'the instant'],
  [/\bNULL\b/g, 'missing'],
]

/** The name of a case in plain words; names that say the same in them are one situation. */
export const situationWords = (name: string): string => plain.reduce((text, [found, words]) => text.replace(found, words as string), name)

/** Names that say of their row that it is due, whatever becomes of it. */
const claimsDue = /^due, (?!while |kept until |and the predicate |and decided)/

/** A case whose row is not due, although its name says so: it shows nothing of its situation. */
export const unreached = (s: Shown): boolean => claimsDue.test(s.case.name) && (s.fate?.wanted ?? []).length === 0

const stays: Readonly<Record<State, Outcome>> = {
  kept: 'not due',
  due: 'left for later',
  held: 'held',
  deferred: 'waiting',
  indeterminate: 'not started',
  'awaiting review': 'in review',
  untouched: 'untouched',
}

function outcomeOf(s: Shown): Outcome {
  if (unreached(s)) return 'not reached'
  if (s.gone) return 'gone'
  if (s.acted) return 'changed'
  return s.fate ? stays[s.fate.state] : 'not due'
}

/** Cases grouped by stage, situation and outcome, in the order in which they were made. `disputed`: those that a disagreement is about. */
export function situationsOf(shown: readonly Shown[], disputed: (s: Shown) => boolean): readonly Situation[] {
  const groups = new Map<string, Situation>()
  for (const s of shown) {
    const situation = {
      stage: s.case.stage,
      words: situationWords(s.case.name),
      outcome: disputed(s) ? 'disagreement' : outcomeOf(s),
    } as const
    const key = JSON.stringify(situation)
    groups.set(key, { ...situation, cases: (groups.get(key)?.cases ?? 0) + 1 })
  }
  return [...groups.values()]
}
