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

/** Unpacking an empty cluster is much faster than making one, and the smaller it is, the faster. */
async function start(extensions: Record<string, Extension>): Promise<PGlite> {
  const kept = await readCluster()
  if (kept) return openImage(kept, extensions)
  const made = await makeCluster()
  await keepCluster(made)
  return openImage(made, extensions)
}

/** A PostgreSQL in memory with what another had when its data directory was dumped. The caller closes it. */
export const openImage = (image: Blob, extensions: Record<string, Extension> = {}): Promise<PGlite> =>
  // A few thousand rows need no 128 MB of buffers, which every start fills with zeros.
  PGlite.create({ extensions, startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'], loadDataDir: image })

/** Without the databases that others are copied from, which are two thirds of its files, and with a short log, of which nothing is kept that is over. */
async function makeCluster(): Promise<Blob> {
  const db = await PGlite.create({ initDbStartParams: ['--wal-segsize=1', '--set', 'wal_recycle=off'] })
  try {
    for (const template of ['template0', 'template1']) {
      await db.exec(`alter database ${template} is_template false`)
      await db.exec(`drop database ${template}`)
    }
    await db.exec('checkpoint')
    return (await db.dumpDataDir('none')) as Blob
  } finally {
    await db.close()
  }
}

/** A plain search, since `create extension` may also stand in a DO block; one too many costs nothing. */
const create = /create\s+extension\s+(?:if\s+not\s+exists\s+)?("[^"]+"|[\w$]+)/gi

async function load(name: string): Promise<Extension> {
  const module = name.replace('-', '_')
  return (await import(`@electric-sql/pglite/contrib/${module}`))[module]
}
