import type { PublishedProof } from './published-proof.ts'

const many = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

/** The published table for people, in a line or two; nothing where there is none. */
export function publishedText({ lines, instants, clauses, contradictions, withoutExample }: PublishedProof): string {
  if (lines === 0) return ''
  const held = contradictions.length === 0 ? 'all of them kept to' : `${contradictions.length} of them contradicted`
  const missing = withoutExample.length > 0 ? `  no published example of: ${withoutExample.join(', ')}\n` : ''
  return `\n${many(lines, 'published example')} of ${many(clauses.length, 'clause')}, at ${many(instants, 'instant')}: ${held}\n${missing}`
}
