import { isLonger, lengthOf } from '../length.ts'
import { classesOf, title } from '../names.ts'
import type { Rule } from '../rule.ts'
import { lengthInWords } from '../words.ts'

export const rule: Rule = {
  code: 'interim-after-disposal',
  severity: 'error',
  check: model =>
    classesOf(model).flatMap(({ class: c }) => {
      const due = lengthOf(c.clock?.keep.min ?? c.clock?.keep.max)
      return (c.clock?.interim ?? []).flatMap((stage, i) => {
        const after = lengthOf(stage.after)
        if (!due || !after || !isLonger(after, due)) return []
        return [
          {
            at: c,
            property: ['interim', String(i), 'after'],
            message: `${title(c)}: interim stage ${i + 1} comes ${lengthInWords(after)} after the cutoff, and the row is disposed of after ${lengthInWords(due)}: the stage would never happen`,
            help: 'Both periods run from the same cutoff: make the stage earlier, or the keep longer.',
          },
        ]
      })
    }),
}
