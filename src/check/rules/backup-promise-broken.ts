import { canBeLonger, isLonger, lengthOf, none, plus } from '../length.ts'
import type { Rule } from '../rule.ts'
import { lengthInWords } from '../words.ts'

export const rule: Rule = {
  code: 'backup-promise-broken',
  severity: 'error',
  acknowledgeable: true,
  check: ({ policy }) => {
    const { backups } = policy
    const horizon = lengthOf(backups?.horizon)
    const within = lengthOf(backups?.promise?.within)
    if (!horizon || !within) return []
    const residences = policy.subjects.flatMap(s => s.erasure.map(e => lengthOf(e.residence) ?? none))
    const residence = residences.reduce((a, b) => (isLonger(b, a) ? b : a), none)
    const sum = plus(residence, horizon)
    if (!canBeLonger(sum, within)) return []
    return [
      {
        at: policy,
        property: ['backups', 'promise', 'within'],
        message: `policy: ${backups!.promise!.clause} promises that all copies are gone within ${lengthInWords(within)} of a request, and ${lengthInWords(residence)} residence + ${lengthInWords(horizon)} backups = ${lengthInWords(sum)}`,
        help: `Correct the text to ${lengthInWords(sum)}, shorten one of the two, or acknowledge 'backup-promise-broken' with what the document shall say instead.`,
      },
    ]
  },
}
