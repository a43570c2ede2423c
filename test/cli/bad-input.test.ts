import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Server, startServer } from '../server.ts'
import { config, lapse, type Sandbox, sandbox } from './lapse.ts'

// Bad input, one line each: what is spoiled, and what is said about it. In every case the exit code is 1 (2 where the command cannot be
// right), the finding names the thing and what to do, and nothing is written.
// Mistakes in lapse.config.ts stand in config.test.ts, those of the command line in usage.test.ts.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000, maxConcurrency: 3 })

interface Bad {
  readonly files: (original: Read) => Readonly<Record<string, string>>
  readonly code: string
  /** What the message and the help must contain. */
  readonly says: readonly (string | RegExp)[]
  readonly help: string | RegExp
  /** File and line; null where there is no one place. */
  readonly at: string | null
}
type Read = (path: string) => string

const policy = (find: string | RegExp, replacement: string) => (read: Read) => {
  const text = read('policy.ts')
  const spoiled = text.replace(find, replacement)
  if (spoiled === text) throw new Error(`the fixture has no ${find}`)
  return { 'policy.ts': spoiled }
}
/** The fixture's snapshot with something else in it. */
const snapshot = (spoil: (tables: any[]) => void) => (read: Read) => {
  const value = JSON.parse(read('schema.json'))
  spoil(value.tables)
  return { 'schema.json': JSON.stringify(value) }
}
const both =
  (...all: readonly Bad['files'][]) =>
  (read: Read) =>
    Object.assign({}, ...all.map(f => f(read)))
const sql = (text: string) => () => ({ 'schema.sql': text, 'lapse.config.ts': config(`{ sql: ['schema.sql'] }`) })

const cases: Readonly<Record<string, Bad>> = {
  'a table that does not exist': {
    files: policy(`rule('notes', {`, `rule('notse' as 'notes', {`),
    code: 'unknown-table',
    says: ['notse'],
    help: 'notes',
    at: 'policy.ts:22',
  },
  'a column that does not exist': {
    files: policy(`cutoff: 'written_at'`, `cutoff: 'writen_at' as 'written_at'`),
    code: 'unknown-column',
    says: ['class "notes"', 'notes', 'writen_at'],
    help: 'written_at',
    at: 'policy.ts:22',
  },
  'a clause that does not exist': {
    files: policy(`clause: 'A-1'`, `clause: ['A-1', 'A-3' as 'A-1']`),
    code: 'unknown-clause',
    says: ['class notes', '"A-3"'],
    help: 'A-',
    at: 'policy.ts:22',
  },
  'a clause that nothing cites': {
    files: policy(`clause: 'A-2'`, `clause: 'A-1'`),
    code: 'clause-not-cited',
    says: ['A-2', 'An account is deleted 30 days after it was closed.'],
    help: 'rule',
    at: 'policy.ts:13',
  },
  'a cutoff that is no date': {
    files: policy(`cutoff: 'written_at'`, `cutoff: 'body' as 'written_at'`),
    code: 'cutoff-not-a-date',
    says: ['class "notes"', 'notes.body', 'text'],
    help: /date, timestamp/,
    at: 'policy.ts:22',
  },
  'a negative period': {
    files: policy('months(6)', 'months(-6)'),
    code: 'period-negative',
    says: ['class "notes"', 'P-6M'],
    help: 'forward',
    at: 'policy.ts:22',
  },
  'a period of zero': {
    files: policy('months(6)', 'months(0)'),
    code: 'period-not-positive',
    says: ['class "notes"'],
    help: 'nothing',
    at: 'policy.ts:22',
  },
  'a period that is not ISO 8601': {
    files: policy('months(6)', `{ iso: '6 months' } as any`),
    code: 'period-not-iso',
    says: ['class "notes"', '6 months'],
    help: 'months(',
    at: 'policy.ts:22',
  },
  'a floor above the ceiling': {
    files: both(read => ({
      'policy.ts': read('policy.ts')
        .replace('exactly(months(6))', 'between(months(6), days(90))')
        .replace('import { ', 'import { between, '),
    })),
    code: 'floor-above-ceiling',
    says: ['class "notes"', '6 months', '90 days'],
    help: 'between',
    at: 'policy.ts:22',
  },
  'a second class without a condition': {
    files: policy(
      /( {4}rule\('notes'.*\n)/,
      `$1    rule('notes', { ...serve, name: 'again', clause: 'A-1', cutoff: 'written_at', keep: exactly(days(9)), dispose: destroy() }),\n`,
    ),
    code: 'class-without-where',
    says: ['"again"', '"notes"'],
    help: 'where',
    at: 'policy.ts:23',
  },
  'no class without a condition': {
    files: policy(`rule('notes', {`, `rule('notes', { where: eb => eb('body', '=', ''),`),
    code: 'classes-without-rest',
    says: ['notes'],
    help: 'where',
    at: 'policy.ts:22',
  },
  'a table that nothing schedules': {
    files: snapshot(tables => tables.push({ ...tables[1], name: 'diaries' })),
    code: 'unscheduled-table',
    says: ['"diaries"'],
    help: `outOfScope: { 'diaries'`,
    at: 'policy.ts:21',
  },
  'two ways to the data subject': {
    files: snapshot(tables => {
      const [notes] = tables
      notes.columns.push({ ...notes.columns[1], name: 'reader_id' })
      notes.foreignKeys.push({
        ...notes.foreignKeys[0],
        name: 'notes_reader_id_fkey',
        columns: ['reader_id'],
        onDeleteColumns: ['reader_id'],
      })
    }),
    code: 'subject-path-ambiguous',
    says: ['class "notes"', '"people"', '2 ways'],
    help: /ignore.*accessor/,
    at: 'policy.ts:22',
  },
  'no way to the data subject': {
    files: snapshot(tables => tables[0].foreignKeys.pop()),
    code: 'subject-path-missing',
    says: ['class "notes"', '"notes"'],
    help: `owner('notes'`,
    at: 'policy.ts:22',
  },
  'no primary key': {
    files: snapshot(tables => {
      tables[0].primaryKey = null
    }),
    code: 'primary-key-missing',
    says: ['"notes"'],
    help: 'alter table notes add column',
    at: 'policy.ts:22',
  },
  'a policy with a syntax error': {
    files: () => ({ 'policy.ts': 'const a = 1\nexport default {,}\n' }),
    code: 'policy-syntax-error',
    says: [/expected/i],
    help: 'Correct it there',
    at: 'policy.ts:2',
  },
  'a policy without a default export': {
    files: policy('export default', 'export const it ='),
    code: 'policy-default-export-missing',
    says: ['default export'],
    help: 'export default policy(',
    at: 'policy.ts:1',
  },
  'a policy that throws': {
    files: () => ({ 'policy.ts': `export default 1\nthrow new Error('no luck')\n` }),
    code: 'policy-throws',
    says: ['no luck'],
    help: 'come to an end without an error',
    at: 'policy.ts:2',
  },
  'a schema with an SQL error': {
    files: sql('create table people (\n  id bigint primary kee\n);\n'),
    code: 'schema-sql-error',
    says: ['kee'],
    help: 'correct the statement',
    at: 'schema.sql:2',
  },
  'a schema that refers to what is not there': {
    files: sql('create table notes (\n  id bigint primary key,\n  person_id bigint references people (id)\n);\n'),
    code: 'schema-sql-error',
    says: ['people'],
    help: 'order',
    at: 'schema.sql:1',
  },
  'an extension that PGlite lacks': {
    files: sql('create table a (id bigint);\ncreate extension postgis;\n'),
    code: 'schema-extension-missing',
    says: ['postgis', 'PGlite'],
    help: 'lapse pull',
    at: 'schema.sql:2',
  },
}

interface Finding {
  readonly code: string
  readonly severity: string
  readonly message: string
  readonly help: string | null
  readonly position: { readonly file: string; readonly line: number } | null
}
const findings = (stdout: string): readonly Finding[] => JSON.parse(stdout).diagnostics
const matching = (text: string | RegExp) => (typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text))

async function inSandbox(work: (box: Sandbox) => Promise<void>, files: Bad['files'] = () => ({})): Promise<void> {
  const box = sandbox()
  try {
    for (const [path, text] of Object.entries(files(box.read))) box.write(path, text)
    await work(box)
  } finally {
    box.remove()
  }
}

describe.concurrent('compile refuses', () => {
  test.each(Object.entries(cases))('%s', (_, { files, code, says, help, at }) =>
    inSandbox(async box => {
      const before = box.tree()
      const ran = await lapse(['compile', box.folder, '--json'])
      const errors = findings(ran.stdout).filter(d => d.severity === 'error')
      expect(errors.map(d => d.code)).toEqual([code])
      for (const said of says) expect(errors[0]!.message).toEqual(matching(said))
      expect(errors[0]!.help).toEqual(matching(help))
      const { position } = errors[0]!
      expect(position && `${position.file}:${position.line}`).toBe(at && join(box.folder, at))
      expect(ran.code).toBe(1)
      expect(box.tree()).toEqual(before)
    }, files),
  )

  test('a folder that is not there, as a mistake in the command', () =>
    inSandbox(async box => {
      const before = box.tree()
      const ran = await lapse(['compile', join(box.folder, 'nowhere'), '--json'])
      expect(findings(ran.stdout)).toMatchObject([{ code: 'folder-missing', message: expect.stringContaining('nowhere') }])
      expect(ran.code).toBe(2)
      expect(box.tree()).toEqual(before)
    }))

  test('output that was edited by hand, and a command line that would not', () =>
    inSandbox(async box => {
      expect((await lapse(['compile', box.folder])).code).toBe(0)
      const path = 'generated/migrations/0007_runs.sql'
      box.write(path, `${box.read(path)}-- mine\n`)
      box.write('policy.ts', box.read('policy.ts').replace('months(6)', 'months(7)'))
      const before = box.tree()
      const ran = await lapse(['compile', box.folder, '--json'])
      const [first] = findings(ran.stdout)
      expect(first).toMatchObject({
        code: 'output-hand-edited',
        message: expect.stringContaining(path),
        help: expect.stringContaining('--force'),
      })
      expect(ran.code).toBe(1)
      expect(box.tree()).toEqual(before)
    }))
})

describe('apply refuses', () => {
  let server: Server
  let box: Sandbox
  const ask = async (statement: string): Promise<readonly any[]> => {
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: server.url('notes') })
    await client.connect()
    try {
      return (await client.query(statement)).rows
    } finally {
      await client.end()
    }
  }
  beforeAll(async () => {
    box = sandbox()
    const [started, compiled] = await Promise.all([startServer(), lapse(['compile', box.folder])])
    server = started
    expect(compiled.code).toBe(0)
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: server.superuserUrl })
    await client.connect()
    await client.query('create role nobody login')
    await client.query('create role creator login createrole')
    await client.query('create database notes')
    await client.end()
    await ask(box.read('schema.sql'))
  })
  afterAll(async () => {
    box?.remove()
    await server?.stop()
  })

  test('a database that cannot be reached', async () => {
    const before = box.tree()
    const ran = await lapse(['apply', box.folder, '--url', 'postgres://me:hidden@127.0.0.1:1/notes', '--json'])
    expect(findings(ran.stdout)).toMatchObject([
      {
        code: 'database-unreachable',
        message: expect.stringContaining('"notes" on 127.0.0.1:1 as "me"'),
        help: expect.stringContaining('host and port'),
      },
    ])
    expect(ran.stdout + ran.stderr).not.toContain('hidden')
    expect(ran.code).toBe(1)
    expect(box.tree()).toEqual(before)
  })

  test('no database at all, as a mistake in the command', async () => {
    const ran = await lapse(['apply', box.folder, '--json'])
    expect(findings(ran.stdout)).toMatchObject([{ code: 'database-url-missing', help: expect.stringContaining('--url') }])
    expect(ran.code).toBe(2)
  })

  test.each([
    ['nobody', 'the right to create roles', /CREATEROLE/, 0],
    // Each file is a transaction of its own: the harmless roles of the first are there for the next attempt.
    ['creator', 'the right to create a schema', /CREATE on the database/, 7],
  ])('the role %s, who lacks %s', async (role, _, help, rolesLeft) => {
    const before = box.tree()
    const ran = await lapse(['apply', box.folder, '--url', server.url('notes', role), '--json'])
    const [first] = findings(ran.stdout)
    expect(first).toMatchObject({ severity: 'error', help: expect.stringMatching(help) })
    expect(first!.message).toMatch(/permission denied|must have|privilege/)
    expect(ran.code).toBe(1)
    expect(box.tree()).toEqual(before)
    expect(await ask(`select to_regnamespace('retention') as there`)).toEqual([{ there: null }])
    expect(await ask(`select tgname from pg_trigger where not tgisinternal`)).toEqual([])
    expect(await ask(`select rolname from pg_roles where rolname like 'notes\\_retention%'`)).toHaveLength(rolesLeft)
  })
})
