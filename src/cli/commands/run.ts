import type { Command } from 'commander'
import type { RunReport } from '../../operate/run.ts'
import { table } from '../../report/table.ts'
import { databaseUrl } from '../database-url.ts'
import { examples } from '../examples.ts'
import type { Outcome, Shell } from '../shell.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly url?: string
  readonly all?: boolean
  readonly tenant?: string
  readonly actor?: string
  readonly json?: boolean
}

const count = (n: number | null): string => (n === null ? '–' : String(n))

const printed = (runs: readonly RunReport[]): string =>
  runs.length === 0
    ? ''
    : table(
        [
          { title: 'class', align: 'left', cell: r => r.className },
          { title: 'disposed', align: 'right', cell: r => String(r.disposed) },
          { title: 'held', align: 'right', cell: r => count(r.held) },
          { title: 'deferred', align: 'right', cell: r => count(r.deferred) },
          { title: 'blocked', align: 'right', cell: r => String(r.blocked) },
          { title: 'left', align: 'right', cell: r => count(r.left) },
          { title: 'state', align: 'left', cell: r => r.state },
          { title: 'stopped because', align: 'left', cell: r => r.stopReason ?? '' },
        ],
        runs,
      )

async function runFolder(folder: string, classes: readonly string[], options: Options, terminal: Terminal): Promise<Outcome> {
  const { openProjectFolder } = await import('../../project-folder.ts')
  const { run } = await import('../../operate/run.ts')
  await openProjectFolder(folder)
  const { json: _, url, ...how } = options
  const { runs, diagnostics } = await run({ ...how, url: databaseUrl(url), classes, onProgress: terminal.progress })
  return { document: { runs }, text: printed(runs), diagnostics }
}

export function registerRun(program: Command, shell: Shell): void {
  program
    .command('run')
    .description('Run record classes now: dispose of what is due, leave what is held, and say what was left and why.')
    .argument('[folder]', 'a folder with a lapse.config.ts', '.')
    .argument('[class...]', 'record classes; they run in the order that the database knows')
    .option('--url <url>', 'the database, postgres://…; by default DATABASE_URL')
    .option('--all', 'every class')
    .option('--tenant <key>', 'only the rows of one tenant')
    .option('--actor <key>', 'the application user who asks for it')
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('lapse run policies/kaevo app_logs --url postgres://localhost/kaevo', 'lapse run policies/kaevo --all'))
    .action((folder: string, classes: readonly string[], options: Options) =>
      shell.run(options, terminal => runFolder(folder, classes, options, terminal)),
    )
}
