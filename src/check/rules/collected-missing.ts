import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'collected-missing',
  severity: 'error',
  check: ({ policy }) =>
    policy.appliesTo !== 'newRowsOnly'
      ? []
      : policy.schedule
          .filter(e => e.kind === 'class')
          .filter(c => c.collected === null)
          .map(c => ({
            at: c,
            message: `the policy applies to new rows only, and nothing says when a row of class "${c.name}" was collected`,
            help: `Name the column that says it: collected: 'created_at'. A table without one needs it before the text may promise this.`,
          })),
}
