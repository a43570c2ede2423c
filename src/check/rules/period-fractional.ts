import { faulty } from '../period-places.ts'
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'period-fractional',
  severity: 'error',
  check: model =>
    faulty(model, 'fractional', ({ what }, text) => ({
      message: `${what} is ${text}: PostgreSQL spreads a fraction of a calendar unit over smaller ones, and not as a reader would`,
      help: 'Write whole numbers of a smaller unit: iso("PT1H30M") instead of hours(1.5), months(18) instead of years(1.5).',
    })),
}
