import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'

const folder = new URL('messages/', import.meta.url).pathname
const compiler = new URL('../../node_modules/.bin/tsc', import.meta.url).pathname

/** What TypeScript says about bad.ts, and the lines it says it of; about other files it may have an opinion elsewhere. */
function compile(): { readonly text: string; readonly lines: readonly number[] } {
  const { stdout, error } = spawnSync(compiler, ['-p', '.', '--pretty', 'false'], { cwd: folder, encoding: 'utf8' })
  if (error) throw error
  const findings = stdout.split(/\n(?=\S)/).filter(finding => finding.startsWith('bad.ts('))
  return {
    text: `${findings.map(finding => finding.trimEnd()).join('\n')}\n`,
    lines: findings.map(finding => Number(/^bad\.ts\((\d+),/.exec(finding)![1])),
  }
}

/** The statements of bad.ts from its first mistake on, by first and last line. */
function mistakes(): readonly { readonly first: number; readonly last: number; readonly source: string }[] {
  const lines = readFileSync(`${folder}bad.ts`, 'utf8').split('\n')
  const begin = lines.indexOf('// a table that does not exist')
  const starts = lines.flatMap((line, i) => (i > begin && /^(const|rule|[a-z]\w*\()/i.test(line) ? [i] : []))
  return starts.map(first => {
    const last = lines[first]!.endsWith(')') ? first : lines.findIndex((line, i) => i > first && line === '})')
    return { first: first + 1, last: last + 1, source: lines[first]! }
  })
}

describe('what TypeScript says about a mistake in a policy', () => {
  let said: ReturnType<typeof compile>
  beforeAll(() => {
    said = compile()
  }, 60_000)

  test('is what expected.txt says', async () => {
    await expect(said.text).toMatchFileSnapshot('messages/expected.txt')
  })

  test('is said of every mistake', () => {
    expect(mistakes().length).toBeGreaterThan(50)
    expect(mistakes().filter(({ first, last }) => !said.lines.some(line => line >= first && line <= last))).toEqual([])
  })

  test('names the columns that would do', () => {
    expect(said.text).toContain(`Type '"page"' is not assignable to type '"at" | Combined<"visits"> | Elsewhere | EventRef'`)
    expect(said.text).toContain(`"visits_daily has no column site"`)
    expect(said.text).toContain(`"visits_daily.day is not filled by this rollup"`)
    expect(said.text).toContain(`Property 'onErasure' is missing`)
  })
})
