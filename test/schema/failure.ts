import { type Diagnostic, LapseError } from '../../src/report/diagnostic.ts'

/** The findings with which a promise fails; anything else fails the test. */
export async function failure(promise: Promise<unknown>): Promise<readonly Diagnostic[]> {
  const error = await promise.then(
    () => new Error('nothing was thrown'),
    e => e,
  )
  if (!(error instanceof LapseError)) throw error
  return error.diagnostics
}
