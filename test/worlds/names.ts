/** What columns are for in the tables of a world. */
export const roles = ['id', 'region', 'a', 'b', 'k', 'n', 'v', 'h', 'flag', 'stamp', 'mail'] as const
export type Role = (typeof roles)[number]

const same = (word: string): string => word
/** Names that PostgreSQL keeps for itself, and names that our own views and functions use. */
const reserved: Readonly<Record<string, string>> = {
  id: 'order',
  region: 'group',
  a: 'from',
  b: 'to',
  k: 'select',
  n: 'limit',
  v: 'user',
  h: 'table',
  flag: 'check',
  stamp: 'when',
  mail: 'end',
}
const ours: Readonly<Record<string, string>> = {
  id: 'as_of',
  region: 'position',
  a: 'started_at',
  b: 'due_at',
  k: 'stage',
  n: 'n',
  v: 'counts',
  h: 'digest',
  flag: 'held',
  stamp: 'taken',
  mail: 'tenant',
}

type Style = (word: string) => string
const columnStyles: readonly Style[] = [
  same,
  same,
  word => reserved[word] ?? word,
  word => ours[word] ?? word,
  word => `${word.toUpperCase()} "of" it's`,
  word => `größe ${word} 漢`,
  word => `${'é'.repeat(26)}${word}`,
]

const tableStyles: readonly ((index: number) => string)[] = [
  index => `t${index}`,
  index => `t${index}`,
  index => ['user', 'order', 'group', 'table', 'select', 'grant'][index]!,
  index => ['held', 'cutoff', 'r', 'hold', 'f', 'clock'][index]!,
  index => `T ${index} "x" it's`,
  index => `Größe ${index} 漢`,
  index => `${'ü'.repeat(30)}${index}`,
]

export const nameStyles = ['plain', 'plain', 'reserved', 'our own', 'quoted', 'unicode', 'long'] as const
export const columnName = (choice: number, word: string): string => columnStyles[choice % columnStyles.length]!(word)
export const tableName = (choice: number, index: number): string => tableStyles[choice % tableStyles.length]!(index)
