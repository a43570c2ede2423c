import { resolve } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ExportFormat } from '../../operate/export-person.ts'
import { shortPath } from '../../report/pretty.ts'
import { databaseUrl } from '../database-url.ts'
import { examples } from '../examples.ts'
import type { Outcome, Shell } from '../shell.ts'

interface Options {
  readonly url?: string
  readonly format: ExportFormat
  readonly section: readonly string[]
  readonly out: string
  readonly json?: boolean
}

async function exportTo(request: number, { url, format, section, out }: Options): Promise<Outcome> {
  const { exportPerson } = await import('../../operate/export-person.ts')
  const folder = resolve(out)
  const { files } = await exportPerson({ url: databaseUrl(url), request, format, sections: section, out: folder })
  return {
    document: { request, folder, files },
    text: `${shortPath(folder)}: ${files.length} file${files.length === 1 ? '' : 's'} for request ${request}\n`,
  }
}

function requestNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A request has a number, see retention.request.')
}

export function registerExport(program: Command, shell: Shell): void {
  program
    .command('export')
    .description('Answer a verified request for access or portability: write what the person gets into a new folder.')
    .argument('<request>', 'its number in retention.request', requestNumber)
    .requiredOption('--out <folder>', 'where the files go; it must not be there yet')
    .addOption(new Option('--format <format>', 'one JSON document, or one CSV file per table').choices(['json', 'csv']).default('json'))
    .option('--section <name...>', 'an optional section of the export', [])
    .option('--url <url>', 'the database, postgres://…; by default DATABASE_URL')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples(
        'lapse export 17 --out request-17 --url postgres://officer@localhost/kaevo',
        'lapse export 17 --out request-17 --format csv --section support',
      ),
    )
    .action((request: number, options: Options) => shell.run(options, () => exportTo(request, options)))
}
