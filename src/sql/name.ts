import { createHash } from 'node:crypto'

/** PostgreSQL cuts identifiers after 63 bytes, silently: two long names can become one. */
const limit = 63
const bytes = (s: string): number => Buffer.byteLength(s)
const digest = (s: string): string => createHash('sha256').update(s).digest('hex').slice(0, 8)

function cut(s: string, max: number): string {
  let result = ''
  for (const character of s) {
    if (bytes(result) + bytes(character) > max) break
    result += character
  }
  return result
}

/** A readable stem for object names: lower case, letters, digits and underscores. */
export const slug = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '') || 'x'

/** Shorten to at most `max` bytes; a shortened name carries a digest of the whole, so that two never meet. */
export const shorten = (name: string, max = limit): string => (bytes(name) <= max ? name : `${cut(name, max - 9)}_${digest(name)}`)

/** Hands out stems that stay distinct from one another, also after lower-casing and cutting. */
export function stems(): (name: string) => string {
  const taken = new Map<string, string>()
  return name => {
    // Room for the longest suffix and prefix that an object of ours gets.
    const plain = shorten(slug(name), 40)
    const stem = taken.has(plain) && taken.get(plain) !== name ? `${cut(plain, 31)}_${digest(name)}` : plain
    taken.set(stem, name)
    return stem
  }
}
