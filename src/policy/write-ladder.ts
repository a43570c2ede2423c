import { type Ladder, type LadderStep, steps } from './ladder.ts'
import { freeze, list } from './plain.ts'
import { policyError, rejectUnknownKeys } from './policy-error.ts'
import { callSite, mark } from './position.ts'
import type { Subject } from './subject.ts'
import { writeCutoff } from './write-cutoff.ts'

export function ladder(name: string, subject: Subject, d: any): Ladder {
  const what = `ladder("${name}")`
  rejectUnknownKeys(what, d, ['clause', 'since', 'steps'])
  if (typeof subject?.table !== 'string')
    throw policyError('ladder-of-nobody', `${what} names no subject`, 'The second argument comes from subject(…).')
  if (d.since === undefined) throw policyError('ladder-without-start', `${what} does not say since when nothing was heard of a person`)
  const written = list<any>(d.steps).map((step, i): LadderStep => {
    const which = `${what}: step ${i + 1}`
    if (!steps.includes(step?.do))
      throw policyError('ladder-step-unknown', `${which} does "${step?.do}"`, `It is one of: ${steps.join(', ')}.`)
    rejectUnknownKeys(which, step, step.do === 'erase' ? ['after', 'do', 'closes'] : ['after', 'do'])
    if (step.after === undefined) throw policyError('ladder-step-without-period', `${which} does not say after which time it comes`)
    return { do: step.do, after: step.after, closes: step.closes ?? null }
  })
  const erasing = written.findIndex(step => step.do === 'erase')
  if (erasing === -1 || erasing !== written.length - 1)
    throw policyError(
      'ladder-without-end',
      `${what} ${erasing === -1 ? 'leads to no erasure' : 'goes on after its erasure'}`,
      "Its last step, and no other, is { …, do: 'erase' }.",
    )
  const clauses = list<string>(d.clause)
  return mark(
    freeze<Ladder>({ kind: 'ladder', name, subject: subject.table, clauses, since: writeCutoff(d.since), steps: written }),
    callSite(),
  )
}
