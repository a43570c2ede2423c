import type { Length } from './length.ts'

const counted = (n: number, unit: string): readonly string[] => (n === 0 ? [] : [`${n} ${unit}${n === 1 ? '' : 's'}`])

/** A length as people say it: `7 years 6 months`, `30 days`, `72 hours`. */
export const lengthInWords = (l: Length): string =>
  [
    ...counted(Math.trunc(l.months / 12), 'year'),
    ...counted(l.months % 12, 'month'),
    ...counted(l.days, 'day'),
    ...counted(Math.trunc(l.seconds / 3600), 'hour'),
    ...counted(Math.trunc(l.seconds / 60) % 60, 'minute'),
    ...counted(l.seconds % 60, 'second'),
  ].join(' ') || 'no time'

/** Seconds as people say them: whole days from three days on, otherwise hours. */
export const secondsInWords = (seconds: number): string =>
  seconds >= 3 * 86_400 && seconds % 86_400 === 0
    ? lengthInWords({ months: 0, days: seconds / 86_400, seconds: 0 })
    : lengthInWords({ months: 0, days: 0, seconds })

export const listed = (names: readonly string[]): string => names.map(n => `"${n}"`).join(', ')
