import { Command, CommanderError } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import { registerApply } from './commands/apply.ts'
import { registerArm } from './commands/arm.ts'
import { registerCheck } from './commands/check.ts'
import { registerCompile } from './commands/compile.ts'
import { registerDrift } from './commands/drift.ts'
import { registerEvidence } from './commands/evidence.ts'
import { registerExport } from './commands/export.ts'
import { registerLedger } from './commands/ledger.ts'
import { registerPull } from './commands/pull.ts'
import { registerReplay } from './commands/replay.ts'
import { registerRun } from './commands/run.ts'
import { registerStatus } from './commands/status.ts'
import { registerVerify } from './commands/verify.ts'
import { openShell, type Shell } from './shell.ts'

const exitCodes = `
Exit codes:
  0  clean
  1  findings: an error in the policy, stale output, a failed proof, a database that refuses
  2  the command cannot be right: unknown option, missing folder, file or config, unknown class or run

Start here:
  $ npm start                              a tour on an example, no database needed
  $ lapse check policies/kaevo             is the policy sound?
  $ lapse compile policies/kaevo           write the migrations
  $ lapse verify policies/kaevo            prove that they do what the policy says
  $ lapse apply policies/kaevo --url …     install them in a database
`

function registerDemo(program: Command, shell: Shell): void {
  program
    .command('demo')
    .description('A tour on an example, in a database inside this process; nothing to install, nothing left behind.')
    .action(() => shell.run({}, async terminal => (await import('./commands/demo.ts')).demo(terminal)))
}

// In the order in which somebody meets them.
const commands = [
  registerCheck,
  registerCompile,
  registerVerify,
  registerPull,
  registerApply,
  registerStatus,
  registerDrift,
  registerArm,
  registerRun,
  registerExport,
  registerEvidence,
  registerLedger,
  registerReplay,
  registerDemo,
]

function program(shell: Shell): Command {
  const lapse = new Command('lapse')
    .description('Compiles a data-retention schedule written in TypeScript into PostgreSQL migrations, and proves what they do.')
    .version(packageJson.version)
    .addHelpText('after', exitCodes)
    .exitOverride()
    .showHelpAfterError('(lapse --help shows what there is)')
    .allowExcessArguments(false)
  for (const register of commands) register(lapse, shell)
  return lapse
}

/** Run one command line, without the program's own name; gives the exit code. */
export async function runProgram(args: readonly string[]): Promise<number> {
  const shell = openShell()
  try {
    await program(shell).parseAsync([...args], { from: 'user' })
    return shell.exitCode()
  } catch (error) {
    // Commander has said what is wrong; help that was asked for is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
}
