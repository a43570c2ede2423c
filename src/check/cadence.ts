import type { BoundClass } from '../bind/model.ts'
import { type Cron, parseCron } from './cron.ts'

/** Nine years hold every kind of year but a skipped leap day. */
const firstDay = Date.UTC(2020, 0, 1)
const lastDay = Date.UTC(2028, 11, 31)
const day = 86_400_000

function firesOn(cron: Cron, date: Date): boolean {
  const lastOfMonth = new Date(date.getTime() + day).getUTCDate() === 1
  const inMonth = cron.daysOfMonth.includes(date.getUTCDate()) || (lastOfMonth && cron.daysOfMonth.includes(-1))
  const inWeek = cron.daysOfWeek.includes(date.getUTCDay())
  return cron.months.includes(date.getUTCMonth() + 1) && (cron.anyDayOfMonth || cron.anyDayOfWeek ? inMonth && inWeek : inMonth || inWeek)
}

/** The longest time between two firings of a schedule, in seconds; infinite where it does not fire twice in nine years. */
export function longestGap(cron: Cron): number {
  if (cron.seconds !== null) return cron.seconds
  const times = cron.hours.flatMap(h => cron.minutes.map(m => h * 3600 + m * 60)).sort((a, b) => a - b)
  const within = times.slice(1).map((t, i) => t - times[i]!)
  let longest = Math.max(0, ...within)
  let previous: number | null = null
  let days = 0
  for (let at = firstDay; at <= lastDay; at += day) {
    if (!firesOn(cron, new Date(at))) continue
    if (previous !== null) longest = Math.max(longest, (at - previous) / 1000 + times[0]! - times.at(-1)!)
    previous = at
    days++
  }
  return days < 2 ? Number.POSITIVE_INFINITY : longest
}

/** A policy has many classes and few schedules. */
const known = new Map<string, number | null>()

/** The longest gap of a schedule as written, in seconds; null where it cannot be read. */
function gapOf(text: string): number | null {
  const before = known.get(text)
  if (before !== undefined) return before
  const cron = parseCron(text)
  const gap = 'error' in cron ? null : longestGap(cron)
  known.set(text, gap)
  return gap
}

/** The longest a class waits for its next scheduled run, in seconds; null where nothing schedules it. */
export function cadenceOf(c: BoundClass): number | null {
  const gaps = c.activation.map(a => (a.kind === 'scheduled' ? gapOf(String(a.cron)) : null)).filter(gap => gap !== null)
  return gaps.length === 0 ? null : Math.min(...gaps)
}
