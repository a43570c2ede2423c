import { resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { type Diagnostic, diagnostic, LapseError } from '../../report/diagnostic.ts'
import { exitCodeOf } from '../../report/lapse-error.ts'
import { shortPath } from '../../report/pretty.ts'
import { proofText } from '../../verify/proof-text.ts'
import type { VerifyInput } from '../../verify/verify.ts'
import type { VerifyReport } from '../../verify/verify-report.ts'
import { examples } from '../examples.ts'
import type { Outcome, Shell } from '../shell.ts'
import type { Terminal } from '../terminal.ts'
import { writeReport } from '../write-report.ts'

interface Options {
  readonly markdown?: string
  readonly mutate?: boolean
  readonly places: number
  readonly json?: boolean
}

async function breakOnPurpose(
  input: VerifyInput,
  places: number,
  terminal: Terminal,
  diagnostics: readonly Diagnostic[],
): Promise<Outcome> {
  const { mutate } = await import('../../verify/mutate/mutate.ts')
  const { mutationText } = await import('../../verify/mutate/mutation-text.ts')
  const report = await mutate(input, places)
  const { policy, version, mutants, caught, survivors, equivalent, kinds } = report
  return {
    document: { policy, version, mutants, caught, survivors, equivalent, kinds },
    text: mutationText(report, terminal.paint),
    diagnostics: [...diagnostics, ...report.diagnostics],
  }
}

const noSql = (): LapseError =>
  new LapseError(
    diagnostic('error', 'verify-needs-sql', 'the proof is carried out on the schema itself, and lapse.config.ts names no SQL files', {
      help: "Write schema: { sql: ['schema.sql'] }, for example with a dump made by pg_dump --schema-only.",
    }),
  )

async function verifyFolder(folder: string, terminal: Terminal, options: Options): Promise<Outcome> {
  const { withProofProject } = await import('../with-proof-project.ts')
  return withProofProject(folder, async ({ schemaSql, databases, read }) => {
    if (schemaSql === null) throw noSql()
    // Loaded while the databases start.
    const { compile } = await import('../../compile.ts')
    const { verify } = await import('../../verify/verify.ts')
    const project = await read()
    const { policy, schema } = project
    const { model, files, diagnostics } = await compile(project)
    if (model === null || exitCodeOf(diagnostics) !== 0) return { document: { policy: policy.name }, text: '', diagnostics }
    const input = { policy, schema, model, files, schemaSql, databases: () => databases, onProgress: terminal.progress }
    if (options.mutate) return breakOnPurpose(input, options.places, terminal, diagnostics)
    const { loadFates } = await import('../../policy/load-fates.ts')
    const fates = project.fatesFile === null ? [] : await loadFates(project.fatesFile)
    const report = await verify({ ...input, fates })
    const { file, text, findings } = await writeDocument(report, options.markdown)
    return {
      document: { policy: policy.name, report, ...(file === null ? {} : { markdown: file }) },
      text: `${proofText(report, terminal.paint)}${text}`,
      diagnostics: [...diagnostics, ...report.diagnostics, ...findings],
    }
  })
}

/** Write the proof as a document where one was asked for. A failed proof is written as well: it says so. */
async function writeDocument(report: VerifyReport, markdown: string | undefined) {
  if (markdown === undefined) return { file: null, text: '', findings: [] }
  const { proofDocument } = await import('../../verify/proof-document.ts')
  const file = resolve(markdown)
  const finding = writeReport(file, proofDocument(report))
  return finding ? { file: null, text: '', findings: [finding] } : { file, text: `${shortPath(file)}: written\n`, findings: [] }
}

function places(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('A whole number from 1 to 9999.')
  return Number(text)
}

export function registerVerify(program: Command, shell: Shell): void {
  program
    .command('verify')
    .description(
      'Prove that the compiled migrations do what the policy says: run them in an in-process PostgreSQL against an independent reading of the policy.',
    )
    .argument('[folder]', 'a folder with a lapse.config.ts', '.')
    .option('--markdown <file>', 'also write the proof as a document for an auditor')
    .option('--mutate', 'instead break the migrations on purpose, one mistake at a time, and see whether the proof notices')
    .option('--places <n>', 'with --mutate: at how many places of the migrations each mistake is made, at most', places, 1)
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples(
        'lapse verify policies/kaevo',
        'lapse verify policies/kaevo --markdown proof.md',
        'lapse verify policies/kaevo --mutate --json',
        'lapse verify policies/kaevo --mutate --places 10',
      ),
    )
    .action((folder: string, options: Options) => shell.run(options, terminal => verifyFolder(folder, terminal, options)))
}
