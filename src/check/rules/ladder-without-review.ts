import type { Rule } from '../rule.ts'

/** "May be closed": a text that leaves something to somebody's judgment. */
const leavesOpen = /\bmay be\b/i

export const rule: Rule = {
  code: 'ladder-without-review',
  severity: 'error',
  acknowledgeable: true,
  check: ({ policy }) =>
    policy.ladders.flatMap(l => {
      const open = l.clauses.filter(id => leavesOpen.test(policy.clauses[id] ?? ''))
      return open.length === 0 || l.steps.some(step => step.do === 'review')
        ? []
        : [
            {
              at: l,
              property: ['steps'],
              message: `ladder "${l.name}" erases without anybody's decision, and clause ${open.join(', ')} says that it may be done: discretion is a decision, with a reason on record`,
              help: "Add a step { after: …, do: 'review' } before the erasure, or acknowledge that the text means must.",
            },
          ]
    }),
}
