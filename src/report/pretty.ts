import { readFileSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import type { Position } from '../policy/position.ts'
import type { Diagnostic } from './diagnostic.ts'
import { type Paint, plain } from './paint.ts'

/** A path as a person at the prompt would write it. */
export function shortPath(file: string): string {
  const short = relative(process.cwd(), file)
  return short === '' ? '.' : short.startsWith('..') || isAbsolute(short) ? file : short
}

function sourceLine(position: Position): string | null {
  try {
    return readFileSync(position.file, 'utf8').split(/\r?\n/)[position.line - 1] ?? null
  } catch {
    return null
  }
}

/** The word or string that starts at the column. */
const wordAt = (line: string, column: number): string =>
  /^('[^']*'|"[^"]*"|`[^`]*`|[\p{L}\p{N}_$]+|.)/u.exec(line.slice(column - 1))?.[0] ?? ' '

function place(position: Position, mark: (text: string) => string, paint: Paint): readonly string[] {
  const where = `${shortPath(position.file)}:${position.line}:${position.column}`
  const line = sourceLine(position)
  const gutter = ' '.repeat(String(position.line).length)
  const arrow = `${gutter}${paint('cyan', '-->')} ${where}`
  if (line === null) return [arrow]
  // Tabs stay tabs, so that the caret stands where the terminal shows the word.
  const indent = line.slice(0, position.column - 1).replace(/[^\t]/g, ' ')
  const bar = paint('cyan', '|')
  const caret = mark('^'.repeat(wordAt(line, position.column).length))
  return [arrow, `${gutter} ${bar}`, `${paint('cyan', String(position.line))} ${bar} ${line}`, `${gutter} ${bar} ${indent}${caret}`]
}

/** One finding as a person reads it: verdict, place in the source, what to do. Ends without a line break. */
export function pretty(d: Diagnostic, paint: Paint = plain): string {
  const mark = (text: string) => paint(d.severity === 'error' ? 'red' : 'yellow', text)
  const gutter = d.position ? ' '.repeat(String(d.position.line).length) : ''
  const [first, ...rest] = d.message.split('\n')
  return [
    `${mark(paint('bold', `${d.severity}[${d.code}]`))}${paint('bold', `: ${first}`)}`,
    ...rest.map(line => `    ${line}`),
    ...(d.position ? place(d.position, mark, paint) : []),
    ...(d.help === null
      ? []
      : [`${gutter} ${paint('cyan', '=')} ${paint('bold', 'help')}: ${d.help.split('\n').join(`\n${gutter}         `)}`]),
  ].join('\n')
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

/** `2 errors, 1 warning`; null when there is nothing to count. */
export function tally(diagnostics: readonly Diagnostic[]): string | null {
  const errors = diagnostics.filter(d => d.severity === 'error').length
  const warnings = diagnostics.length - errors
  const parts = [...(errors ? [count(errors, 'error')] : []), ...(warnings ? [count(warnings, 'warning')] : [])]
  return parts.length === 0 ? null : parts.join(', ')
}
