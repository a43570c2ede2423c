/** Rights as the catalogs have them; `PUBLIC` is everybody. What an owner may do with its own is left out. */

export interface FunctionRights {
  readonly name: string
  readonly owner: string
  readonly definer: boolean
  readonly trigger: boolean
  readonly settings: readonly string[]
  readonly callers: readonly string[]
}
const who = (role: string): string => `case ${role} when 0 then 'PUBLIC' else pg_catalog.pg_get_userbyid(${role})::text end`
export const readFunctionRights = `
  select p.proname::text as name, pg_catalog.pg_get_userbyid(p.proowner)::text as owner, p.prosecdef as definer,
    p.prorettype = 'trigger'::pg_catalog.regtype as trigger, coalesce(p.proconfig, '{}') as settings,
    array(
      select ${who('a.grantee')} || case when a.is_grantable then ' (may pass it on)' else '' end
      from pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) as a
      where a.grantee <> p.proowner order by 1
    ) as callers
  from pg_catalog.pg_proc as p
  where p.pronamespace = 'retention'::pg_catalog.regnamespace
  order by 1`

/** One right of one role on a table, a view, a sequence, or one of its columns. */
export interface RelationRight {
  readonly schema: string
  readonly name: string
  readonly owner: string
  readonly column: string | null
  readonly grantee: string
  readonly right: string
  readonly passes: boolean
}
export const readRelationRights = `
  select n.nspname::text as schema, c.relname::text as name, pg_catalog.pg_get_userbyid(c.relowner)::text as owner,
    granted.column, ${who('granted.grantee')} as grantee, granted.privilege_type as right, granted.is_grantable as passes
  from pg_catalog.pg_class as c
  join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
  cross join lateral (
    select null::text as column, a.*
    from pg_catalog.aclexplode(coalesce(c.relacl, pg_catalog.acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner))) as a
    union all
    select att.attname::text, a.*
    from pg_catalog.pg_attribute as att
    cross join lateral pg_catalog.aclexplode(att.attacl) as a
    where att.attrelid = c.oid and att.attacl is not null
  ) as granted
  where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname = any ($1) and granted.grantee <> c.relowner
  order by 1, 2, 4, 5, 6`

export interface SchemaRights {
  readonly owner: string
  readonly rights: readonly string[]
}
export const readSchemaRights = `
  select pg_catalog.pg_get_userbyid(n.nspowner)::text as owner,
    array(
      select ${who('a.grantee')} || ' ' || a.privilege_type
      from pg_catalog.aclexplode(coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) as a
      where a.grantee <> n.nspowner order by 1
    ) as rights
  from pg_catalog.pg_namespace as n where n.nspname = 'retention'`

export interface RoleRow {
  readonly name: string
  readonly login: boolean
  /** What it may beyond that: super user, other roles, databases, replication, past row-level security. */
  readonly powers: readonly string[]
  /** The roles that it belongs to, and those that belong to it. */
  readonly of: readonly string[]
  readonly members: readonly string[]
}
export const readRoles = `
  select r.rolname::text as name, r.rolcanlogin as login,
    array_remove(array[
      case when r.rolsuper then 'SUPERUSER' end, case when r.rolcreaterole then 'CREATEROLE' end, case when r.rolcreatedb then 'CREATEDB' end,
      case when r.rolreplication then 'REPLICATION' end, case when r.rolbypassrls then 'BYPASSRLS' end
    ], null) as powers,
    array(select pg_catalog.pg_get_userbyid(m.roleid)::text from pg_catalog.pg_auth_members as m where m.member = r.oid order by 1) as of,
    array(select pg_catalog.pg_get_userbyid(m.member)::text from pg_catalog.pg_auth_members as m where m.roleid = r.oid order by 1) as members
  from pg_catalog.pg_roles as r where r.rolname = any ($1)`
