import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'recipient-twice',
  severity: 'error',
  check: ({ policy }) => {
    const all = [...policy.recipients, ...policy.letters]
    return all
      .filter((r, i) => all.findIndex(other => other.name === r.name) !== i)
      .map(r => ({
        at: r,
        message: `two recipients, or letters, are called "${r.name}": nobody could tell their notices apart`,
        help: 'Give one of them another name.',
      }))
  },
}
