import type { PGlite } from '@electric-sql/pglite'
import { openPglite } from '../../src/schema/pglite.ts'
import { canary } from '../../src/verify/database/ask.ts'
import { session } from '../../src/verify/database/statements.ts'
import { emptyStorage, hasStorage } from './storage.ts'

/** A PostgreSQL in this process in which one world after another is made and taken down. */
export interface Arena {
  /** A database without tables of an application, with the session set so that texts can be compared. */
  readonly clean: () => Promise<PGlite>
  readonly close: () => Promise<void>
}

/** A session keeps the plans of functions that are gone, and looks at each of them with every change: after so many worlds a new one is faster. */
const lifetime = 12

export function openArena(): Arena {
  let db: PGlite | null = null
  let worlds = 0
  return {
    clean: async () => {
      if (db && worlds++ >= lifetime) {
        await db.close()
        db = null
      }
      if (db) await takeDown(db)
      else worlds = 0
      db ??= await openPglite()
      // Every function of a world is called, or belongs to one that the five policies have too.
      await db.exec(`${session}; set check_function_bodies = off`)
      return db
    },
    close: async () => {
      await db?.close()
    },
  }
}

const schemas = `
  select quote_ident(nspname) as name from pg_catalog.pg_namespace
  where nspname not like 'pg\\_%' and nspname <> 'information_schema'`

/** The roles stay: they are the cluster's, and the next installation finds them as harmless as it asks for. */
async function takeDown(db: PGlite): Promise<void> {
  // A world that failed may have left a transaction open.
  await db.exec('rollback')
  await db.exec('reset all; deallocate all')
  await canary(db)
  const { rows } = await db.query<{ readonly name: string }>(schemas)
  const gone = rows.map(r => r.name).filter(name => name !== 'retention' || !hasStorage(db))
  await db.exec(`drop schema ${gone.join(', ')} cascade; create schema public; grant usage on schema public to public`)
  await emptyStorage(db)
}
