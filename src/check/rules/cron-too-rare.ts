import type { Model } from '../../bind/model.ts'
import { cadenceOf } from '../cadence.ts'
import { deadlines } from '../deadlines.ts'
import { lengthOf, minus, shortest } from '../length.ts'
import { classesOf, title } from '../names.ts'
import type { Finding, Rule } from '../rule.ts'
import { lengthInWords, secondsInWords } from '../words.ts'

const rests = (seconds: number): string =>
  Number.isFinite(seconds) ? `a run may be ${secondsInWords(seconds)} away` : 'a second run never comes'

const classWindows = (model: Model): readonly Finding[] =>
  classesOf(model).flatMap(c => {
    const { keep } = c.class.clock ?? {}
    const min = lengthOf(keep?.min)
    const max = lengthOf(keep?.max)
    const cadence = cadenceOf(c)
    // Where the floor is the ceiling, the policy's tolerance is the window.
    const window = min && max ? shortest(minus(max, min)) : 0
    if (cadence === null || window <= 0 || cadence <= window) return []
    return [
      {
        at: c.class,
        property: [c.class.clock?.activation ? 'activation' : 'keep'],
        message: `${title(c.class)} is due after ${lengthInWords(min!)} and overdue after ${lengthInWords(max!)}, and ${rests(cadence)}: rows would be overdue as a rule`,
        help: `Schedule it at least every ${secondsInWords(window)}.`,
      },
    ]
  })

const erasureWindows = (model: Model): readonly Finding[] =>
  deadlines(model).flatMap(({ subject, entry, residence, within, what, rarest }) => {
    const window = shortest(minus(within, residence))
    if (!rarest || window <= 0 || rarest.seconds <= window) return []
    return [
      {
        at: subject,
        property: ['erasure', entry.event, 'within'],
        message: `${what} is promised within ${lengthInWords(within)}, and for ${title(rarest.class.class)} ${rests(rarest.seconds)}: the deadline would be missed as a rule`,
        help: `Schedule it at least every ${secondsInWords(window)}.`,
      },
    ]
  })

export const rule: Rule = { code: 'cron-too-rare', severity: 'error', check: model => [...erasureWindows(model), ...classWindows(model)] }
