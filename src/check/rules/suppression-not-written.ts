import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'suppression-not-written',
  severity: 'error',
  check: ({ policy, classes }) =>
    policy.suppressions
      .filter(s => !classes.some(c => c.stages.some(stage => stage.suppresses.some(x => x.list === s.name))))
      .map(s => ({
        at: s,
        message: `nothing ever comes on the list of suppressions "${s.name}": no class whose rows go writes it`,
        help: 'Write suppress: { list: …, of: … } on the class whose rows say who is meant, or take it out of suppressions.',
      })),
}
