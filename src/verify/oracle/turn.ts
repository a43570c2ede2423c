import type { Policy } from '../../policy/policy.ts'
import type { RecordClass } from '../../policy/record-class.ts'

/** The schedule that the policy gives a class; null where nothing starts it. A class that is switched off still has its part in erasures. */
export function scheduleOf(policy: Policy, c: RecordClass): string | null {
  const own = c.clock?.activation ?? policy.activation
  const found = (own.some(a => a.kind === 'disabled') ? policy.activation : own).find(a => a.kind === 'scheduled')
  return found?.kind === 'scheduled' ? found.cron : null
}

/** Whether a job has the cadence of the policy: the same in every field, but that a plain minute may come later in the hour. */
export function sameCadence(policy: string, job: string): boolean {
  const fields = (text: string): readonly string[] => text.trim().toLowerCase().split(/\s+/)
  const [wanted, is] = [fields(policy), fields(job)]
  if (wanted.length !== is.length || wanted.length !== 5) return policy.trim() === job.trim()
  const [first, then] = [wanted[0]!, is[0]!]
  const later = /^\d+$/.test(first) && /^\d+$/.test(then) && Number(then) >= Number(first) && Number(then) <= 59
  return (first === then || later) && wanted.slice(1).join(' ') === is.slice(1).join(' ')
}

const macros: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** The values of each field on which a schedule fires: minutes, hours, days (-1: the last of the month), months, weekdays from Sunday, 0. */
export function turnsOf(cron: string): readonly (readonly number[])[] {
  const text = macros[cron.trim()] ?? (/^\d+ +seconds?$/.test(cron.trim()) ? '* * * * *' : cron.trim())
  const [minute, hour, day, month, weekday] = text.toLowerCase().split(/\s+/) as [string, string, string, string, string]
  const days = day === '$' ? [-1] : firing(day, 1, 31, [])
  // 7 is Sunday too.
  const week = [...new Set(firing(weekday, 0, 7, weekdays).map(d => d % 7))].toSorted((a, b) => a - b)
  return [firing(minute, 0, 59, []), firing(hour, 0, 23, []), days, firing(month, 1, 12, months), week]
}

const firing = (field: string, low: number, high: number, names: readonly string[]): readonly number[] =>
  Array.from({ length: high - low + 1 }, (_, i) => low + i).filter(n => field.split(',').some(part => fires(part, n, low, high, names)))

function fires(part: string, n: number, low: number, high: number, names: readonly string[]): boolean {
  const [span, step = '1'] = part.split('/') as [string, string?]
  const number = (x: string): number => (names.includes(x) ? names.indexOf(x) + low : Number(x))
  const [from, to] = span === '*' ? [low, high] : span.includes('-') ? span.split('-').map(number) : [number(span), number(span)]
  return n >= from! && n <= to! && (n - from!) % Number(step) === 0
}
