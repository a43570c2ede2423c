/** A schedule in pg_cron's dialect, as the sets of values on which it fires. Times are UTC, pg_cron's default. */
export interface Cron {
  /** 0–59 */
  readonly minutes: readonly number[]
  /** 0–23 */
  readonly hours: readonly number[]
  /** 1–31, and -1 for the last day of the month. */
  readonly daysOfMonth: readonly number[]
  /** 1–12 */
  readonly months: readonly number[]
  /** 0–6, Sunday first. */
  readonly daysOfWeek: readonly number[]
  /** The field begins with `*`. Where either day field does, a day must be in both sets; otherwise in one of them. */
  readonly anyDayOfMonth: boolean
  readonly anyDayOfWeek: boolean
  /** `N seconds`: the interval in seconds, and the sets are full; null for the five fields. */
  readonly seconds: number | null
}

interface Field {
  readonly name: string
  readonly low: number
  readonly high: number
  readonly names: readonly string[]
}
const minute: Field = { name: 'minute', low: 0, high: 59, names: [] }
const hour: Field = { name: 'hour', low: 0, high: 23, names: [] }
const dayOfMonth: Field = { name: 'day of month', low: 1, high: 31, names: [] }
const month: Field = {
  name: 'month',
  low: 1,
  high: 12,
  names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
}
const dayOfWeek: Field = { name: 'day of week', low: 0, high: 7, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] }

const macros: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}

/** Longest month lengths: February has its 29th sometimes. */
const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const range = (from: number, to: number, step = 1): readonly number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step)

class CronError extends Error {}

function value(text: string, field: Field): number {
  const named = field.names.indexOf(text.toLowerCase())
  const n = named >= 0 ? named + field.low : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(n)) throw new CronError(`"${text}" is no ${field.name}`)
  if (n < field.low || n > field.high) throw new CronError(`${field.name} ${n} is not within ${field.low}–${field.high}`)
  return n
}

function item(text: string, field: Field): readonly number[] {
  const [base, stepText, more] = text.split('/')
  if (more !== undefined) throw new CronError(`"${text}" has two steps`)
  const step = stepText === undefined ? 1 : /^\d{1,4}$/.test(stepText) ? Number(stepText) : 0
  if (step < 1) throw new CronError(`"${text}" has no step of 1 or more`)
  if (base === '*') return range(field.low, field.high, step)
  const [from, to, tail] = base!.split('-')
  if (tail !== undefined) throw new CronError(`"${text}" is no range`)
  const first = value(from!, field)
  if (to === undefined) {
    if (stepText !== undefined) throw new CronError(`"${text}" has a step without a range`)
    return [first]
  }
  const last = value(to, field)
  // pg_cron would accept it, and never fire.
  if (last < first) throw new CronError(`the range "${text}" ends before it begins`)
  return range(first, last, step)
}

const values = (text: string, field: Field): readonly number[] =>
  [...new Set(text.split(',').flatMap(part => item(part, field)))].sort((a, b) => a - b)

function fields(text: string): Cron {
  const parts = text.split(/[ \t]+/)
  if (parts.length !== 5) throw new CronError(`it has ${parts.length} field${parts.length === 1 ? '' : 's'} instead of five`)
  const [minutes, hours, days, months, weekdays] = parts as [string, string, string, string, string]
  const cron: Cron = {
    minutes: values(minutes, minute),
    hours: values(hours, hour),
    daysOfMonth: days === '$' ? [-1] : values(days, dayOfMonth),
    months: values(months, month),
    // 7 is Sunday too.
    daysOfWeek: [...new Set(values(weekdays, dayOfWeek).map(d => d % 7))].sort((a, b) => a - b),
    anyDayOfMonth: days.startsWith('*'),
    anyDayOfWeek: weekdays.startsWith('*'),
    seconds: null,
  }
  const needsDay = cron.anyDayOfMonth || cron.anyDayOfWeek
  if (needsDay && !cron.months.some(m => cron.daysOfMonth.some(d => d <= monthDays[m - 1]!)))
    throw new CronError(`no month of "${months}" has a day ${days}, so that it would never fire`)
  return cron
}

/** Reads a schedule of pg_cron: five fields, `@hourly` and its like, or `N seconds` (1–59). Gives what is wrong as text; never throws. */
export function parseCron(text: string): Cron | { readonly error: string } {
  const trimmed = text.trim()
  const seconds = /^(\d+) +seconds?$/.exec(trimmed)
  try {
    if (seconds) {
      const n = Number(seconds[1])
      if (n < 1 || n > 59) throw new CronError(`an interval has 1 to 59 seconds, not ${n}`)
      return Object.freeze({ ...fields('* * * * *'), seconds: n })
    }
    if (trimmed.startsWith('@')) {
      const macro = Object.hasOwn(macros, trimmed) ? macros[trimmed] : undefined
      if (trimmed === '@reboot' || trimmed === '@restart')
        throw new CronError(`${trimmed} fires when the server starts, which is no cadence`)
      if (!macro) throw new CronError(`"${trimmed}" is none of ${Object.keys(macros).join(', ')}`)
      return Object.freeze(fields(macro))
    }
    return Object.freeze(fields(trimmed))
  } catch (error) {
    if (error instanceof CronError) return { error: error.message }
    throw error
  }
}
