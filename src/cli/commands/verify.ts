import type { Command } from 'commander'
import { diagnostic, LapseError } from '../../report/diagnostic.ts'
import { exitCodeOf } from '../../report/lapse-error.ts'
import { proofText } from '../../verify/proof-text.ts'
import { examples } from '../examples.ts'
import type { Outcome, Shell } from '../shell.ts'
import type { Terminal } from '../terminal.ts'

/** The proof loads the application's own SQL; a snapshot has none. */
async function schemaSql(files: readonly string[] | null): Promise<string> {
  if (files === null)
    throw new LapseError(
      diagnostic('error', 'verify-needs-sql', 'the proof is carried out on the schema itself, and lapse.config.ts names no SQL files', {
        help: "Write schema: { sql: ['schema.sql'] }, for example with a dump made by pg_dump --schema-only.",
      }),
    )
  const { readFile } = await import('node:fs/promises')
  // Each file starts with the session's defaults, as with psql -f.
  return (await Promise.all(files.map(file => readFile(file, 'utf8')))).join('\n;\nreset role;\nreset all;\n')
}

async function verifyFolder(folder: string, terminal: Terminal): Promise<Outcome> {
  const { loadProject } = await import('../../project.ts')
  const project = await loadProject(folder)
  const { policy, schema, source } = project
  const sql = await schemaSql(source.kind === 'sql' ? source.files : null)
  const { compile } = await import('../../compile.ts')
  const { model, files, diagnostics } = await compile(project)
  if (model === null || exitCodeOf(diagnostics) !== 0) return { document: { policy: policy.name }, text: '', diagnostics }
  const { verify } = await import('../../verify/verify.ts')
  const { loadFates } = await import('../../policy/load-fates.ts')
  const fates = project.fatesFile === null ? [] : await loadFates(project.fatesFile)
  const report = await verify({ policy, schema, model, files, fates, schemaSql: sql, onProgress: terminal.progress })
  return {
    document: { policy: policy.name, report },
    text: proofText(report, terminal.paint),
    diagnostics: [...diagnostics, ...report.diagnostics],
  }
}

export function registerVerify(program: Command, shell: Shell): void {
  program
    .command('verify')
    .description(
      'Prove that the compiled migrations do what the policy says: run them in an in-process PostgreSQL against an independent reading of the policy.',
    )
    .argument('[folder]', 'a folder with a lapse.config.ts', '.')
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('lapse verify policies/kaevo', 'lapse verify policies/kaevo --json'))
    .action((folder: string, options: { readonly json?: boolean }) => shell.run(options, terminal => verifyFolder(folder, terminal)))
}
