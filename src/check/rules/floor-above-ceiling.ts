import { isLonger, lengthOf } from '../length.ts'
import { classesOf, title } from '../names.ts'
import type { Rule } from '../rule.ts'
import { lengthInWords } from '../words.ts'

export const rule: Rule = {
  code: 'floor-above-ceiling',
  severity: 'error',
  check: model =>
    classesOf(model).flatMap(({ class: c }) => {
      const min = lengthOf(c.clock?.keep.min)
      const max = lengthOf(c.clock?.keep.max)
      if (!min || !max || !isLonger(min, max)) return []
      return [
        {
          at: c,
          property: ['keep'],
          message: `${title(c)} keeps rows at least ${lengthInWords(min)} and at most ${lengthInWords(max)}: every row would be overdue before it is due`,
          help: 'between(floor, ceiling) takes the shorter period first.',
        },
      ]
    }),
}
