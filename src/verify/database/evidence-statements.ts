/** SQL that tries the evidence itself. The acts are the proof's own: five of them, in a chain of their own. */

export const forbidden: readonly string[] = [
  'update retention.evidence set act = act',
  'delete from retention.evidence',
  'truncate retention.evidence cascade',
  'update retention.evidence_checkpoint set acts = acts',
  'delete from retention.evidence_checkpoint',
  'truncate retention.evidence_checkpoint',
]

/** What the triggers refuse has to be possible for whoever tries what comes of it. */
export const withoutTriggers =
  'alter table retention.evidence disable trigger user; alter table retention.evidence_checkpoint disable trigger user'

/** Of a hold and a run that nobody else has. */
const number = -9_000_000_000
/** A hold that is active and a run that is under way, and the acts about them: 1, 2 and 3 about neither, 4 about the hold, 5 about the run. */
export const beginChain = `
  delete from retention.evidence;
  delete from retention.evidence_checkpoint;
  update retention.evidence_head set evidence_id = 0, hash = '';
  insert into retention.hold (hold_id, matter, kind, authority, reason, notify) values (${number}, 'proof', 'proof', 'proof', 'proof', 'never');
  insert into retention.run_log (run_id, class_name, policy_version, as_of, scheduled, state, batch_rows, lease_until)
  overriding system value
  select ${number}, class_name, 'proof', clock_timestamp(), false, 'running', 1, clock_timestamp() from retention.class limit 1;
  select retention._append_evidence(act, body::jsonb) from (values
    (1, 'tried', '{}'), (2, 'tried', '{}'), (3, 'tried', '{}'), (4, 'hold placed', '{"hold": ${number}}'), (5, 'disposal', '{"run": ${number}}')
  ) as acts (place, act, body) order by place`
export const release = `update retention.hold set released_at = clock_timestamp(), covers_until = clock_timestamp() where hold_id = ${number}`
export const endRun = `update retention.run_log set state = 'done' where run_id = ${number}`

export const clock = `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now`
export const dateAct = 'update retention.evidence set recorded_at = $2::timestamptz where evidence_id = $1'
export const linkAct = `
  update retention.evidence set previous_hash = decode($2, 'hex'), hash = decode($3, 'hex') where evidence_id = $1`
export const moveHead = "update retention.evidence_head set evidence_id = $1, hash = decode($2, 'hex')"

export const prune = 'select retention.prune_evidence()::text as acts'
export const readCheckpoint =
  "select evidence_id::text, encode(hash, 'hex') as hash, acts::text from retention.evidence_checkpoint order by evidence_id desc limit 1"
export const verifyChain = 'select evidence_id::text, finding from retention.verify_evidence() limit 1'

/** Ways to tamper with the chain, and the act at which each shows. */
export const tamperings: readonly { readonly what: string; readonly sql: string; readonly at: number }[] = [
  { what: 'another body', sql: `update retention.evidence set body = '{"run": 7}' where evidence_id = 3`, at: 3 },
  { what: 'another login', sql: `update retention.evidence set recorded_by = 'nobody' where evidence_id = 3`, at: 3 },
  { what: 'an act deleted', sql: 'delete from retention.evidence where evidence_id = 3', at: 3 },
  {
    what: 'an act replaced, with the hash that it has',
    sql: `
      update retention.evidence set act = 'x' where evidence_id = 3;
      update retention.evidence set hash = retention._evidence_hash(previous_hash, evidence_id, recorded_at, recorded_by, act, body) where evidence_id = 3`,
    at: 4,
  },
  { what: 'the last act deleted', sql: 'delete from retention.evidence where evidence_id = 5', at: 4 },
]
