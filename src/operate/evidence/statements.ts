/** What is asked of the evidence of a live database. Instants and bodies are text as they were hashed. */

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** One look at everything, whatever is appended meanwhile. */
export const beginLook = 'begin isolation level repeatable read read only; set local search_path = pg_catalog, pg_temp'
export const endLook = 'commit'

export const readChain = `
  select current_database() as database, ${instant('clock_timestamp()')} as taken_at, e.evidence_id::text, encode(e.hash, 'hex') as hash
  from retention.evidence_head as e`
export const readPruning = `
  select evidence_id::text, encode(hash, 'hex') as hash, acts::text,
    ${instant('first_recorded_at')} as first_recorded_at, ${instant('last_recorded_at')} as last_recorded_at, ${instant('pruned_at')} as pruned_at
  from retention.evidence_checkpoint
  order by evidence_checkpoint.evidence_id desc
  limit 1`

/** The acts in portions: a chain may be larger than the memory. */
export const openActs = `
  declare evidence_acts no scroll cursor for
  select evidence_id::text, encode(previous_hash, 'hex') as previous_hash, encode(hash, 'hex') as hash,
    ${instant('recorded_at')} as recorded_at, recorded_by, act, body::text as body
  from retention.evidence
  order by evidence.evidence_id`
export const nextActs = 'fetch forward 5000 from evidence_acts'

/** A run with its class, for its certificate; $1 is the run. Neither keys nor what somebody wrote. */
export const readRun = `
  select l.run_id::text, l.class_name, c.table_name, c.clauses, c.purpose, c.basis, c.keep, l.policy_version, l.scheduled, l.tenant is not null as one_tenant,
    ${instant('l.as_of')} as as_of, ${instant('l.started_at')} as started_at, ${instant('l.finished_at')} as finished_at, l.started_by,
    l.state, split_part(l.stop_reason, ':', 1) as stop_reason,
    l.rows_disposed::text, l.rows_blocked::text, l.rows_held::text, l.rows_deferred::text, l.rows_left::text
  from retention.run_log as l
  join retention.class as c on c.class_name = l.class_name
  where l.run_id = $1::bigint`
/** When no backup has any more what went at an instant; NULL where the policy says nothing of backups. */
export const readEverywhere = `select ${instant('retention.erased_everywhere_by($1::timestamptz)')} as by`
/** Rows that the run passed by, counted by what PostgreSQL said. */
export const readBlocked = `
  select stage, sqlstate, count(*)::text as rows
  from retention.run_blocked
  where run_id = $1::bigint
  group by stage, sqlstate
  order by stage, sqlstate`
