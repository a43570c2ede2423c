import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { manual } from '../../src/index.ts'
import { openPglite } from '../../src/schema/pglite.ts'
import { clubFiles, schemaSql } from '../invariants/club.ts'

// Who may do what, by trying: each role calls every function and touches every column of schema retention. What each may is written here by hand.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

/** The logins of this test. `app` owns the application's tables; `disposer` nobody can log in as, here a superuser does. */
const logins = ['stranger', 'app', 'ops', 'dpo', 'eye', 'courier', 'club_retention_scheduler', 'club_retention_disposer'] as const
type Login = (typeof logins)[number]

let db: PGlite
beforeAll(async () => {
  db = await openPglite()
  await db.exec(`
    create role app login;
    grant create, usage on schema public to app;
    set role app; ${schemaSql}; reset role`)
  for (const { path, text } of await clubFiles(manual())) if (path.startsWith('migrations/')) await db.exec(`begin; ${text}; commit`)
  await db.exec(`
    create role stranger login;
    create role ops login in role club_retention_operator;
    create role dpo login in role club_retention_officer;
    create role eye login in role club_retention_auditor;
    create role courier login in role club_retention_worker;
    grant create on schema public to stranger, ops, dpo, eye;
    insert into members (id, name) values (1, 'ann'), (2, 'bob');
    insert into letters (id, member_id, text, written_at) values (1, 1, 'held', '2020-01-01');
    insert into notes (id, member_id, text, written_at) values (1, 2, 'due', '2020-01-01');
    select retention.arm('notes', 'test');`)
  await db.query(`call retention.place_hold('M-1', 'k', 'a', 'r', on_table => 'public.members', row_key => '{"id": 1}')`)
})
afterAll(() => db.close())

/** In PGlite the session stays whom it was set to, also when that is rolled back. */
const back = 'rollback; set session authorization postgres'
const words = (text: string): readonly string[] => text.trim().split(/\s+/)

const fates = 'letters_fate members_fate notes_fate payments_fate'
const helds = 'letters_held members_held notes_held payments_held'
const scopes = 'letters_hold members_hold notes_hold payments_hold'
const operation = `class run_log run_blocked pause status drift installed ${fates}`
const record = `${operation} hold active_hold hold_on_class hold_notice notice_due preserved guarded_table
  evidence evidence_head evidence_note evidence_checkpoint installation migration erasure_ledger replay replay_blocked ${helds} ${scopes}`
/** Relations whose every column a login may read; nobody may write any. */
const reads: Readonly<Record<Login, string>> = {
  stranger: '',
  // What refers to its partitions, so that it can detach one.
  app: 'payments_pin',
  ops: operation,
  dpo: record,
  eye: record,
  // There are no recipients.
  courier: '',
  club_retention_scheduler: '',
  club_retention_disposer: `hold guarded_table members_erasure ${helds} ${fates}`,
}
const calendar = 'counted due end_of end_of_day erased_everywhere_by latest_cutoff start_of_day'
const onHold = 'held_letters held_members held_notes held_payments'
const looks = `${calendar} ${onHold} _drift _schedule_drift _status findings preview`
/** Functions and procedures that a login may call. */
const calls: Readonly<Record<Login, string>> = {
  stranger: '',
  app: '',
  ops: `${looks} pause resume run run_open run_step dispose_of_images prune_evidence prune_ledger`,
  dpo: `${looks} pause resume place_hold _open_hold extend_hold _extend_hold _pin_partitions _hold_inventory release_hold decide_notice
    verify_evidence arm disarm set_limits go_on
    ledger_lines ledger_source open_replay load_replay begin_replay execute_replay _open_replay replay_step _close_replay replay_remains`,
  eye: `${looks} verify_evidence ledger_lines ledger_source replay_remains`,
  courier: '',
  club_retention_scheduler: 'run run_open run_step dispose_of_images prune_evidence prune_ledger',
  club_retention_disposer: `${calendar} ${onHold} _anything_on_hold hold_barrier keyed_digest _append_evidence pseudonym _enter_ledger
    _hold_inventory dispose_letters dispose_members dispose_notes dispose_payments erase_letters erase_members erase_notes erase_payments`,
}

/** Statements as one login, each undone at once: those that were not refused for want of rights. */
async function allowed(login: Login, statements: readonly (readonly [name: string, sql: string])[]): Promise<readonly string[]> {
  await db.exec(`begin; set local session authorization ${login}`)
  try {
    await db.query(`select set_config('test.statements', $1, true)`, [JSON.stringify(statements)])
    await db.exec(`
      do $$
      declare
        one record;
        went text[] := '{}';
        refused text[] := '{}';
      begin
        for one in select e ->> 0 as name, e ->> 1 as sql from jsonb_array_elements(current_setting('test.statements')::jsonb) as e loop
          begin
            execute one.sql;
            raise exception 'undo' using errcode = 'ZZ001';
          exception
            -- A right that is missing further in is another matter: this one went through.
            when insufficient_privilege then
              if sqlerrm ~ ('denied for (schema retention|(table|view|function|procedure) ' || split_part(one.name, '.', 1) || '$)') then
                refused := refused || one.name;
              else
                went := went || one.name;
              end if;
            -- Nobody can write into a view that is no plain one, or into an identity.
            when object_not_in_prerequisite_state or feature_not_supported or wrong_object_type or generated_always then
              null;
            when others then
              went := went || one.name;
          end;
        end loop;
        perform set_config('test.went', array_to_json(went)::text, true);
      end $$`)
    const { rows } = await db.query<{ readonly went: string }>(`select current_setting('test.went') as went`)
    return JSON.parse(rows[0]!.went)
  } finally {
    await db.exec(back)
  }
}

const ask = async <T>(sql: string): Promise<readonly T[]> => (await db.query<T>(sql)).rows
const columns = () =>
  ask<{ readonly relation: string; readonly column: string; readonly kind: string; readonly type: string }>(`
    select c.relname as relation, a.attname as column, c.relkind as kind, format_type(a.atttypid, a.atttypmod) as type
    from pg_class as c join pg_attribute as a on a.attrelid = c.oid
    where c.relnamespace = 'retention'::regnamespace and c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`)
const routines = () =>
  ask<{ readonly name: string; readonly call: string }>(`
    select p.proname as name, format(
      '%s retention.%I(%s)', case p.prokind when 'p' then 'call' else 'select' end, p.proname,
      (select string_agg(case t when 'bytea'::regtype then quote_literal('') else 'null' end || '::' || format_type(t, null), ', ' order by n) from unnest(p.proargtypes) with ordinality as a (t, n))
    ) as call
    from pg_proc as p where p.pronamespace = 'retention'::regnamespace and p.prorettype <> 'event_trigger'::regtype`)

describe('every role tries everything', () => {
  test.each(logins)('%s reads what it may, column by column, and writes nothing', async login => {
    const all = await columns()
    expect(all.length).toBeGreaterThan(150)
    const relations = [...new Map(all.map(c => [c.relation, c.kind])).keys()]
    const read = await allowed(
      login,
      all.map(c => [`${c.relation}.${c.column}`, `select "${c.column}" from retention."${c.relation}" where false`]),
    )
    const may = new Set(words(reads[login]))
    expect(read).toEqual(all.filter(c => may.has(c.relation)).map(c => `${c.relation}.${c.column}`))
    const written = await allowed(login, [
      ...all.flatMap(c => [
        [`${c.relation}.${c.column} update`, `update retention."${c.relation}" set "${c.column}" = null where false`] as const,
        [
          `${c.relation}.${c.column} insert`,
          `insert into retention."${c.relation}" ("${c.column}") select null::${c.type} where false`,
        ] as const,
      ]),
      ...relations.flatMap(r => [
        [`${r}. delete`, `delete from retention."${r}" where false`] as const,
        [`${r}. truncate`, `truncate retention."${r}"`] as const,
        [`${r}. lock`, `lock table retention."${r}" in row exclusive mode`] as const,
      ]),
    ])
    expect(written).toEqual([])
  })

  test.each(logins)('%s calls what it may', async login => {
    const all = await routines()
    expect(all.length).toBeGreaterThan(50)
    const went = await allowed(
      login,
      all.map(r => [r.name, r.call]),
    )
    expect([...new Set(went)].toSorted()).toEqual(words(calls[login]).filter(Boolean).toSorted())
  })

  test.each<readonly [string, Login, string, () => ReturnType<typeof allowed>]>([
    [
      'a column',
      'ops',
      'grant select (matter) on retention.hold to club_retention_operator',
      () => allowed('ops', [['hold.matter', 'select matter from retention.hold']]),
    ],
    [
      'a function',
      'eye',
      'grant execute on function retention.go_on(text, boolean) to public',
      () => allowed('eye', [['go_on', 'select retention.go_on(null)']]),
    ],
  ])('removed: the refusal of %s', async (_, login, grant, tried) => {
    expect(await tried()).toEqual([])
    await db.exec(grant)
    try {
      expect(await tried()).toHaveLength(1)
    } finally {
      await db.exec(grant.replace('grant', 'revoke').replace(' to ', ' from '))
    }
    expect(login).toBeTruthy()
  })
})

/** One statement as a login, undone afterwards: its SQLSTATE, or 'done'. */
async function attempt(login: string, statement: string, before = ''): Promise<string> {
  await db.exec(`begin; ${before}; set local session authorization ${login}`)
  try {
    await db.exec(statement)
    return 'done'
  } catch (error) {
    return (error as { readonly code: string }).code
  } finally {
    await db.exec(back)
  }
}

describe('nobody becomes more than he is', () => {
  const takeovers = [
    'set role club_retention_owner',
    'set role club_retention_disposer',
    'grant club_retention_owner to current_user',
    'grant club_retention_disposer to current_user',
    'grant club_retention_officer to stranger',
    'alter role club_retention_disposer login',
    'alter schema retention owner to current_user',
    'alter table retention.evidence owner to current_user',
    'alter table retention.hold disable trigger all',
    'alter function retention.hold_barrier() owner to current_user',
    'alter function retention.hold_barrier() security invoker',
    'alter function retention.hold_barrier() reset search_path',
    `create or replace function retention.hold_barrier() returns void language sql as 'select'`,
    'create function retention.mine() returns int language sql return 1',
    'create table retention.mine (id int)',
    'create view retention.mine as select 1 as one',
    'create trigger mine before insert on retention.hold for each row execute function suppress_redundant_updates_trigger()',
    'create rule mine as on insert to retention.hold do instead nothing',
    'create policy mine on retention.hold using (false)',
    'create index mine on retention.hold (matter)',
    'drop view retention.drift',
    'drop function retention.hold_barrier() cascade',
    'drop schema retention cascade',
    'alter default privileges for role club_retention_owner grant all on tables to public',
    `create event trigger mine on sql_drop execute function retention.refuse_drop()`,
    'set session_replication_role = replica',
    `copy retention.hold to program 'cat'`,
  ]
  test.each(['stranger', 'app', 'ops', 'dpo', 'eye', 'courier', 'club_retention_scheduler'])('%s', async login => {
    for (const statement of takeovers) expect([statement, await attempt(login, statement)]).toEqual([statement, '42501'])
  })
  test.each(['ops', 'dpo', 'eye'])('%s passes on nothing of what is his', async login => {
    await db.exec(`begin; set local session authorization ${login}`)
    try {
      await db.exec(
        'grant all on schema retention to stranger; grant all on retention.status to stranger; grant execute on function retention.findings() to public',
      )
      await db.exec('set session authorization postgres')
      expect(await ask('select what, object from retention.drift')).toEqual([])
    } finally {
      await db.exec(back)
    }
  })
  test('removed: what stands in the way is membership and ownership', async () => {
    expect(
      await attempt('ops', 'set role club_retention_owner; delete from retention.hold_on_class', 'grant club_retention_owner to ops'),
    ).toBe('done')
  })
})

describe('what a caller brings along changes nothing', () => {
  /** Tables of ours and of the catalog, shadowed by empty ones of the session, which it puts first. */
  const shadows = `
    create temp table pg_trigger (like pg_catalog.pg_trigger);
    create temp table guarded_table (table_name text);
    create temp table hold (hold_id bigint);
    create temp table pause (pause_id bigint, reason text, class_name text);
    create domain pg_temp.text as pg_catalog.text check (false);
    grant select on all tables in schema pg_temp to public;
    set local search_path = pg_temp, public, pg_catalog;`
  const seen = async (before: string): Promise<string> => {
    await db.exec(`begin; alter table public.notes disable trigger "~retention_guard"; ${before}; set local session authorization ops`)
    try {
      await db.exec(shadows)
      const { rows } = await db.query<{ readonly f: string }>('select f from retention.findings() as f')
      await db.query(`select retention.pause('x')`)
      return rows.map(r => r.f).join()
    } catch (error) {
      return (error as Error).message
    } finally {
      await db.exec(back)
    }
  }
  test('temporary tables and types of the same names', async () => {
    expect(await seen('')).toBe('guard of public.notes is disabled')
  })
  test('removed: the pinned search path', async () => {
    expect(await seen('alter function retention._vital_facts() set search_path = pg_temp, pg_catalog')).not.toBe(
      'guard of public.notes is disabled',
    )
  })

  test('evidence names the login, whatever role it takes and through whatever function it comes', async () => {
    await db.exec(`begin; create function public.detour() returns void language sql security definer as $$ select retention.disarm('notes', 'x') $$;
      alter function public.detour() owner to dpo; set local session authorization dpo`)
    try {
      await db.exec(`set role club_retention_officer; set application_name = 'postgres'; select retention.disarm('notes', 'x'); reset role`)
      await db.exec('set local session authorization eye; select public.detour()')
      await db.exec('set session authorization postgres')
      expect(await ask(`select act, recorded_by from retention.evidence where act = 'disarmed' order by evidence_id`)).toEqual([
        { act: 'disarmed', recorded_by: 'dpo' },
        { act: 'disarmed', recorded_by: 'eye' },
      ])
    } finally {
      await db.exec(back)
    }
  })
})

describe('code of the application that a batch sets off runs with the disposer’s rights', () => {
  /** What a trigger on `notes` comes to with one statement of its owner's, in a batch that `ops` runs; and what drift says then. */
  async function inBatch(statement: string): Promise<{ readonly outcome: string; readonly drift: readonly string[] }> {
    await db.exec(`begin;
      set local role app;
      create table loot (as_whom text, outcome text);
      grant insert on loot to public;
      create function lie() returns trigger language plpgsql as $lie$
      begin
        begin
          execute ${`$attack$${statement}$attack$`};
          insert into public.loot values (current_user, 'done');
        exception when others then
          insert into public.loot values (current_user, sqlstate);
        end;
        return old;
      end $lie$;
      create trigger lie before delete on notes for each row execute function lie();
      reset role`)
    try {
      await db.exec('set local session authorization ops')
      const [run] = await ask<{ readonly id: number }>(`select retention.run_open('notes', null, false, null, null, null) as id`)
      let goes = true
      while (goes) goes = (await db.query<{ readonly goes: boolean }>('select retention.run_step($1) as goes', [run!.id])).rows[0]!.goes
      await db.exec('set session authorization postgres')
      const loot = await ask<{ readonly as_whom: string; readonly outcome: string }>('select * from loot')
      expect(loot.map(l => l.as_whom)).toEqual(['club_retention_disposer'])
      return {
        outcome: loot[0]!.outcome,
        drift: (await ask<{ readonly line: string }>(`select what || ' of ' || object as line from retention.drift`)).map(d => d.line),
      }
    } finally {
      await db.exec(back)
    }
  }

  test.each([
    ['delete from public.letters', 'RH001'],
    ['update public.letters set id = 5', 'RH001'],
    ['truncate public.letters', '42501'],
    ['alter table public.letters disable trigger all', '42501'],
    ['delete from retention.hold', '42501'],
    [`update retention.class set mode = 'armed'`, '42501'],
    [`select retention.arm('letters', 'x')`, '42501'],
    [`select retention.release_hold(1, 'x')`, '42501'],
    ['grant club_retention_disposer to app', '42501'],
    // With a warning: it grants nothing.
    ['grant usage on schema retention to app', 'done'],
    ['set role club_retention_owner', '42501'],
    ['set session authorization postgres', '42501'],
    ['set session_replication_role = replica', '42501'],
    [`create or replace function retention.hold_barrier() returns void language sql as 'select'`, '42501'],
    ['alter function retention.hold_barrier() owner to app', '42501'],
    ['alter function retention.dispose_notes(bigint, timestamptz, boolean, text, jsonb, integer) owner to app', '42501'],
    ['create table retention.mine (id int)', '42501'],
    [`select retention._append_evidence('forged', '{}')`, 'RH007'],
  ])('%s: %s', async (statement, expected) => {
    const { outcome, drift } = await inBatch(statement)
    expect(outcome).toBe(expected)
    expect(drift).toEqual([])
  })

  test.each([
    [
      'the settings of its own functions, which drift shows',
      'alter function retention.dispose_notes(bigint, timestamptz, boolean, text, jsonb, integer) reset search_path',
      'settings of retention.dispose_notes(bigint,timestamp with time zone,boolean,text,jsonb,integer)',
    ],
    [
      'who may call them, which drift shows',
      'grant execute on function retention.dispose_notes(bigint, timestamptz, boolean, text, jsonb, integer) to ops',
      'rights of ops on retention.dispose_notes(bigint,timestamp with time zone,boolean,text,jsonb,integer)',
    ],
  ])('remains possible to a table’s owner: %s', async (_, statement, line) => {
    expect(await inBatch(statement)).toEqual({ outcome: 'done', drift: [line] })
  })
  test('remains possible to a table’s owner: code in our owner’s name, which drift shows', async () => {
    await db.exec(`begin;
      set local role app;
      create table loot (as_whom text);
      grant insert on loot to public;
      create function lie() returns boolean language plpgsql as 'begin insert into public.loot values (current_user); return true; end';
      alter table notes enable row level security;
      create policy lie on notes using (lie());
      reset role; set local session authorization eye`)
    try {
      await ask('select * from retention.status').catch(() => [])
      await db.exec('set session authorization postgres')
      const whom = await ask<{ readonly as_whom: string }>('select distinct as_whom from loot')
      expect(whom).toEqual([{ as_whom: 'club_retention_owner' }])
      expect(await ask(`select what, object, stops_runs from retention.drift`)).toEqual([
        { what: 'row-level security', object: 'public.notes', stops_runs: true },
      ])
    } finally {
      await db.exec(back)
    }
  })
})
