import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { armed, openServer, run } from '../invariants/installation.ts'
import { type Kept, kept, vault } from './fixture/vault.ts'
import type { Database, Row, World } from './world.ts'

// Every path × every kind of scope × every kind of table: what is on hold stays as it was when the hold was acknowledged, or is kept as an image.
// Each path is one transaction that is rolled back. Each table has a person of its own: person 1 the notes 10 to 12, person 2 the letters 20
// to 22, and so on; 10 and 11 are the table's, 12 is what refers to 10. Of each table row 15, 25, … is person 100's, in another tenant and
// written later. All rows are due, and all but person 100 have asked to be erased.
const personOf = (t: Kept): number => kept.indexOf(t) + 1
const rowOf = (t: Kept): number => 10 * personOf(t)
const ofOther = 5
const insert = (t: Kept, id: number, person: number, at: string): string =>
  `insert into ${t.name} (id, text, at, ${Object.keys(t.columns)}) values (${id}, 'a', '${at}', ${Object.values(t.columns).map(c => c(person))});`
const rows = `
  insert into tenants values (1, 'one'), (2, 'two');
  insert into persons (id, tenant_id, email, leaving_at) select i, case when i = 100 then 2 else 1 end, 'p' || i, case when i <> 100 then timestamptz '2020-01-01' end
  from (select generate_series(1, ${kept.length}) union select 100) as p (i);
  ${kept
    .map(t => {
      const [id, person] = [rowOf(t), personOf(t)]
      return `${insert(t, id, person, '2020-01-10')} ${insert(t, id + 1, person, '2020-01-20')} ${insert(t, id + ofOther, 100, '2021-01-10')}
        ${t.below === t.name ? `${insert(t, id + 2, person, '2020-01-15')} update ${t.name} set reply_to = ${id} where id = ${id + 2};` : `insert into ${t.below} (id, ${t.partitioned ? 'branch, ' : ''}row_id, text) values (${id + 2}, ${t.partitioned ? `'north', ` : ''}${id}, 'a');`}`
    })
    .join('\n')}
  grant select, insert, update, delete, truncate on all tables in schema public to app;
  -- What is struck takes along what it says, whoever strikes it: the application, or a run of ours.
  create function strike() returns trigger language plpgsql as $$ begin execute old.statement; return old; end $$;
  create trigger strike before delete on strikes for each row execute function strike();
  -- Somebody else's, in place of what a guard would call.
  create schema evil;
  create function evil.never(bigint, bigint) returns boolean language sql immutable as 'select false';
  create operator evil.= (leftarg = bigint, rightarg = bigint, function = evil.never);
  create function evil.statement_timestamp() returns timestamptz language sql as $$ select timestamptz 'infinity' $$;
  create table evil.active_hold (hold_id bigint, matter text, notify text, standing boolean);
  grant usage on schema evil to app;
`

// ── Scopes ───────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Scope {
  /** What an officer says, for each table or once for all; what stands in the application's columns is the application's to say. */
  readonly placed: ((t: Kept) => Readonly<Record<string, string>>) | 'by the application'
  readonly once?: boolean
  /** Besides row 10, what refers to it, and the person: row 11, and what is person 100's. */
  readonly both: boolean
  readonly all?: boolean
  readonly replies?: boolean
}
const key = (t: Kept, id: number): object => (t.partitioned ? { branch: 'north', id } : { id })
const scopes: Readonly<Record<string, Scope>> = {
  'a record': { placed: t => ({ on_table: `public.${t.name}`, row_key: JSON.stringify(key(t, rowOf(t))) }), both: false, replies: false },
  'several records': {
    placed: t => ({ on_table: `public.${t.name}`, row_key: JSON.stringify([key(t, rowOf(t)), key(t, rowOf(t) + 1)]) }),
    both: true,
    replies: false,
  },
  'a subject': { placed: t => ({ on_table: 'public.persons', row_key: `{"id": ${personOf(t)}}` }), both: true },
  'what refers to the row': { placed: t => ({ on_table: `public.${t.below}`, row_key: `{"id": ${rowOf(t) + 2}}` }), both: false },
  'a class': { placed: t => ({ on_class: t.name }), both: true, all: true },
  'a class of a time': { placed: t => ({ on_class: t.name, since: '2020-01-10', until: '2020-02-01' }), both: true },
  'a tenant': { placed: () => ({ on_tenant: '1' }), once: true, both: true },
  'a standing hold': { placed: 'by the application', both: true },
}

interface Held {
  readonly table: string
  readonly id: number
  readonly class: string
  readonly preserve: Kept['preserve']
}
/** The rows that a hold on a table's rows covers. */
function heldBy({ both, all, replies }: Scope, t: Kept): readonly Held[] {
  const own = { table: t.name, class: t.name, preserve: t.preserve }
  const person = { table: 'persons', class: 'persons', preserve: 'copy' } as const
  return [
    { ...own, id: rowOf(t) },
    // A reply is a row of its own: a hold on the message that it answers does not cover it.
    ...(t.below === t.name && replies === false
      ? []
      : [{ ...own, table: t.below, class: t.below === t.name ? t.name : `public.${t.below}`, id: rowOf(t) + 2 }]),
    { ...person, id: personOf(t) },
    ...(both ? [{ ...own, id: rowOf(t) + 1 }] : []),
    ...(all
      ? [
          { ...own, id: rowOf(t) + ofOther },
          { ...person, id: 100 },
        ]
      : []),
  ]
}

/** Place a hold of the scope on the rows of each table; what each says that it preserves, and what it should. */
async function place(database: Database, scope: Scope): Promise<readonly { readonly said: object; readonly expected: object }[]> {
  if (scope.placed === 'by the application') {
    await database.ask(`update persons set dispute = true where id <> 100`, [], 'app')
    return []
  }
  const counted = (rows: readonly Held[]) => {
    const each = Map.groupBy(new Map(rows.map(h => [`${h.table} ${h.id}`, h])).values(), h => h.class)
    return Object.fromEntries([...each].map(([name, of]) => [name, of.length]))
  }
  const calls: { readonly said: object; readonly expected: object }[] = []
  for (const on of scope.once ? [kept] : kept.map(t => [t])) {
    const given = scope.placed(on[0]!)
    const names = Object.keys(given).map((name, i) => `${name} => $${i + 1}`)
    const [placed] = await database.ask(
      `call retention.place_hold('M', 'litigation', 'legal', 'claim', ${names})`,
      Object.values(given),
      'dpo',
    )
    calls.push({ said: placed!.preserved, expected: counted(on.flatMap(t => heldBy(scope, t))) })
  }
  return calls
}

// ── Paths ────────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Path {
  /** What is done to row `id` of a table; null where that cannot be done to it. */
  readonly sql: (t: Kept, id: number) => string | null
  readonly isolation?: string
  /** The first major that can. */
  readonly since?: number
}
const by = (role: string, sql: Path['sql']): Path => ({
  sql: (t, id) => {
    const statements = sql(t, id)
    return statements && `set local role ${role}; ${statements}`
  },
})
const application = (sql: Path['sql']): Path => by('app', sql)
const batch = (stage: string): Path => ({
  sql: t => `select * from retention.${stage}_${t.name}(1, now(), false, null, null, 1000)`,
})
const strike = (statement: string): string => `insert into strikes values (1, $$${statement}$$, '2020-01-01')`
const remove = (t: Kept, id: number): string => `delete from public.${t.name} where id operator(pg_catalog.=) ${id}`
const change = (t: Kept, id: number): string => `update public.${t.name} set text = 'x' where id operator(pg_catalog.=) ${id}`
const onPartition = (sql: (t: Kept, id: number) => string) => (t: Kept, id: number) => (t.partitioned ? sql(t, id) : null)
/** A reference of the application's own would refuse as well. */
const withoutReference = (t: Kept): string => `alter table ${t.below} drop constraint ${t.below}_branch_row_id_fkey;`
const merge = (t: Kept, id: number, then: string) =>
  `merge into ${t.name} as t using (values (${id})) as v (id) on t.id = v.id when matched then ${then}`

const paths: Readonly<Record<string, Path>> = {
  'the disposal of a run: rollup, archive, destroy': batch('dispose'),
  'the erasure of a run': batch('erase'),
  'the interim stage of a run: anonymize': batch('interim_1'),
  'DELETE by the application': application(remove),
  'DELETE by the owner of the table': by('app_owner', remove),
  'DELETE by a superuser': { sql: remove },
  'DELETE within WITH': application((t, id) => `with gone as (${remove(t, id)} returning 1) select from gone`),
  'UPDATE by the application': application(change),
  'UPDATE by the owner of the table': by('app_owner', change),
  'UPDATE of the key': application((t, id) => `update ${t.name} set ${t.otherKey} where id = ${id}`),
  'UPDATE of the owner': application((t, id) => `update ${t.name} set ${t.otherOwner} where id = ${id}`),
  'UPDATE of the date, then DELETE': application((t, id) => `update ${t.name} set at = '2099-01-01' where id = ${id}; ${remove(t, id)}`),
  'MERGE that deletes': { ...application((t, id) => merge(t, id, 'delete')), since: 15 },
  'MERGE that updates': { ...application((t, id) => merge(t, id, `update set text = 'x'`)), since: 15 },
  'ON CONFLICT DO UPDATE': application(
    (t, id) =>
      `${insert(t, id, personOf(t), '2020-01-10').replace(/;$/, '')} on conflict (${Object.keys(key(t, id))}) do update set text = 'x'`,
  ),
  'DELETE on the partition': application(onPartition((t, id) => `delete from ${t.name}_north where id = ${id}`)),
  'UPDATE on the partition': application(onPartition((t, id) => `update ${t.name}_north set text = 'x' where id = ${id}`)),
  // A reference that neither cascades nor sets NULL refuses this by itself.
  'DELETE of the person: a cascade, SET NULL, a declared link': application(t =>
    t.name === 'letters' ? null : `delete from persons where id = ${personOf(t)}`,
  ),
  'UPDATE of the key of the person: a cascade': application(t =>
    t.name === 'parcels' ? `update persons set id = 500 where id = ${personOf(t)}` : null,
  ),
  'UPDATE of what links the person, then DELETE': application((t, id) =>
    t.name === 'visits' ? `update persons set email = 'other' where id = ${personOf(t)}; ${remove(t, id)}` : null,
  ),
  'a trigger of the application that deletes': application((t, id) => `${strike(remove(t, id))}; delete from strikes`),
  'a trigger of the application that updates': application((t, id) => `${strike(change(t, id))}; delete from strikes`),
  'a trigger that a run sets off': {
    sql: (t, id) => `${strike(remove(t, id))}; select * from retention.dispose_strikes(1, now(), false, null, null, 1000)`,
  },
  'DELETE at REPEATABLE READ after the hold': { ...application(remove), isolation: 'repeatable read' },
  'UPDATE at REPEATABLE READ after the hold': { ...application(change), isolation: 'repeatable read' },
  'DELETE at SERIALIZABLE after the hold': { ...application(remove), isolation: 'serializable' },
  'UPDATE at SERIALIZABLE after the hold': { ...application(change), isolation: 'serializable' },
  TRUNCATE: by('app_owner', t => `truncate ${t.below === t.name ? t.name : `${t.name}, ${t.below}`}`),
  'TRUNCATE that cascades': { sql: () => 'truncate persons cascade' },
  'TRUNCATE that cascades from the table': { sql: t => `truncate ${t.name} cascade` },
  'TRUNCATE of a partition': { sql: onPartition(t => `truncate ${t.name}_north cascade`) },
  'DETACH of a partition': by(
    'app_owner',
    onPartition(t => `${withoutReference(t)} alter table ${t.name} detach partition ${t.name}_north`),
  ),
  'DROP of a partition': by(
    'app_owner',
    onPartition(t => `${withoutReference(t)} drop table ${t.name}_north`),
  ),
  'a session that replicates': { sql: (t, id) => `set local session_replication_role = replica; ${remove(t, id)}` },
  'operators, functions and tables of somebody else': application(
    (t, id) => `
      create temp table active_hold (hold_id bigint, matter text, notify text, standing boolean) on commit drop;
      create temp table ${t.name}_matched (id bigint, hold_id bigint) on commit drop;
      set local search_path = pg_temp, evil, pg_catalog, public; ${remove(t, id)}`,
  ),
}

/** The generated protection taken out of a database. */
const unprotected = `
  do $$
  declare
    it record;
  begin
    for it in
      select t.tgname, t.tgrelid::regclass as of_table
      from pg_trigger as t
      where t.tgname in ('~retention_guard', '~retention_truncate') and t.tgparentid = 0
    loop
      execute format('drop trigger %I on %s', it.tgname, it.of_table);
    end loop;
    alter table retention.payments_pin drop constraint payments_pin_branch_id_fkey;
    alter table retention.receipts_pin drop constraint receipts_pin_branch_id_fkey;
    for it in
      select g.held_view, rtrim(pg_get_viewdef(('retention.' || g.held_view)::regclass), ';') as query from retention.guarded_table as g
    loop
      execute format('create or replace view retention.%I as select * from (%s) as v where false', it.held_view, it.query);
    end loop;
  end $$;
  create or replace function retention.findings() returns setof text language sql stable as 'select null::text where false'`

/** Changes of shape, which only event triggers refuse. */
const shapes: Readonly<Record<string, Path>> = {
  'DROP TABLE': by('app_owner', t => `drop table ${t.name} cascade`),
  'DROP of a partition with all that refers to it': by(
    'app_owner',
    onPartition(t => `drop table ${t.name}_north cascade`),
  ),
  'DISABLE of the guard, then DELETE': by('app_owner', (t, id) => `alter table ${t.name} disable trigger user; ${remove(t, id)}`),
}
const under = (first: string, all: Readonly<Record<string, Path>>): Readonly<Record<string, Path>> =>
  Object.fromEntries(
    Object.entries(all).map(([name, path]) => [
      `${name}, with the event triggers`,
      {
        ...path,
        sql: (t, id) => {
          const statements = path.sql(t, id)
          return statements && `${first}; ${statements}`
        },
      } satisfies Path,
    ]),
  )

/** What goes through all the same, and takes rows on hold along: a standing hold is placed by nobody who would pin its rows. */
const remains = (scope: Scope): readonly string[] =>
  scope.placed === 'by the application' ? ['payments: DETACH of a partition', 'receipts: DETACH of a partition'] : []

// ── What became of it ────────────────────────────────────────────────────────────────────────────────────────────────

type Contents = ReadonlyMap<string, Row>
const tables = ['persons', ...new Set(kept.flatMap(t => [t.name, t.below]))]
const look = tables.map(t => `select '${t} ' || id as row, to_jsonb(r) as content from public.${t} as r`).join(' union all ')
const contents = async (session: pg.Client): Promise<Contents> => new Map((await session.query(look)).rows.map(r => [r.row, r.content]))
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const ties = ['person_id', 'branch', 'row_id', 'reply_to', 'tenant_id']

/** Rows on hold that are gone, tied to something else, or changed without an image of what they were. */
async function harmed(session: pg.Client, held: readonly Held[], before: Contents): Promise<readonly string[]> {
  const after = await contents(session).catch(() => null)
  // A table is gone.
  if (after === null) return held.map(({ table, id }) => `${table} ${id}`)
  const { rows: images } = await session.query(`select split_part(table_name, '.', 2) as table, image from retention.preserved where whole`)
  return held
    .filter(({ table, id, preserve }) => {
      const [was, is] = [before.get(`${table} ${id}`)!, after.get(`${table} ${id}`)]
      if (!is) return true
      if (same(was, is)) return false
      const tied = ties.some(column => was[column] !== is[column]) || (table === 'visits' && was.email !== is.email)
      return preserve === 'block' || tied || !images.some(i => i.table === table && same(i.image, was))
    })
    .map(({ table, id }) => `${table} ${id}`)
}

interface Cell {
  readonly name: string
  readonly lost: boolean
  /** Which rows it harmed, or the SQLSTATE that refused it. */
  readonly became: string
}

/** Under one scope: a session, the rows as they were when the holds were acknowledged, and what became of each path so far. */
interface Tried {
  readonly session: pg.Client
  readonly before: Contents
  readonly cells: readonly Cell[]
}

/** Place holds of a scope, and try every path on every table, each in a transaction that is rolled back. `weaken` takes the protection out once the holds are placed. */
async function tryAll(database: Database, scope: Scope, all: Readonly<Record<string, Path>>, weaken = 'select'): Promise<Tried> {
  await database.ask(rows)
  const older = await begin(database)
  const calls = await place(database, scope)
  expect(calls.map(c => c.said)).toEqual(calls.map(c => c.expected))
  const session = await database.session()
  const before = await contents(session)
  await session.query(weaken)
  const cells: Cell[] = await fromBefore(older)
  const { rows: server } = await session.query(`select current_setting('server_version_num')::int / 10000 as major`)
  for (const [path, { sql, isolation, since = 0 }] of Object.entries(all))
    for (const t of kept) {
      const statements = sql(t, rowOf(t))
      if (statements === null || since > server[0].major) continue
      const name = `${t.name}: ${path}`
      try {
        await session.query(`begin isolation level ${isolation ?? 'read committed'}; ${statements}; ${asBefore}`)
        const lost = await harmed(session, heldBy(scope, t), before)
        cells.push({ name, lost: lost.length > 0, became: lost.join(', ') })
      } catch (error) {
        cells.push({ name, lost: false, became: (error as pg.DatabaseError).code! })
      }
      await session.query('rollback')
    }
  return { session, before, cells }
}
const asBefore = 'reset role; reset search_path; set local session_replication_role = default'

interface Older {
  readonly isolation: string
  readonly session: pg.Client
}
/** Transactions of the application that begin before the hold. */
const begin = (database: Database): Promise<readonly Older[]> =>
  Promise.all(
    ['REPEATABLE READ', 'SERIALIZABLE'].map(async isolation => {
      const session = await database.session('app')
      await session.query(`begin isolation level ${isolation}; select pg_current_snapshot()`)
      return { isolation, session }
    }),
  )
/** What they do after it has to fail, whatever it is. */
async function fromBefore(older: readonly Older[]): Promise<Cell[]> {
  const cells: Cell[] = []
  for (const { isolation, session } of older) {
    for (const [word, sql] of Object.entries({ DELETE: remove, UPDATE: change }))
      for (const t of kept) {
        const became = await session.query(`savepoint before; ${sql(t, rowOf(t))}`).then(
          () => 'a statement that went through',
          (error: pg.DatabaseError) => error.code!,
        )
        cells.push({ name: `${t.name}: ${word} at ${isolation} from before the hold`, lost: became !== '40001', became })
        await session.query('rollback to before')
      }
    await session.query('rollback')
  }
  return cells
}

/** What refuses a row on hold: our guards and event triggers, an older snapshot, and the references of the pins. */
const refusals = ['', 'RH001', 'RH002', 'RH009', '40001', '0A000', '2BP01', '23503']

let world: World
let installed: Awaited<ReturnType<typeof vault>>
beforeAll(async () => {
  ;[world, installed] = await Promise.all([openServer(), vault()])
})
afterAll(() => world.close())

describe('no path loses what is on hold', () => {
  test.each(Object.entries(scopes))('under %s', async (_, scope) => {
    const database = await armed(world, installed)
    const { session, before, cells } = await tryAll(database, scope, { ...paths, ...under(installed.eventTriggers, shapes) })
    expect(cells.filter(c => c.lost).map(c => c.name)).toEqual(remains(scope))
    // Refused by what keeps rows on hold, and not by what would refuse anything.
    expect(cells.filter(c => !c.lost && !refusals.includes(c.became))).toEqual([])

    // Every class, as an operator runs it: what is free goes, and only that is kept in the archives.
    await run(database)
    expect(
      await harmed(
        session,
        kept.flatMap(t => heldBy(scope, t)),
        before,
      ),
    ).toEqual([])
    const free = kept.map(t => `${t.name} ${rowOf(t) + ofOther}`)
    const now = await contents(session)
    expect(free.filter(row => now.has(row))).toEqual(scope.all ? free : [])
    const archives = kept.map(({ name }) => `select '${name} ' || id as row from ${name}_archive`).join(' union all ')
    expect((await session.query(archives)).rows.map(r => r.row)).toEqual(scope.all ? [] : free)
  })
})

test('control: without guards, pins and the look for holds, every path loses rows on hold, of every table', async () => {
  const database = await armed(world, installed)
  const scope = scopes['several records']!
  const { session, before, cells } = await tryAll(database, scope, { ...paths, ...under('select', shapes) }, unprotected)
  expect(cells.filter(c => !c.lost)).toEqual([])
  await run(database)
  const gone = await harmed(
    session,
    kept.flatMap(t => heldBy(scope, t)),
    before,
  )
  expect(gone).toEqual(expect.arrayContaining(kept.map(t => `${t.name} ${rowOf(t)}`)))
})

test('what remains possible: without the event triggers the owner of a table changes its shape', async () => {
  const { cells } = await tryAll(await armed(world, installed), scopes['several records']!, shapes)
  const changes = cells.filter(c => Object.keys(shapes).some(path => c.name.endsWith(path)))
  // Of each partition one row is pinned, with or without a guard.
  const pinned = ['payments', 'receipts'].map(t => `${t}: DISABLE of the guard, then DELETE`)
  expect(changes.filter(c => !c.lost).map(c => c.name)).toEqual(pinned)
  expect(changes).toHaveLength(2 * kept.length + 2)
})
