import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { apply } from '../../src/operate/apply.ts'
import { type CompiledPolicy, compiled, type Database, install, openWorld, type Row, referencePolicies, type World } from './world.ts'

// Installation by a role that is no superuser, what it leaves behind, and the way back.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Everything that an installation could leave behind, in words that survive a re-creation. */
const everything = `
  select 'relation' as kind, c.oid::regclass::text || ' ' || c.relkind::text || ' ' || pg_get_userbyid(c.relowner) || ' ' || c.relrowsecurity || ' ' || c.relforcerowsecurity as what
  from pg_class as c where c.relnamespace not in ('pg_catalog'::regnamespace, 'pg_toast'::regnamespace, 'information_schema'::regnamespace)
  union all
  -- A grant that was given and taken back leaves the owner's own rights written out.
  select 'right on ' || c.oid::regclass::text, a.grantee::regrole::text || ' ' || a.privilege_type || ' ' || a.is_grantable
  from pg_class as c, aclexplode(c.relacl) as a where a.grantee <> c.relowner and c.relnamespace <> 'pg_catalog'::regnamespace
  union all
  select 'right on ' || a.attrelid::regclass::text || '.' || a.attname, e.grantee::regrole::text || ' ' || e.privilege_type
  from pg_attribute as a, aclexplode(a.attacl) as e where a.attrelid >= 16384
  union all
  select 'right on schema ' || n.nspname, a.grantee::regrole::text || ' ' || a.privilege_type || ' ' || a.is_grantable
  from pg_namespace as n, aclexplode(n.nspacl) as a where a.grantee <> n.nspowner
  union all
  select 'routine', p.oid::regprocedure::text || ' ' || pg_get_userbyid(p.proowner) from pg_proc as p where p.oid >= 16384
  union all
  select 'trigger', t.tgrelid::regclass::text || ' ' || t.tgname || ' ' || t.tgenabled::text from pg_trigger as t where not t.tgisinternal
  union all
  select 'policy', p.polrelid::regclass::text || ' ' || p.polname from pg_policy as p
  union all
  select 'role', r.rolname from pg_roles as r
  union all
  select 'member', m.roleid::regrole::text || ' ' || m.member::regrole::text from pg_auth_members as m
  union all
  select 'default', d.defaclrole::regrole::text || ' ' || d.defaclacl::text from pg_default_acl as d
  order by 1, 2`

describe.each([...referencePolicies, 'clinic'])('%s', name => {
  let policy: CompiledPolicy
  let database: Database
  let before: readonly Row[]

  beforeAll(async () => {
    policy = await compiled(name)
    database = await world.database(name, policy.schemaSql)
    before = await database.ask(everything)
  })

  test('installs as a role with CREATEROLE, CREATE on the database and membership of the owner', async () => {
    await install(database, policy)
    const [applied] = await database.ask('select count(*)::int as n, bool_and(applied_by = $$dba$$) as by_dba from retention.migration')
    expect(applied).toEqual({ n: policy.files.filter(f => f.path.startsWith('migrations/')).length, by_dba: true })
    expect((await database.ask('select * from retention.status', [], 'ops')).length).toBeGreaterThan(5)
  })

  test('a second installation changes nothing, also while another is under way', async () => {
    const installed = await database.ask(everything)
    const other = await database.session('dba')
    // As a second installer holds it; the keys are those of src/operate/statements.ts.
    await other.query('select pg_advisory_lock(1818325107, 1634758764)')
    const lines: string[] = []
    const waiting = apply({ output: policy.output, url: database.url('dba'), onProgress: line => lines.push(line) })
    await expect.poll(() => lines, { timeout: 20_000 }).toEqual(['waiting for another installation to end'])
    await other.query('select pg_advisory_unlock(1818325107, 1634758764)')
    expect(await waiting).toMatchObject({ applied: [] })
    expect(await database.ask(everything)).toEqual(installed)
  })

  test('no routine may be executed by everybody, and each belongs to one of our two roles that nobody is a member of', async () => {
    const routines = await database.ask(`
      select p.oid::regprocedure::text as routine, pg_get_userbyid(p.proowner) as owner, p.prosecdef as definer, p.proconfig::text[] as settings,
        p.prokind as kind, l.lanname as language,
        exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a where a.grantee = 0) as open
      from pg_proc as p join pg_language as l on l.oid = p.prolang
      where p.pronamespace = 'retention'::regnamespace`)
    expect(routines.length).toBeGreaterThan(50)
    expect(routines.filter(r => r.open)).toEqual([])
    expect(new Set(routines.map(r => r.owner))).toEqual(new Set([`${name}_retention_owner`, `${name}_retention_disposer`]))
    const pinned = (r: Row) => r.settings?.some((s: string) => s === 'search_path=pg_catalog, pg_temp') ?? false
    expect(routines.filter(r => r.definer && !pinned(r))).toEqual([])
    // What commits may not be pinned; what is expanded in place would no longer be.
    expect(routines.filter(r => !r.definer && !pinned(r) && r.kind !== 'p' && r.language !== 'sql')).toEqual([])
    expect(routines.filter(r => r.kind === 'p' && r.definer)).toEqual([])
    // Before PostgreSQL 16 a membership has no options, and whoever has one may act.
    const acting = await database.ask(`
      select m.roleid::regrole::text as role, m.member::regrole::text as member from pg_auth_members as m, to_jsonb(m) as option
      where m.roleid::regrole::text in ('${name}_retention_owner', '${name}_retention_disposer')
        and coalesce((option ->> 'inherit_option')::boolean or (option ->> 'set_option')::boolean, true)`)
    expect(acting).toEqual([])
  })

  test('the application can neither look nor call', async () => {
    await expect(database.ask('select * from retention.hold', [], 'app')).rejects.toThrow(/permission denied/)
    await expect(database.ask(`call retention.run('x')`, [], 'app')).rejects.toThrow(/permission denied/)
    await expect(database.ask(`select retention.arm('x', 'y')`, [], 'ops')).rejects.toThrow(/permission denied/)
  })

  test('no guard is missing, and each fires whatever the session replicates', async () => {
    const guards = await database.ask(`
      select g.table_name, t.tgname, t.tgenabled, pg_get_userbyid(c.relowner) as owner
      from retention.guarded_table as g
      join pg_class as c on c.oid = to_regclass(g.table_name)
      cross join (values ('~retention_guard'), ('~retention_truncate')) as wanted (name)
      left join pg_trigger as t on t.tgrelid = c.oid and t.tgname = wanted.name`)
    expect(guards.filter(g => g.tgname === null)).toEqual([])
    // ALWAYS needs ownership: what belongs to the platform cannot have it.
    expect(guards.filter(g => g.tgenabled !== 'A' && g.owner === 'app_owner')).toEqual([])
    expect(await database.ask('select * from retention.drift')).toEqual([])
  })

  test('without pg_cron the schedule is a notice', async () => {
    const session = await database.session('dba')
    const notices: string[] = []
    session.on('notice', n => notices.push(n.message ?? ''))
    await session.query(policy.files.find(f => f.path === 'schedule.sql')!.text)
    expect(notices.filter(n => n.includes('pg_cron is not in this database'))).toHaveLength(1)
    await session.query(policy.files.find(f => f.path === 'way-back/schedule.down.sql')!.text)
  })

  test('the way back, in reverse order, leaves nothing', async () => {
    await database.ask('reset role')
    await database.ask(`revoke ${name}_retention_operator from ops; revoke ${name}_retention_officer from dpo`)
    const ways = policy.files.filter(f => /^way-back\/\d/.test(f.path)).toSorted((a, b) => (a.path < b.path ? 1 : -1))
    const session = await database.session('dba')
    for (const way of ways) {
      await session.query('begin')
      await session.query(way.text).catch((error: pg.DatabaseError) => {
        throw new Error(`${way.path}: ${error.message} ${error.detail ?? ''}`)
      })
      await session.query('commit')
    }
    const after = await database.ask(everything)
    const mine = (r: Row) => !(r.kind === 'role' && ['ops', 'dpo'].includes(r.what))
    expect(after.filter(mine)).toEqual(before.filter(mine))
  })
})
