import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyEvidence } from '../../src/operate/evidence/evidence.ts'
import { notesDatabase } from '../docs/notes.ts'
import { type Ledger, openLedger } from './ledger.ts'

// One chain of eight acts, tampered with in each way there is. It is followed by the database and, on its own, by the command line.

const folder = mkdtempSync(join(tmpdir(), 'lapse-evidence-'))
let db: PGlite
let ledger: Ledger
const file = join(folder, 'kept.jsonl')
const checkpoints = join(folder, 'heads.jsonl')
let lines: readonly string[]
let noted: readonly { readonly database: string; readonly evidence_id: number; readonly hash: string; readonly noted_at: string }[]

beforeAll(async () => {
  db = await (await notesDatabase())()
  ledger = openLedger(db, folder)
  for (const statement of [
    `select retention.arm('notes', 'seen with Ann Smith')`,
    `call retention.run('notes')`,
    `call retention.place_hold('M-1 Ann Smith', 'litigation', 'court', 'claim of Ann Smith', on_table => 'public.people', row_key => '{"id": 1}')`,
    `select retention.release_hold(1, 'Ann Smith settled')`,
    `select retention.disarm('notes', 'enough')`,
    `select retention.set_limits('notes', 'smaller', batch_rows => 10)`,
    `select retention.go_on('as it is')`,
  ])
    await ledger.ask(statement, 'staff')
  const heads = await ledger.ask(
    `select evidence_id::int, encode(hash, 'hex') as hash from retention.evidence where evidence_id in (2, 5, 8) order by 1`,
  )
  noted = heads.map(h => ({ database: 'postgres', evidence_id: h.evidence_id, hash: h.hash, noted_at: '2026-01-01T00:00:00.000000Z' }))
  await db.exec('begin')
  await ledger.export(file)
  await db.exec('commit')
  lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  writeFileSync(checkpoints, noted.map(n => `${JSON.stringify(n)}\n`).join(''))
  await db.exec('create table acts as select * from retention.evidence')
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => db.exec('begin'))
afterEach(() => db.exec('rollback'))

test('as it was written it is whole, in the database and offline, and agrees with what was noted', async () => {
  expect((await ledger.ask('select act from retention.evidence order by evidence_id')).map(r => r.act)).toEqual([
    'policy installed',
    'armed',
    'disposal',
    'hold placed',
    'hold released',
    'disarmed',
    'limits changed',
    'told to go on',
  ])
  expect(await ledger.findings()).toEqual([])
  expect(await ledger.offline(noted)).toEqual([])
  for (const known of noted) expect(await ledger.findings(known)).toEqual([])
})

test('what people wrote is not in it, but a keyed digest of it', async () => {
  const bodies = (await ledger.ask('select body::text from retention.evidence')).map(r => r.body).join()
  expect(bodies).not.toContain('Ann')
  expect(bodies).not.toContain('M-1')
  const [armed] = await ledger.ask(`
    select n.note, e.body ->> 'note' = retention.keyed_digest('seen with Ann Smith') as matches, e.body ->> 'note' = retention.keyed_digest('seen') as other
    from retention.evidence as e join retention.evidence_note as n using (evidence_id) where e.act = 'armed'`)
  expect(armed).toEqual({ note: 'seen with Ann Smith', matches: true, other: false })
  const [placed] = await ledger.ask(`
    select body ->> 'order' = retention.keyed_digest(jsonb_build_array(h.matter, h.kind, h.authority, h.reason, h.document)::text) as matches
    from retention.evidence join retention.hold as h on h.hold_id = (body ->> 'hold')::bigint where act = 'hold placed'`)
  expect(placed).toEqual({ matches: true })
})

interface Attack {
  readonly sql: string
  /** From which act on the forger hashes the chain anew. */
  readonly rechain?: number
  readonly database: readonly (readonly [number, string])[]
  readonly offline: readonly (readonly [number, string])[]
}
const set = (id: number, what: string): string => `update retention.evidence set ${what} where evidence_id = ${id};`
const swap = (columns: readonly string[]): string => `
  update retention.evidence as e set ${columns.map(c => `${c} = o.${c}`).join(', ')} from acts as o
  where (e.evidence_id, o.evidence_id) in ((3, 4), (4, 3))`
const inserted: Attack['database'] = [
  ...[4, 5].flatMap(id => [[id, 'altered'] as const, [id, 'not linked'] as const]),
  ...[6, 7, 8, 9].map(id => [id, 'altered'] as const),
  [9, 'cut off'],
]
const content = ['recorded_at', 'recorded_by', 'act', 'body']

describe('tampering is found and located', () => {
  const altered = (id: number) => ({ database: [[id, 'altered']], offline: [[id, 'altered']] }) as const
  const attacks: Readonly<Record<string, Attack>> = {
    'a count': { sql: set(3, `body = jsonb_set(body, '{rows,public.notes}', '5')`), ...altered(3) },
    'an instant, by a microsecond': { sql: set(3, `recorded_at = recorded_at + interval '1 microsecond'`), ...altered(3) },
    'who acted': { sql: set(4, `recorded_by = 'somebody'`), ...altered(4) },
    'the act': { sql: set(5, `act = 'hold kept'`), ...altered(5) },
    'the last act': { sql: set(8, `act = 'nothing'`), ...altered(8) },
    'its hash with it': {
      sql: `${set(3, `body = body || '{"run": 7}'`)} ${set(3, 'hash = retention._evidence_hash(previous_hash, evidence_id, recorded_at, recorded_by, act, body)')}`,
      database: [[4, 'not linked']],
      offline: [[4, 'not linked']],
    },
    'an act deleted': {
      sql: 'delete from retention.evidence where evidence_id = 4',
      database: [[4, 'missing']],
      offline: [[4, 'missing']],
    },
    'the first acts deleted': {
      sql: 'delete from retention.evidence where evidence_id <= 2',
      database: [[1, 'missing']],
      offline: [[1, 'missing']],
    },
    'two acts in each other’s place': {
      sql: swap(content),
      database: [
        [3, 'altered'],
        [4, 'altered'],
      ],
      offline: [
        [3, 'altered'],
        [4, 'altered'],
      ],
    },
    'an act inserted, the later ones moved on': {
      sql: `delete from retention.evidence_note;
        ${[8, 7, 6, 5, 4].map(id => set(id, `evidence_id = ${id + 1}`)).join(' ')}
        insert into retention.evidence select 4, '\\x00', '\\x01', recorded_at, recorded_by, act, body from acts where evidence_id = 2`,
      database: inserted,
      offline: inserted,
    },
    'an act appended past the head': {
      sql: `insert into retention.evidence
        select 9, hash, retention._evidence_hash(hash, 9, recorded_at, recorded_by, act, body), recorded_at, recorded_by, act, body from acts where evidence_id = 8`,
      database: [[9, 'cut off']],
      offline: [[9, 'cut off']],
    },
    'the end cut off': {
      sql: 'delete from retention.evidence where evidence_id > 6',
      database: [[6, 'cut off']],
      offline: [[6, 'cut off']],
    },
    'everything deleted': { sql: 'delete from retention.evidence', database: [[0, 'cut off']], offline: [[0, 'cut off']] },
  }
  test.each(Object.entries(attacks))('%s', async (_, { sql, database, offline }) => {
    await ledger.tamper(sql)
    expect((await ledger.findings()).toSorted()).toEqual(database.toSorted())
    expect((await ledger.offline()).toSorted()).toEqual(offline.toSorted())
  })

  test('a note; one that is deleted, since it names somebody, breaks nothing', async () => {
    await ledger.tamper(`update retention.evidence_note set note = 'seen by nobody' where evidence_id = 2`)
    expect(await ledger.findings()).toEqual([[2, 'note altered']])
    await ledger.tamper('delete from retention.evidence_note')
    expect(await ledger.findings()).toEqual([])
  })
})

describe('what only a checkpoint outside the database shows', () => {
  test('the chain written anew after a change', async () => {
    await ledger.tamper(set(4, `body = body || '{"hold": 2}'`))
    await ledger.rechain(4)
    // The control: without the checkpoints nobody can tell.
    expect([await ledger.findings(), await ledger.offline()]).toEqual([[], []])
    expect(await ledger.offline(noted)).toEqual([[3, 'rewritten']])
    expect(await ledger.offline(noted.slice(0, 1))).toEqual([])
    expect(await ledger.findings(noted[0])).toEqual([])
    expect(await ledger.findings(noted[1])).toEqual([[5, 'rewritten or cut off']])
  })

  test('the end cut off, and the head moved back', async () => {
    await ledger.tamper(`
      delete from retention.evidence where evidence_id > 6;
      update retention.evidence_head as h set evidence_id = e.evidence_id, hash = e.hash from retention.evidence as e where e.evidence_id = 6`)
    expect([await ledger.findings(), await ledger.offline()]).toEqual([[], []])
    expect(await ledger.offline(noted)).toEqual([[7, 'cut off']])
    expect(await ledger.findings(noted[2])).toEqual([[8, 'rewritten or cut off']])
  })
})

describe('an export, with no database at hand', () => {
  const codes = async (changed: readonly string[]): Promise<readonly string[]> => {
    const copy = join(folder, 'changed.jsonl')
    writeFileSync(copy, `${changed.join('\n')}\n`)
    return verifyEvidence({ file: copy, checkpoints }).then(
      ({ diagnostics }) => diagnostics.map(d => d.code),
      error => error.diagnostics.map((d: { code: string }) => d.code),
    )
  }
  const replaced = (i: number, from: string, to: string) => {
    expect(lines[i]).toContain(from)
    return lines.with(i, lines[i]!.replace(from, to))
  }

  test('has a line for itself and one for each act, and is whole', async () => {
    expect(lines).toHaveLength(9)
    expect(JSON.parse(lines[0]!)).toMatchObject({ kind: 'evidence export', database: 'postgres', pruned: null, head: { evidence_id: 8 } })
    expect(JSON.parse(lines[3]!).recorded_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
    expect(await codes(lines)).toEqual([])
  })
  test('changed, it says where', async () => {
    expect(await codes(replaced(3, '"disposal"', '"erasure"'))).toEqual(['evidence-altered'])
    expect(await codes(lines.toSpliced(4, 1))).toEqual(['evidence-missing'])
    expect(await codes(lines.slice(0, 8))).toEqual(['evidence-cut-off', 'evidence-cut-off'])
    expect(await codes([lines[0]!.replace('"evidence_id":8', '"evidence_id":7'), ...lines.slice(1, 8)])).toContain('evidence-cut-off')
    expect(await codes([...lines.slice(0, 5), lines[6]!, lines[5]!, ...lines.slice(7)])).toContain('evidence-out-of-order')
    expect(await codes([...lines, lines[8]!])).toContain('evidence-out-of-order')
  })
  test('what is no export is refused, with the line', async () => {
    expect(await codes(['{}', ...lines.slice(1)])).toEqual(['evidence-export-unreadable'])
    expect(await codes(lines.with(4, '{"evidence_id": 4}'))).toEqual(['evidence-export-unreadable'])
    expect(await codes(lines.with(4, lines[4]!.slice(0, 40)))).toEqual(['evidence-export-unreadable'])
    await expect(verifyEvidence({ file: folder })).rejects.toThrow('evidence-export-unreadable')
    await expect(verifyEvidence({ file: join(folder, 'nowhere') })).rejects.toThrow('evidence-file-missing')
  })
  test('so is a file of checkpoints that is none, or is about something else', async () => {
    const other = join(folder, 'other.jsonl')
    const refused = async (text: string) => {
      writeFileSync(other, text)
      return verifyEvidence({ file, checkpoints: other }).then(
        () => 'taken',
        e => e.diagnostics[0].code,
      )
    }
    const [line] = readFileSync(checkpoints, 'utf8').split('\n')
    expect(await refused(`${line}\n`)).toBe('taken')
    expect(await refused(line!)).toBe('checkpoint-file-unreadable')
    expect(await refused('{}\n')).toBe('checkpoint-file-unreadable')
    expect(await refused('what\n')).toBe('checkpoint-file-unreadable')
    expect(await refused(`${line!.replace('postgres', 'elsewhere')}\n`)).toBe('checkpoint-file-foreign')
  })
})

describe('append-only', () => {
  const statements = [
    `update retention.evidence set act = 'x' where evidence_id = 3`,
    'delete from retention.evidence where evidence_id = 3',
    'delete from retention.evidence',
    'truncate retention.evidence cascade',
    `update retention.evidence_checkpoint set acts = 0`,
    'delete from retention.evidence_checkpoint',
    'truncate retention.evidence_checkpoint',
  ]
  test.each(statements)('%s: refused to the owner, the superuser, and in replica sessions', async statement => {
    expect(await ledger.state(statement)).toBe('RH007')
    expect(await ledger.state(statement, 'notes_retention_owner')).toBe('RH007')
    expect(await ledger.state(`set local session_replication_role = replica; ${statement}`)).toBe('RH007')
    expect(await ledger.findings()).toEqual([])
  })
  test('removed: the triggers', async () => {
    await db.exec('alter table retention.evidence disable trigger user; alter table retention.evidence_checkpoint disable trigger user')
    for (const statement of statements) expect(await ledger.state(statement)).toBe('done')
  })
})
