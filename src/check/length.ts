/** A period as PostgreSQL's interval counts it: the three parts are not convertible into one another. */
export interface Length {
  readonly months: number
  readonly days: number
  readonly seconds: number
}

export type Fault = 'not iso' | 'negative' | 'fractional' | 'too long'
export type Reading = { readonly kind: 'length'; readonly length: Length } | { readonly kind: 'fault'; readonly fault: Fault }

/** Number(…)H of a JavaScript number may carry a sign, a fraction or an exponent: read them all, to say which of them is wrong. */
const number = '([+-]?\\d+(?:[.,]\\d+)?(?:[eE][+-]?\\d+)?)'
const part = (unit: string): string => `(?:${number}${unit})?`
const grammar = new RegExp(`^([+-]?)P(?=.)${['Y', 'M', 'W', 'D'].map(part).join('')}(?:T(?=.)${['H', 'M', 'S'].map(part).join('')})?$`)
const strict = /^P(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?$/

const thousandYears = 12 * 1000

/** Reads an ISO 8601 duration of whole units; a fault says what stands in the way. Takes anything, never throws. */
export function readPeriod(period: unknown): Reading {
  const iso = (period as { readonly iso?: unknown } | null | undefined)?.iso
  const match = typeof iso === 'string' ? grammar.exec(iso) : null
  if (!match) return { kind: 'fault', fault: 'not iso' }
  const [years, months, weeks, days, hours, minutes, seconds] = match.slice(2).map(text => Number(text?.replace(',', '.') ?? 0)) as number[]
  const values = [years!, months!, weeks!, days!, hours!, minutes!, seconds!]
  if (match[1] === '-' || values.some(v => v < 0)) return { kind: 'fault', fault: 'negative' }
  if (!values.every(Number.isInteger)) return { kind: 'fault', fault: 'fractional' }
  const length = {
    months: years! * 12 + months!,
    days: weeks! * 7 + days!,
    seconds: hours! * 3600 + minutes! * 60 + seconds!,
  }
  if (length.months + length.days / 30.44 + length.seconds / (30.44 * 86_400) > thousandYears) return { kind: 'fault', fault: 'too long' }
  return strict.test(iso as string) ? { kind: 'length', length } : { kind: 'fault', fault: 'not iso' }
}

/** The length of a period, or null where there is none or it is at fault, which other rules report. */
export function lengthOf(period: unknown): Length | null {
  const reading = readPeriod(period)
  return reading.kind === 'length' ? reading.length : null
}

export const none: Length = { months: 0, days: 0, seconds: 0 }
export const plus = (a: Length, b: Length): Length => ({
  months: a.months + b.months,
  days: a.days + b.days,
  seconds: a.seconds + b.seconds,
})
export const minus = (a: Length, b: Length): Length => ({
  months: a.months - b.months,
  days: a.days - b.days,
  seconds: a.seconds - b.seconds,
})
export const isZero = (l: Length): boolean => l.months === 0 && l.days === 0 && l.seconds === 0

/** Days in n months, from the worst starting day; over a year, each four years bring one leap day. */
const shortestMonths = [0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334]
const longestMonths = [0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337]
// Less one for a century without its leap day.
const fewestDays = (n: number): number => {
  const years = Math.floor(n / 12)
  return years * 365 + Math.floor(years / 4) - (years > 7 ? Math.ceil(years / 100) : 0) + shortestMonths[n % 12]!
}
const mostDays = (n: number): number => {
  const years = Math.floor(n / 12)
  return years * 365 + Math.ceil(years / 4) + longestMonths[n % 12]!
}

/** The fewest seconds that a length (or a difference of two) can take in the calendar, leaving out changes of the clock. */
export const shortest = (l: Length): number => (l.days + (l.months < 0 ? -mostDays(-l.months) : fewestDays(l.months))) * 86_400 + l.seconds
/** The most seconds, likewise. */
export const longest = (l: Length): number => (l.days + (l.months < 0 ? -fewestDays(-l.months) : mostDays(l.months))) * 86_400 + l.seconds

/** Whether `a` is longer than `b` wherever in the calendar it begins. */
export const isLonger = (a: Length, b: Length): boolean => shortest(minus(a, b)) > 0
/** Whether `a` is longer than `b` somewhere in the calendar: one month against 30 days. */
export const canBeLonger = (a: Length, b: Length): boolean => longest(minus(a, b)) > 0
