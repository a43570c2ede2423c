import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { locate, locateDefault } from '../../src/policy/source.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

let folder: string
let file: string
const text = `const shared = { onErasure: destroy(), purpose: 'why' } as const
export default policy({
  schedule: [
    rule('notes', { ...shared, clause: 'A', cutoff: 'at', parts: ['a', part('b', { parts: ['c'] })] }),
    r.rule(['x', 'y'], {
      'keep': exactly(days(3)),
      cutoff,
      purpose: 'own',
    }),
    ...others.map(o => rule(o, { cutoff: 'at' })),
  ],
})
`
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lapse-source-'))
  file = join(folder, 'policy.ts')
  writeFileSync(file, text)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The line and column of the nth occurrence of some text, counted by hand from the text itself. */
function of(what: string, nth = 1): { readonly line: number; readonly column: number } {
  let offset = -1
  for (let i = 0; i < nth; i++) offset = text.indexOf(what, offset + 1)
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}
const at = (line: number, column: number) => ({ file, line, column })

test.each([
  ['a property', [4, 5], ['cutoff'], of("'at'")],
  ['an element of a list', [4, 5], ['parts', '0'], of("'a'")],
  ['through the helpers', [4, 5], ['parts', '1', 'parts', '0'], of("'c'")],
  ['a property that came with a spread', [4, 5], ['onErasure'], of('destroy()')],
  ['the one written last wins', [5, 7], ['purpose'], of("'own'")],
  ['a quoted name', [5, 7], ['keep'], of('exactly(')],
  ['a shorthand', [5, 7], ['cutoff'], of('cutoff,')],
  ['inside a callback', [10, 24], ['cutoff'], of("'at'", 2)],
  ['what is not there: the call', [4, 5], ['while'], { line: 4, column: 5 }],
  ['as deep as it goes', [4, 5], ['cutoff', 'deeper'], of("'at'")],
  ['no call there', [1, 1], ['cutoff'], { line: 1, column: 1 }],
  ['beyond the file', [99, 1], ['cutoff'], { line: 99, column: 1 }],
] as const)('locate: %s', async (_, [line, column], path, expected) => {
  expect(await locate(at(line, column), path)).toEqual({ file, ...expected })
})

test('locate: a file that is gone gives the position back', async () => {
  const gone = { file: join(folder, 'gone.ts'), line: 3, column: 4 }
  expect(await locate(gone, ['cutoff'])).toEqual(gone)
})

test('locateDefault finds the export and its properties', async () => {
  expect(await locateDefault(file, [])).toEqual({ file, ...of('policy({') })
  expect(await locateDefault(file, ['schedule', '0'])).toEqual({ file, ...of("rule('notes'") })
})
