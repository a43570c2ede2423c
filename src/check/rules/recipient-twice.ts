import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'recipient-twice',
  severity: 'error',
  check: ({ policy: { recipients } }) =>
    recipients
      .filter((r, i) => recipients.findIndex(other => other.name === r.name) !== i)
      .map(r => ({
        at: r,
        message: `two recipients are called "${r.name}": nobody could tell their notices apart`,
        help: 'Give one of them another name.',
      })),
}
