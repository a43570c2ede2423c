import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { configName, existingFolder, openProjectFolder } from '../../project-folder.ts'
import { diagnostic, LapseError } from '../../report/diagnostic.ts'
import { shortPath } from '../../report/pretty.ts'
import { databaseUrl } from '../database-url.ts'
import { examples } from '../examples.ts'
import type { Outcome, Shell } from '../shell.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly url?: string
  readonly out?: string
  readonly json?: boolean
}

async function pull(folder: string, options: Options, terminal: Terminal): Promise<Outcome> {
  const path = existingFolder(folder)
  const url = databaseUrl(options.url)
  const { fromPostgres } = await import('../../schema/from-postgres.ts')
  const { writeSnapshot } = await import('../../schema/snapshot.ts')
  terminal.progress('reading the catalog')
  // A snapshot may well come before the config that names it.
  const ignore = existsSync(join(path, configName)) ? (await openProjectFolder(path)).config.ignoreSchemas : undefined
  const schema = await fromPostgres(url, ignore ? { ignore } : {})
  const file = options.out === undefined ? join(path, 'schema.json') : resolve(options.out)
  try {
    writeFileSync(file, writeSnapshot(schema))
  } catch (error) {
    throw new LapseError(diagnostic('error', 'snapshot-not-writable', `the snapshot cannot be written: ${(error as Error).message}`))
  }
  return {
    document: { file, tables: schema.tables.length },
    text: `${shortPath(file)}: ${schema.tables.length} tables\n`,
  }
}

export function registerPull(program: Command, shell: Shell): void {
  program
    .command('pull')
    .description("Save a live database's schema as a snapshot, so that a compile needs no database.")
    .argument('[folder]', 'where the snapshot goes, as schema.json', '.')
    .option('--url <url>', 'the database, postgres://…; by default DATABASE_URL')
    .option('--out <file>', 'another file for the snapshot')
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('lapse pull policies/app --url postgres://localhost/app', 'lapse pull --out snapshot.json'))
    .action((folder: string, options: Options) => shell.run(options, terminal => pull(folder, options, terminal)))
}
