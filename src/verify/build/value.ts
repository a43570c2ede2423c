import type { Column } from '../../schema/schema.ts'
import type { Value } from '../oracle/world.ts'

/** Every made-up moment without a meaning lies after the moments that the rows are judged by. */
const later = Date.UTC(2026, 0, 15, 12)

const length = (type: string): number => Number(/\((\d+)\)/.exec(type)?.[1] ?? Infinity)
const short = (prefix: string, n: number, limit: number): string =>
  `${prefix}${n.toString(36)}`.slice(-limit).padStart(limit === 1 ? 1 : 0, '0')
const bits = (n: number, digits: number): string => n.toString(16).padStart(digits, '0').slice(-digits)
const moment = (n: number): string =>
  `${new Date(later + Math.floor(n / 1000)).toISOString().slice(0, -1).replace('T', ' ')}${String(n % 1000).padStart(3, '0')}`.replace(
    /\.?0+$/,
    '',
  )

type Make = (n: number, column: Column) => Value

/** One value per base type; another `n` gives another value wherever the type has that many. */
const makers: Readonly<Record<string, Make>> = {
  uuid: n => `00000000-0000-4000-8000-${bits(n, 12)}`,
  text: n => `t${n.toString(36)}`,
  citext: n => `c${n.toString(36)}`,
  name: n => `n${n.toString(36)}`,
  'character varying': (n, c) => short('v', n, length(c.type)),
  character: (n, c) => short('c', n, Number.isFinite(length(c.type)) ? length(c.type) : 1),
  smallint: n => String(1 + (n % 30000)),
  integer: n => String(n),
  bigint: n => String(n),
  numeric: (n, c) => String(/\((\d+)/.test(c.type) ? 1 + (n % 10 ** Math.max(0, digitsBeforePoint(c.type) - 1 || 1)) : n),
  real: n => String(n),
  'double precision': n => String(n),
  money: n => String(n),
  boolean: () => 'false',
  'timestamp with time zone': n => `${moment(n)}+00`,
  'timestamp without time zone': n => moment(n),
  date: n => new Date(later + (n % 300) * 86_400_000).toISOString().slice(0, 10),
  'time without time zone': () => '12:00:00',
  'time with time zone': () => '12:00:00+00',
  interval: () => '1 day',
  inet: n => `192.0.2.${n % 250}`,
  cidr: n => `192.0.2.${n % 250}/32`,
  macaddr: n => `08:00:2b:00:${bits((n >> 8) & 255, 2)}:${bits(n & 255, 2)}`,
  json: n => `{"n": ${n}}`,
  jsonb: n => `{"n": ${n}}`,
  bytea: n => `\\x${bits(n, 12)}`,
  'bit varying': () => '1',
  tsvector: () => 'a',
  hstore: n => `n=>${n}`,
  xml: () => '<a/>',
}

function digitsBeforePoint(type: string): number {
  const [, precision = '10', scale = '0'] = /\((\d+)(?:,(\d+))?\)/.exec(type) ?? []
  return Number(precision) - Number(scale)
}

/** A value for the column, as text; null where its type is not known here. */
export function valueFor(column: Column, n: number): Value {
  if (column.type.endsWith('[]') || column.baseType.endsWith('[]')) return '{}'
  if (column.enumLabels) return column.enumLabels[0] ?? null
  const base = column.baseType.replace(/^.*\./, '')
  return makers[base]?.(n, column) ?? null
}

export const isMoment = (column: Column): boolean => column.baseType === 'date' || column.baseType.startsWith('timestamp')

/** Other values to try where a check refuses the first. */
export const alternatives = (column: Column): readonly Value[] => [
  ...(column.notNull ? [] : [null]),
  ...(column.enumLabels ?? []),
  ...(column.baseType === 'boolean' ? ['true', 'false'] : []),
  ...(/int|numeric|real|double/.test(column.baseType) ? ['0', '1', '2', '10', '100'] : []),
  ...(/text|char/.test(column.baseType) ? ['a', 'A', '1', 'a@example.com', 'https://example.com/a', 'EUR', '+491234567'] : []),
]
