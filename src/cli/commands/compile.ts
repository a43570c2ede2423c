import type { Command } from 'commander'
import type { Project } from '../../project.ts'
import { type Diagnostic, diagnostic } from '../../report/diagnostic.ts'
import { shortPath } from '../../report/pretty.ts'
import { examples } from '../examples.ts'
import { forEachFolder, type Outcome, type Shell } from '../shell.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly check?: boolean
  readonly force?: boolean
  readonly json?: boolean
}

const failed = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.some(d => d.severity === 'error')

/** What the compile would change on disk; nothing is written. */
async function compare(project: Project, files: readonly { readonly path: string; readonly text: string }[]): Promise<Outcome> {
  const { compareOutput, isStale, withChecksums } = await import('../../emit/compare-output.ts')
  const { readOutputFolder } = await import('../../emit/output-folder.ts')
  const { diffOutput } = await import('../../emit/diff-output.ts')
  const change = compareOutput(files, readOutputFolder(project.output, true))
  const name = shortPath(project.output)
  if (!isStale(change)) return { document: { stale: [] }, text: `${name} is up to date, ${files.length} files\n` }
  const stale = [...change.added, ...change.changed, ...change.removed].toSorted()
  return {
    document: { stale },
    text: diffOutput(project.output, withChecksums(files), change),
    diagnostics: [
      diagnostic('error', 'output-stale', `${name} is not what the policy compiles to:\n${stale.join('\n')}`, {
        help: 'Run lapse compile and commit the output with the policy.',
      }),
    ],
  }
}

async function write(
  project: Project,
  files: readonly { readonly path: string; readonly text: string }[],
  force: boolean,
): Promise<Outcome> {
  const { writeOutput } = await import('../../emit/write-output.ts')
  const { added, changed, removed, unknown } = writeOutput(project.output, files, { force })
  const counts = [`${added.length} added`, `${changed.length} changed`, `${removed.length} removed`].filter(c => !c.startsWith('0 '))
  const name = shortPath(project.output)
  return {
    document: { added, changed, removed, unknown },
    text: `${name}: ${files.length} files${counts.length ? `, ${counts.join(', ')}` : ', nothing changed'}\n`,
    diagnostics: unknown.map(path =>
      diagnostic('warning', 'output-file-unknown', `${shortPath(`${project.output}/${path}`)} was not written by Lapse; it is left alone`, {
        help: 'Keep your own files elsewhere: the output folder is compared as a whole.',
      }),
    ),
  }
}

async function compileFolder(folder: string, terminal: Terminal, options: Options): Promise<Outcome> {
  const { loadProject } = await import('../../project.ts')
  terminal.progress(`compiling ${folder}`)
  const project = await loadProject(folder)
  const { compile } = await import('../../compile.ts')
  const { files, diagnostics } = await compile(project)
  const about = { policy: project.policy.name, output: project.output, files: files.map(file => file.path) }
  if (failed(diagnostics)) return { document: about, text: '', diagnostics }
  const done = options.check ? await compare(project, files) : await write(project, files, options.force === true)
  return { ...done, document: { ...about, ...done.document }, diagnostics: [...diagnostics, ...(done.diagnostics ?? [])] }
}

export function registerCompile(program: Command, shell: Shell): void {
  program
    .command('compile')
    .description('Compile the policy of each folder into migrations, or say why it cannot be compiled. Writes all files or none.')
    .argument('[folder...]', 'folders with a lapse.config.ts', ['.'])
    .option('--check', 'write nothing; fail when the output folder is not what the policy compiles to')
    .option('--force', 'overwrite output files that were edited by hand')
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('lapse compile', 'lapse compile policies/kaevo policies/klonr', 'lapse compile --check policies/*'))
    .action((folders: readonly string[], options: Options) =>
      shell.run(options, terminal => forEachFolder(terminal, folders, (folder, t) => compileFolder(folder, t, options))),
    )
}
