import type { BoundClass, BoundLadder, Model } from '../../bind/model.ts'
import { parseCron } from '../../check/cron.ts'
import type { Activation } from '../../policy/activation.ts'

export interface CronContext {
  readonly text: string
  readonly minutes: readonly number[]
  readonly hours: readonly number[]
  readonly days: readonly number[]
  readonly months: readonly number[]
  readonly weekdays: readonly number[]
}

/** The class's turn: the schedule of the policy, a minute later for each class before it, so that dependants go first. */
export const cronContext = (c: BoundClass, model: Model): CronContext | null => turnOf(c.activation, model.classes.indexOf(c))

/** The ladder's turn, after all classes. */
export const ladderCron = (l: BoundLadder, model: Model): CronContext | null =>
  turnOf(model.policy.activation, model.classes.length + model.ladders.indexOf(l))

function turnOf(activation: readonly Activation[], place: number): CronContext | null {
  const scheduled = activation.find(a => a.kind === 'scheduled')
  if (scheduled?.kind !== 'scheduled') return null
  const text = staggered(scheduled.cron, place)
  const parsed = parseCron(text)
  if ('error' in parsed) return null
  return {
    text,
    minutes: parsed.minutes,
    hours: parsed.hours,
    days: parsed.daysOfMonth,
    months: parsed.months,
    weekdays: parsed.daysOfWeek,
  }
}

/** Only a plain minute can be moved without changing what the author meant. */
function staggered(cron: string, place: number): string {
  const [minute, ...rest] = cron.trim().split(/\s+/)
  if (rest.length !== 4 || !/^\d+$/.test(minute!)) return cron
  const moved = Number(minute) + place
  return moved < 60 ? [moved, ...rest].join(' ') : cron
}
