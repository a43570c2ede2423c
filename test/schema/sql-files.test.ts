import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromSql, loadSql } from '../../src/schema/from-sql.ts'
import { loadSchema } from '../../src/schema/load-schema.ts'
import { openPglite, shippedExtensions } from '../../src/schema/pglite.ts'
import { type Query, readSchema } from '../../src/schema/read-schema.ts'
import { failure } from './failure.ts'

let db: PGlite
const query: Query = async sql => (await db.query<Record<string, unknown>>(sql)).rows
const load = (...files: readonly string[]) =>
  loadSql(
    db,
    files.map((sql, i) => ({ path: `${i + 1}.sql`, sql })),
  )

beforeAll(async () => {
  db = await openPglite([{ path: 'x.sql', sql: 'do $$begin create extension if not exists "uuid-ossp"; end$$' }])
}, 60_000)
afterAll(() => db.close())

describe('an error has its place', () => {
  const at = (file: string, line: number, column: number) => ({ file, line, column })

  test.each([
    ['syntax, after characters of two to four bytes', '-- ü😀\nselect 1;\n  selct 2;', 'syntax error at or near "selct"', 3, 3],
    ['syntax, later on the line', "select 'ü😀', 1 1;", 'syntax error at or near "1"', 1, 17],
    ['an unknown type', "select '😀';\ncreate table t1 (\n  a int,\n  b nope\n);", 'type "nope" does not exist', 4, 5],
    ['no place of its own', 'create table t2 (a int);\n\n-- again\ncreate table t2 (a int);', 'relation "t2" already exists', 4, 1],
    ['a command of psql', 'select 1;\n\\i other.sql\n', 'syntax error at or near "\\"', 2, 1],
    ['data', 'create table t3 (a int);\ncopy t3 from stdin;', 'COPY FROM STDIN waits for data that a file cannot send', 2, 1],
    ['raised by a DO block', "select 1;\ndo $$begin raise 'stop here' using detail = 'why', hint = 'so'; end$$;", 'stop here (why)', 2, 1],
  ])('%s', async (_, sql, message, line, column) => {
    const [found] = await failure(load('create schema if not exists apart', sql))
    expect(found).toMatchObject({ code: 'schema-sql-error', severity: 'error', message, position: at('2.sql', line, column) })
  })

  test('help says what to do', async () => {
    const help = async (sql: string) => (await failure(load(sql)))[0]!.help
    expect(await help('\\i other.sql')).toMatch(/command of psql/)
    expect(await help('copy pg_class from stdin;')).toMatch(/pg_dump --schema-only/)
    expect(await help('create schema s authorization absent')).toMatch(/create role/)
    expect(await help('create table t (a int references absent)')).toMatch(/order given/)
    expect(await help("do $$begin raise 'x' using hint = 'so'; end$$")).toBe('so')
  })

  test('what ran before an error is not undone, and the session stays usable', async () => {
    await failure(load('create table before_error (a int); select 1/0'))
    expect((await readSchema(query)).tables.map(t => t.name)).toContain('before_error')
  })
})

describe('files as pg_dump and people write them', () => {
  test('the settings of one file do not reach the next', async () => {
    const state =
      'select current_user as me, current_setting($$search_path$$) as path, current_setting($$check_function_bodies$$) as bodies'
    const fresh = await query(state)
    await load(
      `\\restrict 1aB\nset check_function_bodies = false;\nselect pg_catalog.set_config('search_path', '', false);\n\\unrestrict 1aB\n`,
      'create role second; set role second;',
      'create table after_dump (a int)',
    )
    expect(await query(state)).toEqual(fresh)
    expect(fresh[0]).toMatchObject({ me: 'postgres', bodies: 'on' })
    expect((await readSchema(query)).tables.map(t => `${t.schema}.${t.name}`)).toContain('public.after_dump')
  })

  test('psql brackets of pg_dump do not move places', async () => {
    const [found] = await failure(load('\\restrict 1aB\nselect 1;\nselct 2;'))
    expect(found!.position).toEqual({ file: '1.sql', line: 3, column: 1 })
  })

  test('each statement commits, so that a new enum label can be used at once', async () => {
    await load(`create type grade as enum ('a'); alter type grade add value 'b'; create table grades (g grade default 'b')`)
    const grades = (await readSchema(query)).tables.find(t => t.name === 'grades')
    expect(grades!.columns[0]!.enumLabels).toEqual(['a', 'b'])
  })

  test.each([[''], ['  \n'], ['-- nothing'], [';;']])('nothing in it: %j', async sql => {
    await load(sql)
    expect(await query('select 1 as one')).toEqual([{ one: 1 }])
  })
})

test('what only PostgreSQL 18 has', async () => {
  await load(`
    create table lines (n int primary key, twice int generated always as (n * 2) virtual);
    create table dots (n int references lines not enforced)`)
  const tables = (await readSchema(query)).tables
  expect(tables.find(t => t.name === 'lines')!.columns[1]).toMatchObject({ name: 'twice', generated: 'virtual', hasDefault: false })
  expect(tables.find(t => t.name === 'dots')!.foreignKeys).toMatchObject([{ columns: ['n'], validated: false }])
})

describe('the reader leaves no trace', () => {
  test('settings are as before, and no transaction is open', async () => {
    await db.exec(`set search_path = 'x', public; set timezone = 'Asia/Tokyo'`)
    await readSchema(query)
    const [after] = await query(`select current_setting('search_path') as path, current_setting('TimeZone') as zone`)
    expect(after).toEqual({ path: 'x, public', zone: 'Asia/Tokyo' })
    await db.exec('reset all; create table written_after_reading (a int)')
    expect((await query('select count(*)::int as n from written_after_reading'))[0]).toEqual({ n: 0 })
  })

  test('a database that gives no rows at all is an error, not an empty schema', async () => {
    await expect(readSchema(async () => [])).rejects.toThrow('the database gave no answer to a catalog query')
  })

  test('an old server is refused', async () => {
    const old: Query = async () => [{ rows: '[{"number":130022,"name":"13.22"}]' }]
    const [found] = await failure(readSchema(old))
    expect(found).toMatchObject({ code: 'database-too-old' })
    expect(found!.message).toContain('PostgreSQL 13.22')
  })
})

describe('extensions', () => {
  test('one that a DO block asks for is there', async () => {
    await load('do $$begin create extension "uuid-ossp"; end$$; create table tokens (id uuid default uuid_generate_v4())')
    expect((await readSchema(query)).extensions).toEqual(['uuid-ossp'])
  })

  test('tables of an extension are no part of the schema', async () => {
    await load('create table owned (a int); alter extension "uuid-ossp" add table owned')
    expect((await readSchema(query)).tables.map(t => t.name)).not.toContain('owned')
  })

  test('those PGlite lacks are all named, without starting it', async () => {
    const files = [
      { path: 'a.sql', sql: 'create extension citext;\ncreate extension if not exists pg_partman with schema partman;' },
      { path: 'b.sql', sql: '\n  create extension "postgis";' },
    ]
    const found = await failure(fromSql(files))
    expect(found.map(d => [d.code, d.position])).toEqual([
      ['schema-extension-missing', { file: 'a.sql', line: 2, column: 1 }],
      ['schema-extension-missing', { file: 'b.sql', line: 2, column: 3 }],
    ])
    expect(found[0]!.message).toContain('"pg_partman"')
    expect(found[1]!.message).toContain('"postgis"')
    expect(found[0]!.help).toContain('`lapse pull`')
  })

  test('one in a DO block that PGlite lacks', async () => {
    const [found] = await failure(load('do $$begin create extension pg_cron; end$$'))
    expect(found).toMatchObject({ code: 'schema-extension-missing', position: { file: '1.sql', line: 1, column: 1 } })
  })

  test('every one that PGlite ships opens', async () => {
    const sql = shippedExtensions.map(name => `create extension "${name}" cascade;`.replace('"earthdistance"', 'earthdistance')).join('\n')
    const all = await openPglite([{ path: 'all.sql', sql }])
    const { rows } = await all.query<{ name: string }>('select name from pg_available_extensions')
    await all.close()
    expect(rows.map(r => r.name)).toEqual(expect.arrayContaining([...shippedExtensions]))
  }, 60_000)
})

describe('files that cannot be read', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lapse-files-'))
    await writeFile(join(folder, 'utf16.sql'), Buffer.from('\uFEFFselect 1', 'utf16le'))
    await writeFile(join(folder, 'bom.sql'), '\uFEFFselct 1')
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('all of them are named', async () => {
    const found = await failure(
      loadSchema({ kind: 'sql', files: [join(folder, 'absent.sql'), folder, join(folder, 'utf16.sql'), join(folder, 'bom.sql', 'x')] }),
    )
    expect(found.map(d => d.code)).toEqual([
      'schema-file-missing',
      'schema-file-unreadable',
      'schema-file-unreadable',
      'schema-file-missing',
    ])
    expect(found[0]!.message).toContain(join(folder, 'absent.sql'))
    expect(found[2]!.message).toContain('not UTF-8')
  })

  test('a missing snapshot', async () => {
    const [found] = await failure(loadSchema({ kind: 'snapshot', file: join(folder, 'absent.json') }))
    expect(found).toMatchObject({ code: 'schema-file-missing' })
  })

  test('a byte order mark is no part of the SQL', async () => {
    const [found] = await failure(loadSchema({ kind: 'sql', files: [join(folder, 'bom.sql')] }))
    expect(found).toMatchObject({ message: 'syntax error at or near "selct"', position: { line: 1, column: 1 } })
  })
})
