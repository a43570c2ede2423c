import { diagnostic, LapseError } from '../report/diagnostic.ts'
import type { Connection } from './connection.ts'
import { isInstalled, readClasses } from './statements.ts'

/**
 * The classes that a command is about, in run order: all of them, or those named.
 * Throws LapseError: `retention-not-installed`, `class-not-named`, `class-unknown`.
 */
export async function chooseClasses(connection: Connection, named: readonly string[], all: boolean): Promise<readonly string[]> {
  if (named.length === 0 && !all)
    throw new LapseError(diagnostic('error', 'class-not-named', 'no record class is named', { help: 'Name the classes, or say --all.' }))
  if ((await connection.query(isInstalled))[0]?.there !== true)
    throw new LapseError(
      diagnostic('error', 'retention-not-installed', `the database "${connection.target.database}" has no retention schema`, {
        help: 'Install the migrations with lapse apply.',
      }),
    )
  const known = (await connection.query(readClasses)).map(row => String(row.class_name))
  if (all) return known
  const unknown = named.filter(name => !known.includes(name))
  if (unknown.length > 0)
    throw new LapseError(
      ...unknown.map(name =>
        diagnostic('error', 'class-unknown', `there is no record class "${name}" in the database`, {
          help: `The classes are: ${known.join(', ')}.`,
        }),
      ),
    )
  return known.filter(name => named.includes(name))
}
