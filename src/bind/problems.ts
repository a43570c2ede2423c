import type { Position } from '../policy/position.ts'
import { positionOf } from '../policy/position.ts'
import { type Diagnostic, diagnostic } from '../report/diagnostic.ts'

/** Collects what does not resolve, so that an author sees all of it at once. */
export interface Problems {
  readonly found: Diagnostic[]
  readonly error: (at: object | null, code: string, message: string, help?: string) => void
  readonly warning: (at: object | null, code: string, message: string, help?: string) => void
}

export function problems(): Problems {
  const found: Diagnostic[] = []
  const report =
    (severity: Diagnostic['severity']) =>
    (at: object | null, code: string, message: string, help?: string): void => {
      const position: Position | null = at ? positionOf(at) : null
      if (found.some(d => d.code === code && d.message === message)) return
      found.push(diagnostic(severity, code, message, { position, ...(help === undefined ? {} : { help }) }))
    }
  return { found, error: report('error'), warning: report('warning') }
}

/** The names nearest to a misspelt one. */
export function nearest(name: string, among: readonly string[]): string | undefined {
  const distance = (a: string, b: string): number => {
    let row = Array.from({ length: b.length + 1 }, (_, i) => i)
    for (let i = 1; i <= a.length; i++) {
      const next = [i]
      for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
      row = next
    }
    return row[b.length]!
  }
  const best = among.map(n => ({ n, d: distance(name, n) })).sort((a, b) => a.d - b.d)[0]
  return best && best.d <= Math.max(2, name.length / 3) ? best.n : undefined
}
