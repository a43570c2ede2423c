import { createHmac } from 'node:crypto'
import type { Database, Row } from './world.ts'

/**
 * A witness of the application's own: which rows each transaction deleted, written down in that transaction. For the diary, whose notes
 * go with their attachments.
 */
export const witness = ['notes', 'attachments', 'people']
  .map(
    table => `
      create trigger witness after delete on public.${table} referencing old table as gone for each statement execute function public.witness();`,
  )
  .reduce(
    (sql, trigger) => sql + trigger,
    `
    create table public.witnessed (entry bigint generated always as identity, transaction text not null, from_table text not null, ids bigint[] not null);
    create function public.witness() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    begin
      insert into public.witnessed (transaction, from_table, ids)
      select pg_current_xact_id()::text, tg_table_name, array_agg(id order by id) from gone having count(*) > 0;
      return null;
    end $$;`,
  )

/** How far the witness and the evidence were compared. */
export interface Position {
  readonly entry: number
  readonly evidence: number
}

/** A batch, as the witness saw it or as the evidence tells of it: rows per table, and the keyed digest of the keys. */
const inWords = (rows: Readonly<Record<string, number>>, keys: string): string =>
  `${Object.keys(rows)
    .toSorted()
    .map(table => `${table}: ${rows[table]}`)
    .join(', ')} (${keys.slice(0, 12)})`

function batches(entries: readonly Row[], secret: Buffer): readonly string[] {
  const transactions = Map.groupBy(entries, e => e.transaction as string)
  return [...transactions.values()].map(deleted => {
    const of = (table: string): readonly string[] => deleted.filter(d => d.from_table === table).flatMap(d => d.ids)
    const keys = of('people').length > 0 ? of('people') : of('notes')
    const text = keys
      .toSorted((a, b) => Number(a) - Number(b))
      .map(key => `[${key}]`)
      .join(',')
    const tables = ['notes', 'attachments', 'people'].filter(table => of(table).length > 0)
    return inWords(
      Object.fromEntries(tables.map(table => [`public.${table}`, of(table).length])),
      createHmac('sha256', secret).update(text).digest('hex'),
    )
  })
}

/** What is in the first list more often than in the second. */
function beyond(these: readonly string[], those: readonly string[]): readonly string[] {
  const left = [...those]
  return these.filter(one => {
    const at = left.indexOf(one)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

/** Transactions that deleted rows without evidence, and evidence without such a transaction, since the position. */
export async function discrepancies(
  database: Database,
  since: Position,
): Promise<{ readonly found: readonly string[]; readonly to: Position }> {
  const [{ key } = {}] = await database.ask('select key from retention.digest_key')
  const entries = await database.ask('select entry::int, transaction, from_table, ids from witnessed where entry > $1', [since.entry])
  const evidence = await database.ask(
    `select evidence_id::int as id, body from retention.evidence where act = 'disposal' and evidence_id > $1`,
    [since.evidence],
  )
  const [seen, told] = [batches(entries, key), evidence.map(e => inWords(e.body.rows, e.body.keys))]
  return {
    found: [
      ...beyond(seen, told).map(batch => `gone without evidence: ${batch}`),
      ...beyond(told, seen).map(batch => `evidence, and nothing went: ${batch}`),
    ],
    to: {
      entry: Math.max(since.entry, ...entries.map(e => e.entry)),
      evidence: Math.max(since.evidence, ...evidence.map(e => e.id)),
    },
  }
}
