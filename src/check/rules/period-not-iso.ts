import { faulty } from '../period-places.ts'
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'period-not-iso',
  severity: 'error',
  check: model =>
    faulty(model, 'not iso', ({ what }, text) => ({
      message: `${what} is "${text}", which is no ISO 8601 duration: PostgreSQL would refuse it or read something else`,
      help: 'Use days(…), months(…), years(…), or iso(…) in the form PnYnMnWnDTnHnMnS, such as P1Y6M.',
    })),
}
