import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../emit/output-folder.ts'
import { diagnostic, LapseError } from '../report/diagnostic.ts'

/** An emitted SQL file, read from the output folder. */
export interface Migration {
  readonly kind: 'migration'
  /** The file's name, such as `0001_roles.sql`. */
  readonly name: string
  readonly file: string
  readonly text: string
  readonly sha256: string
}

/** A line of the database's own record of what was applied. */
export interface AppliedMigration {
  readonly name: string
  readonly sha256: string
}

function read(file: string, name: string): Migration {
  const text = readFileSync(file, 'utf8')
  return Object.freeze({ kind: 'migration', name, file, text, sha256: sha256(text) })
}

/** The files `migrations/NNNN_….sql` in their order, the ways back (`….down.sql`) left out. Throws LapseError `migrations-missing`. */
export function readMigrations(output: string): readonly Migration[] {
  const folder = join(output, 'migrations')
  const names = existsSync(folder) ? readdirSync(folder).filter(name => /^\d{4}_.*(?<!\.down)\.sql$/.test(name)) : []
  if (names.length === 0)
    throw new LapseError(
      diagnostic('error', 'migrations-missing', `there are no migrations in ${folder}`, {
        help: 'Compile the policy first: lapse compile.',
      }),
    )
  return names.toSorted().map(name => read(join(folder, name), name))
}

/** The file that schedules the runs. Throws LapseError `schedule-missing`. */
export function readSchedule(output: string): Migration {
  const file = join(output, 'schedule.sql')
  if (existsSync(file)) return read(file, 'schedule.sql')
  throw new LapseError(
    diagnostic('error', 'schedule-missing', `there is no ${file}`, {
      help: 'Compile the policy first; a policy without scheduled runs has none.',
    }),
  )
}

/**
 * What is left to apply, in order. The files are append-only: what was applied must still be there, unchanged, and nothing may be slipped in before it.
 * Throws LapseError: `migration-changed`, `migration-lost`, `migration-out-of-order`.
 */
export function pendingMigrations(files: readonly Migration[], applied: readonly AppliedMigration[]): readonly Migration[] {
  const recorded = new Map(applied.map(a => [a.name, a.sha256]))
  const last = [...recorded.keys()].toSorted().at(-1) ?? ''
  const changed = files.filter(f => recorded.has(f.name) && recorded.get(f.name) !== f.sha256)
  const lost = [...recorded.keys()].filter(name => !files.some(f => f.name === name))
  const late = files.filter(f => !recorded.has(f.name) && f.name < last)
  const found = [
    ...changed.map(f =>
      diagnostic(
        'error',
        'migration-changed',
        `${f.file} was applied with another content; the database no longer matches the file. Nothing was applied`,
        {
          help: 'Restore the file as it was applied; a change of the policy belongs into a new migration.',
        },
      ),
    ),
    ...(lost.length === 0
      ? []
      : [
          diagnostic(
            'error',
            'migration-lost',
            `the database has applied what this folder does not have, and nothing was applied now:\n${lost.join('\n')}`,
            {
              help: 'This is another policy or an older checkout: check the folder and the database.',
            },
          ),
        ]),
    ...late.map(f =>
      diagnostic('error', 'migration-out-of-order', `${f.file} comes before ${last}, which was applied already. Nothing was applied`, {
        help: 'A new migration takes the next number.',
      }),
    ),
  ]
  if (found.length > 0) throw new LapseError(...found)
  return files.filter(f => !recorded.has(f.name))
}
