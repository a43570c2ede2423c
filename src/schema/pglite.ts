import { type Extension, PGlite } from '@electric-sql/pglite'
import { keepCluster, readCluster } from './empty-cluster.ts'
import type { SqlFile } from './sql-file.ts'

/** The extensions that PGlite ships, by the name that `create extension` takes. */
export const shippedExtensions: readonly string[] = Object.freeze(
  `amcheck bloom btree_gin btree_gist citext cube dict_int dict_xsyn earthdistance file_fdw fuzzystrmatch hstore intarray isn lo ltree
  moddatetime pageinspect pg_buffercache pg_freespacemap pg_stat_statements pg_surgery pg_trgm pg_visibility pg_walinspect pgcrypto seg
  tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid-ossp`.split(/\s+/),
)

/** A fresh PostgreSQL in memory, with the extensions at hand that the files ask for. The caller closes it. */
export async function openPglite(files: readonly SqlFile[] = []): Promise<PGlite> {
  const asked = new Set(files.flatMap(f => [...f.sql.matchAll(create)].map(m => m[1]!.replace(/^"|"$/g, '').toLowerCase())))
  if (asked.has('earthdistance')) asked.add('cube')
  const names = shippedExtensions.filter(name => asked.has(name))
  const loaded = await Promise.all(names.map(async name => [name, await load(name)] as const))
  return start(Object.fromEntries(loaded))
}

/** Unpacking an empty cluster is much faster than making one. */
async function start(extensions: Record<string, Extension>): Promise<PGlite> {
  const kept = await readCluster()
  if (kept) return PGlite.create({ extensions, loadDataDir: kept })
  const db = await PGlite.create({ extensions })
  await keepCluster((await db.dumpDataDir('none')) as Blob)
  return db
}

/** A plain search, since `create extension` may also stand in a DO block; one too many costs nothing. */
const create = /create\s+extension\s+(?:if\s+not\s+exists\s+)?("[^"]+"|[\w$]+)/gi

async function load(name: string): Promise<Extension> {
  const module = name.replace('-', '_')
  return (await import(`@electric-sql/pglite/contrib/${module}`))[module]
}
