import { type Row, withConnection } from './connection.ts'
import { readDrift } from './statements.ts'

/** One difference between what was installed and what is there, in words. */
export interface Difference {
  readonly what: string
  readonly object: string
  readonly expected: string
  readonly found: string
  /** Runs are refused until it is mended. */
  readonly stopsRuns: boolean
  readonly hint: string | null
}

const difference = (row: Row): Difference =>
  Object.freeze({
    what: String(row.what),
    object: String(row.object),
    expected: String(row.expected),
    found: String(row.found),
    stopsRuns: row.stops_runs === true,
    hint: row.hint === null ? null : String(row.hint),
  })

/** What has changed in a live database since the installation; what stops runs comes first. Throws LapseError. */
export const drift = (url: string): Promise<readonly Difference[]> =>
  withConnection(url, async connection => (await connection.query(readDrift)).map(difference))
