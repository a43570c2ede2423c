import type { Temporal } from 'temporal-polyfill'
import type { BoundClass } from '../../bind/model.ts'
import type { Policy } from '../../policy/policy.ts'
import { parseInstant } from '../oracle/instant.ts'
import type { Act, EvidenceDifference } from './compare-evidence.ts'

/** The first and last start of the clock among rows, where any of them has one. */
export interface Starts {
  readonly first: Temporal.Instant | null
  readonly last: Temporal.Instant | null
}

/** What each act says besides its counts: policy version, clauses, instant, and the cutoffs of its rows. `starts` by class name and stage. */
export function compareRecord(
  policy: Policy,
  classes: readonly BoundClass[],
  acts: readonly Act[],
  asOf: Temporal.Instant,
  starts: ReadonlyMap<string, Starts>,
): readonly EvidenceDifference[] {
  const stages = Map.groupBy(
    acts.filter(a => a.body.stage !== undefined && a.body.keys !== undefined),
    a => `${a.body.class}/${a.body.stage}`,
  )
  return classes.flatMap(c =>
    c.stages.flatMap(stage => {
      const own = stages.get(`${c.class.name}/${stage.name}`) ?? []
      const { first, last } = starts.get(`${c.class.name}/${stage.name}`) ?? { first: null, last: null }
      const differences: EvidenceDifference[] = []
      const judge = (name: string, did: string, expected: string): void => {
        if (did !== expected)
          differences.push({ class: c, did: `evidence of ${stage.name} says ${name} ${did}`, expected: `${name} ${expected}` })
      }
      for (const { body } of own) {
        judge('policy version', String(body.policy_version), policy.version)
        judge('clauses', JSON.stringify(body.clauses), JSON.stringify(c.class.clauses))
        judge('as of', instantWords(body.as_of), asOf.toString())
      }
      // Several batches share the rows between them in a way that is their own.
      if (own.length === 1) {
        judge('first cutoff', instantWords(own[0]!.body.first_cutoff), first?.toString() ?? 'none')
        judge('last cutoff', instantWords(own[0]!.body.last_cutoff), last?.toString() ?? 'none')
      }
      return differences
    }),
  )
}

const instantWords = (text: string | null | undefined): string =>
  text ? (parseInstant(text.replace('T', ' '), 'UTC')?.toString() ?? 'none') : 'none'
