/** An act of the evidence with its place in the chain; hashes in hexadecimal, the instant as it was hashed. */
export type Link = Readonly<Record<'evidence_id' | 'previous_hash' | 'hash' | 'recorded_at' | 'recorded_by' | 'act' | 'body', string>>

export const readChain = `
  select e.evidence_id::text, encode(e.previous_hash, 'hex') as previous_hash, encode(hash, 'hex') as hash,
    to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at, recorded_by, act, body::text
  from retention.evidence as e
  order by e.evidence_id`
export const readHead = "select evidence_id::text, encode(hash, 'hex') as hash from retention.evidence_head"
export const whoActs = 'select session_user::text as who'
