import { faulty } from '../period-places.ts'
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'period-too-long',
  severity: 'error',
  check: model =>
    faulty(model, 'too long', ({ what }, text) => ({
      message: `${what} is ${text}, more than 1000 years: that is no limit, and PostgreSQL's calendar ends`,
      help: "Check the unit; say permanent(…) for what is kept for good, or atLeast(…, { noCeiling: 'why' }).",
    })),
}
