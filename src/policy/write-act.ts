import type { Act, Assignment, Erasure, Measure, RollupKey } from './act.ts'
import { list, predicate, splitRef } from './plain.ts'
import { policyError } from './policy-error.ts'

function assignments(act: string, patch: object): readonly Assignment[] {
  const set = Object.entries(patch).map(([column, value]): Assignment => {
    if (typeof value === 'function') return { column, value: predicate(`${act} of ${column}`, value) }
    if (value !== null && typeof value === 'object' && value.kind === 'copy of')
      return { column, value: { kind: 'copy of', ...splitRef(value.ref) } }
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return { column, value: { kind: 'literal', value } }
    throw policyError('act-value-invalid', `${act}: the value for ${column} is no constant, copyOf(…) or expression`)
  })
  if (set.length === 0) throw policyError('act-empty', `${act} names no column`)
  return set
}

/** The acts as authors write them; each gives plain data. */
export const acts = {
  destroy: (): Act => ({ kind: 'destroy' }),
  sever: (...columns: readonly string[]): Act => {
    if (columns.length === 0) throw policyError('act-empty', 'sever names no column')
    return { kind: 'sever', columns }
  },
  anonymize: (patch: object): Act => ({ kind: 'anonymize', set: assignments('anonymize', patch) }),
  generalize: (patch: object): Act => ({ kind: 'generalize', set: assignments('generalize', patch) }),
  pseudonymize: (columns: Readonly<Record<string, string>>, key: string): Act => {
    const pairs = Object.entries(columns).map(([from, into]) => ({ from, into }))
    if (pairs.length === 0) throw policyError('act-empty', 'pseudonymize names no column')
    return { kind: 'pseudonymize', columns: pairs, key: key === 'key kept' ? 'kept' : 'destroyed after the run' }
  },
  archive: (into: string | { readonly column: string }): Act => ({
    kind: 'archive',
    into: typeof into === 'string' ? { table: into } : into,
  }),
  rollup: (into: string, spec: { readonly key: Readonly<Record<string, any>>; readonly add: Readonly<Record<string, any>> }): Act => ({
    kind: 'rollup',
    into,
    key: Object.entries(spec.key).map(
      ([column, from]): RollupKey => ({
        column,
        from: typeof from === 'string' ? { kind: 'column', column: from } : { kind: 'grain', grain: from.grain, column: from.of },
      }),
    ),
    add: Object.entries(spec.add).map(([column, measure]): Measure => {
      if (measure === 'count') return { column, measure: { kind: 'count', where: null } }
      if ('sum' in measure) return { column, measure: { kind: 'sum', column: measure.sum } }
      return { column, measure: { kind: 'count', where: predicate(`rollup of ${column}`, measure.count) } }
    }),
  }),
}

const keeps = (act: Act): boolean => act.kind !== 'destroy'

/** A list of acts: at least one, and nothing after destroy. */
export function writeActs(what: string, written: unknown): readonly Act[] {
  const all = list(written as Act | readonly Act[])
  if (all.length === 0) throw policyError('acts-missing', `${what} names no act`)
  for (const act of all) if (typeof act?.kind !== 'string') throw policyError('act-unknown', `${what} holds something that is no act`)
  if (all.slice(0, -1).some(act => !keeps(act))) throw policyError('act-after-destroy', `${what}: nothing can follow destroy()`)
  return all
}

export function writeErasure(written: any): Erasure {
  if (written?.kind === 'untouched') return { kind: 'untouched', why: written.why }
  if (written?.kind === 'retain') return { kind: 'retain', ground: written.ground, meanwhile: list(written.meanwhile) }
  return { kind: 'acts', acts: writeActs('onErasure', written) }
}
