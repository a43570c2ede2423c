import type { Diagnostic } from '../report/diagnostic.ts'
import { json } from '../report/json.ts'
import { exitCodeOf, isLapseError } from '../report/lapse-error.ts'
import { pinpoint } from '../report/pinpoint.ts'
import { openTerminal, type Terminal } from './terminal.ts'

/** What a command comes to: the document for `--json`, the same for people, the findings, and the exit code when they do not decide it. */
export interface Outcome {
  readonly document: Readonly<Record<string, unknown>>
  readonly text: string
  readonly diagnostics?: readonly Diagnostic[]
  readonly exitCode?: number
}

export type Command = (terminal: Terminal) => Promise<Outcome>

/** Runs commands and remembers the exit code of the last. */
export interface Shell {
  readonly run: (options: { readonly json?: boolean }, command: Command) => Promise<void>
  readonly exitCode: () => number
}

const plainDiagnostics = async (diagnostics: readonly Diagnostic[]) =>
  (await pinpoint(diagnostics)).map(({ code, severity, message, help, position }) => ({ code, severity, message, help, position }))

async function attempt(command: Command, terminal: Terminal): Promise<Outcome> {
  try {
    return await command(terminal)
  } catch (error) {
    if (isLapseError(error)) return { document: {}, text: '', diagnostics: error.diagnostics }
    throw error
  }
}

/** Print what a command comes to. With `--json`, stdout carries one document and nothing else, findings included. */
export function openShell(): Shell {
  let code = 0
  return {
    exitCode: () => code,
    run: async (options, command) => {
      const terminal = openTerminal(options.json === true)
      const { document, text, diagnostics = [], exitCode } = await attempt(command, terminal)
      code = exitCode ?? exitCodeOf(diagnostics)
      if (options.json) return terminal.out(json({ ...document, exitCode: code, diagnostics: await plainDiagnostics(diagnostics) }))
      terminal.out(text)
      await terminal.findings(diagnostics)
    },
  }
}

/** Do the same for several folders; what goes wrong in one does not keep the others from being looked at. */
export async function forEachFolder(
  terminal: Terminal,
  folders: readonly string[],
  work: (folder: string, terminal: Terminal) => Promise<Outcome>,
): Promise<Outcome> {
  const outcomes: Outcome[] = []
  for (const folder of folders) outcomes.push(await attempt(t => work(folder, t), terminal))
  return {
    document: { folders: outcomes.map(({ document }, i) => ({ folder: folders[i], ...document })) },
    text: outcomes.map(({ text }) => text).join(''),
    diagnostics: outcomes.flatMap(({ diagnostics = [] }) => diagnostics),
    exitCode: Math.max(0, ...outcomes.map(({ exitCode, diagnostics = [] }) => exitCode ?? exitCodeOf(diagnostics))),
  }
}
