import type { Diagnostic } from '../report/diagnostic.ts'
import { type Paint, paintFor } from '../report/paint.ts'
import { pinpoint } from '../report/pinpoint.ts'
import { pretty, tally } from '../report/pretty.ts'

/** Where a command speaks: results on stdout, everything else on stderr. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Colors for stdout. */
  readonly paint: Paint
  /** A plain line on stderr while something takes long. */
  readonly progress: (line: string) => void
  /** Findings on stderr, each with its place in the source. */
  readonly findings: (diagnostics: readonly Diagnostic[]) => Promise<void>
}

/** `quiet`: no progress unless somebody watches. */
export function openTerminal(quiet: boolean): Terminal {
  const err = (text: string) => void process.stderr.write(text)
  const paint = paintFor(process.stderr)
  return {
    out: text => void process.stdout.write(text),
    err,
    paint: paintFor(process.stdout),
    progress: line => (quiet && !process.stderr.isTTY ? undefined : err(`${paint('dim', line)}\n`)),
    findings: async diagnostics => {
      for (const d of await pinpoint(diagnostics)) err(`${pretty(d, paint)}\n\n`)
      const counted = tally(diagnostics)
      if (counted) err(`${counted}\n`)
    },
  }
}
