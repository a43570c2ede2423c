import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lapse, type Ran } from '../cli/lapse.ts'
import { root } from '../emit/generated.ts'
import { brokenLink } from './chain.ts'
import { compiled, type Database, install, openWorld, type World } from './world.ts'

// Several sessions that append at once, and the command line against a live database.

const folder = mkdtempSync(join(tmpdir(), 'lapse-ledger-'))
const file = (name: string) => join(folder, name)
let world: World
let installed: Database

beforeAll(async () => {
  world = await openWorld()
  const notes = await compiled('notes', join(root, 'test/cli/fixture'))
  installed = await world.database('notes', notes.schemaSql)
  await install(installed, notes)
  await installed.ask('create role eye login; grant notes_retention_auditor to eye')
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const append = 'select retention._append_evidence($1, $2)'
const ids = async (database: Database) =>
  (await database.ask('select evidence_id::int as id from retention.evidence order by evidence_id')).map(r => r.id as number)
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i + 1)

/** Append without locking the head, as a writer that only reads it. */
async function withoutLock(database: Database): Promise<void> {
  const [{ text } = {}] = await database.ask(
    `select pg_get_functiondef('retention._append_evidence(text, jsonb, text)'::regprocedure) as text`,
  )
  expect(text).toContain('for update')
  await database.ask(text.replace(' for update', ''))
}
/** Two transactions, of which the second appends before the first has ended. Gives what the second came to. */
async function overlap(database: Database): Promise<string> {
  const [first, second] = [await database.session(), await database.session()]
  await first.query('begin')
  await first.query(append, ['first', '{}'])
  const pid = (await second.query('select pg_backend_pid() as pid')).rows[0].pid
  const done = second.query(append, ['second', '{}']).then(
    () => 'appended',
    e => e.code as string,
  )
  // It waits for the other, or it is done: then it went past it.
  for (;;) {
    const [{ waits } = {}] = await database.ask(`select cardinality(pg_blocking_pids($1)) > 0 as waits`, [pid])
    if (waits || (await Promise.race([done, Promise.resolve(null)])) !== null) break
  }
  await first.query('commit')
  return done
}

describe('sessions that append at once', () => {
  test('eight of them, some of which roll back, and a pruning in between: no gap, no fork', async () => {
    const database = await world.copy('many', installed)
    // The act of the installation is three years old, and goes meanwhile.
    await database.ask(`
      alter table retention.evidence disable trigger user;
      update retention.installation set database_oid = (select oid from pg_database where datname = current_database());
      update retention.evidence set recorded_at = recorded_at - interval '3 years';
      update retention.evidence set hash = retention._evidence_hash(previous_hash, evidence_id, recorded_at, recorded_by, act, body);
      update retention.evidence_head as h set hash = e.hash from retention.evidence as e;
      alter table retention.evidence enable always trigger append_only; alter table retention.evidence enable always trigger append_only_delete`)
    const sessions = await Promise.all(upTo(8).map(() => database.session()))
    await Promise.all(
      sessions.map(async (session, s) => {
        for (const i of upTo(25)) {
          await session.query('begin')
          await session.query(append, ['tried', JSON.stringify({ s, i })])
          await session.query((s + i) % 5 === 0 ? 'rollback' : 'commit')
          if (s === 0 && i === 10) expect((await session.query('select retention.prune_evidence()::int as n')).rows).toEqual([{ n: 1 }])
        }
      }),
    )
    // The acts of the installation and of the pruning; of 25 attempts in each of eight sessions every fifth was taken back.
    expect(await ids(database)).toEqual(upTo(2 + 8 * 20).slice(1))
    expect(await database.ask('select * from retention.verify_evidence()')).toEqual([])
    await Promise.all(sessions.map(session => session.end()))
  })

  test('a second waits for the first', async () => {
    const database = await world.copy('two', installed)
    expect(await overlap(database)).toBe('appended')
    expect((await database.ask('select act from retention.evidence order by evidence_id')).map(r => r.act)).toEqual([
      'policy installed',
      'first',
      'second',
    ])
    expect(await brokenLink(database)).toBeNull()
  })

  test('removed: the lock on the head. The keys refuse a fork; without them the chain forks, and the verification sees it', async () => {
    const database = await world.copy('forked', installed)
    await withoutLock(database)
    expect(await overlap(database)).toBe('23505')
    await database.ask('alter table retention.evidence drop constraint evidence_pkey cascade, drop constraint evidence_previous_hash_key')
    expect(await overlap(database)).toBe('appended')
    expect(await ids(database)).toEqual([1, 2, 3, 3])
    expect(await brokenLink(database)).not.toBeNull()
    expect((await database.ask('select evidence_id::int as id from retention.verify_evidence()')).map(r => r.id)).toContain(3)
  })
})

describe('on the command line', () => {
  let database: Database
  const eye = (...args: readonly string[]): Promise<Ran> => lapse(['evidence', ...args, '--url', database.url('eye')])
  const codes = ({ stdout }: Ran): readonly string[] => JSON.parse(stdout).diagnostics.map((d: { code: string }) => d.code)
  const heads = () => readFileSync(file('heads.jsonl'), 'utf8').trimEnd().split('\n')

  // Six old notes and a new one; one is on hold, one cannot go; two rows a batch.
  beforeAll(async () => {
    database = await world.copy('story', installed)
    await database.ask(`
      update retention.installation set database_oid = (select oid from pg_database where datname = current_database());
      insert into people (name) values ('Ada Lovelace'), ('Ben Jonson');
      insert into notes (person_id, written_at, body) select 1 + n / 6, case when n = 7 then now() else '2020-01-01'::timestamptz + n * interval '1 day' end, 'note of Ada' from generate_series(1, 7) as n;
      create function keep() returns trigger language plpgsql as $$ begin raise exception 'not % of Ada', old.body; end $$;
      create trigger keep before delete on notes for each row when (old.id = 3) execute function keep()`)
    const dpo = await database.session('dpo')
    await dpo.query(
      `call retention.place_hold('Ada v. Ben', 'litigation', 'court', 'claim of Ada', on_table => 'public.notes', row_key => '{"id": 6}')`,
    )
    await dpo.query(`select retention.set_limits('notes', 'for Ada', batch_rows => 2, fuse_share => 1)`)
    await dpo.query(`select retention.arm('notes', 'seen with Ada')`)
    await (await database.session('ops')).query(`call retention.run('notes')`)
  })

  test('the evidence is exported, verified from the database and from the file alone, and noted', async () => {
    const [whole, written, noted] = await Promise.all([
      eye('verify', '--json'),
      eye('export', file('evidence.jsonl')),
      eye('checkpoint', file('heads.jsonl')),
    ])
    expect([whole.code, written.code, noted.code]).toEqual([0, 0, 0])
    const [head] = await database.ask(`select evidence_id::int, encode(hash, 'hex') as hash from retention.evidence_head`)
    expect(JSON.parse(whole.stdout)).toMatchObject({ database: 'story', acts: head!.evidence_id, last: head, whole: true })
    expect(JSON.parse(heads()[0]!)).toMatchObject({ database: 'story', ...head })
    const acts = readFileSync(file('evidence.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map(line => JSON.parse(line))
    const rows = await database.ask('select evidence_id::int, recorded_by, act, body::text as body from retention.evidence order by 1')
    expect(acts).toEqual(rows.map(row => expect.objectContaining(row)))
    const offline = await lapse(['evidence', 'verify', '--file', file('evidence.jsonl'), '--checkpoint', file('heads.jsonl')])
    expect(offline).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^story: \d+ acts, .*, 1 checkpoints agree: the chain is whole\n$/),
    })
  })

  test('a certificate says what went, what stayed and why, and names nobody', async () => {
    const { code, stdout, stderr } = await eye('certificate', '1', '--json', '--markdown', file('run-1.md'))
    expect(stderr).toBe('')
    expect(code).toBe(0)
    const { certificate } = JSON.parse(stdout)
    expect((await database.ask('select id::int from notes order by id')).map(r => r.id)).toEqual([3, 6, 7])
    expect(certificate).toMatchObject({
      kind: 'disposition certificate',
      database: 'story',
      run: {
        id: 1,
        class: 'notes',
        table: 'public.notes',
        clauses: ['A-1'],
        policy: 'Notes',
        policy_version: '1.0',
        started_by: 'ops',
        state: 'done',
      },
      rows: { disposed: 4, held: 1, deferred: 0, blocked: 1, left: 1 },
      blocked: [{ sqlstate: 'P0001', rows: 1 }],
      tables: [{ table: 'public.notes', stage: 'dispose', rows: 4 }],
      first_cutoff: '2020-01-02T00:00:00+00:00',
      last_cutoff: '2020-01-06T00:00:00+00:00',
      evidence: { complete: true, whole: true, chain_whole: true, pruned_through: 0 },
    })
    const disposals = await database.ask(
      `select evidence_id::int, encode(hash, 'hex') as hash, body -> 'rows' as rows, body ->> 'keys' as keys from retention.evidence where act = 'disposal' order by 1`,
    )
    expect(disposals.length).toBeGreaterThan(1)
    expect(certificate.batches).toEqual(disposals.map(d => expect.objectContaining({ ...d, whole: true })))
    const document = readFileSync(file('run-1.md'), 'utf8')
    expect(document).toContain(
      '# Disposition certificate: run 1 of notes\n\nThe run disposed of 4 rows, and the evidence accounts for each of them.',
    )
    for (const { hash } of disposals) expect(document).toContain(hash)
    for (const text of [stdout, document, readFileSync(file('evidence.jsonl'), 'utf8')]) expect(text).not.toMatch(/Ada|Ben|note of/)
  })

  test('what cannot be is a usage error; what cannot be written leaves nothing', async () => {
    const there = readdirSync(folder)
    const [unknown, missing, both, noLogin, nowhere, noted] = await Promise.all([
      eye('certificate', '99'),
      eye('verify', '--checkpoint', file('nothing')),
      eye('verify', '--file', file('evidence.jsonl')),
      lapse(['evidence', 'export', file('none.jsonl'), '--url', database.url('app'), '--json']),
      eye('export', file('nowhere/evidence.jsonl'), '--json'),
      eye('checkpoint', file('nowhere/heads.jsonl'), '--json'),
    ])
    expect([unknown.code, missing.code, both.code]).toEqual([2, 2, 2])
    expect(unknown.stderr).toContain('error[run-unknown]')
    expect(missing.stderr).toContain('error[evidence-file-missing]')
    expect(both.stderr).toContain('cannot be used with')
    expect([noLogin.code, nowhere.code, noted.code]).toEqual([1, 1, 1])
    expect([noLogin, nowhere, noted].map(codes)).toEqual([
      ['database-permission-denied'],
      ['export-not-writable'],
      ['checkpoint-not-writable'],
    ])
    expect(readdirSync(folder)).toEqual(there)
  })

  test('tampering: found and located, no checkpoint is noted, and the certificate says so', async () => {
    await database.ask(`
      alter table retention.evidence disable trigger user;
      update retention.evidence set body = jsonb_set(body, '{rows,public.notes}', '1') where evidence_id = (select min(evidence_id) from retention.evidence where act = 'disposal')`)
    const [{ id } = {}] = await database.ask(`select min(evidence_id)::int as id from retention.evidence where act = 'disposal'`)
    const before = heads()
    const [live, noted, certified] = await Promise.all([
      eye('verify'),
      eye('checkpoint', file('heads.jsonl'), '--json'),
      eye('certificate', '1', '--json'),
    ])
    expect(live).toMatchObject({ code: 1, stdout: expect.stringContaining('the chain is broken') })
    expect(live.stderr).toMatch(new RegExp(`error\\[evidence-altered\\]: the evidence of "story": act ${id} \\(disposal\\)[\\s\\S]*help: `))
    expect([noted.code, codes(noted), heads()]).toEqual([1, ['evidence-altered'], before])
    expect(certified.code).toBe(1)
    expect(JSON.parse(certified.stdout).certificate.evidence).toMatchObject({ complete: false, whole: false, chain_whole: false })
  })

  test('a chain that contradicts the checkpoints is refused: cut off, or written anew', async () => {
    await database.ask(`
      alter table retention.evidence disable trigger user;
      delete from retention.evidence where evidence_id > 2;
      update retention.evidence_head as h set evidence_id = e.evidence_id, hash = e.hash from retention.evidence as e where e.evidence_id = 2`)
    expect(codes(await eye('checkpoint', file('heads.jsonl'), '--json'))).toEqual(['evidence-cut-off'])
    const dpo = await database.session('dpo')
    for (const n of upTo(20)) await dpo.query(`select retention.disarm('notes', $1)`, [`again ${n}`])
    const rewritten = await eye('checkpoint', file('heads.jsonl'), '--json')
    expect([codes(rewritten), rewritten.code, heads().length]).toEqual([['evidence-rewritten'], 1, 1])
    // The control: without the file nothing is wrong with it.
    writeFileSync(file('torn.jsonl'), heads()[0]!.slice(0, 30))
    const [alone, torn] = await Promise.all([eye('verify', '--json'), eye('checkpoint', file('torn.jsonl'), '--json')])
    expect([alone.code, codes(torn)]).toEqual([0, ['checkpoint-file-unreadable']])
  })
})
