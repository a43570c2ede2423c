import type { Command } from 'commander'
import type { ClassPreview } from '../../operate/preview.ts'
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
  readonly phrase?: string
  readonly scheduled?: boolean
  readonly preview?: boolean
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

const counted = (previews: readonly ClassPreview[]): string =>
  table<ClassPreview>(
    [
      { title: 'class', align: 'left', cell: p => p.className },
      { title: 'due', align: 'right', cell: p => String(p.due) },
      { title: 'overdue', align: 'right', cell: p => String(p.overdue) },
      { title: 'held', align: 'right', cell: p => String(p.held) },
      { title: 'deferred', align: 'right', cell: p => String(p.deferred) },
      { title: 'in review', align: 'right', cell: p => String(p.inReview) },
    ],
    previews,
  )

async function runFolder(folder: string, classes: readonly string[], options: Options, terminal: Terminal): Promise<Outcome> {
  const { openProjectFolder } = await import('../../project-folder.ts')
  const { run } = await import('../../operate/run.ts')
  await openProjectFolder(folder)
  const { json: _, url, preview: look, ...how } = options
  if (look) {
    const { preview } = await import('../../operate/preview.ts')
    const previews = await preview({ url: databaseUrl(url), classes, all: how.all === true })
    return { document: { previews }, text: counted(previews) }
  }
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
    .option('--phrase <text>', 'the phrase that a gate asks for')
    .option('--scheduled', 'as the scheduler would: no gates, and only tenants that opted in')
    .option('--preview', 'only count what a run would do; some classes ask for a look before a manual run')
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('lapse run policies/kaevo app_logs --url postgres://localhost/kaevo', 'lapse run policies/kaevo --all'))
    .action((folder: string, classes: readonly string[], options: Options) =>
      shell.run(options, terminal => runFolder(folder, classes, options, terminal)),
    )
}
