import { describe, expect, test } from 'vitest'
import * as lapse from '../../src/index.ts'
import { read, tableLines } from './documents.ts'

/** The properties of an interface of the language. */
const properties = (name: string): readonly string[] => {
  const found = new RegExp(`export interface ${name}<[^{]*\\{\\n(.*?)\\n\\}`, 's').exec(read('src/policy/language.ts'))![1]!
  return [...found.matchAll(/^ {2}readonly (\w+)\??: /gm)].map(m => m[1]!)
}

/** The three columns of each line about a word. */
const words = read('docs/language.md')
  .split('\n')
  .flatMap(line => {
    const found = /^\| `(\w+)` \| (.*?) ?\| `(\1\b.*)` \|$/.exec(line)
    return found ? [{ word: found[1]!, meaning: found[2]!, example: found[3]! }] : []
  })

const language: object = lapse.retention()
/** The words of the typed language, from its declaration: types are gone at run time. */
const ofLanguage = properties('Language')

test('every word has one line, and there are no others', () => {
  expect(ofLanguage.length).toBeGreaterThan(20)
  expect(words.map(w => w.word).sort()).toEqual([...Object.keys(lapse), ...ofLanguage].sort())
})

describe('an example can be written as it stands', () => {
  const scope: Record<string, unknown> = { ...lapse, ...language }
  const user = { closed: { kind: 'event', subject: 'users', event: 'closed' } }
  test.each(words)('$word: $example', ({ example }) => {
    const evaluate = new Function(...Object.keys(scope), 'user', `return ${example}`)
    expect(evaluate(...Object.values(scope), user)).toBeInstanceOf(Object)
  })
})

const named = (heading: string): readonly string[] =>
  tableLines('docs/language.md', heading).flatMap(cells => [...cells[0]!.matchAll(/`(\w+)`/g)].map(m => m[1]!))

test('what a policy says once is all of its properties', () => {
  expect([...named('What a policy says once')].sort()).toEqual([...properties('PolicyDefinition')].sort())
})

test('so is what a rule says', () => {
  const expected = ['Why', 'BoundDefinition', 'RuleDefinition'].flatMap(properties)
  expect([...named('What a rule says')].sort()).toEqual(expected.sort())
})
