/**
 * Questions to pg_catalog, one per noun, for PostgreSQL 14 to 18. Each is a complete `select` without parameters whose columns carry the names of
 * the noun's fields, so that the reader only groups rows; `of` is the table a row belongs to. OIDs stay inside the server. What stands on a
 * partition is answered for the root of its tree, since that is the table people write about.
 */

/** Every relation that stores rows of an application table, with the root of its tree: `oid`, `root`, and the root's `of`. */
const member = `
  member as (
    select c.oid, r.oid as root, pg_catalog.json_build_array(n.nspname, r.relname) as of, n.nspname as schema, r.relname as name
    from pg_catalog.pg_class c
    join pg_catalog.pg_class r on r.oid = case when c.relispartition then pg_catalog.pg_partition_root(c.oid)::oid else c.oid end
    join pg_catalog.pg_namespace n on n.oid = r.relnamespace
    where c.relkind in ('r', 'p', 'f')
      and r.relkind in ('r', 'p')
      and n.nspname <> 'information_schema'
      and not pg_catalog.starts_with(n.nspname::text, 'pg_') -- temporary tables too
      and not exists (
        select from pg_catalog.pg_depend d
        where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = r.oid and d.deptype = 'e'
      )
  )`

/** One snapshot for all questions, in a transaction that can change nothing. */
export const begin = 'begin isolation level repeatable read read only'
export const end = 'rollback'
/** A session as new, for the next file. */
export const resetSession = ['reset role', 'reset all'] as const

/** The answer as one row with one JSON text, since drivers differ in how they parse arrays and types. */
export const asJson = (select: string) => `select coalesce(pg_catalog.json_agg(q), '[]')::text as rows from (${select}) q`

/** The reader's session: names qualified everywhere and constants printed one way, until the transaction ends. */
export const pinSession = `
  select
    pg_catalog.set_config('search_path', '', true),
    pg_catalog.set_config('quote_all_identifiers', 'off', true),
    pg_catalog.set_config('TimeZone', 'UTC', true),
    pg_catalog.set_config('DateStyle', 'ISO, YMD', true),
    pg_catalog.set_config('IntervalStyle', 'postgres', true),
    pg_catalog.set_config('extra_float_digits', '1', true)`

export const serverVersion = `
  select pg_catalog.current_setting('server_version_num')::int as number, pg_catalog.current_setting('server_version') as name`

export const extensions = `
  select e.extname as name from pg_catalog.pg_extension e where e.extname <> 'plpgsql' order by e.extname`

export const tables = `
  with ${member}
  select
    m.of,
    m.schema,
    m.name,
    c.relkind = 'p' as partitioned,
    case when c.relkind = 'p' then pg_catalog.pg_get_partkeydef(c.oid) end as "partitionKey",
    c.relpersistence = 'u' as unlogged,
    c.relrowsecurity as "rowSecurityEnabled",
    c.relforcerowsecurity as "rowSecurityForced"
  from member m
  join pg_catalog.pg_class c on c.oid = m.oid
  where m.oid = m.root
  order by m.schema, m.name`

export const partitions = `
  with ${member}
  select m.of, n.nspname as schema, c.relname as name
  from member m
  join pg_catalog.pg_class c on c.oid = m.oid
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where m.oid <> m.root
  order by n.nspname, c.relname`

/** A domain may stand on a domain, and each of them may bring a default or a NOT NULL of its own. */
export const columns = `
  with recursive ${member},
  unwrapped as (
    select t.oid as declared, t.oid as type, t.typbasetype, t.typnotnull, t.typdefault is not null as has_default
    from pg_catalog.pg_type t
    union all
    select u.declared, t.oid, t.typbasetype, u.typnotnull or t.typnotnull, u.has_default or t.typdefault is not null
    from unwrapped u
    join pg_catalog.pg_type t on t.oid = u.typbasetype
  ),
  base as (
    select * from unwrapped where typbasetype = 0
  )
  select
    m.of,
    a.attname as name,
    pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
    pg_catalog.format_type(b.type, null) as "baseType",
    (
      select pg_catalog.json_agg(e.enumlabel order by e.enumsortorder) from pg_catalog.pg_enum e where e.enumtypid = b.type
    ) as "enumLabels",
    a.attnotnull or b.typnotnull as "notNull",
    a.attgenerated = '' and (a.atthasdef or b.has_default) as "hasDefault",
    case
      when a.attidentity = 'a' then 'always as identity'
      when a.attidentity = 'd' then 'by default as identity'
      when a.attgenerated = 's' then 'stored'
      when a.attgenerated = 'v' then 'virtual'
    end as generated
  from member m
  join pg_catalog.pg_attribute a on a.attrelid = m.oid and a.attnum > 0 and not a.attisdropped
  join base b on b.declared = a.atttypid
  where m.oid = m.root
  order by m.schema, m.name, a.attnum`

/** Valid indexes without predicate. `columns` ends before the first expression; `complete` says that none was met. */
export const indexes = `
  with ${member}
  select
    m.of,
    c.relname as name,
    (
      select coalesce(pg_catalog.json_agg(a.attname order by k.place), '[]')
      from pg_catalog.unnest(i.indkey::int2[]) with ordinality k(attnum, place)
      join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
      where k.place <= coalesce(
        (
          select min(e.place) - 1
          from pg_catalog.unnest(i.indkey::int2[]) with ordinality e(attnum, place)
          where e.attnum = 0 and e.place <= i.indnkeyatts
        ),
        i.indnkeyatts
      )
    ) as columns,
    i.indexprs is null as complete,
    i.indisunique as unique,
    i.indisprimary as primary
  from member m
  join pg_catalog.pg_index i on i.indrelid = m.oid and i.indisvalid and i.indpred is null
  join pg_catalog.pg_class c on c.oid = i.indexrelid
  where m.oid = m.root
  order by m.schema, m.name, c.relname`

const action = (column: string) => `
    case ${column}
      when 'a' then 'no action' when 'r' then 'restrict' when 'c' then 'cascade' when 'n' then 'set null' when 'd' then 'set default'
    end`

const names = (relation: string, attnums: string) => `
    (
      select pg_catalog.json_agg(a.attname order by k.place)
      from pg_catalog.unnest(${attnums}) with ordinality k(attnum, place)
      join pg_catalog.pg_attribute a on a.attrelid = ${relation} and a.attnum = k.attnum
    )`

/** What PostgreSQL copied to partitions is left out; a foreign key of one partition alone is its root's, after the root's own. */
export const foreignKeys = `
  with ${member}
  select
    m.of,
    f.conname as name,
    ${names('f.conrelid', 'f.conkey')} as columns,
    pg_catalog.json_build_object('schema', n.nspname, 'name', r.relname, 'columns', ${names('f.confrelid', 'f.confkey')}) as references,
    ${action('f.confdeltype')} as "onDelete",
    ${action('f.confupdtype')} as "onUpdate",
    ${names(
      'f.conrelid',
      // PostgreSQL 14 has no such column: asked for through jsonb, its absence is NULL.
      `case pg_catalog.jsonb_typeof(pg_catalog.to_jsonb(f) -> 'confdelsetcols')
        when 'array' then pg_catalog.translate(pg_catalog.to_jsonb(f) ->> 'confdelsetcols', '[]', '{}')::int2[]
        else f.conkey
      end`,
    )} as "onDeleteColumns",
    f.condeferrable as deferrable,
    f.condeferred as "initiallyDeferred",
    f.convalidated as validated
  from member m
  join pg_catalog.pg_constraint f on f.conrelid = m.oid and f.contype = 'f' and f.conparentid = 0
  join pg_catalog.pg_class d on d.oid = f.confrelid
  join pg_catalog.pg_class r on r.oid = case when d.relispartition then pg_catalog.pg_partition_root(d.oid)::oid else d.oid end
  join pg_catalog.pg_namespace n on n.oid = r.relnamespace
  join pg_catalog.pg_class c on c.oid = m.oid
  order by m.schema, m.name, m.oid <> m.root, f.conname, c.relname, f.conrelid`

/** Bits of tgtype: 1 row, 2 before, 4 insert, 8 delete, 16 update, 32 truncate, 64 instead of. Our own triggers are no part of the schema. */
export const triggers = `
  with ${member}
  select
    m.of,
    t.tgname as name,
    case when t.tgtype & 2 > 0 then 'before' when t.tgtype & 64 > 0 then 'instead of' else 'after' end as timing,
    (
      select pg_catalog.json_agg(e.event order by e.place)
      from (values (1, 4, 'insert'), (2, 16, 'update'), (3, 8, 'delete'), (4, 32, 'truncate')) e(place, bit, event)
      where t.tgtype & e.bit > 0
    ) as events,
    case when t.tgtype & 1 > 0 then 'row' else 'statement' end as level,
    t.tgconstraint <> 0 as constraint,
    pg_catalog.json_build_object('schema', n.nspname, 'name', p.proname) as function,
    case when l.lanname in ('plpgsql', 'sql') then p.prosrc end as source,
    coalesce(pg_catalog.to_json(p.proconfig), '[]') as settings
  from member m
  join pg_catalog.pg_trigger t on t.tgrelid = m.oid and not t.tgisinternal and t.tgparentid = 0
  join pg_catalog.pg_proc p on p.oid = t.tgfoid
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  join pg_catalog.pg_language l on l.oid = p.prolang
  join pg_catalog.pg_class c on c.oid = m.oid
  where not pg_catalog.starts_with(t.tgname::text, '~retention_')
  order by m.schema, m.name, m.oid <> m.root, t.tgname, c.relname`

export const rowPolicies = `
  with ${member}
  select
    m.of,
    p.polname as name,
    p.polpermissive as permissive,
    case p.polcmd
      when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'
    end as command
  from member m
  join pg_catalog.pg_policy p on p.polrelid = m.oid
  where m.oid = m.root
  order by m.schema, m.name, p.polname`
