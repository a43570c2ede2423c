import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { scheduled } from '../../src/index.ts'
import { openPglite } from '../../src/schema/pglite.ts'
import { cronStub } from '../../src/verify/database/cron-stub.ts'
import { clubFiles, schemaSql } from '../invariants/club.ts'

// One installation in PGlite; each change is made, looked at and rolled back. Expected lines are written by hand.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let db: PGlite
let schedule: string
let eventTriggers: string
let eventTriggersBack: string
beforeAll(async () => {
  const files = await clubFiles(scheduled('0 4 * * *'))
  const textOf = (path: string): string => files.find(f => f.path === path)!.text
  schedule = textOf('schedule.sql')
  eventTriggers = textOf('event-trigger.sql')
  eventTriggersBack = textOf('way-back/event-trigger.down.sql')
  db = await openPglite()
  await db.exec(`${cronStub};
    create role app;
    create role stranger;
    grant create, usage on schema public to app;
    set role app; ${schemaSql}; reset role`)
  for (const { path, text } of files) if (path.startsWith('migrations/')) await db.exec(`begin; ${text}; commit`)
})
afterAll(() => db.close())

interface Line {
  readonly what: string
  readonly object: string
  readonly expected: string
  readonly found: string
  readonly stops_runs: boolean
  readonly hint: string | null
}
const look = async (): Promise<readonly Line[]> => (await db.query<Line>('select * from retention.drift order by what, object')).rows

/** What drift says after a change that is then rolled back, and what the runs are told. */
async function changed(change: string): Promise<{ readonly drift: readonly Line[]; readonly findings: readonly string[] }> {
  await db.exec('begin')
  try {
    await db.exec(change)
    const drift = await look()
    const findings = (await db.query<{ findings: string }>('select * from retention.findings()')).rows.map(r => r.findings)
    return { drift, findings }
  } finally {
    await db.exec('rollback')
  }
}
const told = (drift: readonly Line[]): readonly string[] =>
  drift.map(d => `${d.what} of ${d.object} is ${d.found}${d.stops_runs ? ' !' : ''}`)

/** What is changed, how, and every line that drift then has; `!` where it stops runs. */
const changes: readonly (readonly [name: string, change: string, ...lines: readonly string[]])[] = [
  // Guards
  [
    'a guard that was dropped',
    'drop trigger "~retention_guard" on notes',
    'guard of public.notes is missing !',
    'trigger text of public.notes ("~retention_guard") is missing',
  ],
  ['a guard that is disabled', 'alter table notes disable trigger "~retention_guard"', 'guard of public.notes is disabled !'],
  ['a guard that is no longer ALWAYS', 'alter table notes enable trigger "~retention_guard"', 'guard of public.notes is not always !'],
  [
    'a guard only for replicas',
    'alter table notes enable replica trigger "~retention_guard"',
    'guard of public.notes is only in replicas !',
  ],
  [
    'a guard that never fires',
    `create or replace trigger "~retention_guard" before update or delete on notes for each row when (false) execute function retention.guard_notes();
     alter table notes enable always trigger "~retention_guard"`,
    'trigger text of public.notes ("~retention_guard") is CREATE TRIGGER "~retention_guard" BEFORE DELETE OR UPDATE ON public.notes FOR EACH ROW WHEN (false) EXECUTE FUNCTION retention.guard_notes()',
  ],
  [
    'a truncate guard that is disabled',
    'alter table notes disable trigger "~retention_truncate"',
    'truncate guard of public.notes is disabled !',
  ],
  [
    'all user triggers off',
    'alter table topics disable trigger user; alter table letters disable trigger user',
    'guard of public.letters is disabled !',
    'truncate guard of public.letters is disabled !',
  ],
  [
    'a partition’s guard that is disabled',
    'alter table payments_north disable trigger "~retention_guard"',
    'guard of public.payments_north is disabled !',
  ],
  [
    'a partition’s truncate guard that is disabled',
    'alter table payments_north disable trigger "~retention_truncate"',
    'truncate guard of public.payments_north is disabled !',
  ],
  [
    'a partition that came later',
    `create table payments_west partition of payments for values in ('west')`,
    'truncate guard of public.payments_west is missing',
  ],
  [
    'a partition that came later, its guard off',
    `create table payments_west partition of payments for values in ('west'); alter table payments_west disable trigger user`,
    'guard of public.payments_west is disabled !',
    'truncate guard of public.payments_west is missing',
  ],
  [
    'a partition that came later with its truncate guard',
    `create table payments_west partition of payments for values in ('west');
     create trigger "~retention_truncate" before truncate on payments_west for each statement execute function retention.truncate_guard('public.payments');
     alter table payments_west enable always trigger "~retention_truncate"`,
  ],
  [
    'a partition that was detached',
    'alter table payments detach partition payments_south',
    'partition of public.payments_south is missing',
    'reference of public.payments_south (member_id) to public.members is on delete no action, on update no action',
  ],
  [
    'a partition that was dropped',
    'alter table payments detach partition payments_south; drop table payments_south',
    'partition of public.payments_south is missing',
    'trigger text of public.payments_south ("~retention_truncate") is missing',
    'truncate guard of public.payments_south is missing',
  ],
  [
    'a standing hold’s trigger that is disabled',
    'alter table members disable trigger "~retention_standing_1_update"',
    'trigger of public.members ("~retention_standing_1_update") is disabled !',
  ],
  [
    'a trigger of the application that fires after ours',
    `create function touch() returns trigger language plpgsql as 'begin return new; end';
     create trigger "é" before update on notes for each row execute function touch();
     create trigger "zz" before update on notes for each row execute function touch();
     create trigger "é late" after update on notes for each row execute function touch();
     create trigger "é gone" before delete on notes for each row execute function touch()`,
    'trigger order of public.notes ("é") is after it',
  ],
  // Tables
  ['a guarded table with another name', 'alter table notes rename to remarks', 'name of public.notes is gone !', 'rest'],
  ['a guarded table that was dropped', 'drop table notes cascade', 'name of public.notes is gone !', 'rest'],
  ['a column of the key with another name', 'alter table notes rename column id to no', 'key of public.notes is (id gone) !', 'rest'],
  ['a key that is unique no longer', 'alter table notes drop constraint notes_pkey', 'key of public.notes is (id bigint) !'],
  [
    'a new table that goes with a guarded one',
    'create table stamps (id bigint primary key, letter_id bigint references letters on delete cascade)',
    'reference of public.stamps (letter_id) to public.letters is on delete cascade, on update no action !',
  ],
  [
    'a new table that a guarded one would sever',
    'create table stamps (id bigint primary key, letter_id bigint references letters on delete set null)',
    'reference of public.stamps (letter_id) to public.letters is on delete set null, on update no action !',
  ],
  [
    'a new table that keeps a guarded one',
    'create table stamps (id bigint primary key, letter_id bigint references letters)',
    'reference of public.stamps (letter_id) to public.letters is on delete no action, on update no action',
  ],
  [
    'a new reference from a guarded table',
    'alter table notes add column topic_id bigint references topics on delete cascade',
    'reference of public.notes (topic_id) to public.topics is on delete cascade, on update no action',
  ],
  [
    'a foreign key that is gone',
    'alter table letters drop constraint letters_member_id_fkey',
    'reference of public.letters (member_id) to public.members is missing',
  ],
  [
    'a foreign key that now cascades',
    'alter table payments drop constraint payments_member_id_fkey, add foreign key (member_id) references members on delete cascade',
    'reference of public.payments (member_id) to public.members is on delete cascade, on update no action !',
  ],
  [
    'a rule on a guarded table',
    'create rule nothing as on delete to notes do instead nothing',
    'rule of public.notes (nothing) is CREATE RULE nothing AS\n    ON DELETE TO public.notes DO INSTEAD NOTHING;',
  ],
  [
    'row security without our policy',
    'alter table notes enable row level security',
    'row-level security of public.notes is hiding rows from the runs !',
  ],
  // Our own
  [
    'a function with another body',
    `create or replace function retention.hold_barrier() returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as 'begin end'`,
    'function of retention.hold_barrier() is #',
  ],
  [
    'a function of SQL-standard body',
    `drop function retention.resume(bigint); create function retention.resume(pause_id bigint) returns void begin atomic select; end`,
    'function of retention.resume(bigint) is #',
    'rest',
  ],
  [
    'a function with its caller’s rights',
    'alter function retention.hold_barrier() security invoker',
    'security of retention.hold_barrier() is invoker',
  ],
  [
    'a function on its caller’s path',
    'alter function retention.hold_barrier() reset search_path',
    'settings of retention.hold_barrier() is missing',
  ],
  [
    'a function of another owner',
    'alter function retention.hold_barrier() owner to postgres',
    'owner of retention.hold_barrier() is postgres !',
    'rest',
  ],
  ['a function that is gone', 'drop function retention.resume(bigint)', 'function of retention.resume(bigint) is missing', 'rest'],
  [
    'a function that came',
    'create function retention.extra() returns int language sql return 1',
    'function of retention.extra() is #',
    'rest',
  ],
  [
    'a view with another text',
    'create or replace view retention.status as select * from retention._status() where false',
    'view of retention.status is #',
  ],
  ['a view with other options', 'alter view retention.notes_fate set (security_barrier = true)', 'view of retention.notes_fate is #'],
  ['an index that is gone', 'drop index retention.run_log_class_name', 'index of retention.run_log_class_name is missing'],
  ['a table that is gone', 'drop table retention.preview_log', 'table of retention.preview_log is missing', 'rest'],
  ['a column that is gone', 'alter table retention.hold drop column document', 'table of retention.hold is #', 'rest'],
  [
    'a constraint that is gone',
    'alter table retention.class drop constraint class_fuse_rows_check',
    'constraint of retention.class: class_fuse_rows_check is missing',
  ],
  [
    'a trigger on our own table',
    `create function quiet() returns trigger language plpgsql as 'begin return null; end'; create trigger quiet before insert on retention.hold for each row execute function quiet()`,
    'trigger text of retention.hold (quiet) is CREATE TRIGGER quiet BEFORE INSERT ON retention.hold FOR EACH ROW EXECUTE FUNCTION public.quiet()',
  ],
  [
    'row security on our own table',
    'alter table retention.hold enable row level security; create policy nobody on retention.hold using (false)',
    'policy of retention.hold (nobody) is permissive, for *, to {PUBLIC}, using (false), with check ()',
    'rest',
  ],
  ['a table of ours with another owner', 'alter table retention.preview_log owner to app', 'owner of retention.preview_log is app', 'rest'],
  // Rights
  [
    'a function for everybody',
    'grant execute on function retention.arm(text, text) to public',
    'rights of PUBLIC on retention.arm(text,text) is EXECUTE',
  ],
  ['a table for somebody', 'grant select, delete on retention.hold to stranger', 'rights of stranger on retention.hold is DELETE, SELECT'],
  [
    'a column for somebody',
    'grant update (released_at) on retention.hold to stranger',
    'rights of stranger on retention.hold (released_at) is UPDATE',
  ],
  [
    'a right that may be passed on',
    'grant select on retention.hold to club_retention_auditor with grant option',
    'rights of club_retention_auditor on retention.hold is SELECT (may pass it on)',
  ],
  ['the schema for everybody', 'grant usage on schema retention to public', 'rights of PUBLIC on schema retention is USAGE'],
  [
    'a right that was revoked',
    'revoke select on retention.evidence from club_retention_auditor',
    'rights of club_retention_auditor on retention.evidence is missing',
  ],
  [
    'the disposer, who may more',
    'grant truncate on notes to club_retention_disposer',
    'rights of club_retention_disposer on public.notes is DELETE, SELECT, TRUNCATE',
  ],
  [
    'the disposer, who may create',
    'grant create on schema public to club_retention_disposer',
    'rights of club_retention_disposer on schema public is CREATE, USAGE',
  ],
  [
    'the owner, who may write',
    'grant update on notes to club_retention_owner',
    'rights of club_retention_owner on public.notes is SELECT, UPDATE',
  ],
  [
    'functions to come, for everybody',
    'alter default privileges for role club_retention_owner grant execute on routines to public',
    'default rights of club_retention_owner on f is missing',
  ],
  // Roles
  ['a role with a power', 'alter role club_retention_operator createrole', 'attributes of club_retention_operator is no login, createrole'],
  ['a role that may log in', 'alter role club_retention_disposer login', 'attributes of club_retention_disposer is login'],
  [
    'a role with a setting',
    `alter role club_retention_owner set search_path = public`,
    'settings of club_retention_owner is search_path=public',
  ],
  [
    'a member of the disposer',
    'grant club_retention_disposer to stranger',
    'member of stranger in club_retention_disposer is may act as it',
  ],
  ['a member of the owner', 'grant club_retention_owner to stranger', 'member of stranger in club_retention_owner is may act as it'],
  ['an owner who belongs to others', 'grant app to club_retention_owner', 'membership of club_retention_owner in app is member'],
  // The record itself
  [
    'a record that was changed',
    `update retention.installed set value = 'disabled' where what = 'guard' and object = 'public.notes'; alter table notes disable trigger "~retention_guard"`,
    'record of retention.installed is #',
  ],
]

describe('retention.drift', () => {
  test('after an installation there is none', async () => {
    expect(await look()).toEqual([])
  })

  test.each(changes)('%s', async (_, change, ...lines) => {
    const { drift, findings } = await changed(change)
    const all = told(drift).map(line =>
      line.replace(/ is [0-9a-f]{64}$/, ' is #').replace(/^table of (.*) is .* not null.*$/, 'table of $1 is #'),
    )
    // A change with many consequences has a line for each; the first is the one to look at.
    if (lines.at(-1) === 'rest') expect(all).toEqual(expect.arrayContaining(lines.slice(0, -1)))
    else expect(all).toEqual(lines)
    expect(findings.toSorted()).toEqual(
      told(drift)
        .filter(l => l.endsWith(' !'))
        .map(l => l.slice(0, -2))
        .toSorted(),
    )
    expect(drift.filter(d => d.hint === null && !['table', 'index', 'constraint', 'rule', 'policy'].includes(d.what))).toEqual([])
  })

  test('what is legal shows nothing: runs, holds, members who operate, new tables and columns of the application', async () => {
    const { drift } = await changed(`
      grant club_retention_officer, club_retention_operator to stranger;
      create table pets (id int primary key);
      alter table notes add column mood text;
      create index on notes (mood);
      grant select on notes to stranger;
      insert into retention.hold (matter, kind, authority, reason, notify) values ('M', 'k', 'a', 'r', 'never');
      select retention.arm('notes', 'test');
      insert into retention.migration (name, sha256) values ('x', 'y')`)
    expect(told(drift)).toEqual([])
  })

  test('renderings are not compared across majors, and what came or went still shows', async () => {
    const { drift } = await changed(`
      update retention.installed set value = '13' where what = 'server';
      update retention.installed set value = 'rendered otherwise' where what in ('view', 'trigger text', 'constraint', 'index');
      drop index retention.run_log_class_name;
      create view retention.more as select 1 as one`)
    expect(
      drift
        .map(d => d.what)
        .filter(what => what !== 'record')
        .toSorted(),
    ).toEqual(['index', 'owner', 'server', 'view'])
  })

  test.each([
    ['operator', 'club_retention_operator'],
    ['officer', 'club_retention_officer'],
    ['auditor', 'club_retention_auditor'],
  ])('the %s sees what a superuser sees', async (_, role) => {
    const { drift } = await changed(
      `alter table notes disable trigger "~retention_guard"; drop index retention.run_log_class_name; set local role ${role}`,
    )
    expect(told(drift)).toEqual(['guard of public.notes is disabled !', 'index of retention.run_log_class_name is missing'])
  })
})

describe('the schedule', () => {
  const scheduledAnd = async (change: string): Promise<readonly string[]> => told((await changed(`${schedule}; ${change}`)).drift)

  test('as the policy has it, with the right that the file grants', async () => {
    expect(await scheduledAnd('grant usage on schema cron to club_retention_scheduler')).toEqual([])
    expect(await scheduledAnd('grant create on schema public to club_retention_scheduler')).toEqual([
      'rights of club_retention_scheduler on schema public is CREATE',
    ])
  })
  test('unseen by who may not look into its schema', async () => {
    const hidden = `delete from cron.job where jobname = 'retention:club:notes'; revoke usage on schema cron from public; set local role club_retention_auditor`
    expect(await scheduledAnd(hidden)).toEqual([])
  })
  test.each([
    [
      'a job at another hour',
      `update cron.job set schedule = '0 5 * * *' where jobname = 'retention:club:notes'`,
      `schedule of retention:club:notes is 0 5 * * * call retention.run('notes', scheduled => true)`,
    ],
    [
      'a job that does something else',
      `update cron.job set command = 'select 1' where jobname = 'retention:club:notes'`,
      'schedule of retention:club:notes is 1 4 * * * select 1',
    ],
    [
      'a job of another role',
      `update cron.job set username = 'app' where jobname = 'retention:club:notes'`,
      `schedule of retention:club:notes is 1 4 * * * call retention.run('notes', scheduled => true), as app`,
    ],
    [
      'a job that is switched off',
      `update cron.job set active = false where jobname = 'retention:club:notes'`,
      `schedule of retention:club:notes is 1 4 * * * call retention.run('notes', scheduled => true), inactive`,
    ],
    ['a job that is missing', `delete from cron.job where jobname = 'retention:club:notes'`, 'schedule of retention:club:notes is missing'],
    [
      'a job too many',
      `insert into cron.job (jobname, schedule, command, username) values ('retention:club:more', '* * * * *', 'select 1', 'club_retention_scheduler')`,
      'schedule of retention:club:more is * * * * * select 1',
    ],
  ])('%s', async (_, change, line) => {
    expect(await scheduledAnd(change)).toEqual([line])
  })
})

describe('event-trigger.sql', () => {
  const hold = `
    insert into members (id, name) values (1, 'a');
    insert into retention.hold (matter, kind, authority, reason, notify) values ('M-1', 'litigation', 'court', 'claim', 'never');
    insert into retention.hold_on_class select hold_id, 'members' from retention.hold where matter = 'M-1';`
  const west = `create table payments_west partition of payments for values in ('west');`
  /** What a statement of the tables' owner comes to: 'done', or its SQLSTATE and message. */
  async function attempt(before: string, statement: string): Promise<string> {
    await db.exec('begin')
    try {
      await db.exec(`${before}; set local role app; ${statement}`)
      return 'done'
    } catch (error) {
      const { code, message } = error as { readonly code: string; readonly message: string }
      return `${code}: ${message}`
    } finally {
      await db.exec('rollback')
    }
  }
  const losses: readonly (readonly [statement: string, says: string])[] = [
    ['drop table letters cascade', 'DROP TABLE is refused while a legal hold is active (matter M-1): it would drop '],
    ['reset role; drop schema public cascade', 'it would drop '],
    ['alter table payments detach partition payments_south', 'public.payments_south would be detached'],
    ['alter table payments detach partition payments_west', 'public.payments_west would be detached'],
    ['drop trigger "~retention_guard" on letters', 'it would drop "~retention_guard" on public.letters'],
    ['drop trigger "~retention_truncate" on payments_south', 'it would drop "~retention_truncate" on public.payments_south'],
    ['alter table letters disable trigger "~retention_guard"', 'guard of public.letters would be disabled'],
    ['alter table letters disable trigger user', 'would be disabled'],
    ['alter table letters enable trigger "~retention_guard"', 'guard of public.letters would be not always'],
    ['alter table payments_south disable trigger user', 'would be disabled'],
    ['alter trigger "~retention_guard" on letters rename to a', 'guard of public.letters would be missing'],
    ['alter table letters rename to post', 'name of public.letters would be gone'],
    ['alter table letters rename column id to no', 'key of public.letters would be '],
  ]

  test.each(losses)('while a hold is active, refuses: %s', async (statement, says) => {
    const outcome = await attempt(`${eventTriggers}; set local role app; ${west} reset role; ${hold}`, statement)
    expect(outcome).toMatch(/^RH009: .* is refused while a legal hold is active \(matter M-1\): /)
    expect(outcome).toContain(says)
  })
  test.each([
    ['without a hold', () => `${eventTriggers}; set local role app; ${west} reset role`],
    [
      'after the release',
      () =>
        `${eventTriggers}; set local role app; ${west} reset role; ${hold} update retention.hold set released_at = now(), covers_until = now()`,
    ],
    ['removed: the event triggers', () => `set local role app; ${west} reset role; ${hold}`],
    ['after its way back', () => `${eventTriggers}; ${eventTriggersBack}; set local role app; ${west} reset role; ${hold}`],
  ])('%s, all of them go through', async (_, prepared) => {
    // A schema that is not its own, and views of ours on the table.
    for (const [statement] of losses) expect(await attempt(prepared(), statement), statement).toMatch(/^done$|^2BP01|^42501/)
    expect(await attempt(prepared(), 'alter table letters disable trigger user')).toBe('done')
    expect(await attempt(prepared(), 'alter table payments detach partition payments_south; drop table payments_south')).toBe('done')
  })
  test('a partition is detached before it is dropped, hold or not: the pins refer to all of them', async () => {
    expect(await attempt('', 'drop table payments_south')).toMatch(/^2BP01: /)
  })
  test.each([
    ['in its cool-off', () => `${hold} update retention.hold set released_at = now(), covers_until = now() + interval '1 day'`, 'M-1'],
    ['that stands in a column of the application', () => 'insert into members (id, name, dispute) values (1, $$m$$, true)', 'dispute'],
  ])('under a hold %s a table stays too, also the one in whose column it stands', async (_, holding, matter) => {
    for (const table of ['letters', 'members'])
      expect(await attempt(`${eventTriggers}; ${holding()}`, `drop table ${table} cascade`)).toContain(
        `DROP TABLE is refused while a legal hold is active (matter ${matter}): it would drop `,
      )
  })
  test('while a hold is active, the application still changes what it may', async () => {
    for (const statement of [
      'alter table letters add column mood text',
      'alter table letters rename column text to body',
      'create index on letters (member_id)',
      `create table payments_east partition of payments for values in ('east')`,
      'create table pets (id int primary key)',
      'drop table topics',
      'create trigger early before update on letters for each row execute function suppress_redundant_updates_trigger()',
    ])
      expect(await attempt(`${eventTriggers}; ${hold}`, statement), statement).toBe('done')
  })
  test('drift shows an event trigger that is off', async () => {
    const { drift } = await changed(`${eventTriggers}; alter event trigger "~retention_drop" disable`)
    expect(told(drift)).toEqual(['event trigger of ~retention_drop is disabled'])
  })
})
