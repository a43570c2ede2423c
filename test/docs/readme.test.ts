import { execFileSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { blocks, codeSpans, documents, prose, read, root } from './documents.ts'

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim()
const allBlocks = documents.flatMap(blocks)
const code = allBlocks.filter(b => b.language === 'ts' || b.language === 'sql')

describe('code in the documents', () => {
  test('is marked with where it is from, or that it is run', () => {
    expect(code.length).toBeGreaterThan(5)
    expect(code.filter(b => !/^(from: \S+|runs(: \w+)?)$/.test(b.mark)).map(b => `${b.document}:${b.line}`)).toEqual([])
  })

  test.each(code.filter(b => b.mark.startsWith('from: ')))('$document:$line stands in the file it is from', ({ mark, text }) => {
    const files = globSync(mark.slice('from: '.length), { cwd: root })
    expect(files).toHaveLength(1)
    const file = squeeze(read(files[0]!))
    for (const piece of text.split(/^\s*(?:--|\/\/) …$/m)) expect(file).toContain(squeeze(piece))
  })
})

/** GitHub's anchor of a heading. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')
const anchors = (document: string): readonly string[] => [...prose(document).matchAll(/^#+ (.*)$/gm)].map(m => anchor(m[1]!))

describe('every relative link leads somewhere', () => {
  const links = documents.flatMap(document =>
    [...prose(document).matchAll(/\]\(([^)\s]+)\)/g)].map(m => ({ document, link: m[1]! })).filter(l => !/^https?:/.test(l.link)),
  )
  test('there are links', () => expect(links.length).toBeGreaterThan(20))
  test.each(links)('$document: $link', ({ document, link }) => {
    const [path = '', fragment] = link.split('#')
    const target = path === '' ? document : normalize(join(dirname(document), path))
    expect(existsSync(join(root, target)), target).toBe(true)
    if (fragment !== undefined) expect(anchors(target)).toContain(fragment)
  })
})

test('every path in backticks is a file or folder of the repository', () => {
  const paths = documents
    .filter(d => d !== 'docs/diagnostics.md')
    .flatMap(d => codeSpans(d).map(span => ({ d, span })))
    .filter(({ span }) => /^(src|test|templates|docs|policies|generated|bench|\.ci)\/[\w./*-]*$/.test(span))
  expect(paths.length).toBeGreaterThan(30)
  expect(paths.filter(({ span }) => globSync(span, { cwd: root }).length === 0)).toEqual([])
})

describe('every command exists', () => {
  const written = documents.flatMap(d => [...codeSpans(d), ...blocks(d).flatMap(b => b.text.split('\n'))]).map(line => line.split('#')[0]!)
  const lapse = (...args: string[]): string =>
    execFileSync(process.execPath, [join(root, 'src/cli/main.ts'), ...args], { encoding: 'utf8' })

  test('of npm', () => {
    const named = written.flatMap(line => [...line.matchAll(/\bnpm (?:run (?:-s )?)?([\w:-]+)/g)].map(m => m[1]!))
    expect([...new Set(named)].sort()).toEqual(['check', 'ci', 'dump', 'lapse', 'start', 'test', 'test:matrix', 'worlds'])
    for (const script of named.filter(name => name !== 'ci')) expect(Object.keys(packageJson.scripts)).toContain(script)
  })

  const calls = written.flatMap(line => [...line.matchAll(/\blapse (?:-- )?([a-z]+)\b(.*)/g)].map(m => ({ command: m[1]!, rest: m[2]! })))
  const used = [...new Set(calls.map(c => c.command))].sort()

  test('of lapse, and the table of the README has all of them', () => {
    const commands = [...lapse('--help').matchAll(/^ {2}([a-z]+) (?:\[options\]| {2})/gm)].map(m => m[1]!).filter(c => c !== 'help')
    expect(commands.length).toBeGreaterThan(5)
    expect(used.filter(c => !commands.includes(c))).toEqual([])
    const table = [...read('README.md').matchAll(/^\| `lapse ([a-z]+)/gm)].map(m => m[1]!)
    expect(table.sort()).toEqual(commands.sort())
  })

  test.each(used)('lapse %s has the options that are named', command => {
    const help = lapse(command, '--help')
    const options = calls.filter(c => c.command === command).flatMap(c => [...c.rest.matchAll(/--[a-z-]+/g)].map(m => m[0]))
    expect(options.filter(o => !help.includes(o))).toEqual([])
  })
})

test('what a superuser or owner can do is said in these words', () => {
  expect(squeeze(read('README.md'))).toContain('Tamper-evident, not impossible.')
})
