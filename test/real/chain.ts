import { createHash } from 'node:crypto'
import type { Database } from './world.ts'

/** Follow the hash chain of the evidence from its beginning to its head, by the rule written down in `_append_evidence`. Gives the number of the first broken link. */
export async function brokenLink(database: Database): Promise<number | null> {
  const rows = await database.ask(`
    select evidence_id, previous_hash, hash, recorded_by, act, body::text as body,
      to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at
    from retention.evidence order by evidence_id`)
  let head = Buffer.alloc(0)
  for (const [i, row] of rows.entries()) {
    const text = [row.evidence_id, row.recorded_at, row.recorded_by, row.act, row.body].join('\x1f')
    const hash = createHash('sha256').update(head).update(text).digest()
    if (Number(row.evidence_id) !== i + 1 || !head.equals(row.previous_hash) || !hash.equals(row.hash)) return i + 1
    head = hash
  }
  const [stored] = await database.ask('select evidence_id, hash from retention.evidence_head')
  return Number(stored!.evidence_id) === rows.length && head.equals(stored!.hash) ? null : rows.length + 1
}
