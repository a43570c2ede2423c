import type { Command } from 'commander'
import { databaseUrl } from '../database-url.ts'
import { examples } from '../examples.ts'
import type { Outcome, Shell } from '../shell.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly url?: string
  readonly dryRun?: boolean
  readonly schedule?: boolean
  readonly json?: boolean
}

async function applyFolder(folder: string, options: Options, terminal: Terminal): Promise<Outcome> {
  const { openProjectFolder } = await import('../../project-folder.ts')
  const { apply } = await import('../../operate/apply.ts')
  const { output } = await openProjectFolder(folder)
  const { dryRun = false, schedule = false } = options
  const report = await apply({ output, url: databaseUrl(options.url), dryRun, schedule, onProgress: terminal.progress })
  const { applied, skipped, database, scheduled } = report
  const lines = [
    ...applied.map(name => `  ${name}`),
    `${database}: ${applied.length} ${dryRun ? 'to apply' : 'applied'}, ${skipped.length} applied earlier${scheduled && !dryRun ? ', runs scheduled' : ''}`,
  ]
  return { document: { ...report }, text: `${lines.join('\n')}\n` }
}

export function registerApply(program: Command, shell: Shell): void {
  program
    .command('apply')
    .description('Install the compiled migrations that a database does not have yet, each in its own transaction.')
    .argument('[folder]', 'a folder with a lapse.config.ts', '.')
    .option('--url <url>', 'the database, postgres://…; by default DATABASE_URL')
    .option('--dry-run', 'only say what would be applied')
    .option('--schedule', 'also schedule the runs (schedule.sql, needs pg_cron)')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples('lapse apply policies/kaevo --url postgres://localhost/kaevo --dry-run', 'lapse apply policies/kaevo --schedule'),
    )
    .action((folder: string, options: Options) => shell.run(options, terminal => applyFolder(folder, options, terminal)))
}
