import { keywords } from './keywords.ts'

/** An identifier, quoted only where PostgreSQL needs it. */
export const identifier = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) && !keywords.has(name) ? name : `"${name.replaceAll('"', '""')}"`

const text = (value: string): string => {
  const quoted = `'${value.replaceAll("'", "''")}'`
  return value.includes('\\') ? `e${quoted.replaceAll('\\', '\\\\')}` : quoted
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
