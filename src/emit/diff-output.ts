import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OutputChange } from './compare-output.ts'
import type { OutputFile } from './output-file.ts'

const longest = 12

function hunk(sign: '-' | '+', lines: readonly string[]): readonly string[] {
  const shown = lines.slice(0, longest).map(line => `${sign}${line}`)
  return lines.length > longest ? [...shown, `${sign}… ${lines.length - longest} more lines`] : shown
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))

/**
 * A short look at how a text changes, for a person, not for `patch`: the range from the first to the last line that differs,
 * and of it the lines that are only on one side, at most a dozen each way.
 */
export function diffText(path: string, before: string, after: string): string {
  const a = linesOf(before)
  const b = linesOf(after)
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  const gone = a.slice(head, a.length - tail)
  const come = b.slice(head, b.length - tail)
  const range = (sign: string, count: number) => `${sign}${count === 0 ? head : head + 1},${count}`
  const only = (lines: readonly string[], others: readonly string[]) => {
    const elsewhere = new Set(others)
    return lines.filter(line => !elsewhere.has(line))
  }
  return [
    `--- ${path}`,
    `+++ ${path} (compiled)`,
    `@@ ${range('-', gone.length)} ${range('+', come.length)} @@`,
    ...hunk('-', only(gone, come)),
    ...hunk('+', only(come, gone)),
    '',
  ].join('\n')
}

/** How the output folder would change, file after file. */
export function diffOutput(folder: string, files: readonly OutputFile[], change: OutputChange): string {
  const next = new Map(files.map(file => [file.path, file.text]))
  return [...change.added, ...change.changed, ...change.removed]
    .toSorted()
    .map(path => {
      const file = join(folder, path)
      return diffText(path, existsSync(file) ? readFileSync(file, 'utf8') : '', next.get(path) ?? '')
    })
    .join('')
}
