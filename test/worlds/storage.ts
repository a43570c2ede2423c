import type { PGlite } from '@electric-sql/pglite'
import type { OutputFile } from '../../src/emit/output-file.ts'

/**
 * What the storage migration makes is the same for every policy, and making it takes as long as all other migrations of a world.
 * So it stays, emptied, and the migration is applied where it reads otherwise than the last time.
 */
interface Storage {
  readonly text: string
  readonly relations: readonly Relation[]
}
/** A table or a view. */
interface Relation {
  readonly name: string
  readonly isTable: boolean
}
const storages = new WeakMap<PGlite, Storage>()

const isStorage = ({ path }: OutputFile): boolean => path.endsWith('_storage.sql')
/** The first line names the policy. */
const body = ({ text }: OutputFile): string => text.slice(text.indexOf('\n'))

export const hasStorage = (db: PGlite): boolean => storages.has(db)

/** Apply migrations in their order, each in its transaction. */
export async function applyAll(db: PGlite, migrations: readonly OutputFile[]): Promise<void> {
  const known = storages.get(db)
  if (known && known.text !== body(migrations.find(isStorage)!)) {
    storages.delete(db)
    await db.exec('drop schema retention cascade')
  }
  for (const file of migrations) {
    if (isStorage(file) && hasStorage(db)) continue
    await db.exec(`begin;\n${file.text}\ncommit;`)
    if (isStorage(file)) storages.set(db, { text: body(file), relations: (await db.query<Relation>(allRelations)).rows })
  }
}

const allRelations = `
  select c.relname as name, c.relkind = 'r' as "isTable"
  from pg_catalog.pg_class as c where c.relnamespace = 'retention'::regnamespace and c.relkind in ('r', 'v') order by c.relname`

/** Leave of schema retention what the storage migration leaves: its tables and views, and the rows that it writes. */
export async function emptyStorage(db: PGlite): Promise<void> {
  const known = storages.get(db)
  if (!known) return
  const kept = known.relations.map(r => `'${r.name}'`).join(', ')
  const dropRelations = (kind: 'view' | 'table'): string => `
      select 'drop ${kind} ' || string_agg(c.oid::regclass::text, ', ') || ' cascade' into statement
      from pg_catalog.pg_class as c
      where c.relnamespace = 'retention'::regnamespace and c.relkind = '${kind === 'view' ? 'v' : 'r'}' and c.relname not in (${kept});
      execute coalesce(statement, '');`
  await db.exec(`
    do $$
    declare
      statement text;
    begin
      ${dropRelations('view')}
      ${dropRelations('table')}
      select 'drop routine ' || string_agg(p.oid::regprocedure::text, ', ') || ' cascade' into statement
      from pg_catalog.pg_proc as p where p.pronamespace = 'retention'::regnamespace;
      execute coalesce(statement, '');
    end
    $$;
    set session_replication_role = replica;
    ${known.relations.flatMap(r => (r.isTable ? `delete from retention.${r.name};` : [])).join(' ')}
    reset session_replication_role;
    ${['hold_epoch', 'evidence_head', 'digest_key'].map(t => `insert into retention.${t} default values;`).join(' ')}`)
}
