import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export const root = join(import.meta.dirname, '../..')
/** How many clauses each published text has. */
export const clauseCounts = { klonr: 34, kontraktr: 35, kaevo: 55, pristina: 31, clinic: 15 } as const
export const policies = Object.keys(clauseCounts) as (keyof typeof clauseCounts)[]

/** Every file below a folder, by its path in it. */
export const filesIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .toSorted()
      .map(path => [relative(folder, path), readFileSync(path, 'utf8')]),
  )

/** The checked-in output of a policy. */
export const generated = (policy: string): Readonly<Record<string, string>> => filesIn(join(root, 'generated', policy))

/** The SQL files of a policy's output: path and text. */
export const sqlOf = (policy: string): readonly (readonly [path: string, text: string])[] =>
  Object.entries(generated(policy)).filter(([path]) => path.endsWith('.sql'))

export const migrationsOf = (policy: string) => sqlOf(policy).filter(([path]) => path.startsWith('migrations/'))
export const wayBackOf = (policy: string) =>
  sqlOf(policy)
    .filter(([path]) => /^way-back\/\d/.test(path))
    .toReversed()
