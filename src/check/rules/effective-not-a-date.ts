import type { Rule } from '../rule.ts'

function isDate(text: unknown): boolean {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

export const rule: Rule = {
  code: 'effective-not-a-date',
  severity: 'error',
  check: ({ policy }) =>
    isDate(policy.effective)
      ? []
      : [
          {
            at: policy,
            property: ['effective'],
            message: `policy: effective is "${policy.effective}", which is no day: nobody could say from when version ${policy.version} holds`,
            help: "Write the day as year, month, day: '2026-05-18'.",
          },
        ],
}
