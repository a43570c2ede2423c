import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alterRoutine } from '../alter.ts'
import { lapse, type Ran } from '../cli/lapse.ts'
import { type Server, startServer } from '../server.ts'
import { bureauFiles, forbidden, logins, rows, schemaSql } from './bureau.ts'

// Exports on a server: the command line, several sessions, and a person with a great many rows.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 120_000 })

let server: Server
let folder: string
const clients: pg.Client[] = []
async function session(user: string, database = 'bureau'): Promise<pg.Client> {
  const client = new pg.Client(server.url(database, user))
  client.on('error', () => {})
  await client.connect()
  clients.push(client)
  return client
}
async function install(database: string, files: readonly OutputFile[], first = false): Promise<void> {
  const admin = await session('postgres', 'postgres')
  await admin.query(`create database ${database}`)
  const client = await session('postgres', database)
  await client.query(schemaSql)
  for (const { path, text } of files) if (path.startsWith('migrations/')) await client.query(`begin;\n${text}\ncommit;`)
  if (first) await client.query(logins)
  await client.query(rows)
}
const ask = async (sql: string, database = 'bureau'): Promise<readonly any[]> => {
  const client = new pg.Client(server.url(database))
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
/** A verified request. */
async function open(right = 'access', person = 1, database = 'bureau'): Promise<number> {
  const [made] = await ask(`select retention.open_request('public.people', '{"id": ${person}}', '${right}', 'e-mail') as id`, database)
  await ask(`select retention.verify_request(${made.id}, 'basic')`, database)
  return Number(made.id)
}
const later = () => ask(`update retention.export set exported_at = exported_at - interval '1 hour'`)
const run = (...args: readonly string[]): Promise<Ran> => lapse(['export', ...args, '--url', server.url('bureau', 'dpo')])

beforeAll(async () => {
  // What a process has touched of the shared buffers counts as its memory, so there are few.
  server = await startServer({ shared_buffers: '2MB' })
  folder = mkdtempSync(join(tmpdir(), 'lapse-export-'))
  await install('bureau', await bureauFiles(), true)
})
afterAll(async () => {
  await Promise.all(clients.map(c => c.end().catch(() => {})))
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('lapse export', () => {
  test('writes one document', async () => {
    const id = await open()
    const { code, stdout } = await run(String(id), '--out', join(folder, 'json'), '--section', 'support')
    expect([code, stdout]).toEqual([0, expect.stringContaining(`1 file for request ${id}`)])
    expect(readdirSync(join(folder, 'json'))).toEqual(['export.json'])
    const text = readFileSync(join(folder, 'json/export.json'), 'utf8')
    expect(JSON.parse(text).data).toMatchObject({ people: [{ name: 'Ada' }], tickets: [{ question: 'why?' }] })
    expect(forbidden.filter(word => text.includes(word))).toEqual([])
    expect(statSync(join(folder, 'json')).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'json/export.json')).mode & 0o777).toBe(0o600)
    await later()
  })

  test('writes one file per table', async () => {
    const { code } = await run(String(await open()), '--out', join(folder, 'csv'), '--format', 'csv')
    expect(code).toBe(0)
    expect(readdirSync(join(folder, 'csv')).toSorted()).toEqual([
      'letters.csv',
      'memos.csv',
      'odd_names_to_do.csv',
      'pages.csv',
      'people.csv',
    ])
    expect(readFileSync(join(folder, 'csv/pages.csv'), 'utf8')).toBe(`page,text\r\n1,ä; é\r\n1,'-\r\n2,'+49 30 1\r\n`)
    await later()
  })

  test('writes nothing where the database refuses, and nothing is on record', async () => {
    const [made] = await ask(`select retention.open_request('public.people', '{"id": 1}', 'access', 'e-mail') as id`)
    const before = await ask('select count(*) from retention.export')
    const { code, stderr } = await run(String(made.id), '--out', join(folder, 'refused'))
    expect([code, stderr]).toEqual([1, expect.stringContaining('RH012')])
    expect(readdirSync(folder).filter(name => name.startsWith('refused'))).toEqual([])
    expect(await ask('select count(*) from retention.export')).toEqual(before)
  })

  test('nor where the folder is there, or cannot be', async () => {
    const id = await open()
    mkdirSync(join(folder, 'there'))
    const before = await ask('select count(*) from retention.export')
    const there = await run(String(id), '--out', join(folder, 'there'))
    expect([there.code, there.stderr]).toEqual([1, expect.stringContaining('error[export-folder-there]')])
    const nowhere = await run(String(id), '--out', join(folder, 'no/where'))
    expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining('error[export-not-writable]')])
    expect(await ask('select count(*) from retention.export')).toEqual(before)
    expect(existsSync(join(folder, 'no'))).toBe(false)
  })

  test('breaks off in the middle, and leaves nothing', async () => {
    const id = await open()
    // The last table cannot be read when all others were.
    await ask(`alter table "odd names"."To,Do" rename to gone`)
    const { code } = await run(String(id), '--out', join(folder, 'half'))
    await ask(`alter table "odd names".gone rename to "To,Do"`)
    expect(code).toBe(1)
    expect(readdirSync(folder).filter(name => name.startsWith('half'))).toEqual([])
    expect(await ask(`select count(*)::int as n from retention.export where request_id = ${id}`)).toEqual([{ n: 0 }])
  })

  test.each([['x', '--out', 'o'], ['1', '--out', 'o', '--format', 'xml'], ['1']])(
    'a command that cannot be right: %s %s %s %s',
    async (...args) => {
      expect((await run(...args.filter(a => a !== undefined))).code).toBe(2)
    },
  )
})

describe('two exports of one person at once', () => {
  /** What the second comes to, which began while the first was not committed. */
  async function second(database: string): Promise<string> {
    const [one, two] = [await session('dpo', database), await session('dpo', database)]
    const ids = [await open('access', 1, database), await open('access', 1, database)]
    await one.query('begin')
    await one.query('select * from retention.export_person($1)', [ids[0]])
    const other = two.query('select * from retention.export_person($1)', [ids[1]]).then(
      () => 'done',
      error => error.code,
    )
    // It waits for the first, or it is done without it.
    let over = false
    void other.then(() => {
      over = true
    })
    for (let waits = 0; waits === 0 && !over; )
      waits = (await ask('select count(*)::int as n from pg_locks where not granted', database))[0].n
    await one.query('commit')
    return other
  }
  test('are one export', async () => {
    await later()
    expect(await second('bureau')).toBe('RH016')
  })
  test('and two where nobody waits', async () => {
    await install('hasty', alterRoutine(await bureauFiles(), 'export_person', /perform pg_advisory_xact_lock[^;]*;/g, ''))
    expect(await second('hasty')).toBe('done')
  })
})

describe('a person with many rows', () => {
  const letters = 60_000
  /** How much the server's process has grown while it exported, in megabytes. */
  async function growth(
    statement: (client: pg.Client, id: number) => Promise<number>,
  ): Promise<{ readonly grown: number; readonly lines: number }> {
    const client = await session('dpo')
    const id = await open('portability', 3)
    const [{ pid }] = (await client.query('select pg_backend_pid() as pid')).rows
    const peak = () => Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
    const before = peak()
    const lines = await statement(client, id)
    return { grown: peak() - before, lines }
  }
  beforeAll(async () => {
    await ask(`
      insert into people (id, name) values (3, 'Eve');
      insert into letters (id, person_id, body) select 1000 + i, 3, repeat(md5(i::text), 60) from generate_series(1, ${letters}) as i;
      analyze letters`)
  })

  test('is read in portions, and neither side holds it whole', async () => {
    const { grown, lines } = await growth(async (client, id) => {
      await client.query('begin')
      await client.query(`declare c no scroll cursor for select line from retention.export_person(${id})`)
      let n = 0
      for (let found = 1; found > 0; n += found) found = (await client.query('fetch 1000 from c')).rowCount!
      await client.query('commit')
      return n
    })
    // Head, one table with its one row, the other table, the end.
    expect(lines).toBe(1 + 3 + 1 + letters + 1)
    // 115 MB of letters.
    expect(grown).toBeLessThan(60)
  })

  test('what puts it into one text shows', async () => {
    const { grown } = await growth(async (client, id) => {
      await client.query(`select length(string_agg(line, '')) from retention.export_person(${id})`)
      return 1
    })
    expect(grown).toBeGreaterThan(100)
  })
})
