import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromPostgres } from '../../src/schema/from-postgres.ts'
import { loadSchema } from '../../src/schema/load-schema.ts'
import type { Schema } from '../../src/schema/schema.ts'
import { readSnapshot, writeSnapshot } from '../../src/schema/snapshot.ts'
import { type Server, startServer } from '../server.ts'
import { failure } from './failure.ts'
import { nasty } from './fixtures/nasty.ts'

const sqlFile = join(import.meta.dirname, 'fixtures/nasty.sql')

let server: Server
let folder: string
let fromFiles: Schema

async function asSuperuser<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server.url(database) })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lapse-schema-'))
  server = await startServer()
  await asSuperuser('postgres', async client => {
    await client.query('create database nasty')
    await client.query('create role stranger login')
    await client.query('revoke connect on database nasty from public')
  })
  await asSuperuser('nasty', async client => client.query(await readFile(sqlFile, 'utf8')))
  fromFiles = await loadSchema({ kind: 'sql', files: [sqlFile] })
}, 60_000)

afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('one database, three sources', () => {
  test('SQL files give what is written in them', () => {
    expect(fromFiles).toEqual(nasty)
  })

  test('a live server gives the same value', async () => {
    const live = await loadSchema({ kind: 'postgres', url: server.url('nasty') })
    expect(live).toEqual(nasty)
    expect(writeSnapshot(live)).toBe(writeSnapshot(fromFiles))
  })

  test('a snapshot gives the same value', async () => {
    const file = join(folder, 'schema.json')
    await writeFile(file, writeSnapshot(fromFiles))
    const again = await loadSchema({ kind: 'snapshot', file })
    expect(again).toEqual(nasty)
    expect(writeSnapshot(again)).toBe(writeSnapshot(fromFiles))
  })

  test('all of it is frozen', () => {
    const open: unknown[] = []
    const visit = (value: unknown) => {
      if (typeof value !== 'object' || value === null) return
      if (!Object.isFrozen(value)) open.push(value)
      Object.values(value).forEach(visit)
    }
    visit(fromFiles)
    visit(readSnapshot(writeSnapshot(fromFiles), 'schema.json'))
    expect(open).toEqual([])
    expect(Object.isFrozen(fromFiles.tables[0]!.columns[0])).toBe(true)
  })
})

describe('reading a live server', () => {
  test('the settings of the role change nothing', async () => {
    await asSuperuser('nasty', client =>
      client.query(`
        create role odd login;
        grant connect on database nasty to odd;
        alter role odd set search_path = 'we.ird "schema"', public;
        alter role odd set quote_all_identifiers = on;
        alter role odd set default_transaction_isolation = 'serializable'`),
    )
    expect(await fromPostgres(server.url('nasty', 'odd'))).toEqual(nasty)
  })

  test('schemas to ignore are the caller’s choice', async () => {
    const schema = await fromPostgres(server.url('nasty'), { ignore: ['public'] })
    expect(schema.tables.map(t => [t.schema, t.name])).toEqual([
      ['cron', 'job'],
      ['we.ird "schema"', 'Order'],
      ['we.ird "schema"', 'é'.repeat(15) + 'x'.repeat(33)],
    ])
  })

  test('nobody there', async () => {
    const port = await new Promise<number>(resolve => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const { port } = probe.address() as { port: number }
        probe.close(() => resolve(port))
      })
    })
    const [found] = await failure(fromPostgres(`postgres://me:s3cret@127.0.0.1:${port}/shop`))
    expect(found).toMatchObject({ code: 'database-unreachable', severity: 'error' })
    expect(found!.message).toContain(`the database "shop" on 127.0.0.1:${port} cannot be reached`)
    expect(JSON.stringify(found)).not.toContain('s3cret')
  })

  test('no such database', async () => {
    const [found] = await failure(fromPostgres(server.url('absent')))
    expect(found).toMatchObject({ code: 'database-unreachable' })
    expect(found!.message).toContain('database "absent" does not exist')
  })

  test('a role that may not connect', async () => {
    const [found] = await failure(fromPostgres(server.url('nasty', 'stranger')))
    expect(found).toMatchObject({ code: 'database-permission-denied' })
    expect(found!.message).toContain('does not let "stranger" in')
  })

  test('a role that is not there', async () => {
    const [found] = await failure(fromPostgres(server.url('nasty', 'nobody at all')))
    expect(found).toMatchObject({ code: 'database-permission-denied' })
    expect(found!.message).toContain('role "nobody at all" does not exist')
  })

  test('a wrong password is not shown', async () => {
    await asSuperuser('postgres', async client => {
      await client.query(`create role keyed login password 'right'`)
      const { rows } = await client.query('show data_directory')
      const hba = `${rows[0].data_directory}/pg_hba.conf`
      await client.query(`copy (values ('host all keyed 127.0.0.1/32 scram-sha-256'), ('host all all 127.0.0.1/32 trust')) to '${hba}'`)
      await client.query('select pg_reload_conf()')
    })
    const url = (password: string) => server.url('postgres', 'keyed').replace('keyed@', `keyed:${password}@`)
    expect((await fromPostgres(url('right'))).kind).toBe('schema')
    const [found] = await failure(fromPostgres(url('wr0ng')))
    expect(found).toMatchObject({ code: 'database-permission-denied' })
    expect(JSON.stringify(found)).not.toContain('wr0ng')
  })

  test('what is not a URL', async () => {
    for (const url of ['mysql://me:s3cret@h/db', 'postgres://me:s3cret@h:port/db', 's3cret']) {
      const [found] = await failure(fromPostgres(url))
      expect(found).toMatchObject({ code: 'database-url-invalid' })
      expect(JSON.stringify(found)).not.toContain('s3cret')
    }
  })
})
