import { resolve } from 'node:path'
import type { Command } from 'commander'
import { shortPath } from '../../report/pretty.ts'
import { databaseUrl } from '../database-url.ts'
import { examples } from '../examples.ts'
import type { Outcome, Shell } from '../shell.ts'

interface Options {
  readonly url?: string
  readonly json?: boolean
}

async function exportTo(file: string, options: Options): Promise<Outcome> {
  const { exportLedger } = await import('../../operate/erasure-ledger/export-ledger.ts')
  const done = await exportLedger(databaseUrl(options.url), resolve(file))
  const { entries, database } = done
  return {
    document: { file: resolve(file), ...done },
    text: `${shortPath(resolve(file))}: ${entries} ${entries === 1 ? 'entry' : 'entries'} of ${database}\n`,
  }
}

export function registerLedger(program: Command, shell: Shell): void {
  program
    .command('ledger')
    .description('Keep the erasure ledger outside the database, where a restore cannot reach it.')
    .addHelpText('after', examples('lapse ledger export ledger.jsonl --url postgres://auditor@localhost/kaevo'))
    .command('export')
    .description('Write whom the database has erased to a file, by keyed digests, one entry per line.')
    .argument('<file>', 'where it goes')
    .option('--url <url>', 'the database, postgres://…; by default DATABASE_URL')
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('lapse ledger export ledger.jsonl'))
    .action((file: string, options: Options) => shell.run(options, () => exportTo(file, options)))
}
