import { expect, test } from 'vitest'
import { helpers } from '../../src/emit/helpers.ts'

type Helper = (...args: any[]) => string
const all = helpers as unknown as Readonly<Record<string, Helper>>
const key = [
  { name: 'Id', type: 'bigint', as: 'Id', variable: 'key_1' },
  { name: 'due_at', type: 'date', as: 'key_due_at', variable: 'key_2' },
]
const options = { hash: {} }

// Right arguments, and what comes out; the rest of each line is what must be refused.
const cases: readonly (readonly [helper: string, args: readonly unknown[], text: string])[] = [
  ['qi', ['User'], '"User"'],
  ['ql', ["it's"], "'it''s'"],
  ['qt', [{ schema: 'public', name: 'order' }], 'public."order"'],
  ['comment', ['a\nb'], 'a b'],
  ['list', [['select', 'insert']], 'select, insert'],
  ['columns', [['a', 'B']], 'a, "B"'],
  ['array', [[1, 2]], 'array[1, 2]::integer[]'],
  ['keys', [key, 'r'], 'r."Id", r.due_at as key_due_at'],
  ['tkeys', [key, 'r'], 'r."Id", r.due_at'],
  ['vkeys', [key, ''], '"Id", key_due_at'],
  ['match', [[{ left: { alias: 'd', column: 'a' }, right: { alias: 'r', column: 'B' } }]], 'd.a = r."B"'],
  ['tie', [key, 'r', 'k', options], 'r."Id" = k."Id" and r.due_at = k.key_due_at'],
  ['tie', [key, 'f', 'k', { hash: { view: true } }], 'f."Id" = k."Id" and f.key_due_at = k.key_due_at'],
  ['tieLedger', [key], 'l."Id" = k."Id" and l.key_due_at = k.key_due_at'],
  ['unnest', [key], 'unnest(key_1, key_2) as k ("Id", key_due_at)'],
  ['unitLength', ['quarter'], '3 months'],
  ['cutoff', [{ kind: 'column' }], 'cutoff/column'],
  ['gate', [{ kind: 'fresh preview' }], 'gate/fresh-preview'],
  ['act', [{ kind: 'set' }], 'act/set'],
]

test.each(cases)('%s %j gives %s', (helper, args, text) => {
  expect(all[helper]!(...args, options)).toBe(text)
})

test('every helper is among the cases', () => {
  expect(new Set(cases.map(([helper]) => helper))).toEqual(new Set(Object.keys(helpers)))
})

// What a missing field, a list in the place of a text, and the like would pass.
const wrong = [undefined, null, true, ['a', 7], [7, null], [{}], {}, { kind: 7 }, { schema: 'a' }, () => 'x']
test.each(Object.keys(helpers).flatMap(helper => wrong.map(w => [helper, w] as const)))('%s refuses %j', (helper, argument) => {
  if (helper === 'ql' && (argument === null || argument === true)) return expect(all.ql!(argument)).toBe(String(argument))
  expect(() => all[helper]!(argument, 'r', 'k', options)).toThrow(TypeError)
})
