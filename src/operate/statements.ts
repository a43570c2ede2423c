/** All SQL that the command line sends. It only calls what the migrations created; their own SQL is in `templates/`. */

/** Held for the session: two installers at once would both create the same objects. The keys are 'laps' and 'appl' in ASCII. */
export const tryInstallLock = 'select pg_catalog.pg_try_advisory_lock(1818325107, 1634758764) as locked'
export const waitForInstallLock = 'select pg_catalog.pg_advisory_lock(1818325107, 1634758764)'

/** The database's own record of what was applied: its owner, as an identifier, and whether we may use it as we are. */
export const findLedger = `
  select c.relowner::pg_catalog.regrole::text as owner,
    pg_catalog.has_schema_privilege(n.oid, 'usage') and pg_catalog.has_table_privilege(c.oid, 'select')
      and pg_catalog.has_table_privilege(c.oid, 'insert') as open
  from pg_catalog.pg_class as c
  join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
  where n.nspname = 'retention' and c.relname = 'migration'`
/** Nobody stays a member of the owner between migrations; `owner` is an identifier that the server gave. */
export const becomeOwner = (owner: string): string => `grant ${owner} to current_user; set local role ${owner}`
export const leaveOwner = (owner: string): string => `reset role; revoke ${owner} from current_user`
export const readLedger = 'select name, sha256, applied_at, applied_by from retention.migration order by name'
export const recordMigration =
  'insert into retention.migration (name, sha256, applied_at, applied_by) values ($1, $2, pg_catalog.clock_timestamp(), session_user)'

export const isInstalled = "select pg_catalog.to_regclass('retention.class') is not null as there"
export const readClasses = 'select class_name from retention.class order by run_order'
export const readStatus = 'select * from retention.status'
export const readDrift = 'select * from retention.drift order by stops_runs desc, what, object'
export const previewClass = 'select * from retention.preview(class_name => $1)'
export const armClass = 'select retention.arm(class_name => $1, note => $2)'

/** The newest run before ours starts, so that ours can be told from it. */
export const lastRun = 'select coalesce(max(run_id), 0)::text as run_id from retention.run_log'
export const readRun = 'select * from retention.run_log where class_name = $1 and run_id > $2::bigint order by run_id limit 1'

/** A procedure that commits takes named arguments only where they are given; the rest are its defaults. */
export const callRun = (named: readonly string[]): string =>
  `call retention.run(${named.map((name, i) => `${name} => $${i + 1}`).join(', ')})`

/** Read in portions: an export may be larger than the memory of either side. */
export const openExport = `
  declare lapse_export no scroll cursor for
  select file, line from retention.export_person(request_id => $1::bigint, format => $2::text, sections => $3::text[])`
export const fetchExport = 'fetch 1000 from lapse_export'

export const cancelBackend = 'select pg_catalog.pg_cancel_backend($1)'
