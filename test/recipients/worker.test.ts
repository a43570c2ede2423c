import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Logger, runMigrations, runOnce } from 'graphile-worker'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { overHttp } from '../../examples/outbox-worker/deliver.ts'
import { tell } from '../../examples/outbox-worker/tell.ts'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alterRoutine } from '../alter.ts'
import { type Server, startServer } from '../server.ts'
import { logins, schemaSql, studioFiles } from './studio.ts'

// The example worker as it stands, on a server, with graphile-worker. The clock is moved through the columns.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 120_000 })

let server: Server
let http: HttpServer
/** Where the recipients are. */
let address: string
/** What the recipients were told, in order, and how they answer. */
let heard: { readonly key: string; readonly body: any }[] = []
let answer: (request: IncomingMessage, response: ServerResponse) => void

async function install(database: string, files: readonly OutputFile[]): Promise<void> {
  const admin = new pg.Client(server.superuserUrl)
  await admin.connect()
  await admin.query(`create database ${database}`)
  await admin.end()
  const client = new pg.Client(server.url(database))
  await client.connect()
  await client.query(schemaSql)
  for (const { path, text } of files) if (path.startsWith('migrations/')) await client.query(`begin;\n${text}\ncommit;`)
  if ((await client.query(`select to_regrole('courier') as there`)).rows[0].there === null) await client.query(logins)
  await client.end()
}

beforeAll(async () => {
  server = await startServer({ max_connections: '60' })
  await install('studio', await studioFiles())
  await runMigrations({ connectionString: server.url('studio') })
  http = createServer((request, response) => {
    let text = ''
    request.on('data', part => {
      text += part
    })
    request.on('end', () => {
      heard.push({ key: String(request.headers['idempotency-key']), body: JSON.parse(text) })
      answer(request, response)
    })
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
})
afterAll(async () => {
  http.closeAllConnections()
  http.close()
  await server.stop()
})

const ask = async (sql: string, user?: string, database = 'studio'): Promise<readonly any[]> => {
  const client = new pg.Client(server.url(database, user))
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
const says = (status: number) => (_: IncomingMessage, response: ServerResponse) => response.writeHead(status).end()
/** Thumbs whose files the store has to delete, and then nothing of them but the notices. */
const notices = (n: number) =>
  ask(`truncate retention.outbox restart identity; delete from people;
    insert into people (id, name) values (1, 'Ada'); insert into pictures (id, person_id) values (1, 1);
    insert into thumbs (id, picture_id, blob_key) select i, 1, 't/' || i from generate_series(1, ${n}) as i;
    delete from thumbs`)
const pools: pg.Pool[] = []
afterAll(() => Promise.all(pools.map(p => p.end())))
/** One worker until there is nothing to do. */
async function work(recipients = { files: overHttp(address, 5_000) }, batch = 10): Promise<void> {
  const database = new pg.Pool({ connectionString: server.url('studio', 'courier'), max: 5 })
  pools.push(database)
  await runOnce({
    connectionString: server.url('studio'),
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    concurrency: 2,
    taskList: { tell: tell({ database, recipients, batch }) },
  })
}
const job = () => ask(`select graphile_worker.add_job('tell')`)
const outcomes = () => ask(`select state, outcome, attempts, count(*)::int as n from retention.outbox group by 1, 2, 3 order by 1, 2, 3`)

beforeEach(() => {
  heard = []
  answer = says(204)
})

describe('the example', () => {
  test('two workers at once tell each notice once', async () => {
    await notices(120)
    await job()
    await job()
    await Promise.all([work(), work()])
    expect(heard.map(h => h.key).toSorted()).toEqual(Array.from({ length: 120 }, (_, i) => `lapse-${i + 1}`).toSorted())
    expect(heard.find(h => h.key === 'lapse-7')!.body).toEqual({ table: 'public.thumbs', row: { blob_key: 't/7', width: 64 } })
    expect(await outcomes()).toEqual([{ state: 'settled', outcome: 'done', attempts: 1, n: 120 }])
    expect(await ask('select count(*)::int as n from retention.outbox where payload is not null')).toEqual([{ n: 0 }])
    // What is told stands in the outbox alone.
    expect(await ask(`select count(*)::int as n from graphile_worker._private_jobs as j where j::text like '%t/%'`)).toEqual([{ n: 0 }])
  })

  test('takes the answers for what they mean', async () => {
    await notices(4)
    const statuses = [204, 410, 451, 422]
    answer = (request, response) => says(statuses[Number(String(request.headers['idempotency-key']).split('-')[1]) - 1]!)(request, response)
    await job()
    await work()
    expect(await ask('select outcome, note from retention.outbox order by notice_id')).toEqual([
      { outcome: 'done', note: 'HTTP 204' },
      { outcome: 'done', note: 'HTTP 410' },
      { outcome: 'retained', note: 'HTTP 451' },
      { outcome: 'failed', note: 'HTTP 422' },
    ])
  })

  test('backs off when the recipient fails, and comes again', async () => {
    await notices(1)
    answer = says(503)
    await job()
    await work()
    expect(await ask('select state, attempts, last_error from retention.outbox')).toEqual([
      { state: 'waiting', attempts: 1, last_error: 'HTTP 503' },
    ])
    // Its minute is not over.
    await job()
    await work()
    expect(heard).toHaveLength(1)
    await ask(`update retention.outbox set available_at = clock_timestamp()`)
    answer = says(204)
    await job()
    await work()
    expect(heard.map(h => h.key)).toEqual(['lapse-1', 'lapse-1'])
    expect(await outcomes()).toEqual([{ state: 'settled', outcome: 'done', attempts: 2, n: 1 }])
  })

  test('that knows nobody of that name says so, and the notice waits', async () => {
    await notices(1)
    await job()
    await work({} as never)
    expect(await ask('select state, last_error from retention.outbox')).toEqual([
      { state: 'waiting', last_error: 'nobody knows how to tell files' },
    ])
  })

  test('killed in the middle of a delivery loses nothing: the notice comes again, to another worker', async () => {
    await notices(1)
    const asked = new Promise<void>(resolve => {
      // Never answered.
      answer = () => resolve()
    })
    const child = spawn(process.execPath, [fileURLToPath(new URL('../../examples/outbox-worker/main.ts', import.meta.url))], {
      env: {
        ...process.env,
        RETENTION_URL: server.url('studio', 'courier'),
        WORKER_URL: server.url('studio'),
        RECIPIENTS: JSON.stringify({ files: address }),
      },
      stdio: 'ignore',
    })
    await job()
    await asked
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    expect(await outcomes()).toEqual([{ state: 'taken', outcome: null, attempts: 1, n: 1 }])
    answer = says(204)
    // Its lease is not over.
    await job()
    await work()
    expect(heard).toHaveLength(1)
    await ask(`update retention.outbox set available_at = clock_timestamp()`)
    await job()
    await work()
    expect(heard.map(h => h.key)).toEqual(['lapse-1', 'lapse-1'])
    expect(await outcomes()).toEqual([{ state: 'settled', outcome: 'done', attempts: 2, n: 1 }])
  })

  test('whose answer comes after its lease does not settle what another has', async () => {
    await notices(1)
    const asked: ServerResponse[] = []
    const slow = new Promise<void>(resolve => {
      answer = (_, response) => {
        asked.push(response)
        resolve()
      }
    })
    await job()
    const first = work()
    await slow
    await ask(`update retention.outbox set available_at = clock_timestamp()`)
    const [again] = await ask('select * from retention.take_notices()', 'courier')
    expect(again.attempt).toBe(2)
    asked[0]!.writeHead(204).end()
    await first
    expect(await outcomes()).toEqual([{ state: 'taken', outcome: null, attempts: 2, n: 1 }])
    await ask(`select retention.settle_notice(1, 2, 'retained')`, 'courier')
    expect(await outcomes()).toEqual([{ state: 'settled', outcome: 'retained', attempts: 2, n: 1 }])
  })
})

describe('two sessions that take at the same moment', () => {
  /** What the second is handed while the first has not committed; afterwards, what both were handed. */
  async function both(database: string): Promise<readonly (readonly number[])[]> {
    const [first, second] = [new pg.Client(server.url(database, 'courier')), new pg.Client(server.url(database, 'courier'))]
    await Promise.all([first.connect(), second.connect()])
    const ids = (rows: readonly any[]) => rows.map(r => Number(r.notice_id))
    await first.query('begin')
    const one = ids((await first.query('select * from retention.take_notices(2)')).rows)
    const two = second.query('select * from retention.take_notices(2)')
    // Where the second waits for the first, it goes on when the first is done; where it passes by, it is done before.
    await Promise.race([two, first.query('select 1').then(() => waiting(database))])
    await first.query('commit')
    const other = ids((await two).rows)
    await Promise.all([first.end(), second.end()])
    return [one, other]
  }
  async function waiting(database: string): Promise<void> {
    for (;;) {
      const [found] = await ask(`select count(*)::int as n from pg_locks where not granted`, undefined, database)
      const idle = await ask(
        `select count(*)::int as n from pg_stat_activity where datname = '${database}' and usename = 'courier' and state = 'active'`,
        undefined,
        database,
      )
      if (found.n > 0 || idle[0].n === 0) return
    }
  }

  test('never get the same', async () => {
    await notices(4)
    expect(await both('studio')).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  test('would, if they locked nothing', async () => {
    const unlocked = alterRoutine(
      await studioFiles(),
      'take_notices',
      /\n {4}limit batch\n {4}for update skip locked/g,
      '\n    limit batch',
    )
    await install('unlocked', unlocked)
    await ask(
      `insert into people (id, name) values (1, 'Ada'); insert into pictures (id, person_id) values (1, 1);
      insert into thumbs (id, picture_id, blob_key) select i, 1, 't/' || i from generate_series(1, 4) as i; delete from thumbs`,
      undefined,
      'unlocked',
    )
    expect(await both('unlocked')).toEqual([
      [1, 2],
      [1, 2],
    ])
  })
})
