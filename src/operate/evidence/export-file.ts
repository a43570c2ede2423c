import { createReadStream, existsSync } from 'node:fs'
import { diagnostic, LapseError } from '../../report/diagnostic.ts'
import { openWholeFile } from '../../report/whole-file.ts'
import type { Act, Chain, Link, Pruning } from './chain.ts'

/** The first line of an export says of what; each line after it is one act. All are JSON. */
const kind = 'evidence export'

/** Write a chain to a file, all of it or nothing. `look` sees each act. Throws LapseError `export-not-writable`. */
export async function writeExport(file: string, { acts, ...head }: Chain): Promise<{ readonly acts: number }> {
  const failed = (error: unknown): unknown =>
    (error as NodeJS.ErrnoException).syscall === undefined
      ? error
      : new LapseError(
          diagnostic('error', 'export-not-writable', `the export cannot be written: ${(error as Error).message}`, {
            help: 'Name a file in a folder that exists and that you may write to.',
          }),
        )
  try {
    const whole = openWholeFile(file)
    let count = 0
    try {
      whole.write(`${JSON.stringify({ kind, ...head })}\n`)
      for await (const act of acts) {
        whole.write(`${JSON.stringify(act)}\n`)
        count += 1
      }
      whole.keep()
    } catch (error) {
      whole.discard()
      throw error
    }
    return { acts: count }
  } catch (error) {
    throw failed(error)
  }
}

/** What a line must have, and of which type; a hash is hexadecimal. */
type Shape = Readonly<Record<string, 'number' | 'string' | 'hash'>>
const link: Shape = { evidence_id: 'number', hash: 'hash' }
const shapes: { readonly act: Shape; readonly head: Shape; readonly link: Shape; readonly pruned: Shape } = {
  head: { database: 'string', taken_at: 'string' },
  link,
  pruned: { ...link, acts: 'number', first_recorded_at: 'string', last_recorded_at: 'string', pruned_at: 'string' },
  act: { ...link, previous_hash: 'hash', recorded_at: 'string', recorded_by: 'string', act: 'string', body: 'string' },
}
const fits: { readonly [T in Shape[string]]: (x: unknown) => boolean } = {
  number: x => Number.isSafeInteger(x),
  string: x => typeof x === 'string',
  hash: x => typeof x === 'string' && /^([0-9a-f]{2})*$/.test(x),
}
const has = (shape: Shape, x: unknown): x is Readonly<Record<string, unknown>> =>
  typeof x === 'object' && x !== null && Object.entries(shape).every(([name, type]) => fits[type]((x as Record<string, unknown>)[name]))

/** The lines of a file, one after the other: an export may be larger than the memory. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    yield* lines
  }
  if (rest !== '') yield rest
}

/** Read an export. Throws LapseError: `evidence-file-missing`, `evidence-export-unreadable`; the latter also while the acts are read. */
export async function fromExport<T>(file: string, work: (chain: Chain) => Promise<T>): Promise<T> {
  if (!existsSync(file)) throw new LapseError(diagnostic('error', 'evidence-file-missing', `there is no file ${file}`))
  const lines = linesOf(file)
  let number = 0
  const unreadable = (why: string): LapseError =>
    new LapseError(
      diagnostic('error', 'evidence-export-unreadable', `${file}:${number}: ${why}`, {
        help: 'Take the export as lapse evidence export wrote it, or export again.',
      }),
    )
  const next = async (): Promise<unknown> => {
    const line = await lines.next().catch((error: Error) => {
      throw unreadable(error.message)
    })
    if (line.done) return undefined
    number += 1
    try {
      return JSON.parse(line.value)
    } catch {
      throw unreadable('this is no line of JSON')
    }
  }
  async function* acts(): AsyncGenerator<Act> {
    for (let act = await next(); act !== undefined; act = await next()) {
      if (!has(shapes.act, act)) throw unreadable('this is no act of the evidence')
      yield act as unknown as Act
    }
  }
  try {
    const head = await next()
    if (!has(shapes.head, head) || head.kind !== kind || !has(shapes.link, head.head)) throw unreadable('this is no export of the evidence')
    if (head.pruned !== null && !has(shapes.pruned, head.pruned)) throw unreadable('this does not say where the chain begins')
    return await work({
      database: String(head.database),
      taken_at: String(head.taken_at),
      head: head.head as unknown as Link,
      pruned: head.pruned as unknown as Pruning | null,
      acts: acts(),
    })
  } finally {
    await lines.return(undefined)
  }
}
