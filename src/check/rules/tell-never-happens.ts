import type { BoundTell } from '../../bind/model.ts'
import { classesOf, namesOf, title } from '../names.ts'
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'tell-never-happens',
  severity: 'error',
  check: model =>
    classesOf(model).flatMap(({ class: c, tells, stages, erasure }) => {
      // An erasure that an officer starts needs no event.
      const erased = ({ recipient }: BoundTell): boolean =>
        recipient.hears === 'erasure'
          ? erasure.kind !== 'untouched'
          : erasure.kind === 'acts' && erasure.acts.some(a => a.kind === 'destroy')
      return tells
        .filter(tell => !erased(tell) && !stages.some(s => s.tells.includes(tell)))
        .map(({ recipient, table }) => ({
          at: c,
          property: ['tell'],
          message:
            recipient.hears === 'erasure'
              ? `${title(c)} tells "${recipient.name}" of erasures, and no erasure of a person reaches it`
              : `${title(c)} tells "${recipient.name}" when a row of "${namesOf(model).written(table)}" goes, and its rows never go`,
          help: 'Say what an erasure does to the rows, or that they go at the end of a period; or take the tell(…) out.',
        }))
    }),
}
