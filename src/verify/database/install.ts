import type { PGlite } from '@electric-sql/pglite'
import type { OutputFile } from '../../emit/output-file.ts'
import { diagnostic, LapseError } from '../../report/diagnostic.ts'
import { loadSql } from '../../schema/from-sql.ts'
import { openPglite } from '../../schema/pglite.ts'
import type { TableName } from '../../schema/schema.ts'
import { cronStub } from './cron-stub.ts'
import type { Database } from './database.ts'
import { addDefaultPartition, arm, session, withoutDefaultPartition } from './statements.ts'

/** A fresh database with the application's schema, on which any set of emitted files can be proved. The caller closes it. */
export async function openWithSchema(schemaSql: string): Promise<PGlite> {
  const files = [{ path: 'schema.sql', sql: schemaSql }]
  const db = await openPglite(files)
  await loadSql(db, files)
  return db
}

/** Where every row finds a partition, also one from a time that has none. */
export async function addDefaultPartitions(db: Database): Promise<void> {
  const { rows } = await db.query<TableName>(withoutDefaultPartition)
  for (const [i, table] of rows.entries()) await db.exec(addDefaultPartition(table, `~other_${i}`))
}

/**
 * Give every row a partition, apply the emitted migrations, each in its transaction, put a stub in the place of pg_cron, and arm every class.
 * Throws LapseError `verify-migration-failed`.
 */
export async function install(db: Database, files: readonly OutputFile[]): Promise<void> {
  await addDefaultPartitions(db)
  const migrations = files.filter(f => f.path.startsWith('migrations/')).toSorted((a, b) => (a.path < b.path ? -1 : 1))
  for (const { path, text } of migrations)
    await db.exec(`begin;\n${text}\ncommit;`).catch((error: Error) => {
      throw new LapseError(
        diagnostic('error', 'verify-migration-failed', `${path} does not apply: ${error.message}`, {
          help: 'Compile again; if the file was not edited, this is a defect of Lapse.',
        }),
      )
    })
  await db.exec(cronStub)
  await db.exec(session)
  await db.exec(arm)
}
