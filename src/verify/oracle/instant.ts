import { Temporal } from 'temporal-polyfill'
import { remember } from './remember.ts'
import { OracleUnsupported } from './unsupported.ts'

/** Where a clock starts: a calendar day, or a point in time. */
export type Start = { readonly kind: 'day'; readonly day: Temporal.PlainDate } | { readonly kind: 'instant'; readonly at: Temporal.Instant }

/** PostgreSQL's calendar reaches further than Temporal's; what lies beyond is never due, so the last moment stands for it. */
const lastLocal = Temporal.PlainDateTime.from('+275760-09-12T23:59:59.999999')

const printed = /^(\d{4,7})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?)?(?:([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?)?( BC)?$/

function parse(text: string): { readonly local: Temporal.PlainDateTime; readonly offset: number | null } {
  const m = printed.exec(text)
  if (!m) throw new OracleUnsupported(`"${text}" is no date or timestamp as PostgreSQL prints it with DateStyle ISO`)
  const year = m[12] ? 1 - Number(m[1]) : Number(m[1])
  const [month, day, hour, minute, second] = [m[2], m[3], m[4] ?? 0, m[5] ?? 0, m[6] ?? 0].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const micros = Number((m[7] ?? '').padEnd(6, '0'))
  const offset = m[8] ? (m[8] === '-' ? -1 : 1) * (Number(m[9]) * 3600 + Number(m[10] ?? 0) * 60 + Number(m[11] ?? 0)) : null
  const local =
    year >= 275760
      ? lastLocal
      : new Temporal.PlainDateTime(year, month, day, hour, minute, second, Math.floor(micros / 1000), micros % 1000)
  return { local, offset }
}

const isInfinite = (text: string): boolean => text === 'infinity' || text === '-infinity'

/** A `date` as text; ±infinity counts as missing. */
export const parseDay = (text: string): Temporal.PlainDate | null => (isInfinite(text) ? null : parse(text).local.toPlainDate())

/** A `timestamp with time zone` as text, or a `timestamp` read in `storedZone`; ±infinity counts as missing. */
export const parseInstant: (text: string, storedZone: string) => Temporal.Instant | null = remember(
  (text, storedZone) => `${text} ${storedZone}`,
  (text, storedZone) => {
    if (isInfinite(text)) return null
    const { local, offset } = parse(text)
    return offset === null ? fromLocal(local, storedZone) : fromLocal(local, 'UTC').subtract({ seconds: offset })
  },
)

/**
 * The wall clock of a zone as an instant, as `timestamp at time zone` reads it: a time in a spring gap moves forward by
 * the gap, an ambiguous time in autumn is the later one.
 */
export const fromLocal = (local: Temporal.PlainDateTime, zone: string): Temporal.Instant =>
  local.toZonedDateTime(zone, { disambiguation: 'later' }).toInstant()

export const toLocal = (at: Temporal.Instant, zone: string): Temporal.PlainDateTime => at.toZonedDateTimeISO(zone).toPlainDateTime()

/** The instant as PostgreSQL prints a `timestamp with time zone` under UTC. */
export const printInstant = (at: Temporal.Instant): string => {
  const [text, era = ''] = printLocal(toLocal(at, 'UTC')).split(/(?= BC$)/)
  return `${text}+00${era}`
}

/** The wall clock as PostgreSQL prints a `timestamp`. */
export const printLocal = (local: Temporal.PlainDateTime): string => {
  // The year before 1 is 1 BC, and Temporal's year 0.
  const year = local.year < 1 ? 1 - local.year : local.year
  const text = local
    .toString({ smallestUnit: 'microsecond' })
    .replace(/^[+-]?\d+/, String(year).padStart(4, '0'))
    .replace('T', ' ')
    .replace(/\.?0+$/, '')
  return local.year < 1 ? `${text} BC` : text
}
