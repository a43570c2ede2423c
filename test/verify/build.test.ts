import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromSql } from '../../src/schema/from-sql.ts'
import type { Table } from '../../src/schema/schema.ts'
import { openScope, rowOf } from '../../src/verify/build/draft.ts'
import { learnRecipes } from '../../src/verify/build/recipes.ts'
import { make, openWorkshop, type Workshop } from '../../src/verify/build/workshop.ts'
import { canary } from '../../src/verify/database/ask.ts'
import { addDefaultPartitions, openWithSchema } from '../../src/verify/database/install.ts'
import { parentsFirst, write } from '../../src/verify/database/write.ts'
import { openGround } from '../../src/verify/oracle/ground.ts'
import { policyOf } from './oracle/tiny.ts'

const schemaSql = `
create extension citext;
create type mood as enum ('sad', 'ok', 'happy');
create domain code as varchar(6) check (value ~ '^[a-z0-9]+$');
create table everything (
  id uuid primary key, a text not null, b citext not null unique, c varchar(3) not null, d char(2) not null, e numeric(4, 2) not null, f smallint not null,
  g integer not null, h bigint not null, i boolean not null, j timestamptz not null, k timestamp not null, l date not null, m inet not null, n jsonb not null,
  o bytea not null, p mood not null, q code not null unique, r text[] not null, s interval not null, t time not null, u real not null, v xml, w tsvector,
  x integer generated always as (g * 2) stored, y bigint generated always as identity, z double precision not null
);
create table shops (id integer primary key, open boolean not null);
create table customers (shop_id integer not null references shops, id integer not null, primary key (shop_id, id));
create table jobs (shop_id integer not null, id integer not null, customer_id integer not null, boss integer not null,
  primary key (shop_id, id), foreign key (shop_id, customer_id) references customers, foreign key (shop_id, boss) references jobs);
create table bills (shop_id integer not null, id integer primary key, customer_id integer not null, job_id integer not null,
  foreign key (shop_id, customer_id) references customers, foreign key (shop_id, job_id) references jobs);
create table logs (id bigint generated always as identity, at timestamptz not null, primary key (id, at)) partition by range (at);
create table logs_2023 partition of logs for values from ('2023-01-01') to ('2024-01-01');
create table checked (id integer primary key, kind text not null check (kind in ('a', 'b')), n integer not null check (n >= 10),
  one integer references shops, other uuid references everything, check (num_nonnulls(one, other) = 1));
create table impossible (id integer primary key, word text not null check (word = 'abracadabra'));
create table hen (id integer primary key, egg_id integer);
create table egg (id integer primary key, hen_id integer not null references hen);
alter table hen add foreign key (egg_id) references egg;
`

const schema = await fromSql([{ path: 'schema.sql', sql: schemaSql }])
const table = (name: string): Table => schema.tables.find(t => t.name === name)!
const order = parentsFirst(schema)
let db: Awaited<ReturnType<typeof openWithSchema>>
let workshop: Workshop
let failed: ReadonlyMap<Table, string>

beforeAll(async () => {
  db = await openWithSchema(schemaSql)
  await addDefaultPartitions(db)
  const nothing = { rows: new Map(), holds: [], done: [] }
  workshop = openWorkshop(openGround(policyOf({}), schema, nothing, Temporal.Instant.from('2024-01-01T00:00Z'), {}))
  failed = await learnRecipes(db, workshop, order)
}, 60_000)
afterAll(() => db.close())

describe('made-up rows', () => {
  test('are accepted by every table but the one whose check nobody could guess', () => {
    expect([...failed].map(([t]) => t.name)).toEqual(['impossible'])
    expect(failed.get(table('impossible'))).toMatch(/refuses every row.*impossible_word_check/)
  })
  test('many of each, in one database', async () => {
    const scope = openScope()
    for (let i = 0; i < 5; i++) for (const t of schema.tables) if (!failed.has(t)) make(workshop, scope, t)
    expect(await write(db, order, scope)).toBeNull()
    const { rows } = await db.query<{ readonly n: number }>('select count(*)::integer as n from everything')
    expect(rows[0]!.n).toBeGreaterThanOrEqual(5)
  })
  test('belong to one owner where two references share a column', () => {
    const scope = openScope()
    const bill = make(workshop, scope, table('bills'))
    const [job, customer] = ['jobs', 'customers'].map(name => scope.drafts.filter(d => d.table === table(name)))
    expect([job!.length, customer!.length, scope.drafts.filter(d => d.table === table('shops')).length]).toEqual([1, 1, 1])
    expect(rowOf(job![0]!)).toMatchObject({ shop_id: bill.values.get('shop_id'), customer_id: bill.values.get('customer_id') })
  })
  test('a refused row says why, and leaves nothing behind', async () => {
    const scope = openScope()
    make(workshop, scope, table('shops'), { id: '7777777' })
    make(workshop, scope, table('checked'), { n: '3' })
    expect((await write(db, order, scope))?.message).toMatch(/checked_n_check/)
    expect((await db.query('select from shops where id = 7777777')).rows).toHaveLength(0)
  })
})

describe('the canary', () => {
  test('tells a database that answers nothing from one that has nothing', async () => {
    await expect(canary(db)).resolves.toBeUndefined()
    const silent = { query: async () => ({ rows: [] }) } as unknown as typeof db
    await expect(canary(silent)).rejects.toThrow(/no longer answers/)
  })
})
