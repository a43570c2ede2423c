import type { BoundClass, Model } from '../../bind/model.ts'
import { parseCron } from '../../check/cron.ts'

export interface CronContext {
  readonly text: string
  readonly minutes: readonly number[]
  readonly hours: readonly number[]
  readonly days: readonly number[]
  readonly months: readonly number[]
  readonly weekdays: readonly number[]
}

/** The class's turn: the schedule of the policy, a minute later for each class before it, so that dependants go first. */
export function cronContext(c: BoundClass, model: Model): CronContext | null {
  const scheduled = c.activation.find(a => a.kind === 'scheduled')
  if (scheduled?.kind !== 'scheduled') return null
  const text = staggered(scheduled.cron, model.classes.indexOf(c))
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
