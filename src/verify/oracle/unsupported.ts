import { diagnostic, LapseError } from '../../report/diagnostic.ts'

/** The oracle has no second opinion on this construct: better no proof than a weak one. */
export class OracleUnsupported extends LapseError {
  constructor(what: string) {
    super(
      diagnostic('error', 'oracle-unsupported', what, {
        help: 'Write it in a form the oracle can evaluate, or leave the class out of the proof.',
      }),
    )
    this.name = 'OracleUnsupported'
  }
}
