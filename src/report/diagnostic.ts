import type { Position } from '../policy/position.ts'

/** One finding, from whichever stage: what is wrong, where, why it matters, and what to do. */
export interface Diagnostic {
  readonly kind: 'diagnostic'
  /** Stable, kebab-case, named for the verdict. */
  readonly code: string
  readonly severity: 'error' | 'warning'
  /** What is wrong and why it matters, naming class, table and column. */
  readonly message: string
  /** What to do. */
  readonly help: string | null
  readonly position: Position | null
  /** Which property of the definition at `position` is meant, such as `['cutoff']`; found in the source when it is shown. */
  readonly property?: readonly string[]
}

export const diagnostic = (
  severity: Diagnostic['severity'],
  code: string,
  message: string,
  options: { readonly help?: string; readonly position?: Position | null; readonly property?: readonly string[] } = {},
): Diagnostic =>
  Object.freeze({
    kind: 'diagnostic',
    code,
    severity,
    message,
    help: options.help ?? null,
    position: options.position ?? null,
    ...(options.property && { property: options.property }),
  })

/** Thrown where a stage cannot go on; carries the findings that the command line prints. */
export class LapseError extends Error {
  readonly diagnostics: readonly Diagnostic[]
  constructor(...diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(d => `${d.code}: ${d.message}`).join('\n'))
    this.name = 'LapseError'
    this.diagnostics = diagnostics
  }
}
