/** A function's source without comments, and with its string constants emptied. */
export const bare = (source: string): string =>
  source.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'/g, text =>
    text.startsWith("'") || text.startsWith('$') ? "''" : ' ',
  )

const identifier = '(?:"(?:[^"]|"")+"|[a-z_][\\w$]*)'
const writes = '(?:insert\\s+into|merge\\s+into|(?<!\\b(?:for|key|do)\\s+)update|delete\\s+from|truncate(?:\\s+table)?)'
const reads = '(?:(?<!\\bdistinct\\s+)from|join)'
const notFollowedBy = (more: string): string => `(?!["\\w$]|\\s*[${more}])`
// After FROM a parenthesis makes it a function, after INSERT INTO it lists columns.
const target = new RegExp(
  `\\b(?:${writes}\\s+(?:only\\s+)?(${identifier})${notFollowedBy('.')}|${reads}\\s+(?:only\\s+)?(${identifier})${notFollowedBy('.(')})`,
  'gi',
)
/** What may follow these words without being a table. */
const notTables = new Set([
  'new',
  'old',
  'set',
  'of',
  'only',
  'lateral',
  'select',
  'nowait',
  'skip',
  'values',
  'strict',
  'current_timestamp',
])

const unquoted = (name: string): string => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase())

/**
 * Tables that PL/pgSQL names without their schema, in the order of first use. A reading of the text, not of the grammar:
 * dynamic SQL and views inside it stay unseen.
 */
export function unqualifiedTables(source: string): readonly string[] {
  // These take FROM as a keyword of their own.
  const text = bare(source).replace(/\b(extract|trim|substring|overlay|position)\s*\([^()]*\)/gi, '0')
  const local = new Set(
    [
      ...text.matchAll(new RegExp(`\\b(${identifier})\\s*(?:\\([^()]*\\)\\s*)?as\\s+(?:(?:not\\s+)?materialized\\s+)?\\(`, 'gi')),
      ...[...text.matchAll(/\bdeclare\b([\s\S]*?)\bbegin\b/gi)].flatMap(block => [
        ...block[1]!.matchAll(new RegExp(`(?:^|;)\\s*(${identifier})\\s`, 'gi')),
      ]),
    ].map(m => unquoted(m[1]!)),
  )
  const found = [...text.matchAll(target)].map(m => unquoted(m[1] ?? m[2]!))
  return [...new Set(found)].filter(name => !local.has(name) && !notTables.has(name) && !name.startsWith('pg_'))
}
