import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { manual, scheduled } from '../../src/index.ts'
import { openPglite } from '../../src/schema/pglite.ts'
import { clubFiles, schemaSql } from '../invariants/club.ts'

// The time since the last run, as a clock that went ahead and an old backup show it. The clock of a server cannot be moved here: what is moved is the
// heartbeat beside it. `test/invariants/i09-nothing-by-surprise.test.ts` has the same on a server, and what happens without the test.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let db: PGlite
beforeAll(async () => {
  db = await openPglite()
  await db.exec(schemaSql)
  for (const { path, text } of await clubFiles(scheduled('0 4 * * *')))
    if (path.startsWith('migrations/')) await db.exec(`begin; ${text}; commit`)
  await db.exec(`
    insert into members (id, name) values (1, 'ann');
    insert into notes (id, member_id, text, written_at) values (1, 1, 'due', '2020-01-01');
    select retention.arm('notes', 'test')`)
})
afterAll(() => db.close())

interface Opened {
  readonly state: string
  readonly stop_reason: string | null
  /** Whether the heartbeat is of now. */
  readonly beats: boolean
}
/** What becomes of runs of `notes`, one after the other, `hours` after the last run; all of it is undone. */
async function opened(hours: number, before = '', runs = 1, of = 'notes'): Promise<readonly Opened[]> {
  await db.exec(`begin; update retention.installation set heartbeat = clock_timestamp() - make_interval(hours => ${hours}); ${before}`)
  try {
    const found: Opened[] = []
    for (let i = 0; i < runs; i++) {
      await db.query('select retention.run_open($1, null, true, null, null, null)', [of])
      const { rows } = await db.query<Opened>(`
        select l.state, l.stop_reason, i.heartbeat > clock_timestamp() - interval '1 minute' as beats
        from retention.run_log as l, retention.installation as i order by l.run_id desc limit 1`)
      found.push(rows[0]!)
    }
    return found
  } finally {
    await db.exec('rollback')
  }
}
const running = { state: 'running', stop_reason: null, beats: true }
const strange = { state: 'refused', stop_reason: expect.stringMatching(/^no run for more than 48 hours: /), beats: false }

describe('a policy that runs daily', () => {
  test('goes on after 47 hours, as after a failover or a night without a scheduler', async () => {
    expect(await opened(47)).toEqual([running])
  })
  test('waits after 49 hours, and goes on waiting', async () => {
    expect(await opened(49, '', 2)).toEqual([strange, strange])
  })
  test('waits for all classes, armed or not', async () => {
    expect(await opened(49, '', 1, 'letters')).toEqual([strange])
  })
  test('goes on when somebody says so', async () => {
    expect(await opened(49, `select retention.go_on('looked at', nothing_to_replay => true)`)).toEqual([running])
  })
  test('counts a run in shadow, and one that is paused', async () => {
    expect(await opened(47, '', 1, 'letters')).toEqual([{ state: 'shadow', stop_reason: expect.stringMatching(/^shadow/), beats: true }])
    expect(await opened(47, `select retention.pause('night')`)).toEqual([{ state: 'refused', stop_reason: 'paused: night', beats: true }])
  })
  test('is not let go by a pause', async () => {
    expect(await opened(49, `select retention.pause('night')`)).toEqual([strange])
  })
  test('counts from the first arming, and not from the next', async () => {
    expect(await opened(49, `select retention.disarm('notes', 'x'); select retention.arm('notes', 'x')`)).toEqual([running])
    expect(await opened(49, `select retention.arm('letters', 'x')`)).toEqual([strange])
  })
  test('without a schedule there is no gap', async () => {
    expect(await opened(24 * 400, 'update retention.installation set gap = null')).toEqual([running])
  })
})

test.each([
  ['every hour', scheduled('7 * * * *'), 'make_interval(hours => 48)'],
  ['every day', scheduled('0 4 * * *'), 'make_interval(hours => 48)'],
  ['every week', scheduled('0 4 * * 1'), 'make_interval(hours => 336)'],
  ['every month', scheduled('0 4 1 * *'), 'make_interval(hours => 1488)'],
  ['by hand', manual(), 'null'],
])('the gap of a policy that runs %s', async (_, activation, gap) => {
  const operations = (await clubFiles(activation)).find(f => f.path.endsWith('_operations.sql'))!.text
  expect(operations).toContain(`select c.system_identifier, d.oid, clock_timestamp(), ${gap}\n`)
})
