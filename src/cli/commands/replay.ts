import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import type { Replay, ThereAgain } from '../../operate/erasure-ledger/replay.ts'
import { databaseUrl } from '../database-url.ts'
import { examples } from '../examples.ts'
import type { Outcome, Shell } from '../shell.ts'

interface Options {
  readonly from: string
  readonly url?: string
  readonly thereAgain?: ThereAgain
  readonly preview?: boolean
  readonly json?: boolean
}

function printed({ id, entries, suppressions, found, rows, left }: Replay): string {
  const persons = `${found} of ${entries} persons of the ledger found`
  if (id === null) return `${persons}\n`
  const gone = Object.entries(rows).map(([table, n]) => `  ${table} ${n}\n`)
  const kept = left.map(l => `  ${l.class_name} ${l.row_count} ${l.reason}\n`)
  return [
    `Replay ${id}: ${persons}\n`,
    suppressions === 0 ? '' : `${suppressions} digests of suppressions are on their lists again\n`,
    gone.length === 0 ? '' : `Rows erased:\n${gone.join('')}`,
    kept.length === 0 ? '' : `Left:\n${kept.join('')}`,
  ].join('')
}

async function replayFile({ from, url, thereAgain, preview }: Options): Promise<Outcome> {
  const { replay } = await import('../../operate/erasure-ledger/replay.ts')
  const { replay: done, diagnostics } = await replay({
    url: databaseUrl(url),
    file: resolve(from),
    ...(thereAgain === undefined ? {} : { thereAgain }),
    ...(preview === undefined ? {} : { preview }),
  })
  return { document: { replay: done }, text: printed(done), diagnostics }
}

export function registerReplay(program: Command, shell: Shell): void {
  program
    .command('replay')
    .description('After a restore: erase again whom the erasure ledger has as erased. Again, it changes nothing.')
    .requiredOption('--from <file>', 'what lapse ledger export wrote before the restore')
    .addOption(
      new Option(
        '--there-again <what>',
        'persons whom the restored database itself has as erased: erase them, or leave them alone',
      ).choices(['erase', 'leave']),
    )
    .option('--preview', 'only say how many persons are there again')
    .option('--url <url>', 'the database, postgres://…; by default DATABASE_URL')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples('lapse replay --from ledger.jsonl --preview --url postgres://officer@localhost/kaevo', 'lapse replay --from ledger.jsonl'),
    )
    .action((options: Options) => shell.run(options, () => replayFile(options)))
}
