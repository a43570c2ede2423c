import type { PGlite } from '@electric-sql/pglite'
import { pgDump } from '@electric-sql/pglite-tools/pg_dump'
import { migrationsOf } from '../emit/generated.ts'
import { application, asDba } from '../emit/installed.ts'

const header = `-- What the migrations of this policy add to the application's database, as pg_dump says it: owners, rights, settings and all.
-- Roles belong to the cluster and are not in it; see 0001_roles.sql. Renewed by npm run dump.`

/** pg_dump's entries, each with the comment above it; without what stands before the first and after the last, which names versions. */
async function entries(db: PGlite): Promise<readonly string[]> {
  const text = await (await pgDump({ pg: db, args: ['--schema-only'] })).text()
  // pg_dump ends by hanging up, which leaves its transaction and its settings in the only session there is.
  await db.exec('rollback; reset all')
  const [, ...found] = text.split('--\n-- PostgreSQL database dump complete')[0]!.split(/^(?=--\n-- Name: )/m)
  return found.map(entry => entry.trim())
}

/** What pg_dump says after the installation of the checked-in migrations and did not say before, in its order. */
export async function addedSchema(policy: string): Promise<string> {
  const db = await application(policy)
  try {
    const before = new Set(await entries(db))
    for (const [path, text] of migrationsOf(policy)) await asDba(db, path, text)
    const after = await entries(db)
    return `${[header, ...after.filter(entry => !before.has(entry))].join('\n\n')}\n`
  } finally {
    await db.close()
  }
}
