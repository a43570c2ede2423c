import { canBeLonger, lengthOf, none } from '../length.ts'
import type { Rule } from '../rule.ts'
import { lengthInWords } from '../words.ts'

/** What a record of requests and disposals is kept at the least (CCPA regulations, section 7101). */
const least = { ...none, months: 24 }

export const rule: Rule = {
  code: 'evidence-kept-too-short',
  severity: 'error',
  check: ({ policy }) => {
    const { keep } = policy.evidence
    const kept = lengthOf(keep.min ?? keep.max)
    if (!kept || !canBeLonger(least, kept)) return []
    return [
      {
        at: policy,
        property: ['evidence', 'keep'],
        message: `policy: the evidence goes after ${lengthInWords(kept)}: nobody could show afterwards what was disposed of, and why`,
        help: `Keep it at least ${least.months} months.`,
      },
    ]
  },
}
