import type { Column } from '../../schema/schema.ts'
import { parseDay, parseInstant } from './instant.ts'
import { OracleUnsupported } from './unsupported.ts'

type Family = 'number' | 'boolean' | 'day' | 'timestamptz' | 'timestamp' | 'enum' | 'citext' | 'text'

const families: Readonly<Record<string, Family>> = {
  smallint: 'number',
  integer: 'number',
  bigint: 'number',
  numeric: 'number',
  real: 'number',
  'double precision': 'number',
  boolean: 'boolean',
  date: 'day',
  'timestamp with time zone': 'timestamptz',
  'timestamp without time zone': 'timestamp',
  text: 'text',
  'character varying': 'text',
  character: 'text',
  uuid: 'text',
  inet: 'text',
  cidr: 'text',
  name: 'text',
}

export function familyOf(column: Column): Family {
  if (column.enumLabels) return 'enum'
  if (/(^|\.)citext$/.test(column.baseType)) return 'citext'
  const family = families[column.baseType]
  if (!family) throw new OracleUnsupported(`a comparison of ${column.name}, of type ${column.type}`)
  return family
}

type Comparable = string | number | bigint

/** From text to something whose order and equality are PostgreSQL's. Only texts of one column type are compared. */
const readers: Readonly<Record<Family, (text: string, column: Column) => Comparable>> = {
  number: text => (/^[+-]?\d+$/.test(text) ? BigInt(text) : Number(text)),
  boolean: text => (['true', 't', 'yes', 'on', '1'].includes(text.toLowerCase()) ? 1 : 0),
  day: text => infinity(text) ?? Date.parse(parseDay(text)!.toString()),
  timestamptz: text => {
    if (infinity(text) === null && !/([+-]\d\d(:?\d\d)?|Z)$/.test(text))
      throw new OracleUnsupported(`the timestamp "${text}" without a zone means another moment in each session`)
    return infinity(text) ?? parseInstant(iso(text), 'UTC')!.epochNanoseconds
  },
  timestamp: text => infinity(text) ?? parseInstant(iso(text), 'UTC')!.epochNanoseconds,
  enum: (text, column) => {
    const at = column.enumLabels!.indexOf(text)
    if (at < 0) throw new OracleUnsupported(`"${text}" is no label of ${column.type}`)
    return at
  },
  citext: text => text.toLowerCase(),
  text: (text, column) => (column.baseType === 'character' ? text.trimEnd() : column.baseType === 'uuid' ? text.toLowerCase() : text),
}

const infinity = (text: string): number | null => (text === 'infinity' ? Infinity : text === '-infinity' ? -Infinity : null)
const iso = (text: string): string => text.replace('T', ' ').replace(/Z$/, '+00')

/** Negative, zero or positive; numbers may be read as bigint on one side, so equality is the absence of order. */
function difference(column: Column, a: string, b: string): number {
  const read = readers[familyOf(column)]
  const [x, y] = [read(a, column), read(b, column)]
  return x < y ? -1 : x > y ? 1 : 0
}

export const equal = (column: Column, a: string, b: string): boolean => difference(column, a, b) === 0

/** As `difference`, where the order is not a collation's: that is not ours to guess. */
export function order(column: Column, a: string, b: string): number {
  const family = familyOf(column)
  if (family === 'text' || family === 'citext') throw new OracleUnsupported(`the order of ${column.name}, which depends on a collation`)
  return difference(column, a, b)
}

/** LIKE with its wildcards and backslash. */
export function like(column: Column, text: string, pattern: string, ignoreCase: boolean): boolean {
  const family = familyOf(column)
  if (family !== 'text' && family !== 'citext') throw new OracleUnsupported(`LIKE on ${column.name}, of type ${column.type}`)
  const source = pattern.replace(/\\(.)|([%_])|([^\\%_])/gs, (_, escaped, wild, plain) =>
    wild === '%' ? '.*' : wild === '_' ? '.' : (escaped ?? plain).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'),
  )
  return new RegExp(`^${source}$`, ignoreCase || family === 'citext' ? 'sui' : 'su').test(text)
}
