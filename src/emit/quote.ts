import { keywords } from './keywords.ts'

/** Written as escapes: control characters, so that no value breaks a line, and dollars, so that none ends a function's body. */
const escaped = /[\p{Cc}$]/u
const everyEscaped = /[\p{Cc}$]/gu
const codePoint = (c: string): string => c.codePointAt(0)!.toString(16).padStart(4, '0')

/** An identifier, quoted only where PostgreSQL needs it. */
export function identifier(name: string): string {
  if (/^[a-z_][a-z0-9_]*$/.test(name) && !keywords.has(name)) return name
  const quoted = `"${name.replaceAll('"', '""')}"`
  if (!escaped.test(name)) return quoted
  return `U&${quoted.replaceAll('\\', '\\\\').replace(everyEscaped, c => `\\${codePoint(c)}`)}`
}

function text(value: string): string {
  const quoted = `'${value.replaceAll("'", "''")}'`
  if (!escaped.test(value) && !value.includes('\\')) return quoted
  return `e${quoted.replaceAll('\\', '\\\\').replace(everyEscaped, c => `\\u${codePoint(c)}`)}`
}

/** A constant. A Date is an instant in UTC; bytes are written in hex. Throws TypeError for what SQL has no constant for, `undefined` included. */
export function literal(value: unknown): string {
  if (value === null) return 'null'
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
