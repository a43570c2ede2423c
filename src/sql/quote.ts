import { keywords } from './keywords.ts'

/** Control characters would break a line, and two dollars end a function's body: a text that holds such is written with escapes. */
const hurts = /\p{Cc}|\$[\p{L}\p{N}_]*\$/u
const escaped = /[\p{Cc}$]/gu
const codePoint = (c: string): string => c.codePointAt(0)!.toString(16).padStart(4, '0')

/** An identifier as PostgreSQL's `quote_ident` writes it, for texts that become a `regclass`: those know no escapes. */
export const plainIdentifier = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) && !keywords.has(name) ? name : `"${name.replaceAll('"', '""')}"`

/** An identifier, quoted only where PostgreSQL needs it. */
export function identifier(name: string): string {
  const quoted = plainIdentifier(name)
  if (!hurts.test(name)) return quoted
  return `U&${quoted.replaceAll('\\', '\\\\').replace(escaped, c => `\\${codePoint(c)}`)}`
}

/** Whether a column can be read from `old` and `new`: there PL/pgSQL knows no escapes. */
export const isField = (name: string): boolean => !hurts.test(name)

function text(value: string): string {
  const quoted = `'${value.replaceAll("'", "''")}'`
  if (!hurts.test(value) && !value.includes('\\')) return quoted
  return `e${quoted.replaceAll('\\', '\\\\').replace(escaped, c => `\\u${codePoint(c)}`)}`
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

/** A one-line comment's text: no line break can end the comment early, and no dollars the function's body that it stands in. */
export const comment = (value: string): string =>
  value
    .replace(/\$(?=[\p{L}\p{N}_]*\$)/gu, () => '$ ')
    .replace(/\s+/g, ' ')
    .trim()
