import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { Temporal } from 'temporal-polyfill'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { notesDatabase } from '../docs/notes.ts'
import { type Ledger, openLedger } from './ledger.ts'

// Five acts, made old by hand and hashed anew; the policy keeps its evidence for 24 months, in Copenhagen.

const folder = mkdtempSync(join(tmpdir(), 'lapse-pruning-'))
let db: PGlite
let ledger: Ledger

beforeAll(async () => {
  db = await (await notesDatabase())()
  ledger = openLedger(db, folder)
  for (const statement of [
    `select retention.arm('notes', 'seen')`,
    `call retention.run('notes')`,
    `call retention.place_hold('M', 'k', 'a', 'r', on_table => 'public.people', row_key => '{"id": 1}')`,
    `select retention.disarm('notes', 'enough')`,
  ])
    await ledger.ask(statement, 'staff')
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => db.exec('begin'))
afterEach(() => db.exec('rollback'))

/** The instant whose 24 months were over some days ago, by another calendar than PostgreSQL's. */
const over = (days: number): string =>
  Temporal.Now.zonedDateTimeISO('Europe/Copenhagen').subtract({ months: 24 }).subtract({ days }).toInstant().toString()
/** Record acts at other instants, and hash the chain anew. */
async function date(instants: Readonly<Record<number, string>>): Promise<void> {
  for (const [id, at] of Object.entries(instants))
    await ledger.tamper(`update retention.evidence set recorded_at = '${at}' where evidence_id = ${id}`)
  await ledger.rechain(1)
}
const ids = async () => (await ledger.ask('select evidence_id::int as id from retention.evidence order by 1')).map(r => r.id)
const prune = async (role = 'notes_retention_operator') => (await ledger.ask('select retention.prune_evidence()::int as n', role))[0]!.n
const release = () => ledger.ask(`select retention.release_hold(1, 'settled')`, 'staff')
const whole = async () => [await ledger.findings(), await ledger.offline()]

describe('retention of the evidence', () => {
  test('the oldest acts go when their period is over, and not a day before; the chain begins at a checkpoint', async () => {
    await date({ 1: over(2), 2: over(1), 3: over(-1) })
    const [second] = await ledger.ask(`select encode(hash, 'hex') as hash from retention.evidence where evidence_id = 2`)
    expect(await prune()).toBe(2)
    expect(await ids()).toEqual([3, 4, 5, 6])
    expect(await ledger.ask(`select evidence_id::int, encode(hash, 'hex') as hash, acts::int from retention.evidence_checkpoint`)).toEqual([
      { evidence_id: 2, hash: second!.hash, acts: 2 },
    ])
    const [act] = await ledger.ask('select act, body from retention.evidence where evidence_id = 6')
    expect(act).toMatchObject({ act: 'evidence pruned', body: { through: 2, hash: second!.hash, acts: 2 } })
    expect([act!.body.first_recorded_at, act!.body.last_recorded_at].map(at => Temporal.Instant.from(at).epochMilliseconds)).toEqual(
      [2, 1].map(days => expect.closeTo(Temporal.Instant.from(over(days)).epochMilliseconds, -5)),
    )
    expect((await ledger.ask('select evidence_id::int as id from retention.evidence_note')).map(r => r.id)).toEqual([5])
    expect(await whole()).toEqual([[], []])
    // Nothing more is over: nothing goes, and nothing is written.
    expect(await prune()).toBe(0)
    expect(await ids()).toEqual([3, 4, 5, 6])
  })

  test('what an older act follows stays with it: a prefix goes, no hole', async () => {
    await date({ 1: over(9), 3: over(5), 4: over(5), 5: over(5) })
    expect(await prune()).toBe(1)
    expect(await ids()).toEqual([2, 3, 4, 5, 6])
    expect(await whole()).toEqual([[], []])
  })

  test('again and again, and everything at once', async () => {
    await date({ 1: over(9) })
    expect(await prune()).toBe(1)
    await release()
    await ledger.tamper(`update retention.evidence set recorded_at = '${over(3)}'`)
    await ledger.tamper(
      `update retention.evidence set previous_hash = c.hash from retention.evidence_checkpoint as c where retention.evidence.evidence_id = 2`,
    )
    await rehash()
    expect(await whole()).toEqual([[], []])
    expect(await prune()).toBe(6)
    expect(await ids()).toEqual([8])
    expect(await whole()).toEqual([[], []])
    expect(
      (await ledger.ask('select evidence_id::int as id, acts::int from retention.evidence_checkpoint order by 1')).map(r => [r.id, r.acts]),
    ).toEqual([
      [1, 1],
      [7, 6],
    ])
  })
  /** Hash what follows the checkpoint anew. */
  async function rehash(): Promise<void> {
    for (const id of (await ids()) as number[])
      await ledger.tamper(`
        update retention.evidence as e set previous_hash = coalesce(
          (select p.hash from retention.evidence as p where p.evidence_id = ${id - 1}), (select c.hash from retention.evidence_checkpoint as c where c.evidence_id = ${id - 1}), '')
        where e.evidence_id = ${id};
        update retention.evidence as e set hash = retention._evidence_hash(e.previous_hash, e.evidence_id, e.recorded_at, e.recorded_by, e.act, e.body) where e.evidence_id = ${id};
        update retention.evidence_head as h set evidence_id = e.evidence_id, hash = e.hash from retention.evidence as e where e.evidence_id = ${id}`)
  }

  const old = { 1: over(9), 2: over(9), 3: over(9), 4: over(9), 5: over(9) }
  const keptThrough = 'and exists (select from retention.active_hold as h where h.hold_id'
  test('the placing of a hold stays while the hold is active', async () => {
    await date(old)
    expect(await prune()).toBe(3)
    expect(await ids()).toEqual([4, 5, 6])
    await release()
    expect(await prune()).toBe(2)
    expect(await ids()).toEqual([6, 7, 8])
  })
  test('removed: that it is looked for', async () => {
    await date(old)
    const [{ text }] = (await ledger.ask(`select pg_get_functiondef('retention.prune_evidence()'::regprocedure) as text`)) as [
      { text: string },
    ]
    expect(text).toContain(keptThrough)
    await ledger.ask(text.replace(keptThrough, `and false ${keptThrough}`))
    expect(await prune()).toBe(5)
  })

  test('what a run under way has done stays', async () => {
    await date(old)
    await release()
    await ledger.ask(`update retention.run_log set state = 'running' where run_id = 1`)
    expect(await prune()).toBe(2)
    await ledger.ask(`update retention.run_log set state = 'done' where run_id = 1`)
    expect(await prune()).toBe(3)
  })

  test('a pause, a copy, a strange clock and a broken chain refuse it, and nothing goes', async () => {
    await date(old)
    const refusal = (sql: string) => ledger.state(`${sql}; select retention.prune_evidence()`)
    expect(await refusal(`select retention.pause('release night')`)).toBe('RH008')
    expect(await refusal('update retention.installation set database_oid = 0')).toBe('RH008')
    expect(await refusal('update retention.installation set system_identifier = 0')).toBe('RH008')
    expect(await refusal(`update retention.installation set heartbeat = clock_timestamp() + interval '1 hour'`)).toBe('RH008')
    expect(await refusal(`select 1`)).toBe('done')
    await ledger.tamper(`update retention.evidence set act = 'x' where evidence_id = 5`)
    expect(await ledger.state('select retention.prune_evidence()')).toBe('RH008')
    expect(await ids()).toEqual([1, 2, 3, 4, 5])
  })

  test('the officer and the auditor cannot do it', async () => {
    for (const role of ['officer', 'auditor'])
      expect(await ledger.state('select retention.prune_evidence()', `notes_retention_${role}`)).toBe('42501')
  })
})

describe('a pruning that was none', () => {
  beforeEach(() => date({ 1: over(9), 2: over(9) }))
  test('acts removed with a checkpoint, and no act that says so', async () => {
    await ledger.ask(`
      insert into retention.evidence_checkpoint (evidence_id, hash, acts, first_recorded_at, last_recorded_at)
      select 3, hash, 3, recorded_at, recorded_at from retention.evidence where evidence_id = 3;
      delete from retention.evidence where evidence_id <= 3`)
    expect(await whole()).toEqual([[[3, 'checkpoint not on record']], [[3, 'pruning not on record']]])
  })
  test('a checkpoint removed, moved, or with another hash', async () => {
    await prune()
    await ledger.tamper('delete from retention.evidence_checkpoint')
    expect(await whole()).toEqual([[[1, 'missing']], [[1, 'missing']]])
  })
  test('a checkpoint with another hash', async () => {
    await prune()
    await ledger.tamper(`update retention.evidence_checkpoint set hash = '\\x00'`)
    expect((await ledger.findings()).toSorted()).toEqual([
      [2, 'checkpoint not on record'],
      [3, 'not linked'],
    ])
    expect((await ledger.offline()).toSorted()).toEqual([
      [2, 'pruning not on record'],
      [3, 'not linked'],
    ])
  })
  test('an act that is there again', async () => {
    await ledger.ask('create table aside as select * from retention.evidence where evidence_id = 2')
    await prune()
    await ledger.ask('insert into retention.evidence select * from aside')
    expect(await ledger.findings()).toContainEqual([2, 'there again'])
    expect(await ledger.offline()).toContainEqual([2, 'out of order'])
  })
  test('checkpoints noted before the pruning cannot be compared; the last act that went can', async () => {
    const heads = await ledger.ask(
      `select evidence_id::int, encode(hash, 'hex') as hash from retention.evidence where evidence_id <= 3 order by 1`,
    )
    const noted = heads.map(h => ({
      database: 'postgres',
      evidence_id: h.evidence_id,
      hash: h.hash,
      noted_at: '2026-01-01T00:00:00.000000Z',
    }))
    await prune()
    expect(await ledger.offline(noted)).toEqual([])
    expect(await ledger.findings(noted[0])).toEqual([])
    expect(await ledger.offline([{ ...noted[1]!, hash: noted[0]!.hash }])).toEqual([[3, 'rewritten']])
    expect(await ledger.findings({ evidence_id: 2, hash: noted[0]!.hash })).toEqual([[2, 'rewritten or cut off']])
  })
})
