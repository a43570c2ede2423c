import type { Command } from 'commander'
import { databaseUrl } from '../database-url.ts'
import { examples } from '../examples.ts'
import type { Outcome, Shell } from '../shell.ts'

interface Options {
  readonly url?: string
  readonly all?: boolean
  readonly note: string
  readonly json?: boolean
}

async function armClasses(folder: string, classes: readonly string[], options: Options): Promise<Outcome> {
  const { openProjectFolder } = await import('../../project-folder.ts')
  const { arm } = await import('../../operate/arm.ts')
  await openProjectFolder(folder)
  const { json: _, url, ...what } = options
  const armed = await arm({ ...what, url: databaseUrl(url), classes })
  return { document: { armed }, text: armed.map(name => `armed ${name}\n`).join('') }
}

export function registerArm(program: Command, shell: Shell): void {
  program
    .command('arm')
    .description('Let record classes that only counted so far dispose of rows, from their next run on.')
    .argument('[folder]', 'a folder with a lapse.config.ts', '.')
    .argument('[class...]', 'record classes')
    .option('--url <url>', 'the database, postgres://…; by default DATABASE_URL')
    .option('--all', 'every class')
    .requiredOption('--note <text>', 'who decided, and on what; stands beside the evidence')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples('lapse arm policies/kaevo app_logs --note "preview of 2 May seen, DPO"', 'lapse arm policies/kaevo --all --note "go-live"'),
    )
    .action((folder: string, classes: readonly string[], options: Options) =>
      shell.run(options, () => armClasses(folder, classes, options)),
    )
}
