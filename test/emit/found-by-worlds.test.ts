import type { PGlite } from '@electric-sql/pglite'
import { afterEach, describe, expect, test } from 'vitest'
import { bind } from '../../src/bind/bind.ts'
import { emit } from '../../src/emit/emit.ts'
import { contract, destroy, exactly, hours, iso, manual, retention, untouched } from '../../src/index.ts'
import { plan } from '../../src/plan/plan.ts'
import { loadSql } from '../../src/schema/from-sql.ts'
import { openPglite } from '../../src/schema/pglite.ts'
import { readSchema } from '../../src/schema/read-schema.ts'

// What random worlds brought to light, each as small as it can be told. The expected values are those of the policy's words.

const {
  after,
  anonymize,
  archive,
  before,
  copyOf,
  generalize,
  ignore,
  latestOf,
  owner,
  part,
  policy,
  pseudonymize,
  related,
  retain,
  rollup,
  rule,
  subject,
  untilErased,
} = retention<any>() as any
const why = { clause: 'c', purpose: 'p', basis: contract() }
const kept = { ...why, onErasure: untouched('a test') }

let db: PGlite
afterEach(() => db.close())

/** The policy, installed beside the schema with its rows. */
async function installed(sql: string, definition: object): Promise<void> {
  db = await openPglite()
  await loadSql(db, [{ path: 'schema.sql', sql }])
  const schema = await readSchema(async text => (await db.query<Record<string, unknown>>(text)).rows)
  const written = policy({
    name: 'Found',
    version: '1',
    effective: '2026-01-01',
    timeZone: 'UTC',
    clauses: { c: 'a clause' },
    subjects: [],
    run: { start: 'armed' },
    activation: manual(),
    ...definition,
  })
  const { model, diagnostics } = bind(written, schema, { database: 'found' })
  if (!model) throw new Error(JSON.stringify(diagnostics))
  for (const { path, text } of emit(plan(model))) if (path.startsWith('migrations/')) await db.exec(`begin;\n${text}\ncommit;`)
}

const run = (name: string, asOf: string) => db.query('call retention.run($1, $2)', [name, asOf])
const ids = async (sql: string): Promise<readonly unknown[]> => (await db.query<{ readonly id: unknown }>(sql)).rows.map(r => r.id)

const person = subject('person', {
  key: 'id',
  events: { gone: 'gone_at' },
  erasure: { gone: { clause: 'c', residence: 'none', cancel: 'never' } },
})

test('a policy in which no class has a clock installs, and counts nothing that has not started', async () => {
  await installed('create table person (id integer primary key, gone_at timestamptz);', {
    subjects: [person],
    schedule: [untilErased('person', { ...why, onErasure: destroy() })],
  })
  expect(await ids('select rows_indeterminate::integer as id from retention.status')).toEqual([0])
})

test('what is kept before a day is kept to its end in the time zone of the policy', async () => {
  await installed(
    `create table claim (id integer primary key, at timestamptz, settled_on date);
     insert into claim values (1, '2024-01-01', '2024-03-10');`,
    {
      timeZone: 'America/New_York',
      schedule: [rule('claim', { ...kept, cutoff: 'at', while: before('settled_on'), keep: exactly(hours(1)), dispose: destroy() })],
    },
  )
  // The 10th of March 2024 has 23 hours in New York, and ends at four o'clock in London.
  await run('claim', '2024-03-11 03:59:59.999999+00')
  expect(await ids('select id from claim')).toEqual([1])
  await run('claim', '2024-03-11 04:00:00+00')
  expect(await ids('select id from claim')).toEqual([])
})

test('a cutoff is read from a table that owns nothing and is out of scope', async () => {
  await installed(
    `create table batch (id integer primary key, closed_at timestamptz); create table item (id integer primary key, batch_id integer references batch);
     insert into batch values (1, '2024-01-01'); insert into item values (1, 1);`,
    {
      schedule: [rule('item', { ...kept, cutoff: related('batch.closed_at'), keep: exactly(hours(1)), dispose: destroy() })],
      links: [ignore('item', 'batch')],
      outOfScope: { batch: 'names nobody' },
    },
  )
  await run('item', '2024-03-01')
  expect(await ids('select id from item')).toEqual([])
})

test('a stage that only archives leaves evidence of how many rows it was done to', async () => {
  await installed(
    `create table bill (id integer primary key, at timestamptz); create table old_bill (id integer primary key, at timestamptz);
     insert into bill values (1, '2024-01-01'), (2, '2024-01-02'), (3, '2024-06-01');`,
    {
      schedule: [rule('bill', { ...kept, cutoff: 'at', keep: exactly(iso('P1M')), dispose: archive('old_bill') })],
      outOfScope: { old_bill: 'the archive' },
    },
  )
  await run('bill', '2024-03-01')
  expect(await ids("select body -> 'rows' as id from retention.evidence where act = 'stage done'")).toEqual([{ 'public.bill': 2 }])
})

test('a pseudonym stays when there is nothing left to replace', async () => {
  await installed(
    `create table visit (id integer primary key, ip text, ip_hash bytea, at timestamptz);
     insert into visit values (1, '10.0.0.1', null, '2024-01-01');`,
    {
      schedule: [
        rule('visit', {
          ...kept,
          cutoff: 'at',
          keep: exactly(iso('P2M')),
          interim: [after(iso('P1M'), pseudonymize({ ip: 'ip_hash' }, 'key destroyed after the run'))],
          dispose: pseudonymize({ ip: 'ip_hash' }, 'key destroyed after the run'),
        }),
      ],
    },
  )
  await run('visit', '2024-04-01')
  expect(await ids('select length(ip_hash) as id from visit where ip is null')).toEqual([32])
})

test('rows without a value add nothing to a sum, and do not stop it', async () => {
  await installed(
    `create table sale (id integer primary key, at timestamptz, item text, price numeric);
     create table sales (item text primary key, price numeric not null);
     insert into sale values (1, '2024-01-01', 'pen', null), (2, '2024-01-02', 'ink', 5), (3, '2024-01-02', 'ink', null);`,
    {
      schedule: [
        rule('sale', {
          ...kept,
          cutoff: 'at',
          keep: exactly(iso('P1M')),
          dispose: [rollup('sales', { key: { item: 'item' }, add: { price: { sum: 'price' } } }), destroy()],
        }),
      ],
      outOfScope: { sales: 'sums' },
    },
  )
  await run('sale', '2024-03-01')
  expect((await db.query('select item, price from sales order by item')).rows).toEqual([
    { item: 'ink', price: '5' },
    { item: 'pen', price: '0' },
  ])
  expect(await ids('select id from sale')).toEqual([])
})

test('after an erasure a duty keeps a row to its floor, and not while the rule of the class would', async () => {
  await installed(
    `create table person (id integer primary key, gone_at timestamptz);
     create table invoice (id integer primary key, person_id integer references person, at timestamptz, open boolean, note text);
     insert into person values (1, '2024-02-01'), (2, null);
     insert into invoice values (1, 1, '2024-01-01', true, 'x'), (2, 2, '2024-01-01', true, 'x');`,
    {
      subjects: [person],
      schedule: [
        untilErased('person', { ...why, onErasure: destroy() }),
        rule('invoice', {
          ...why,
          cutoff: 'at',
          while: (eb: any) => eb('open', '=', true),
          keep: exactly(iso('P2M')),
          dispose: destroy(),
          onErasure: retain('legal obligation', anonymize({ note: null })),
        }),
      ],
    },
  )
  await run('invoice', '2024-02-15')
  expect(await ids('select id from invoice where note is null')).toEqual([1])
  await run('invoice', '2024-03-01')
  expect(await ids('select id from invoice')).toEqual([2])
})

/** Answers hang below messages: who goes, goes with all that hangs below it. */
const thread = `create table message (id integer primary key, answers integer references message, at timestamptz, kind text);
  create index on message (answers);`
const message = { ...kept, cutoff: 'at', keep: exactly(iso('P1M')), dispose: destroy() }

test('a row waits for what refers to the rows that refer to it', async () => {
  await installed(
    `${thread} insert into message values (1, null, '2024-01-01'), (2, 1, '2024-01-01'), (3, 2, '2024-06-01'), (4, null, '2024-01-01');`,
    {
      schedule: [rule('message', message)],
    },
  )
  await run('message', '2024-03-01')
  expect((await db.query('select id, answers from message order by id')).rows).toEqual([
    { id: 1, answers: null },
    { id: 2, answers: 1 },
    { id: 3, answers: 2 },
  ])
  await run('message', '2024-07-01')
  expect(await ids('select id from message')).toEqual([])
})

test('a row waits for a row of another class that refers to it', async () => {
  await installed(`${thread} insert into message values (1, null, '2024-01-01', 'note'), (2, 1, '2024-01-01', 'contract');`, {
    schedule: [
      rule('message', { ...message, name: 'notes', where: (eb: any) => eb('kind', '=', 'note') }),
      rule('message', { ...message, name: 'contracts', keep: exactly(iso('P5Y')) }),
    ],
  })
  await run('notes', '2024-03-01')
  expect((await db.query('select id, answers from message order by id')).rows).toEqual([
    { id: 1, answers: null },
    { id: 2, answers: 1 },
  ])
})

test('a row waits for a row that refers to it and itself waits for a dependant', async () => {
  await installed(
    `${thread} create table file (id integer primary key, message integer not null references message, at timestamptz);
     insert into message values (1, null, '2024-01-01'), (2, 1, '2024-01-01');
     insert into file values (1, 2, '2024-06-01');`,
    { schedule: [rule('message', message), rule('file', { ...message })] },
  )
  await run('file', '2024-03-01')
  await run('message', '2024-03-01')
  expect((await db.query('select id, answers from message order by id')).rows).toEqual([
    { id: 1, answers: null },
    { id: 2, answers: 1 },
  ])
})

test('what is copied is the value of the nearest owner, also where it has none and a farther one does', async () => {
  await installed(
    `create table place (id integer primary key, name text);
     create table shelf (id integer primary key, place_id integer references place);
     create table item (id integer primary key, place_id integer references place, shelf_id integer references shelf, at timestamptz, note text);
     insert into place values (1, 'cellar'), (2, null);
     insert into shelf values (1, 1);
     insert into item values (1, 2, 1, '2024-01-01', 'secret'), (2, null, 1, '2024-01-01', 'secret');`,
    {
      schedule: [rule('item', { ...kept, cutoff: 'at', keep: exactly(hours(1)), dispose: generalize({ note: copyOf('place.name') }) })],
      outOfScope: { place: 'names nobody', shelf: 'names nobody' },
    },
  )
  await run('item', '2024-03-01')
  expect((await db.query('select id, note from item order by id')).rows).toEqual([
    { id: 1, note: null },
    { id: 2, note: 'cellar' },
  ])
})

test('a part of another row that refers to this one keeps it, and is not taken along without a word', async () => {
  await installed(
    `create table bill (id integer primary key, at timestamptz);
     create table line (id integer primary key, bill_id integer not null references bill);
     create table extra (id integer primary key, line_id integer references line, bill_id integer references bill on delete cascade);
     insert into bill values (1, '2024-01-01'), (2, '2024-01-01'), (3, '2026-01-01');
     insert into line values (1, 1), (2, 2), (3, 3);
     insert into extra values (1, 1, 1), (2, 3, 2);`,
    {
      schedule: [
        rule('bill', { ...kept, cutoff: 'at', keep: exactly(hours(1)), dispose: destroy(), parts: [part('line', { parts: ['extra'] })] }),
      ],
    },
  )
  await run('bill', '2024-03-01')
  // The second is an extra of a line of the third bill, which is not due.
  expect(await ids('select id from bill order by id')).toEqual([2, 3])
  expect(await ids('select id from extra order by id')).toEqual([2])
})

describe('a row that belongs to another by a declared link', () => {
  const shelves = `create table shelf (id integer primary key, at timestamptz, erased_at timestamptz);
    create table book (id integer primary key, shelf integer, at timestamptz, title text);
    insert into shelf values (1, '2014-01-01', null), (2, null, '2014-01-01');
    insert into book values (1, 1, '2014-01-01', 'a'), (2, 2, '2014-01-01', 'b');`
  const shelf = subject('shelf', { key: 'id', events: { gone: 'erased_at' }, erasure: { gone: { clause: 'c', residence: hours(1) } } })
  const library = (onErasure: unknown) =>
    installed(shelves, {
      subjects: [shelf],
      links: [owner('book', 'shelf', { on: (eb: any) => eb('book.shelf', '=', eb.ref('shelf.id')) })],
      schedule: [
        rule('shelf', { ...why, onErasure: destroy(), cutoff: 'at', keep: exactly(iso('P1M')), dispose: destroy() }),
        rule('book', { ...why, onErasure, cutoff: 'at', keep: exactly(iso('P5Y')), dispose: destroy() }),
      ],
    })
  const left = async () => [await ids('select id from shelf order by id'), await ids('select id from book order by id')]

  test('keeps it until it has gone itself, and is not taken along before its time', async () => {
    await library(destroy())
    await run('shelf', '2014-03-01')
    expect(await left()).toEqual([
      [1, 2],
      [1, 2],
    ])
    expect((await db.query(`select id, deferred_by from retention.shelf_fate order by id`)).rows).toEqual([
      { id: 1, deferred_by: 'book' },
      { id: 2, deferred_by: 'book' },
    ])
    // An erasure takes both, the book first; the other shelf waits for its book's own five years.
    await run('book', '2014-03-01')
    await run('shelf', '2014-03-01')
    expect(await left()).toEqual([[1], [1]])
    await run('book', '2019-03-01')
    await run('shelf', '2019-03-01')
    expect(await left()).toEqual([[], []])
  })
  test('lets it go once an erasure has gone through it', async () => {
    await library(retain('legal claims', generalize({ title: '-' })))
    await run('book', '2014-03-01')
    expect(await ids('select title as id from book order by book.id')).toEqual(['a', '-'])
    await db.exec(`update book set title = 'lost' where id = 2`)
    await run('shelf', '2014-03-01')
    expect(await left()).toEqual([[1], [1, 2]])
    // The end of its shelf changes nothing in it any more.
    expect(await ids('select title as id from book order by book.id')).toEqual(['a', 'lost'])
  })
  test('lets it go where an erasure leaves it untouched', async () => {
    await library(untouched('names nobody'))
    await run('shelf', '2014-03-01')
    expect(await left()).toEqual([[], [1, 2]])
  })
})

test('a row stays as long as another one counts from it, also where the reference between them would be cut', async () => {
  await installed(
    `create table box (id integer primary key, at timestamptz);
     create table item (id integer primary key, box integer references box on delete set null, at timestamptz);
     insert into box values (1, '2014-03-01'), (2, '2014-03-01');
     insert into item values (1, 1, '2014-01-01');`,
    {
      schedule: [
        rule('box', { ...kept, cutoff: 'at', keep: exactly(iso('P1D')), dispose: destroy() }),
        rule('item', { ...kept, cutoff: latestOf(related('box.at'), 'at'), keep: exactly(iso('P1M')), dispose: destroy() }),
      ],
    },
  )
  const both = async (asOf: string) => {
    await run('item', asOf)
    await run('box', asOf)
    return [await ids('select id from box order by id'), await ids('select id from item')]
  }
  expect(await both('2014-03-15')).toEqual([[1], [1]])
  expect(await both('2014-03-15')).toEqual([[1], [1]])
  expect(await both('2014-04-02')).toEqual([[], []])
})

test('a row stays as long as the clock of another one runs by way of it', async () => {
  const member = subject('member', {
    key: 'id',
    events: { gone: 'gone_at', closed: 'closed_at' },
    erasure: { gone: { clause: 'c', residence: 'none', cancel: 'never' } },
  })
  await installed(
    `create table member (id integer primary key, gone_at timestamptz, closed_at timestamptz);
     create table folder (id integer primary key, member integer references member, at timestamptz);
     create table page (id integer primary key, folder integer references folder on delete set null);
     insert into member values (1, null, '2014-01-01');
     insert into folder values (1, 1, '2014-01-01'), (2, 1, '2014-01-01');
     insert into page values (1, 1);`,
    {
      subjects: [member],
      schedule: [
        untilErased('member', { ...why, onErasure: destroy() }),
        rule('folder', { ...kept, cutoff: 'at', keep: exactly(iso('P1D')), dispose: destroy() }),
        rule('page', { ...kept, cutoff: member.closed, keep: exactly(iso('P1Y')), dispose: destroy() }),
      ],
    },
  )
  const both = async (asOf: string) => {
    await run('page', asOf)
    await run('folder', asOf)
    return [await ids('select id from folder'), await ids('select folder as id from page')]
  }
  expect(await both('2014-03-01')).toEqual([[1], [1]])
  expect(await both('2015-02-01')).toEqual([[], []])
})
