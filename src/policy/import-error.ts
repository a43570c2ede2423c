import { readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { diagnostic, LapseError } from '../report/diagnostic.ts'
import { isLapseError } from '../report/lapse-error.ts'
import { fileOf } from './import-fresh.ts'
import type { Position } from './position.ts'
import { locateImport, syntaxError } from './source.ts'

const library = dirname(import.meta.dirname)

/** Node opens the stack of a syntax error with `file:line`, the line itself and a row of carets. */
function headPosition(error: Error): Position | null {
  const [head, ...rest] = (error.stack ?? '').split('\n')
  const at = /^(\S.*):(\d+)$/.exec(head ?? '')
  if (!at) return null
  const file = fileOf(at[1]!)
  const caret = rest.find(line => /^\s*\^+\s*$/.test(line))
  const column = caret ? caret.indexOf('^') + 1 : 1
  // The caret stands under the stripped source, whose columns are the author's, unless the shown line was shortened.
  const line = Number(at[2])
  const length = (readFileSync(file, 'utf8').split('\n')[line - 1] ?? '').length
  return { file, line, column: Math.min(column, length + 1) }
}

/** The innermost frame in the author's own files. */
function framePosition(error: Error): Position | null {
  for (const line of (error.stack ?? '').split('\n')) {
    const at = /(?:\(|at (?:async )?)((?:file:\/\/|\/)[^)]+):(\d+):(\d+)\)?$/.exec(line)
    if (!at) continue
    const file = fileOf(at[1]!)
    if (file.startsWith(library) || file.includes('/node_modules/')) continue
    return { file, line: Number(at[2]), column: Number(at[3]) }
  }
  return null
}

async function missingModule(what: string, file: string, error: Error): Promise<LapseError> {
  const [, wanted = '', importer] = /Cannot find (?:module|package) '(.+?)' imported from (.+)$/m.exec(error.message) ?? []
  const from = importer ? fileOf(importer) : file
  const name = basename(wanted)
  const position = (await locateImport(from, text => text === wanted || basename(text) === name)) ?? { file: from, line: 1, column: 1 }
  return new LapseError(
    diagnostic('error', `${what}-import-missing`, `the ${what} imports '${name}', which does not exist (looked for ${wanted})`, {
      position,
      help: 'Check the path; a relative import carries its extension, such as ./database.ts.',
    }),
  )
}

async function badSyntax(what: string, file: string, error: Error): Promise<LapseError> {
  const at = headPosition(error)
  const found = await syntaxError(at?.file ?? file)
  const [, missing] = /does not provide an export named '(.+)'/.exec(error.message) ?? []
  return new LapseError(
    diagnostic('error', `${what}-syntax-error`, `the ${what} cannot be read: ${found?.message ?? error.message}`, {
      position: found?.position ?? at ?? { file, line: 1, column: 1 },
      help: missing
        ? `If ${missing} is a type, write "import type { ${missing} }": types do not exist at run time.`
        : 'Correct it there; tsc and the editor find the same place.',
    }),
  )
}

/**
 * Turn what an author's module threw into a finding.
 * `what` is the word for the file (`policy`, `config`), which also opens the codes. A LapseError passes through.
 */
export async function importError(what: string, file: string, error: unknown): Promise<LapseError> {
  if (isLapseError(error)) return error
  if (!(error instanceof Error))
    return new LapseError(
      diagnostic('error', `${what}-throws`, `the ${what} throws ${String(error)}`, { position: { file, line: 1, column: 1 } }),
    )
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ERR_MODULE_NOT_FOUND') return missingModule(what, file, error)
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX')
    return new LapseError(
      diagnostic('error', `${what}-typescript-unsupported`, `the ${what} uses TypeScript that cannot simply be erased: ${error.message}`, {
        position: headPosition(error) ?? { file, line: 1, column: 1 },
        help: "Node runs the file by taking the types away. Write an enum as a plain object, const Kind = { a: 'a' } as const; parameter properties and namespaces as ordinary code.",
      }),
    )
  if (error instanceof SyntaxError && headPosition(error)) return badSyntax(what, file, error)
  return new LapseError(
    diagnostic('error', `${what}-throws`, `the ${what} throws ${error.name}: ${error.message}`, {
      position: framePosition(error) ?? { file, line: 1, column: 1 },
      help: 'A policy is evaluated each time it is compiled; it must come to an end without an error.',
    }),
  )
}
