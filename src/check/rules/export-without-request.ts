import type { Rule } from '../rule.ts'

export const rule: Rule = {
  code: 'export-without-request',
  severity: 'error',
  check: ({ policy }) =>
    policy.exports.flatMap(e =>
      e.rights
        .filter(right => !policy.requests.some(q => q.subject === e.subject && q.rights.includes(right)))
        .map(right => ({
          at: e,
          message: `exportProfile("${e.subject}") answers requests for ${right}, and the policy knows none: nobody could ever get it`,
          help: `Write request(…, '${right}', …) for this subject, or take the right out of the profile.`,
        })),
    ),
}
