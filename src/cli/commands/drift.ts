import type { Command } from 'commander'
import type { Difference } from '../../operate/drift.ts'
import { table } from '../../report/table.ts'
import { databaseUrl } from '../database-url.ts'
import { examples } from '../examples.ts'
import type { Outcome, Shell } from '../shell.ts'

interface Options {
  readonly url?: string
  readonly json?: boolean
}

/** A digest is told by its beginning. */
const short = (text: string): string => (/^[0-9a-f]{64}$/.test(text) ? `${text.slice(0, 12)}…` : text)

const lines = (differences: readonly Difference[]): string =>
  table(
    [
      { title: 'what', align: 'left', cell: d => d.what },
      { title: 'object', align: 'left', cell: d => d.object },
      { title: 'expected', align: 'left', cell: d => short(d.expected) },
      { title: 'found', align: 'left', cell: d => short(d.found) },
      { title: 'runs', align: 'left', cell: d => (d.stopsRuns ? 'stopped' : '') },
    ],
    differences,
  )

/** What to do, once for each kind of difference. */
const hints = (differences: readonly Difference[]): string =>
  [...new Map(differences.filter(d => d.hint !== null).map(d => [d.what, `${d.what}: ${d.hint}\n`])).values()].join('')

async function driftOf(folder: string, options: Options): Promise<Outcome> {
  const { openProjectFolder } = await import('../../project-folder.ts')
  const { drift } = await import('../../operate/drift.ts')
  await openProjectFolder(folder)
  const differences = await drift(databaseUrl(options.url))
  if (differences.length === 0) return { document: { differences }, text: 'as it was installed\n' }
  return { document: { differences }, text: `${lines(differences)}\n${hints(differences)}`, exitCode: 1 }
}

export function registerDrift(program: Command, shell: Shell): void {
  program
    .command('drift')
    .description(
      'Show what has changed in a live database since the installation: guards, functions, rights, schedules, tables. Exit code 1 when something has.',
    )
    .argument('[folder]', 'a folder with a lapse.config.ts', '.')
    .option('--url <url>', 'the database, postgres://…; by default DATABASE_URL')
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('lapse drift policies/kaevo --url postgres://localhost/kaevo', 'lapse drift policies/kaevo --json'))
    .action((folder: string, options: Options) => shell.run(options, () => driftOf(folder, options)))
}
