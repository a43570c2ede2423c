import type { Cutoff, Unit } from './cutoff.ts'
import { splitRef } from './plain.ts'
import { policyError } from './policy-error.ts'

/** What an author may write where a cutoff stands. */
export type WrittenCutoff =
  | string
  | { readonly kind: 'related'; readonly ref: string }
  | { readonly kind: 'latest'; readonly ref: string }
  | { readonly kind: 'event'; readonly subject: string; readonly event: string }
  | { readonly kind: 'earliestOf'; readonly of: readonly WrittenCutoff[] }
  | { readonly kind: 'latestOf'; readonly of: readonly WrittenCutoff[] }
  | { readonly kind: 'orElse'; readonly cutoff: WrittenCutoff; readonly otherwise: WrittenCutoff }
  | { readonly kind: 'endOf'; readonly unit: Unit; readonly cutoff: WrittenCutoff }

const writers: { readonly [K in Exclude<WrittenCutoff, string>['kind']]: (w: Extract<WrittenCutoff, { kind: K }>) => Cutoff } = {
  related: w => ({ kind: 'related', ...splitRef(w.ref) }),
  latest: w => ({ kind: 'latest', ...splitRef(w.ref) }),
  event: w => ({ kind: 'event', subject: w.subject, event: w.event }),
  earliestOf: w => ({ kind: 'earliestOf', of: several(w.kind, w.of) }),
  latestOf: w => ({ kind: 'latestOf', of: several(w.kind, w.of) }),
  orElse: w => ({ kind: 'orElse', cutoff: writeCutoff(w.cutoff), otherwise: writeCutoff(w.otherwise) }),
  endOf: w => {
    if (
      typeof w.unit === 'object' &&
      !(Number.isInteger(w.unit.fiscalYearFrom) && w.unit.fiscalYearFrom >= 1 && w.unit.fiscalYearFrom <= 12)
    )
      throw policyError('fiscal-year-invalid', `a fiscal year cannot start in month ${w.unit.fiscalYearFrom}`, 'Give a month from 1 to 12.')
    return { kind: 'endOf', unit: w.unit, cutoff: writeCutoff(w.cutoff) }
  },
}

function several(kind: string, of: readonly WrittenCutoff[]): readonly Cutoff[] {
  if (of.length < 2) throw policyError('cutoff-incomplete', `${kind} needs at least two cutoffs`)
  return of.map(writeCutoff)
}

/** From what an author wrote to the plain cutoff. */
export function writeCutoff(written: WrittenCutoff): Cutoff {
  if (typeof written === 'string') return { kind: 'column', column: written }
  const write = Object.hasOwn(writers, written?.kind) ? writers[written.kind] : undefined
  if (!write)
    throw policyError(
      'cutoff-unknown',
      'a cutoff is a column, related, latest, an event of a subject, earliestOf, latestOf, orElse or endOf',
    )
  return (write as (w: unknown) => Cutoff)(written)
}
