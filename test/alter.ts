import type { OutputFile } from '../src/emit/output-file.ts'

/** Replace text in emitted files. Fails where the text is not there: the alteration would prove nothing. */
export function alter(
  all: readonly OutputFile[],
  file: RegExp,
  from: string | RegExp,
  to: string | ((found: string) => string),
): readonly OutputFile[] {
  const changed = all.map(f => (file.test(f.path) ? { ...f, text: f.text.replace(from, to as string) } : f))
  if (changed.every((f, i) => f.text === all[i]!.text)) throw new Error(`nothing in ${file} reads ${from}`)
  return changed
}

/** Replace text throughout the body of one function or procedure in schema `retention`, wherever it stands. */
export const alterRoutine = (all: readonly OutputFile[], routine: string, from: string | RegExp, to: string): readonly OutputFile[] =>
  alter(all, /\.sql$/, new RegExp(`create (function|procedure) retention\\.${routine}\\([^]*?as \\$\\$[^]*?\\$\\$;`), text => {
    const changed = text.replaceAll(from, () => to)
    if (changed === text) throw new Error(`${routine} does not read ${from}`)
    return changed
  })
