import { loadProject, type Project } from '../project.ts'
import { loadSchema, readSqlFiles, type SchemaSource } from '../schema/load-schema.ts'
import { type ReadOptions, readSchema } from '../schema/read-schema.ts'
import type { Schema } from '../schema/schema.ts'
import type { Database } from '../verify/database/database.ts'
import { openThreaded } from '../verify/database/threaded.ts'

/** A project, and the fresh databases with its schema in which it is to be proved. */
export interface ProofProject {
  readonly project: Project
  /** The application's schema, all files in one; null where none is named. */
  readonly schemaSql: string | null
  readonly databases: readonly Database[]
}

/**
 * Read a project folder, do something with it and the databases of its proof, and close them, whatever comes of it. They start first, and a schema of SQL
 * is read in one of them: a database more would take as long to start. Two, whatever the machine, so that the report says the same everywhere.
 * Throws LapseError as `loadProject` does.
 */
export async function withProofProject<Result>(folder: string, act: (loaded: ProofProject) => Promise<Result>): Promise<Result> {
  let schemaSql: string | null = null
  let databases: readonly Database[] = []
  const readFrom = async (source: SchemaSource, options?: ReadOptions): Promise<Schema> => {
    if (source.kind !== 'sql') return loadSchema(source, options)
    // Each file starts with the session's defaults, as with psql -f.
    const sql = (await readSqlFiles(source.files)).map(f => f.sql).join('\n;\nreset role;\nreset all;\n')
    schemaSql = sql
    databases = [openThreaded(sql), openThreaded(sql)]
    // Where the schema does not load, reading it by itself says in which file and line.
    return readSchema(async catalog => (await databases[0]!.query<Record<string, unknown>>(catalog)).rows, options).catch(() =>
      loadSchema(source, options),
    )
  }
  try {
    const project = await loadProject(folder, readFrom)
    return await act({ project, schemaSql, databases })
  } finally {
    await Promise.all(databases.map(db => db.close()))
  }
}
