import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The repository's own documents, as readers find them. */
export const root = fileURLToPath(new URL('../../', import.meta.url))
export const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8')
export const documents: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'COVERAGE.md',
  ...readdirSync(`${root}docs`)
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
]

export interface Block {
  readonly document: string
  readonly line: number
  readonly language: string
  /** What the comment above the block says: `from: path`, `runs`, `runs: name`; empty without one. */
  readonly mark: string
  readonly text: string
}

/** The fenced blocks of a document. */
export const blocks = (document: string): readonly Block[] => {
  const text = read(document)
  return [...text.matchAll(/(?:^<!-- ([^\n]*?) -->\n)?^```(\w*)\n(.*?)^```$/gms)].map(m => ({
    document,
    line: text.slice(0, m.index).split('\n').length,
    language: m[2]!,
    mark: m[1] ?? '',
    text: m[3]!,
  }))
}

/** A document without its fenced blocks. */
export const prose = (document: string): string => read(document).replace(/^```.*?^```$/gms, '')

/** What stands in backticks in the prose. */
export const codeSpans = (document: string): readonly string[] => [...prose(document).matchAll(/`([^`\n]+)`/g)].map(m => m[1]!)

/** The cells of each line of the tables below a heading, to the next heading of any level. */
export function tableLines(document: string, heading: string): readonly (readonly string[])[] {
  const section = read(document).split(new RegExp(`^#+ ${heading}$`, 'm'))[1]
  if (section === undefined) throw new Error(`${document} has no section "${heading}"`)
  return section
    .split(/^#+ /m)[0]!
    .split('\n')
    .filter(line => line.startsWith('| ') && !line.startsWith('|-'))
    .map(line => line.slice(2, -2).split(' | '))
}
