import { deadlines } from '../deadlines.ts'
import { canBeLonger, isZero, minus, shortest } from '../length.ts'
import type { Rule } from '../rule.ts'
import { lengthInWords, secondsInWords } from '../words.ts'

export const rule: Rule = {
  code: 'zero-width-window',
  severity: 'warning',
  check: model =>
    deadlines(model)
      .filter(d => !isZero(d.residence) && !canBeLonger(d.residence, d.within) && shortest(minus(d.within, d.residence)) <= 0)
      .map(({ subject, entry, residence, within, what, rarest }) => {
        const cadence = rarest && Number.isFinite(rarest.seconds) ? secondsInWords(rarest.seconds) : null
        return {
          at: subject,
          property: ['erasure', entry.event, 'within'],
          message: `${what}: the residence of ${lengthInWords(residence)} ends with the deadline of ${lengthInWords(within)}; requests made in the last ${cadence ?? 'cadence'} of a day miss it by up to ${cadence ?? 'one cadence'}`,
          help: "Shorten the residence by a day, promise a day more, or acknowledge 'zero-width-window' with why that is accepted.",
        }
      }),
}
