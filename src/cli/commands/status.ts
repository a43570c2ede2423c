import type { Command } from 'commander'
import type { ClassStatus } from '../../operate/status.ts'
import { table } from '../../report/table.ts'
import { databaseUrl } from '../database-url.ts'
import { examples } from '../examples.ts'
import type { Outcome, Shell } from '../shell.ts'

interface Options {
  readonly url?: string
  readonly json?: boolean
}

/** To the minute: enough to see whether a run was missed. */
const minute = (instant: string | null): string => (instant === null ? '–' : instant.slice(0, 16).replace('T', ' '))

const printed = (classes: readonly ClassStatus[]): string =>
  table(
    [
      { title: 'class', align: 'left', cell: c => c.className },
      { title: 'mode', align: 'left', cell: c => c.mode },
      { title: 'due', align: 'right', cell: c => String(c.due) },
      { title: 'overdue', align: 'right', cell: c => String(c.overdue) },
      { title: 'indeterminate', align: 'right', cell: c => String(c.indeterminate) },
      { title: 'held', align: 'right', cell: c => String(c.held) },
      { title: 'deferred', align: 'right', cell: c => String(c.deferred) },
      { title: 'in review', align: 'right', cell: c => String(c.inReview) },
      { title: 'last run (UTC)', align: 'left', cell: c => minute(c.lastRunAt) },
      { title: 'state', align: 'left', cell: c => [c.lastState, c.lastStopReason].filter(Boolean).join(': ') || '–' },
      { title: 'next run (UTC)', align: 'left', cell: c => (c.scheduleMissed ? `missed; ${minute(c.nextRunAt)}` : minute(c.nextRunAt)) },
    ],
    classes,
  )

async function statusOf(folder: string, options: Options): Promise<Outcome> {
  const { openProjectFolder } = await import('../../project-folder.ts')
  const { status } = await import('../../operate/status.ts')
  await openProjectFolder(folder)
  const classes = await status(databaseUrl(options.url))
  return { document: { classes }, text: printed(classes) }
}

export function registerStatus(program: Command, shell: Shell): void {
  program
    .command('status')
    .description('Show how each record class of a live database stands: due, overdue, held, deferred, last and next run.')
    .argument('[folder]', 'a folder with a lapse.config.ts', '.')
    .option('--url <url>', 'the database, postgres://…; by default DATABASE_URL')
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('lapse status policies/kaevo --url postgres://localhost/kaevo', 'lapse status policies/kaevo --json'))
    .action((folder: string, options: Options) => shell.run(options, () => statusOf(folder, options)))
}
