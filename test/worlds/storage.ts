import type { PGlite } from '@electric-sql/pglite'
import type { OutputFile } from '../../src/emit/output-file.ts'

/**
 * The tables of the storage migration are the same for every policy, and making them takes as long as all other migrations of a world.
 * So they stay, emptied, and the migration is applied where it reads otherwise than the last time.
 */
interface Storage {
  readonly text: string
  readonly tables: readonly string[]
}
const storages = new WeakMap<PGlite, Storage>()

const isStorage = ({ path }: OutputFile): boolean => path.endsWith('_storage.sql')
/** The header names the policy. */
const body = ({ text }: OutputFile): string => text.slice(text.indexOf('\n'))

export const hasStorage = (db: PGlite): boolean => storages.has(db)

/** Apply migrations in their order, each in its transaction. */
export async function applyAll(db: PGlite, migrations: readonly OutputFile[]): Promise<void> {
  const known = storages.get(db)
  const own = migrations.find(isStorage)!
  if (known && known.text !== body(own)) {
    storages.delete(db)
    await db.exec('drop schema retention cascade')
  }
  for (const file of migrations) {
    if (isStorage(file) && hasStorage(db)) continue
    await db.exec(`begin;\n${file.text}\ncommit;`)
    if (isStorage(file))
      storages.set(db, { text: body(file), tables: (await db.query<{ readonly name: string }>(tables)).rows.map(r => r.name) })
  }
}

const tables = `
  select c.relname as name from pg_catalog.pg_class as c where c.relnamespace = 'retention'::regnamespace and c.relkind = 'r' order by c.relname`

/** Leave of schema retention what the storage migration leaves: its tables and the rows that it writes. */
export async function emptyStorage(db: PGlite): Promise<void> {
  const known = storages.get(db)
  if (!known) return
  const kept = known.tables.map(t => `'${t}'`).join(', ')
  await db.exec(`
    do $$
    declare
      statement text;
    begin
      select 'drop view ' || string_agg(c.oid::regclass::text, ', ') || ' cascade' into statement
      from pg_catalog.pg_class as c where c.relnamespace = 'retention'::regnamespace and c.relkind = 'v';
      execute coalesce(statement, '');
      select 'drop table ' || string_agg(c.oid::regclass::text, ', ') || ' cascade' into statement
      from pg_catalog.pg_class as c where c.relnamespace = 'retention'::regnamespace and c.relkind = 'r' and c.relname not in (${kept});
      execute coalesce(statement, '');
      select 'drop routine ' || string_agg(p.oid::regprocedure::text, ', ') || ' cascade' into statement
      from pg_catalog.pg_proc as p where p.pronamespace = 'retention'::regnamespace;
      execute coalesce(statement, '');
    end
    $$;
    set session_replication_role = replica;
    ${known.tables.map(t => `delete from retention.${t};`).join('\n')}
    reset session_replication_role;
    ${['hold_epoch', 'evidence_head', 'digest_key'].map(t => `insert into retention.${t} default values;`).join('\n')}`)
}
