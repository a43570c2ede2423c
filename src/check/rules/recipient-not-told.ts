import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'recipient-not-told',
  severity: 'error',
  check: ({ policy, classes }) =>
    policy.recipients
      .filter(r => !classes.some(c => c.tells.some(t => t.recipient.name === r.name)))
      .map(r => ({
        at: r,
        message: `recipient "${r.name}" is told by no class, so that it never hears of anything`,
        help: `Write tell: tell(…) on the classes or parts whose columns it knows, or take it out of recipients.`,
      })),
}
