import { faulty } from '../period-places.ts'
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'period-negative',
  severity: 'error',
  check: model =>
    faulty(model, 'negative', ({ what }, text) => ({
      message: `${what} is ${text}: a negative period would dispose of rows before their cutoff`,
      help: 'A period runs forward from the cutoff; choose another cutoff where an earlier one is meant.',
    })),
}
