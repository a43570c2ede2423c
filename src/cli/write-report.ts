import { lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { type Diagnostic, diagnostic } from '../report/diagnostic.ts'

/** Write a report to a file, all of it or nothing. Gives the finding `report-not-writable`, or null when it is written. */
export function writeReport(file: string, text: string): Diagnostic | null {
  // Beside it, so that the rename stays on one file system and replaces the file in one step.
  const beside = `${file}.${process.pid}.tmp`
  try {
    const there = lstatSync(file, { throwIfNoEntry: false })
    // A link or a device is written through: a rename would put a file in its place.
    if (there && !there.isFile()) writeFileSync(file, text)
    else {
      writeFileSync(beside, text, { flag: 'wx' })
      renameSync(beside, file)
    }
    return null
  } catch (error) {
    rmSync(beside, { force: true })
    return diagnostic('error', 'report-not-writable', `the report cannot be written: ${(error as Error).message}`, {
      help: 'Name a file in a folder that exists and that you may write to.',
    })
  }
}
