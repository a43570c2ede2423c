import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'suppression-twice',
  severity: 'error',
  check: ({ policy: { suppressions } }) =>
    suppressions
      .filter((s, i) => suppressions.findIndex(other => other.name === s.name) !== i)
      .map(s => ({
        at: s,
        message: `two lists of suppressions are called "${s.name}": nobody could tell who is on which`,
        help: 'Give one of them another name.',
      })),
}
