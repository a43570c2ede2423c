import { type Diagnostic, LapseError } from './diagnostic.ts'

/** A policy may have been written with another copy of this library, so the class alone does not tell. */
export const isLapseError = (error: unknown): error is LapseError =>
  error instanceof LapseError || (error instanceof Error && error.name === 'LapseError' && Array.isArray((error as LapseError).diagnostics))

const usage = new Set([
  'folder-missing',
  'config-missing',
  'config-invalid',
  'class-unknown',
  'class-not-named',
  'run-unknown',
  'evidence-file-missing',
  'ledger-file-missing',
  'database-url-missing',
  'database-url-invalid',
])

/** 0 clean, 1 findings, 2 the command itself cannot be right. Warnings are clean. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): 0 | 1 | 2 {
  const errors = diagnostics.filter(d => d.severity === 'error')
  if (errors.length === 0) return 0
  return errors.some(d => usage.has(d.code)) ? 2 : 1
}
