import { actsOf } from '../assignments.ts'
import { classesOf, title } from '../names.ts'
import type { Rule } from '../rule.ts'
import { listed } from '../words.ts'

export const rule: Rule = {
  code: 'pseudonym-key-kept',
  severity: 'warning',
  check: model =>
    classesOf(model).flatMap(({ class: c }) =>
      actsOf(c).flatMap(({ act, property }) =>
        act.kind === 'pseudonymize' && act.key === 'kept'
          ? [
              {
                at: c,
                property,
                message: `${title(c)}: the key of the pseudonyms in ${listed(act.columns.map(x => `${c.table}.${x.into}`))} is kept, so that whoever has it can tell who is meant: this is still personal data, and needs a period of its own`,
                help: "Say 'key destroyed after the run', or acknowledge why the same person must be recognized again.",
              },
            ]
          : [],
      ),
    ),
}
