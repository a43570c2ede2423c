import { run } from 'graphile-worker'
import pg from 'pg'
import { overHttp } from './deliver.ts'
import { intoFolder } from './post.ts'
import { tell } from './tell.ts'

/** `RECIPIENTS`: a JSON object from the names of the policy's recipients to their addresses; from those of its letters to folders. */
const addresses: Readonly<Record<string, string>> = JSON.parse(process.env.RECIPIENTS ?? '{}')
const recipients = Object.fromEntries(
  Object.entries(addresses).map(([name, to]) => [name, /^https?:/.test(to) ? overHttp(to) : intoFolder(to)]),
)
const database = new pg.Pool({ connectionString: process.env.RETENTION_URL })
const runner = await run({
  connectionString: process.env.WORKER_URL!,
  concurrency: 2,
  pollInterval: 1_000,
  taskList: { tell: tell({ database, recipients }) },
  // Every minute; where notices come rarely that is all it takes.
  crontab: '* * * * * tell',
})
await runner.promise
await database.end()
