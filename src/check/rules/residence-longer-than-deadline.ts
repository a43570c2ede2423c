import { deadlines } from '../deadlines.ts'
import { canBeLonger } from '../length.ts'
import type { Rule } from '../rule.ts'
import { lengthInWords } from '../words.ts'

export const rule: Rule = {
  code: 'residence-longer-than-deadline',
  severity: 'error',
  check: model =>
    deadlines(model)
      .filter(d => canBeLonger(d.residence, d.within))
      .map(({ subject, entry, residence, within, what }) => ({
        at: subject,
        property: ['erasure', entry.event, 'residence'],
        message: `${what} keeps the data restorable for ${lengthInWords(residence)} and promises it gone within ${lengthInWords(within)}: the residence can end after the deadline`,
        help: 'Both run from the event: shorten the residence, or correct the promise.',
      })),
}
