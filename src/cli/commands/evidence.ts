import { resolve } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { shortPath } from '../../report/pretty.ts'
import { databaseUrl } from '../database-url.ts'
import { examples } from '../examples.ts'
import type { Outcome, Shell } from '../shell.ts'
import { writeReport } from '../write-report.ts'

interface Options {
  readonly url?: string
  readonly json?: boolean
}

async function exportTo(file: string, options: Options): Promise<Outcome> {
  const { exportEvidence } = await import('../../operate/evidence/evidence.ts')
  const done = await exportEvidence(databaseUrl(options.url), resolve(file))
  return { document: { file: resolve(file), ...done }, text: `${shortPath(resolve(file))}: ${done.acts} acts of ${done.database}\n` }
}

async function verify(options: Options & { readonly file?: string; readonly checkpoint?: string }): Promise<Outcome> {
  const { verifyEvidence } = await import('../../operate/evidence/evidence.ts')
  const source = options.file === undefined ? { url: databaseUrl(options.url) } : { file: resolve(options.file) }
  const checkpoints = options.checkpoint === undefined ? {} : { checkpoints: resolve(options.checkpoint) }
  const { walk, diagnostics } = await verifyEvidence({ ...source, ...checkpoints })
  const { database, acts, last, prunedThrough, agreed } = walk
  const noted = options.checkpoint === undefined ? '' : `, ${agreed} checkpoints agree`
  const pruned = prunedThrough > 0 ? `, those up to ${prunedThrough} pruned` : ''
  const verdict = diagnostics.length === 0 ? 'the chain is whole' : 'the chain is broken'
  return {
    document: { database, acts, last, prunedThrough, agreed, whole: diagnostics.length === 0 },
    text: `${database}: ${acts} acts${pruned}, the last ${last.evidence_id} ${last.hash}${noted}: ${verdict}\n`,
    diagnostics,
  }
}

async function checkpoint(file: string, options: Options): Promise<Outcome> {
  const { noteCheckpoint } = await import('../../operate/evidence/evidence.ts')
  const { checkpoint: noted, diagnostics } = await noteCheckpoint(databaseUrl(options.url), resolve(file))
  const text = noted ? `${shortPath(resolve(file))}: act ${noted.evidence_id} of ${noted.database} is noted\n` : 'Nothing was noted.\n'
  return { document: { file: resolve(file), checkpoint: noted }, text, diagnostics }
}

async function certificate(run: number, options: Options & { readonly markdown?: string }): Promise<Outcome> {
  const { certify } = await import('../../operate/evidence/certificate.ts')
  const { certificateDocument, chainWords, verdict } = await import('../../operate/evidence/certificate-document.ts')
  const { certificate: certified, diagnostics } = await certify(databaseUrl(options.url), run)
  const file = options.markdown === undefined ? null : resolve(options.markdown)
  const problem = file === null ? null : writeReport(file, certificateDocument(certified))
  const written = file === null || problem ? '' : `${shortPath(file)}: written\n`
  return {
    document: { certificate: certified, ...(written === '' ? {} : { markdown: file }) },
    text: `${certified.run.class}, run ${run}: ${verdict(certified)}\n${chainWords(certified)}\n${written}`,
    diagnostics: [...diagnostics, ...(problem ? [problem] : [])],
  }
}

function runNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A run has a number, see retention.run_log.')
}

export function registerEvidence(program: Command, shell: Shell): void {
  const evidence = program
    .command('evidence')
    .description('Export the evidence, verify its chain, note its head outside the database, certify a run.')
    .addHelpText(
      'after',
      examples(
        'lapse evidence verify --url postgres://auditor@localhost/kaevo',
        'lapse evidence verify --file evidence.jsonl --checkpoint heads.jsonl',
        'lapse evidence certificate 17 --markdown run-17.md',
      ),
    )
  const command = (name: string, description: string, ...lines: readonly string[]): Command =>
    evidence
      .command(name)
      .description(description)
      .option('--url <url>', 'the database, postgres://…; by default DATABASE_URL')
      .option('--json', 'print one JSON document')
      .addHelpText('after', examples(...lines))

  command('export', 'Write the evidence of a live database to a file, one act per line.', 'lapse evidence export evidence.jsonl')
    .argument('<file>', 'where it goes')
    .action((file: string, options: Options) => shell.run(options, () => exportTo(file, options)))
  command(
    'verify',
    'Follow the chain of the evidence from its beginning to its head, in a live database or in an export.',
    'lapse evidence verify --checkpoint heads.jsonl',
    'lapse evidence verify --file evidence.jsonl',
  )
    .addOption(new Option('--file <export>', 'an export instead of a database').conflicts('url'))
    .option('--checkpoint <file>', 'compare with the heads that lapse evidence checkpoint has noted')
    .action((options: Options) => shell.run(options, () => verify(options)))
  command(
    'checkpoint',
    'Note the head of the chain in a file outside the database: afterwards a chain that was cut off or written anew shows.',
    'lapse evidence checkpoint heads.jsonl',
  )
    .argument('<file>', 'a line is appended to it')
    .action((file: string, options: Options) => shell.run(options, () => checkpoint(file, options)))
  command(
    'certificate',
    'Certify what a run disposed of, what it left and why, and the evidence of it.',
    'lapse evidence certificate 17 --json',
    'lapse evidence certificate 17 --markdown run-17.md',
  )
    .argument('<run>', 'its number in retention.run_log', runNumber)
    .option('--markdown <file>', 'also write it as a document')
    .action((run: number, options: Options) => shell.run(options, () => certificate(run, options)))
}
