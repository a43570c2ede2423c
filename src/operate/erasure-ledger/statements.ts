/** What the command line asks of the erasure ledger of a live database. */

/** One look at everything. */
export const beginLook = 'begin isolation level repeatable read read only; set local search_path = pg_catalog, pg_temp'
export const readSource = 'select retention.ledger_source()::text as line'
/** In portions: a ledger may be larger than the memory. */
export const openEntries = 'declare ledger_entries no scroll cursor for select line::text as line from retention.ledger_lines() as line'
export const nextEntries = 'fetch forward 1000 from ledger_entries'

export const openReplay = 'select retention.open_replay($1::jsonb)::text as replay'
export const loadReplay = 'select retention.load_replay($1::bigint, $2::jsonb)'
export const beginReplay = 'select retention.begin_replay($1::bigint, there_again => $2::text) as begun'
export const executeReplay = 'call retention.execute_replay($1::bigint)'
export const readReplayBlocked = `
  select stage, sqlstate, count(*)::text as rows
  from retention.replay_blocked
  where replay_id = $1::bigint
  group by stage, sqlstate
  order by stage, sqlstate`
