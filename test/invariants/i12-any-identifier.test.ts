import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alter, alterRoutine } from '../alter.ts'
import { compiled, type World } from '../real/world.ts'
import { armed, column, type Installation, openServer, run } from './installation.ts'

// The policy of test/real/fixture/hostile: names with quotes, blanks, semicolons, upper case, key words, unicode; two that are one for
// their first sixty bytes. The table "students" is what such names are after. test/real/hostile-identifiers.test.ts goes through it at length.

const robert = '"Robert""); drop table students;--"'
const twin = (n: number) => `"${'a'.repeat(60)}_x${n}"`
const clock = '"%I $$ \\"'
const rows = `
  insert into students values (1), (2), (3);
  insert into ${robert} ("select", "tab\there") values (1, null), (2, '2020-01-01'), (3, '2020-01-01');
  insert into ${twin(1)} ("%s", ${clock}) values (1, '2020-01-01'), (1, null), (3, '2020-01-01');
  insert into ${twin(2)} ("%s", ${clock}) values (1, '2020-01-01'), (1, null);
  insert into "odd.schema"."🦄 ünï" ("a.b", "group", "'; select 1; --") values (1, 1, '2020-01-01'), (2, 1, current_date), (3, 3, '2020-01-01');
  insert into "select" ("order", "table", "limit") values (1, 1, 'goes along'), (3, 3, 'is held');
`
/** What is there when robert 3 is on hold and everything has run: whatever is not due, and what belongs to him. */
const expected = ['robert 1', 'robert 3', 'select is held', 'students 3', 'twin 1: -', 'twin 1: 3', 'twin 2: -', 'unicorn 2', 'unicorn 3']

let world: World
let hostile: Installation
beforeAll(async () => {
  const [opened, policy] = await Promise.all([
    openServer(),
    compiled('hostile', fileURLToPath(new URL('../real/fixture/hostile', import.meta.url))),
  ])
  world = opened
  hostile = { schemaSql: policy.schemaSql, files: policy.files.filter(f => f.path.startsWith('migrations/')) }
})
afterAll(() => world.close())

/** What goes wrong: the SQLSTATE of what is refused, or the rows that are there and should not be, or the other way around. */
async function trouble(files: readonly OutputFile[]): Promise<readonly string[]> {
  try {
    const database = await armed(world, { ...hostile, files })
    await database.ask(rows)
    await database.ask(
      `call retention.place_hold('M', 'l', 'l', 'c', on_table => $1, row_key => '{"select": 3}')`,
      [`public.${robert}`],
      'dpo',
    )
    await run(database)
    const left = await column(
      database,
      `select 'students ' || count(*) from students union all select 'robert ' || "select" from ${robert}
       union all select 'twin 1: ' || case when ${clock} is null then '-' else "%s"::text end from ${twin(1)}
       union all select 'twin 2: ' || case when ${clock} is null then '-' else "%s"::text end from ${twin(2)}
       union all select 'unicorn ' || "a.b" from "odd.schema"."🦄 ünï" union all select 'select ' || "limit" from "select"`,
    )
    return [...left.filter(row => !expected.includes(row)), ...expected.filter(row => !left.includes(row))]
  } catch (error) {
    return [String(((error as Error).cause as { code?: string } | undefined)?.code ?? (error as { code?: string }).code ?? error)]
  }
}

describe('I12 Any identifier works', () => {
  test('whatever tables, columns, classes and clauses are called, exactly what is due goes', async () => {
    expect(await trouble(hostile.files)).toEqual([])
  })

  test.each<readonly [string, string, () => readonly OutputFile[]]>([
    [
      'the quotes of a table',
      '42601',
      () => alter(hostile.files, /\.sql$/, /"Robert""\); drop table students;--"/g, 'Robert"); drop table students;--'),
    ],
    ['the quotes of a key word', '42601', () => alter(hostile.files, /_unicorn\.sql$/, /k \("a\.b", "group"\)/g, 'k ("a.b", group)')],
    ['the quotes of a name with a schema in it', '3F000', () => alter(hostile.files, /\.sql$/, /"odd\.schema"\."🦄 ünï"/g, 'odd.schema')],
    ['the doubled quote in a text', '42601', () => alter(hostile.files, /\.sql$/, /'1\.0''; --'/g, `'1.0'; --'`)],
    ['the digest of a name that was cut', '42P07', () => alter(hostile.files, /\.sql$/, /_(7b49174f|d374e25c)/g, '')],
    ['the quotes of what a hold names', '42601', () => alterRoutine(hostile.files, '_add_scope', `format('%I', c)`, `format('%s', c)`)],
    [
      'the line end that a comment must not have',
      '42601',
      () => alter(hostile.files, /_unicorn\.sql$/, /^(-- .*and a line).*(break\.)/m, '$1\n$2'),
    ],
  ])('removed: %s', async (_, sqlstate, altered) => {
    expect(await trouble(altered())).toEqual([sqlstate])
  })
})
