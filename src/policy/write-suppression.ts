import type { Keep } from './keep.ts'
import { freeze, list, predicate } from './plain.ts'
import { policyError, rejectUnknownKeys } from './policy-error.ts'
import { callSite, mark } from './position.ts'
import type { Suppress, Suppression } from './suppression.ts'

export function suppression(name: string, d: any): Suppression {
  const what = `suppression("${name}")`
  rejectUnknownKeys(what, d, ['clause', 'keep'])
  const keep = d.keep as Keep | undefined
  if (!keep?.max)
    throw policyError(
      'suppression-without-end',
      `${what} does not say when a digest goes, and a digest of somebody is data about them`,
      'Write keep: exactly(…) or upTo(…).',
    )
  return mark(freeze<Suppression>({ kind: 'suppression', name, clauses: list<string>(d.clause), keep: keep.max }), callSite())
}

/** What a class writes under `suppress`. */
export const writeSuppress = (what: string, written: unknown): readonly Suppress[] =>
  list(written as any).map((s: any): Suppress => {
    rejectUnknownKeys(`${what}: suppress`, s, ['list', 'of', 'when'])
    if (s.list?.kind !== 'suppression')
      throw policyError('suppress-on-nothing', `${what}: suppress names no list`, 'list comes from suppression(…).')
    if (typeof s.of !== 'string' || !s.of.includes('.'))
      throw policyError(
        'suppress-of-nothing',
        `${what}: suppress does not say of which column`,
        "Write of: 'table.column', of the row or of an owner.",
      )
    return { list: s.list.name, of: s.of, when: s.when === undefined ? null : predicate(`${what}: suppress`, s.when) }
  })
