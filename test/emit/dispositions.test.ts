import { createHmac } from 'node:crypto'
import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bind } from '../../src/bind/bind.ts'
import { emit } from '../../src/emit/emit.ts'
import { contract, days, destroy, exactly, hours, manual, phrase, retention, review, untouched, years } from '../../src/index.ts'
import { plan } from '../../src/plan/plan.ts'
import { fromSql } from '../../src/schema/from-sql.ts'
import { openPglite } from '../../src/schema/pglite.ts'

// Each disposition once, in PGlite: what the SQL does to a row, against what the word means.

const schema = `
  create table person (id integer primary key, name text not null, gone_at timestamptz);
  create table visit (
    id integer primary key, person_id integer references person, ip text, ip_hash bytea, ip_kept bytea, note text, city text not null, at timestamptz not null
  );
  create index on visit (person_id);
  create table visit_daily (day date not null, city text not null, n bigint not null, from_home bigint not null, weight numeric not null, primary key (day, city));
  create table bill (id integer primary key, amount numeric not null, at timestamptz not null, archived_at timestamptz, text text);
  create table bill_archive (id integer primary key, amount numeric not null, at timestamptz not null, archived_at timestamptz, text text);
  create table memo (id integer primary key, text text not null, at timestamptz not null);
  create table letter (id integer primary key, text text not null, at timestamptz not null);
  create table trail (person_id integer, what text not null, id integer primary key);
`
const language = retention<any>()
const { after, anonymize, archive, copyOf, generalize, owner, pseudonymize, rollup, rule, sever, subject, untilErased } = language
const person = subject('person', {
  key: 'id',
  events: { gone: 'gone_at' },
  erasure: { gone: { clause: 'c', residence: 'none', cancel: 'never' } },
} as never)
const why = { clause: 'c', purpose: 'p', basis: contract() } as const
const kept = { ...why, onErasure: untouched('a test') }
const policy = language.policy({
  name: 'Dispositions',
  version: '1',
  effective: '2026-01-01',
  timeZone: 'UTC',
  clauses: { c: 'a clause' },
  subjects: [person],
  run: { start: 'armed', fuse: { share: 1 } },
  activation: manual(),
  links: [owner('trail', 'person', { on: (eb: any) => eb('trail.person_id', '=', eb.ref('person.id')) } as never)],
  schedule: [
    untilErased('person', { ...why, onErasure: destroy() } as never),
    rule('visit', {
      ...why,
      cutoff: 'at',
      keep: exactly(days(30)),
      dispose: [
        rollup('visit_daily', {
          key: { day: { grain: 'day', of: 'at' }, city: 'city' },
          add: { n: 'count', from_home: { count: (eb: any) => eb('note', '=', 'home') }, weight: { sum: 'id' } },
        } as never),
        destroy(),
      ],
      onErasure: [
        pseudonymize({ ip: 'ip_hash' } as never, 'key destroyed after the run'),
        generalize({ note: copyOf('person.name' as never), city: (eb: any) => eb.fn('left', ['city', eb.lit(1)]) } as never),
        sever('person_id' as never),
      ],
    } as never),
    rule('bill', {
      ...kept,
      cutoff: 'at',
      keep: exactly(years(1)),
      interim: [after(days(10), anonymize({ text: null } as never)), after(days(20), archive({ column: 'archived_at' } as never))],
      dispose: [archive('bill_archive' as never), destroy()],
    } as never),
    rule('memo', { ...kept, cutoff: 'at', keep: exactly(hours(24)), dispose: destroy(), gate: review('the board') } as never),
    rule('letter', { ...kept, cutoff: 'at', keep: exactly(hours(24)), dispose: destroy(), activation: manual(phrase('burn it')) } as never),
    untilErased('trail', { ...why, onErasure: sever('person_id' as never) } as never),
  ],
  outOfScope: { visit_daily: 'counts', bill_archive: 'the archive' },
} as never)

let db: PGlite
const rows = async <Row>(sql: string): Promise<readonly Row[]> => (await db.query<Row>(sql)).rows
const run = (name: string, more = '') => db.query(`call retention.run('${name}'${more})`)

beforeAll(async () => {
  const files = [{ path: 'schema.sql', sql: schema }]
  const { model, diagnostics } = bind(policy, await fromSql(files), { database: 'dispositions' })
  expect(diagnostics.filter(d => d.severity === 'error')).toEqual([])
  db = await openPglite(files)
  await db.exec(schema)
  for (const file of emit(plan(model!))) if (file.path.startsWith('migrations/')) await db.exec(`begin; ${file.text} commit;`)
  await db.exec(`
    insert into person values (1, 'Ada', now() - interval '1 hour'), (2, 'Ben', null);
    insert into visit (id, person_id, ip, note, city, at) values
      (1, 1, '192.0.2.1', 'home', 'Bern', now()), (2, 2, '192.0.2.2', 'home', 'Bern', now()),
      (10, 2, null, 'home', 'Bern', '2020-05-01 23:59:59.999999Z'), (11, 2, null, null, 'Bern', '2020-05-01 00:00Z'), (12, 2, null, 'work', 'Basel', '2020-05-02 00:00Z');
    insert into visit_daily values ('2020-05-01', 'Bern', 5, 1, 100);
    insert into bill values (1, 9, now() - interval '11 days', null, 'a'), (2, 9, now() - interval '21 days', null, 'b'), (3, 9, now() - interval '2 years', null, 'c');
    insert into memo values (1, 'x', now() - interval '2 days'), (2, 'y', now() - interval '2 days'), (3, 'z', now());
    insert into letter values (1, 'x', now() - interval '2 days');
    insert into trail values (1, 'x', 1), (2, 'y', 2);
  `)
})
afterAll(() => db.close())

describe('rollup, then destroy', () => {
  test('counts and sums are added to what stands there, by day in the policy’s zone; the rows are gone', async () => {
    await run('visit')
    expect(await rows('select day::text, city, n::int, from_home::int, weight::int from visit_daily order by day, city')).toEqual([
      { day: '2020-05-01', city: 'Bern', n: 7, from_home: 2, weight: 121 },
      { day: '2020-05-02', city: 'Basel', n: 1, from_home: 0, weight: 12 },
    ])
    expect(await rows('select id from visit order by id')).toEqual([{ id: 1 }, { id: 2 }])
  })
})

describe('an erasure that keeps the row', () => {
  test('pseudonymized, generalized with the name as it was, severed; nobody else is touched', async () => {
    const [ada, ben] = await rows<any>('select person_id, ip, note, city, length(ip_hash) as bytes from visit order by id')
    expect(ada).toEqual({ person_id: null, ip: null, note: 'Ada', city: 'B', bytes: 32 })
    expect(ben).toEqual({ person_id: 2, ip: '192.0.2.2', note: 'home', city: 'Bern', bytes: null })
  })
  test('the key of the run is destroyed, and the digest is not the plain one', async () => {
    expect(await rows('select count(*)::int as keys from retention.pseudonym_key')).toEqual([{ keys: 0 }])
    expect(await rows(`select ip_hash = sha256('192.0.2.1') as plain from visit where id = 1`)).toEqual([{ plain: false }])
  })
  test('the digest is HMAC-SHA-256, as Node computes it', async () => {
    for (const [message, secret] of [
      ['192.0.2.1', 'k'],
      ['', 'x'.repeat(100)],
      ['ü', 'y'.repeat(64)],
    ] as const) {
      const [row] = await rows<any>(
        `select encode(retention._hmac(convert_to('${message}', 'UTF8'), convert_to('${secret}', 'UTF8')), 'hex') as digest`,
      )
      expect(row.digest).toBe(createHmac('sha256', secret).update(message).digest('hex'))
    }
  })
  test('what was done is a fact with a date, and is not done again', async () => {
    const facts = await rows<any>(`select id, stage, ground from retention.visit_act`)
    expect(facts).toEqual([{ id: 1, stage: 'erase', ground: null }])
    await run('visit')
    expect(await rows('select count(*)::int as n from retention.visit_act')).toEqual([{ n: 1 }])
  })
})

describe('stages before the end', () => {
  test('anonymized after ten days, stamped after twenty, archived and destroyed after a year', async () => {
    await run('bill')
    const bills = await rows<any>('select id, text, archived_at is not null as archived from bill order by id')
    expect(bills).toEqual([
      { id: 1, text: null, archived: false },
      { id: 2, text: null, archived: true },
    ])
    expect(await rows('select id, amount::int, text from bill_archive')).toEqual([{ id: 3, amount: 9, text: null }])
  })
})

describe('review', () => {
  test('a due row waits, goes when it is decided so, and stays when it is kept', async () => {
    await run('memo')
    expect(await rows('select id from retention.memo_review_queue order by id')).toEqual([{ id: 1 }, { id: 2 }])
    expect(await rows('select count(*)::int as n from memo')).toEqual([{ n: 3 }])
    await db.exec(`select retention.review_memo(1, 'dispose', 'seen'); select retention.review_memo(2, 'keep', 'history')`)
    await run('memo')
    expect(await rows('select id from memo order by id')).toEqual([{ id: 2 }, { id: 3 }])
    expect(await rows('select id from retention.memo_review_queue')).toEqual([])
    expect(await rows('select rows_due::int as due, rows_in_review::int as review from retention.count_memo(now())')).toEqual([
      { due: 0, review: 0 },
    ])
  })
})

describe('gate of a manual run', () => {
  test('refused without the phrase, and the log says what is missing', async () => {
    await run('letter')
    await run('letter', `, phrase => 'burn this'`)
    const log = await rows<any>(`select state, stop_reason from retention.run_log where class_name = 'letter'`)
    expect(log.map(l => l.state)).toEqual(['refused', 'refused'])
    expect(log[0].stop_reason).toContain('burn it')
    expect(await rows('select count(*)::int as n from letter')).toEqual([{ n: 1 }])
    await run('letter', `, phrase => 'burn it'`)
    expect(await rows('select count(*)::int as n from letter')).toEqual([{ n: 0 }])
  })
})

describe('cascade over a declared link', () => {
  test('the application deletes the owner; what belongs to it follows, is logged, and is sealed by the next run', async () => {
    await db.exec('delete from visit where person_id = 2; delete from person where id = 2')
    expect(await rows('select person_id, id from trail order by id')).toEqual([
      { person_id: 1, id: 1 },
      { person_id: null, id: 2 },
    ])
    await run('trail')
    expect(await rows(`select body -> 'rows' as rows from retention.evidence where act = 'cascade'`)).toEqual([{ rows: { trail: 1 } }])
  })
  test('a held row keeps its owner, also over a link without a foreign key', async () => {
    await db.exec(`insert into person values (3, 'Cleo', null); insert into trail values (3, 'z', 3)`)
    await db.query(`call retention.place_hold('M', 'k', 'a', 'r', on_table => 'public.trail', row_key => '{"id": 3}')`)
    await expect(db.exec('delete from person where id = 3')).rejects.toMatchObject({ code: 'RH001' })
  })
})
