import type { PGlite } from '@electric-sql/pglite'
import { expect, test, vi } from 'vitest'
import { migrationsOf, policies, sqlOf, wayBackOf } from './generated.ts'
import { application, asDba } from './installed.ts'

vi.setConfig({ testTimeout: 240_000 })

/** Everything an installation could leave behind, in names, so that it compares across a re-creation. */
const catalog = async (db: PGlite): Promise<readonly string[]> =>
  (
    await db.query<{ it: string }>(`
      select format('%s %s.%s of %s, %s', c.relkind, n.nspname, c.relname, c.relowner::regrole, c.relrowsecurity) as it
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace where n.nspname !~ '^pg_'
      union all
      select format('%s may %s %s', a.grantee::regrole, a.privilege_type, c.oid::regclass)
      from pg_class as c, aclexplode(c.relacl) as a where a.grantee <> c.relowner and c.oid >= 16384
      union all
      select format('%s may %s %s.%s', e.grantee::regrole, e.privilege_type, a.attrelid::regclass, a.attname)
      from pg_attribute as a, aclexplode(a.attacl) as e where a.attrelid >= 16384
      union all
      select format('schema %s of %s', nspname, nspowner::regrole) from pg_namespace where nspname !~ '^pg_t'
      union all
      select format('%s may %s schema %s', a.grantee::regrole, a.privilege_type, n.nspname)
      from pg_namespace as n, aclexplode(n.nspacl) as a where a.grantee <> n.nspowner
      union all
      select format('routine %s of %s', p.oid::regprocedure, p.proowner::regrole) from pg_proc as p where p.oid >= 16384
      union all
      select format('%s may %s %s', a.grantee::regrole, a.privilege_type, p.oid::regprocedure)
      from pg_proc as p, aclexplode(p.proacl) as a where p.oid >= 16384 and a.grantee <> p.proowner
      union all
      select format('trigger %s on %s, %s', tgname, tgrelid::regclass, tgenabled) from pg_trigger where not tgisinternal
      union all
      select format('policy %s on %s', polname, polrelid::regclass) from pg_policy
      union all
      select format('role %s', rolname) from pg_roles
      union all
      select format('%s in %s', member::regrole, roleid::regrole) from pg_auth_members
      union all
      select format('default of %s: %s', defaclrole::regrole, defaclacl) from pg_default_acl
      order by 1
    `)
  ).rows.map(r => r.it)

test.each(policies)('%s installs without superuser rights, and its way back leaves nothing', async policy => {
  const db = await application(policy)
  try {
    const before = await catalog(db)
    const migrations = migrationsOf(policy)
    for (const [path, text] of migrations) await asDba(db, path, text)
    // Without pg_cron the schedule is a notice, there and back.
    for (const [path, text] of sqlOf(policy)) if (/schedule(\.down)?\.sql$/.test(path)) await asDba(db, path, text)
    const between = await catalog(db)
    expect(between.filter(it => /^v retention\..+_fate of .+_retention_owner, f$/.test(it)).length).toBeGreaterThan(4)
    expect(between.filter(it => it.includes('of dba') || it.includes('of postgres')).filter(it => !before.includes(it))).toEqual([])

    const drift = async () => (await db.query('select what, object, found from retention.drift')).rows
    expect(await drift()).toEqual([])

    const ways = wayBackOf(policy)
    // The record of the installation can be made anew: its way back, and the file again.
    await db.exec('create index late on retention.run_log (state)')
    expect((await drift()).length).toBeGreaterThan(0)
    await asDba(db, ...ways[0]!)
    await asDba(db, ...migrations.at(-1)!)
    expect(await drift()).toEqual([])

    expect(ways.map(([path]) => path.replace('way-back/', '').replace('.down', ''))).toEqual(
      migrations.map(([path]) => path.replace('migrations/', '')).toReversed(),
    )
    for (const [path, text] of ways) await asDba(db, path, text)
    expect(await catalog(db)).toEqual(before)
  } finally {
    await db.close()
  }
})
