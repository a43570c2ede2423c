import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classNames, stageFunction, tableNames } from '../../src/emit/object-names.ts'
import { shorten, slug, stems } from '../../src/sql/name.ts'

const bytes = (text: string): number => Buffer.byteLength(text)
const runs = { seed: 20_260_901, numRuns: 200 } as const

test.each([
  ['Audit Trail', 'audit_trail'],
  ['audit.Audit Trail', 'audit_audit_trail'],
  ['Große_Tabelle', 'große_tabelle'],
  ['a--b', 'a_b'],
  ['"; drop table x', 'drop_table_x'],
  ['$$', 'x'],
  ['日本', '日本'],
])('the stem of %j is %j', (name, stem) => {
  expect(slug(name)).toBe(stem)
})

test('both ways to write an accent are one stem', () => {
  expect(slug('cafe\u0301')).toBe(slug('caf\u00e9'))
})

describe('shortening', () => {
  test('leaves 63 bytes as they are', () => {
    expect(shorten('a'.repeat(63))).toBe('a'.repeat(63))
  })
  test('cuts between characters, never within one', () => {
    const long = shorten('é'.repeat(40))
    expect(bytes(long)).toBeLessThanOrEqual(63)
    expect(long).toMatch(/^é{27}_[0-9a-f]{8}$/)
    // Four bytes each: 13 fit before the digest.
    expect(shorten('😀'.repeat(20))).toMatch(/^(😀){13}_[0-9a-f]{8}$/u)
  })
  test('keeps names apart that differ after the cut', () => {
    expect(shorten(`${'x'.repeat(70)}a`)).not.toBe(shorten(`${'x'.repeat(70)}b`))
  })
})

describe('stems', () => {
  test.each([
    ['case', ['Users', 'users', 'USERS']],
    ['signs', ['a b', 'a-b', 'a_b', 'a.b', ' a b ']],
    ['what is cut', ['é'.repeat(31), `${'é'.repeat(30)}e`, `${'é'.repeat(31)}s`]],
    ['nothing to go by', ['$$', '--', '"']],
  ])('names that differ only in %s get different stems', (_, names) => {
    const stem = stems()
    const given = names.map(stem)
    expect(new Set(given).size).toBe(names.length)
    expect(given.filter(s => bytes(s) > 40)).toEqual([])
  })
  test('a name has one stem, whatever was asked before', () => {
    const stem = stems()
    expect([stem('a b'), stem('a-b'), stem('a b'), stem('a-b')]).toEqual([stems()('a b'), stem('a-b'), 'a_b', stem('a-b')])
  })
})

/** The relations and the routines that one name gives, as a table and as a class. */
const objects = (table: string, name: string) => {
  const t = tableNames({ stem: table })
  const c = classNames({ stem: name })
  const functions = [t.guardFunction, t.heldFunction, c.reviewFunction, c.backlogFunction, c.gateFunction].concat(
    ['dispose', 'erase', 'interim_1', 'interim_12'].map(stage => stageFunction({ stem: name }, { name: stage })),
  )
  return { relations: [...Object.values(t), ...Object.values(c)].filter(n => !functions.includes(n)), functions }
}
const theirs = ['class', 'hold', 'hold_on_class', 'run_log', 'evidence', 'status', 'migration', 'preserved', 'hold_barrier_table']

describe('object names', () => {
  test('every name fits, for every name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 63 }), text => {
        const stem = stems()(text)
        const { relations, functions } = objects(stem, stem)
        expect([...relations, ...functions].filter(n => bytes(n) > 63)).toEqual([])
      }),
      runs,
    )
  })
  test('names made of our own words never meet, nor the tables of the engine', () => {
    const word = fc.constantFrom(
      'x',
      'hold',
      'on',
      'row',
      'held',
      'matched',
      'act',
      'review',
      'queue',
      'fate',
      'clock',
      'class',
      'guard',
      'erase',
      '1',
      'interim',
    )
    const name = fc.array(word, { minLength: 1, maxLength: 4 }).map(words => words.join('_'))
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 6 }), names => {
        const tableStem = stems()
        const classStem = stems()
        const all = names.map(n => objects(tableStem(n), classStem(n)))
        for (const kind of ['relations', 'functions'] as const) {
          const made = [...all.flatMap(o => o[kind]), ...(kind === 'relations' ? theirs : [])]
          expect(made.filter((n, i) => made.indexOf(n) !== i)).toEqual([])
        }
      }),
      runs,
    )
  })
})
