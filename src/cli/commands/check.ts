import type { Command } from 'commander'
import { examples } from '../examples.ts'
import { forEachFolder, type Outcome, type Shell } from '../shell.ts'
import type { Terminal } from '../terminal.ts'

async function checkFolder(folder: string, terminal: Terminal): Promise<Outcome> {
  const { loadProject } = await import('../../project.ts')
  terminal.progress(`checking ${folder}`)
  const project = await loadProject(folder)
  const { examine } = await import('../../compile.ts')
  const { diagnostics } = examine(project)
  const { name, version, schedule } = project.policy
  const clean = diagnostics.length === 0
  return {
    document: { policy: name, version },
    text: clean ? `${name} ${version}: ${schedule.length} entries, ${project.schema.tables.length} tables, nothing to report\n` : '',
    diagnostics,
  }
}

export function registerCheck(program: Command, shell: Shell): void {
  program
    .command('check')
    .description('Check the policy of each folder against its schema and write nothing.')
    .argument('[folder...]', 'folders with a lapse.config.ts', ['.'])
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('lapse check', 'lapse check policies/kaevo --json'))
    .action((folders: readonly string[], options: { readonly json?: boolean }) =>
      shell.run(options, terminal => forEachFolder(terminal, folders, checkFolder)),
    )
}
