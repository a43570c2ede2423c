import type { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openPglite } from '../../src/schema/pglite.ts'
import { keywords } from '../../src/sql/keywords.ts'
import { comment, identifier, literal } from '../../src/sql/quote.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let db: PGlite
beforeAll(async () => {
  db = await openPglite()
})
afterAll(() => db.close())

const runs = { seed: 20_260_901, numRuns: 150 } as const
/** Text that is made to hurt: quotes, escapes, dollar quotes, comments, line ends, templates, letters of several bytes. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        '\\',
        '$',
        '$$',
        '$x$',
        '--',
        '/*',
        '*/',
        ';',
        '\n',
        '\r',
        '\t',
        '\u0085',
        '{{',
        '}}',
        '%',
        '%s',
        ':a',
        '?',
        'U&"',
        "e'",
        ' ',
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map(parts => parts.join('').replaceAll('\0', ''))
  .filter(text => text.length > 0 && text.isWellFormed())
const name = hostile.filter(text => Buffer.byteLength(text) <= 63)

/** What PostgreSQL makes of an expression, on its own and within the body of a function. */
const value = async (sql: string): Promise<unknown> => {
  const alone = (await db.query<{ v: unknown }>(`select ${sql} as v`)).rows[0]!.v
  await db.exec(`create or replace function pg_temp.it() returns text language plpgsql as $$ begin return ${sql}; end $$`)
  const inside = (await db.query<{ v: unknown }>('select pg_temp.it() as v')).rows[0]!.v
  return alone === inside ? alone : { alone, inside }
}

describe('what is written is what PostgreSQL reads', () => {
  test('text', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async text => {
        expect(literal(text)).not.toMatch(/[\n\r]|\$\w*\$/)
        expect(await value(literal(text))).toBe(text)
      }),
      runs,
    )
  })

  test('names, as the catalog has them', async () => {
    await fc.assert(
      fc.asyncProperty(name, async text => {
        expect(identifier(text)).not.toMatch(/[\n\r]|\$\w*\$/)
        await db.exec(`create temporary table ${identifier(text)} (${identifier(text)} integer)`)
        const { rows } = await db.query(
          `select c.relname, a.attname from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attnum = 1 where c.relnamespace = pg_my_temp_schema() and c.relkind = 'r'`,
        )
        await db.exec(`drop table ${identifier(text)}`)
        expect(rows).toEqual([{ relname: text, attname: text }])
      }),
      runs,
    )
  })

  test('every keyword, as a table, a column and an alias', async () => {
    const { rows } = await db.query<{ word: string; catcode: string }>('select word, catcode from pg_get_keywords()')
    for (const { word } of rows) {
      const q = identifier(word)
      const { fields } = await db.query(`with ${q} (${q}) as (select 1) select ${q}.${q} from ${q} as ${q}`)
      expect(fields.map(f => f.name)).toEqual([word])
    }
  })

  test.each([
    ['null', null, null],
    ['a number', 12.5, '12.5'],
    ['a negative number', -3, -3],
    ['a large number', 9_007_199_254_740_993n, '9007199254740993'],
    ['true', true, true],
    ['an instant', new Date('2024-02-29T23:59:59.999Z'), new Date('2024-02-29T23:59:59.999Z')],
    ['bytes', Buffer.from([0, 255, 36]), new Uint8Array([0, 255, 36])],
  ])('%s', async (_, given, expected) => {
    const { rows } = await db.query<{ v: unknown }>(`select ${literal(given)} as v`)
    const got = rows[0]!.v
    expect(typeof got === 'bigint' ? String(got) : got).toEqual(expected)
  })
})

test.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, new Date('x'), {}, [], () => 1, Symbol('x')])('%s is no constant', given => {
  expect(() => literal(given)).toThrow(TypeError)
})

test('a comment ends no body', () => {
  expect(comment('a $$ b $x$y$ $ c')).toBe('a $ $ b $ x$ y$ $ c')
})

test('a comment stays on its line', () => {
  expect(comment(' a\n b\r\nc\u2028d\t; ')).toBe('a b c d ;')
})

test('our keywords are those of PostgreSQL, without the ones that may stand anywhere', async () => {
  const { rows } = await db.query<{ word: string }>(`select word from pg_get_keywords() where catcode <> 'U' order by word collate "C"`)
  expect([...keywords].toSorted()).toEqual(rows.map(r => r.word))
})
