import { type Diagnostic, diagnostic } from '../report/diagnostic.ts'
import { openWholeFile } from '../report/whole-file.ts'

/** Write a report to a file, all of it or nothing. Gives the finding `report-not-writable`, or null when it is written. */
export function writeReport(file: string, text: string): Diagnostic | null {
  try {
    const whole = openWholeFile(file)
    try {
      whole.write(text)
      whole.keep()
    } catch (error) {
      whole.discard()
      throw error
    }
    return null
  } catch (error) {
    return diagnostic('error', 'report-not-writable', `the report cannot be written: ${(error as Error).message}`, {
      help: 'Name a file in a folder that exists and that you may write to.',
    })
  }
}
