import type { BoundClass, KeyColumn } from '../../bind/model.ts'
import { classNames } from '../../emit/object-names.ts'
import type { Column, Table, TableName } from '../../schema/schema.ts'
import { identifier, literal } from '../../sql/quote.ts'
import type { Draft } from '../build/draft.ts'
import type { Row, Value } from '../oracle/world.ts'
import type { Guarded } from '../prove/proof.ts'
import type { AskedTable } from './asked.ts'

/** All SQL that the proof sends. It reads tables and calls what the migrations created; their own SQL is in `templates/`. */

export const tableText = (t: TableName): string => `${identifier(t.schema)}.${identifier(t.name)}`

/**
 * How values are printed, so that text can be compared. Generic plans, because planning the views of a large policy takes
 * far longer than running them on a few rows. Little memory, because every statement that follows holds through a recursion fills a
 * hash table of that size with zeros first.
 */
export const session = `
  set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601'; set bytea_output = 'hex'; set extra_float_digits = 1;
  set plan_cache_mode = force_generic_plan; set jit = off; set join_collapse_limit = 1; set from_collapse_limit = 1;
  set work_mem = '64kB'`

/** Partitioned tables that have no partition for every other row. */
export const withoutDefaultPartition = `
  select n.nspname as schema, c.relname as name
  from pg_catalog.pg_partitioned_table as p
  join pg_catalog.pg_class as c on c.oid = p.partrelid
  join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
  where p.partdefid = 0 and p.partstrat <> 'h'
  order by 1, 2`
export const addDefaultPartition = (table: TableName, name: string): string =>
  `create table ${tableText({ schema: table.schema, name })} partition of ${tableText(table)} default`

export const arm = `
  select retention.arm(c.class_name, 'proof') from retention.class as c where c.mode = 'shadow';
  update retention.class set fuse_share = 1, fuse_rows = 1000000000`
export const readEngine = 'select pg_catalog.version() as engine'
export const readModes =
  'select class_name, mode, gate_function is not null as gated from retention.class where not is_ladder order by run_order'

/** The columns that a check reads. */
export const checkColumns = `
  select a.attname as name
  from pg_catalog.pg_constraint as k
  join pg_catalog.pg_attribute as a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
  where k.conname = $1 and k.conrelid = pg_catalog.to_regclass($2)
  order by a.attnum`

/** Rows of one table; a column that a draft lacks takes its default. */
export function insert(table: Table, drafts: readonly Draft[]): string {
  const columns = table.columns.filter(c => drafts.some(d => d.values.has(c.name))).map(c => c.name)
  const row = (d: Draft): string => `(${columns.map(c => (d.values.has(c) ? literal(d.values.get(c)) : 'default')).join(', ')})`
  const values = columns.length > 0 ? `values ${drafts.map(row).join(', ')}` : 'default values'
  return `insert into ${tableText(table)} (${columns.map(identifier).join(', ')}) overriding system value ${values}`
}

/** A confirmed erasure of the person of a draft, under a number that no request has. */
export const insertAsked = ({ name, key }: AskedTable, draft: Draft): string =>
  `insert into retention.${identifier(name)} (${[...key.map(k => identifier(k.as)), 'request_id', 'asked_at'].join(', ')})
  select ${key.map(k => literal(draft.values.get(k.name) ?? null)).join(', ')}, least(min(request_id), 0) - 1, ${literal(draft.asked)} from retention.${identifier(name)}`
export const readAsked = ({ name, key }: AskedTable): string =>
  `select ${[...key.map(k => identifier(k.as)), 'asked_at'].map(c => `${c}::text as ${c}`).join(', ')} from retention.${identifier(name)}`

export const readTable = (table: Table): string =>
  `select ${table.columns.map(c => `${identifier(c.name)}::text as ${identifier(c.name)}`).join(', ')} from ${tableText(table)}`
/** All rows of several tables, each table as one text in JSON: one answer instead of many, and texts go from thread to thread faster than objects. */
export const readTables = (tables: readonly Table[]): string =>
  `${tables
    .map((t, i) => `select ${i} as place, coalesce(pg_catalog.json_agg(r), '[]')::text as rows from (${readTable(t)}) as r`)
    .join(' union all ')} order by place`

export const readRow = (table: Table, key: Row): string =>
  `${readTable(table)} where ${Object.entries(key)
    .map(([c, v]) => `${identifier(c)} = ${literal(v)}`)
    .join(' and ')}`
/** Constants as PostgreSQL prints them, each as a value of its column. */
export const printValues = (values: readonly (readonly [Column, Value])[]): string =>
  `select ${values.map(([c, v]) => `cast(${literal(v)} as ${c.type})::text as ${identifier(c.name)}`).join(', ')}`

const keys = (key: readonly KeyColumn[], alias: string): string =>
  key.map((k, i) => `${alias}.${identifier(k.as)}::text as key_${i}`).join(', ')

/** Prepared once: planning it takes longer than reading it. */
export const prepareFates = (c: BoundClass, name: string): string => `
  prepare ${identifier(name)} as
  select ${keys(c.table.key, 'f')}, f.started_at::text, f.due_at::text, f.overdue_at::text, f.erase_at::text, f.hold_id is not null as held
  from retention.${identifier(classNames(c).fateView)} as f`
export const readFates = (name: string): string => `execute ${identifier(name)}`
export const readActs = (c: BoundClass): string =>
  `select ${keys(c.table.key, 'a')}, a.stage, a.started_at::text from retention.${identifier(classNames(c).actTable)} as a`

export const preview = 'select * from retention.preview($1, $2)'
export const runClass = (named: readonly string[]): string => `call retention.run(${named.map((n, i) => `${n} => $${i + 1}`).join(', ')})`
/**
 * Run classes one after the other by the steps of the driver, which commits nothing here. A run that goes on for far more steps than the
 * few rows of a proof take is one that never ends, and its log says that it is running.
 */
export const drive = (names: readonly string[], asOf: string, scheduled: boolean, given: readonly (string | null)[]): string => `
  do $drive$
  declare
    name text;
    run bigint;
  begin
    foreach name in array array[${names.map(literal).join(', ')}]::text[] loop
      run := retention.run_open(${['name', literal(asOf), String(scheduled), ...given.map(literal)].join(', ')});
      for step in 1..500 loop
        exit when retention.run_step(run) is not true;
      end loop;
    end loop;
  end
  $drive$`
export const openRun = 'select retention.run_open($1, $2, $3, $4, $5, $6)::text as run'
export const stepRun = 'select retention.run_step($1::bigint) as more'
export const latest = `
  select (select coalesce(max(run_id), 0) from retention.run_log)::text as run,
    (select coalesce(max(evidence_id), 0) from retention.evidence)::text as evidence`
export const readRuns =
  'select class_name, state, stop_reason, rows_blocked::text, rows_left::text from retention.run_log where run_id > $1::bigint order by run_id'
export const readBlocked = `
  select l.class_name, b.stage, b.row_key::text, b.sqlstate, b.reason
  from retention.run_blocked as b join retention.run_log as l on l.run_id = b.run_id where b.run_id > $1::bigint`
export const readEvidence = 'select act, body from retention.evidence where evidence_id > $1::bigint order by evidence_id'

/** Holds are placed in bulk, as `place_hold` would write them; the ids are ours, to tell them apart. */
export const guardedTables = 'select table_name, scope_table, held_view, key_columns, view_columns from retention.guarded_table'
export const addHold = (id: number, released: boolean): string => `
  insert into retention.hold (hold_id, matter, kind, authority, reason, notify, released_at, covers_until)
  values (${id}, ${literal(`P-${id}`)}, 'proof', 'proof', 'proof', 'never', ${released ? "clock_timestamp(), '-infinity'" : "null, 'infinity'"})`
/** All that somebody has placed; what stands in a column stays. */
export const releaseAll = "update retention.hold set covers_until = '-infinity' where not standing"
export const addScope = (scopeTable: string, viewColumns: readonly string[], id: number, key: readonly (string | null)[]): string =>
  `insert into retention.${identifier(scopeTable)} (hold_id, ${viewColumns.map(identifier).join(', ')}) values (${id}, ${key.map(literal).join(', ')})`
export const holdClass = (id: number, className: string): string =>
  `insert into retention.hold_on_class (hold_id, class_name) values (${id}, ${literal(className)})`
/** Rows of a class from a time around one. */
export const holdClassAround = (id: number, className: string, at: string): string => `
  insert into retention.hold_on_class (hold_id, class_name, since, until)
  values (${id}, ${literal(className)}, ${literal(at)}::timestamptz - interval '2 days', ${literal(at)}::timestamptz + interval '2 days')`
/** How many rows of a table a hold covers; the view names a row once for every way by which it does. */
export const countHeld = ({ held_view, view_columns }: Pick<Guarded, 'held_view' | 'view_columns'>): string =>
  `select count(distinct (${view_columns.map(c => `h.${identifier(c)}`).join(', ')})) as rows from retention.${identifier(held_view)} as h where h.hold_id = $1`
export const placeHold =
  "call retention.place_hold('P-0', 'proof', 'proof', 'proof', on_table => $1, row_key => $2, on_class => $3, since => $4, until => $5, on_tenant => $6)"
/** The two halves of the procedure, between which it commits. */
export const openHold = "select retention._open_hold('P-0', 'proof', 'proof', 'proof', null, 'never', $1, $2, $3, $4, $5, $6) as hold_id"
export const extendHold = 'select retention._extend_hold($1, $2, $3, $4, $5, $6, $7)'
export const holdInventory = 'select retention._hold_inventory($1) as preserved'
export const releaseHold = "select retention.release_hold($1, 'proof')"
export const releaseHoldWithCoolOff = "select retention.release_hold($1, 'proof', interval '1 day')"
/** Nobody waits for a day. */
export const endCoolOff = "update retention.hold set covers_until = covers_until - interval '1 day' where hold_id = $1"

/** An image of a row that there is not. */
export const keepImage = (hold: number, table: string): string => `
  insert into retention.preserved (hold_id, table_name, row_key, whole, image) values (${hold}, ${literal(table)}, '["proof"]', true, '{}')`
export const disposeOfImages = 'select retention.dispose_of_images()'
export const countImages = `select count(*)::integer as n from retention.preserved where hold_id = $1 and row_key = '["proof"]'`

export const decide = (c: BoundClass, key: readonly (string | null)[], decision: 'dispose' | 'keep', until: string | null): string =>
  `select retention.${identifier(classNames(c).reviewFunction)}(${[...key, decision, 'proof', until].map(literal).join(', ')})`
