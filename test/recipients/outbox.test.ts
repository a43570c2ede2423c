import type { PGlite } from '@electric-sql/pglite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openStudio } from './studio.ts'

// The way of a notice through the outbox. Each test is undone; the clock is moved through the columns.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

type Row = Readonly<Record<string, any>>
let db: PGlite
beforeAll(async () => {
  db = await openStudio()
})
afterAll(() => db.close())
beforeEach(() =>
  db
    .exec(
      `begin; alter table retention.outbox alter notice_id restart; delete from thumbs where id in (1, 3); delete from prints where id = 2; savepoint start`,
    )
    .then(() => undefined),
)
afterEach(() => db.exec('rollback; reset role').then(() => undefined))

const rows = async (sql: string): Promise<readonly Row[]> => (await db.query<Row>(sql)).rows
const value = async (sql: string): Promise<any> => Object.values((await rows(sql))[0]!)[0]
async function state(sql: string): Promise<string> {
  await db.exec('savepoint before')
  try {
    await db.query(sql)
    return 'done'
  } catch (error) {
    await db.exec('rollback to savepoint before')
    return (error as { readonly code: string }).code
  }
}
const as = (role: string) => db.exec(`set role ${role}`)
const take = async (batch = 10, more = ''): Promise<readonly Row[]> => rows(`select * from retention.take_notices(${batch}${more})`)
/** Everything that waits for an hour has waited. */
const hours = (n: number) => db.exec(`reset role; update retention.outbox set available_at = available_at - interval '${n} hours'`)
const ids = (found: readonly Row[]) => found.map(r => Number(r.notice_id))
const fate = (id: number) => rows(`select state, outcome, attempts, payload is null as empty from retention.outbox where notice_id = ${id}`)

describe('taking', () => {
  test('hands out what waits, the oldest first, with what the recipient is told', async () => {
    await as('courier')
    const first = await take(2)
    expect(first.map(r => [r.recipient, r.table_name, r.payload, r.attempt])).toEqual([
      ['files', 'public.thumbs', { width: 64, blob_key: 't/ada-1' }, 1],
      ['files', 'public.thumbs', { width: 64, blob_key: 't/ben-1' }, 1],
    ])
    expect((await take(2)).map(r => r.payload)).toEqual([{ blob_key: 'r/ben' }])
    expect(await take()).toEqual([])
  })

  test('for one recipient alone', async () => {
    await as('courier')
    expect(await take(10, `, of_recipient => 'bank'`)).toEqual([])
    expect(await take(10, `, of_recipient => 'files'`)).toHaveLength(3)
  })

  test('hands out again what nobody settled within the lease, to whoever asks', async () => {
    await as('courier')
    const [lost] = ids(await take(1, `, interval '30 minutes'`))
    await hours(1)
    await as('courier')
    const again = (await take()).find(r => Number(r.notice_id) === lost)
    expect(again!.attempt).toBe(2)
    // Who lost it cannot settle it, nor send it round once more.
    expect(await state(`select retention.settle_notice(${lost}, 1, 'done')`)).toBe('RH015')
    expect(await state(`select retention.retry_notice(${lost}, 1, 'slow')`)).toBe('RH015')
    expect(await state(`select retention.settle_notice(${lost}, 2, 'done')`)).toBe('done')
  })

  test('is refused in a copy of the database, while the clock is strange, and in a pause', async () => {
    await as('courier')
    expect(await state('select * from retention.take_notices()')).toBe('done')
    for (const strange of ['system_identifier = system_identifier + 1', `database_oid = 1`, `heartbeat = now() + interval '1 day'`]) {
      await db.exec(`savepoint here; reset role; update retention.installation set ${strange}; set role courier`)
      expect(await state('select * from retention.take_notices()')).toBe('RH014')
      await db.exec('rollback to savepoint here')
    }
    await db.exec(`reset role; select retention.pause('release night'); set role courier`)
    expect(await state('select * from retention.take_notices()')).toBe('RH014')
    await db.exec(`reset role; select retention.resume(1); set role courier`)
    expect(await state('select * from retention.take_notices()')).toBe('done')
    expect(await state('select * from retention.take_notices(0)')).toBe('RH014')
    expect(await state(`select * from retention.take_notices(1, interval '0')`)).toBe('RH014')
  })

  test('goes on while one class is paused', async () => {
    await db.exec(`select retention.pause('x', 'pictures'); set role courier`)
    expect(await take()).toHaveLength(3)
  })
})

describe('settling', () => {
  test('destroys what was told, and counts in the evidence with the next take', async () => {
    await as('courier')
    const [a, b, c] = ids(await take())
    await rows(`select retention.settle_notice(${a}, 1, 'done', 'HTTP 204')`)
    await rows(`select retention.settle_notice(${b}, 1, 'retained', 'on its own ground')`)
    await rows(`select retention.settle_notice(${c}, 1, 'done')`)
    expect(await state(`select retention.settle_notice(${a}, 1, 'failed')`)).toBe('RH015')
    await take()
    await db.exec('reset role')
    expect(await fate(a!)).toEqual([{ state: 'settled', outcome: 'done', attempts: 1, empty: true }])
    expect(await rows(`select body from retention.evidence where act = 'notices settled'`)).toEqual([
      {
        body: {
          outcomes: [
            { recipient: 'files', outcome: 'done', notices: 2 },
            { recipient: 'files', outcome: 'retained', notices: 1 },
          ],
        },
      },
    ])
    await rows('select * from retention.take_notices()')
    expect(await value(`select count(*)::int from retention.evidence where act = 'notices settled'`)).toBe(1)
    expect(await rows('select * from retention.open_notices')).toEqual([])
    expect(await rows('select done::int, retained::int, failed::int, waiting::int from retention.told order by 2')).toEqual([
      { done: 1, retained: 0, failed: 0, waiting: 0 },
      { done: 1, retained: 1, failed: 0, waiting: 0 },
    ])
  })

  test('needs an outcome that there is, and a notice that is taken', async () => {
    await as('courier')
    expect(await state(`select retention.settle_notice(1, 0, 'done')`)).toBe('RH015')
    expect(await state(`select retention.settle_notice(99, 1, 'done')`)).toBe('RH015')
    const [id] = ids(await take(1))
    expect(await state(`select retention.settle_notice(${id}, 1, 'forgotten')`)).toBe('23514')
    expect(await state(`select retention.settle_notice(${id}, 1, null)`)).toBe('23514')
  })

  test('no payload outlives its outcome, whoever writes', async () => {
    expect(await state(`update retention.outbox set state = 'settled', outcome = 'done', settled_at = now()`)).toBe('23514')
  })
})

describe('trying again', () => {
  // first_wait 1 minute, doubled each time, a day at most: in minutes, by hand.
  const waits = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1440, 1440, 1440, 1440]

  test('waits twice as long each time, a day at most, and fails after the sixteenth', async () => {
    const [id] = ids(await take(1, `, of_recipient => 'files'`))
    for (const [i, minutes] of waits.entries()) {
      expect(await value(`select retention.retry_notice(${id}, ${i + 1}, 'HTTP 503')`)).toBe('waiting')
      expect(
        await value(
          `select round(extract(epoch from available_at - clock_timestamp()) / 60)::int from retention.outbox where notice_id = ${id}`,
        ),
      ).toBe(minutes)
      expect(ids(await take())).not.toContain(id)
      await db.exec(`update retention.outbox set available_at = clock_timestamp() where notice_id = ${id}`)
      expect((await take()).find(r => Number(r.notice_id) === id)!.attempt).toBe(i + 2)
    }
    expect(await value(`select retention.retry_notice(${id}, 16, 'HTTP 503')`)).toBe('failed')
    await hours(48)
    expect(ids(await take())).not.toContain(id)
    expect(await rows(`select state, attempts, last_error, late from retention.open_notices where notice_id = ${id}`)).toEqual([
      { state: 'failed', attempts: 16, last_error: 'HTTP 503', late: false },
    ])
  })

  test('a worker that vanishes at the last attempt leaves a notice that has failed', async () => {
    await db.exec(`update retention.outbox set last_attempt = 1 where notice_id = 1`)
    await take()
    await hours(1)
    expect(ids(await take())).not.toContain(1)
    expect(await rows(`select state, last_error from retention.outbox where notice_id = 1`)).toEqual([
      { state: 'failed', last_error: 'its worker did not come back' },
    ])
  })
})

describe('an officer', () => {
  beforeEach(() =>
    db
      .exec(`update retention.outbox set state = 'failed', attempts = 16, last_error = 'HTTP 503' where notice_id = 1; set role dpo`)
      .then(() => undefined),
  )

  test('queues again what has failed, as if it were new', async () => {
    await rows(`select retention.requeue_notice(1, 'the store is back')`)
    expect(await state(`select retention.requeue_notice(1, 'twice')`)).toBe('RH015')
    await as('courier')
    expect((await take()).find(r => Number(r.notice_id) === 1)!.attempt).toBe(17)
    expect(await value(`select retention.retry_notice(1, 17, 'HTTP 503')`)).toBe('waiting')
    await db.exec('reset role')
    expect(await value(`select count(*)::int from retention.evidence where act = 'notice queued again'`)).toBe(1)
  })

  test('closes what was told by hand, or never will be', async () => {
    await rows(`select retention.close_notice(1, 'failed', 'the store was given up')`)
    await rows(`select retention.close_notice(2, 'done', 'by letter')`)
    await db.exec('reset role')
    expect(await fate(1)).toEqual([{ state: 'settled', outcome: 'failed', attempts: 16, empty: true }])
    await rows('select * from retention.take_notices()')
    expect(await rows(`select act, body ->> 'outcome' as outcome from retention.evidence where act like 'notice%'`)).toEqual([
      { act: 'notice closed', outcome: 'failed' },
      { act: 'notice closed', outcome: 'done' },
    ])
    expect(await state(`select retention.close_notice(3, 'done', 'a worker has it')`)).toBe('RH015')
  })

  test('sees what waits, is late and has failed', async () => {
    await db.exec(`reset role; update retention.outbox set due_at = now() - interval '1 hour' where notice_id = 2; set role ops`)
    expect(await rows('select recipient, hears, waiting::int, late::int, failed::int from retention.recipient_status order by 1')).toEqual([
      { recipient: 'bank', hears: 'erasure', waiting: 0, late: 0, failed: 0 },
      { recipient: 'files', hears: 'destruction', waiting: 2, late: 1, failed: 1 },
    ])
  })
})

test('the last day is the recipient’s, in the policy’s time zone', async () => {
  expect(
    await value(
      `select bool_and(due_at = retention.due(created_at, interval '1 day')) or max(due_at - created_at) < interval '25 hours 1 second' from retention.outbox`,
    ),
  ).toBe(true)
})

describe('a worker', () => {
  test.each([
    'select * from retention.outbox',
    'select * from retention.told',
    'select * from people',
    'select * from retention.evidence',
    `select retention.close_notice(1, 'done', 'x')`,
    `select retention._tell('files', 'x', '{}', null)`,
  ])('may not %s', async sql => {
    await as('courier')
    expect(await state(sql)).toBe('42501')
  })
})
