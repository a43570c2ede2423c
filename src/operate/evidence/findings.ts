import { type Diagnostic, diagnostic } from '../../report/diagnostic.ts'
import type { Walk, Wrong } from './walk.ts'

/** What to do about each; a kind without a way out is a type error. */
const help: { readonly [K in Wrong]: readonly [code: string, help: string] } = {
  missing: ['evidence-missing', 'Compare with an export or a backup; find out who could delete from retention.evidence.'],
  'out of order': ['evidence-out-of-order', 'The export was changed after it was written: take the original, or export again.'],
  altered: ['evidence-altered', 'Compare the act with an export or a backup; find out who could write retention.evidence.'],
  'not linked': ['evidence-not-linked', 'An act before it was replaced, or this one was put in: compare both with an export or a backup.'],
  'cut off': ['evidence-cut-off', 'Acts were taken off the end, or an older backup was restored: compare with an export or a backup.'],
  rewritten: ['evidence-rewritten', 'Somebody owned the schema and wrote the acts anew: compare with an export made before.'],
  'pruning not on record': [
    'evidence-pruning-unrecorded',
    'Whoever removed the acts did not use retention.prune_evidence: compare with an export.',
  ],
}

/** More help nobody: after the first few, the rest follows from them. */
const most = 20

/** What a walk found, each with its act and a way out. */
export function findings({ database, broken }: Walk): readonly Diagnostic[] {
  const shown = broken.slice(0, most).map(({ wrong, says }, i) => {
    const [code, what] = help[wrong]
    const more = i === most - 1 && broken.length > most ? `; ${broken.length - most} findings more` : ''
    return diagnostic('error', code, `the evidence of "${database}": ${says}${more}`, { help: what })
  })
  return Object.freeze(shown)
}
