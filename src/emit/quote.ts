import { keywords } from './keywords.ts'

const controls = /\p{Cc}/u
const codePoint = (c: string, digits: number): string => c.codePointAt(0)!.toString(16).padStart(digits, '0')

/** An identifier, quoted only where PostgreSQL needs it. Control characters are written as escapes, so that no name breaks a line. */
export function identifier(name: string): string {
  if (/^[a-z_][a-z0-9_]*$/.test(name) && !keywords.has(name)) return name
  const quoted = `"${name.replaceAll('"', '""')}"`
  if (!controls.test(name)) return quoted
  return `U&${quoted.replaceAll('\\', '\\\\').replace(/\p{Cc}/gu, c => `\\${codePoint(c, 4)}`)}`
}

function text(value: string): string {
  const quoted = `'${value.replaceAll("'", "''")}'`
  if (!controls.test(value) && !value.includes('\\')) return quoted
  return `e${quoted.replaceAll('\\', '\\\\').replace(/\p{Cc}/gu, c => `\\x${codePoint(c, 2)}`)}`
}

/** A constant. A Date is an instant in UTC; bytes are written in hex. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return text(value)
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  if (value instanceof Date && !Number.isNaN(value.getTime()))
    return `timestamptz '${value.toISOString().replace('T', ' ').replace('Z', '+00')}'`
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'::bytea`
  throw new TypeError(`a value of type ${typeof value} cannot be written as an SQL constant`)
}

/** A one-line comment's text: no line break can end the comment early. */
export const comment = (value: string): string => value.replace(/\s+/g, ' ').trim()
