import { diagnostic, LapseError } from '../report/diagnostic.ts'
import { callSite } from './position.ts'

/** What an author wrote cannot be a policy; points at the author's line. */
export const policyError = (code: string, message: string, help?: string): LapseError =>
  new LapseError(diagnostic('error', code, message, { position: callSite(), ...(help === undefined ? {} : { help }) }))

/** Refuse keys that the language does not know: TypeScript lets them through in a spread. */
export function rejectUnknownKeys(what: string, definition: object, known: readonly string[]): void {
  for (const key of Object.keys(definition)) {
    if (!known.includes(key))
      throw policyError('unknown-property', `${what} has no property "${key}"`, `The properties are: ${known.join(', ')}.`)
  }
}
