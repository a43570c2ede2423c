import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { openPglite } from '../../src/schema/pglite.ts'
import { migrationsOf, root } from './generated.ts'

/** What a DBA is: may create roles and schemas, and acts for the owner of the tables; no superuser. */
const roles = `
  create role app_owner;
  create role dba login createrole in role app_owner;
  grant create on database postgres to app_owner, dba;
  grant create on schema public to app_owner;
`

/** The application's database in PGlite, its tables owned by `app_owner`; the caller closes it. */
export async function application(policy: string): Promise<PGlite> {
  const path = join(root, 'policies', policy, 'schema.sql')
  const sql = readFileSync(path, 'utf8')
  const db = await openPglite([{ path, sql }])
  await db.exec(roles)
  // Extensions are the platform's.
  for (const [extension] of sql.matchAll(/^create extension[^;]*;/gm)) await db.exec(extension)
  await db.exec(`set role app_owner; ${sql.replace(/^create extension[^;]*;/gm, '')}; reset role`)
  return db
}

/** Run a file in one transaction as `dba`. */
export async function asDba(db: PGlite, path: string, text: string): Promise<void> {
  await db.exec('set session authorization dba')
  await db.exec(`begin;\n${text}\ncommit`).catch(async error => {
    await db.exec('rollback')
    throw new Error(`${path}: ${error.message} ${error.detail ?? ''} ${error.where ?? ''}`, { cause: error })
  })
  await db.exec('set session authorization postgres')
}

/** The checked-in migrations of a policy, installed as `dba`. */
export async function installed(policy: string): Promise<PGlite> {
  const db = await application(policy)
  for (const [path, text] of migrationsOf(policy)) await asDba(db, path, text)
  return db
}
