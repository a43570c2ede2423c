import { pgDump } from '@electric-sql/pglite-tools/pg_dump'
import { expect, test, vi } from 'vitest'
import { openPglite } from '../../src/schema/pglite.ts'
import { migrationsOf } from '../emit/generated.ts'
import { asDba, installed } from '../emit/installed.ts'

vi.setConfig({ testTimeout: 120_000 })

// The two whose schemas are strangest: row-level security and a foreign schema; keys of several columns, domains, odd names.
test.each(['kaevo', 'clinic'])('%s: a dump that was restored elsewhere shows no drift', async policy => {
  const here = await installed(policy)
  const there = await openPglite([])
  try {
    const dump = await (await pgDump({ pg: here })).text()
    await there.exec('create role app_owner; create role dba login createrole in role app_owner; grant create on database postgres to dba')
    await asDba(there, ...migrationsOf(policy)[0]!)
    // Without psql's own commands.
    await there.exec(dump.replace(/^\\.*$/gm, ''))
    expect((await there.query('select * from retention.drift')).rows).toEqual([])
    // And it shows what comes then.
    await there.exec('drop index retention.run_log_class_name')
    expect((await there.query('select what, object from retention.drift')).rows).toEqual([
      { what: 'index', object: 'retention.run_log_class_name' },
    ])
  } finally {
    await here.close()
    await there.close()
  }
})
