import { type Project, readProject, schemaSource } from '../project.ts'
import { openProjectFolder } from '../project-folder.ts'
import { loadSchema, readSqlFiles, type SchemaSource } from '../schema/load-schema.ts'
import { type ReadOptions, readSchema } from '../schema/read-schema.ts'
import type { Schema } from '../schema/schema.ts'
import type { Database } from '../verify/database/database.ts'
import { openThreaded } from '../verify/database/threaded.ts'

/** A project folder whose databases for a proof are starting. */
export interface ProofProject {
  /** The application's schema, all files in one; null where none is named. */
  readonly schemaSql: string | null
  /** Fresh databases with the schema; none without SQL. */
  readonly databases: readonly Database[]
  /** The project, its schema read in one of them. Throws LapseError as `loadProject` does. */
  readonly read: () => Promise<Project>
}

/**
 * Open a project folder and the databases of its proof, do something with them, and close them, whatever comes of it. The databases come before all else, since they take
 * longest to start, and a schema of SQL is read in one of them: a database more would take as long again. Two, whatever the machine, so that the report says the
 * same everywhere. Throws LapseError where there is no such folder or file.
 */
export async function withProofProject<Result>(folder: string, act: (opened: ProofProject) => Promise<Result>): Promise<Result> {
  const found = await openProjectFolder(folder)
  const source = schemaSource(found.folder, found.config.schema)
  const schemaSql = source.kind === 'sql' ? await readWhole(source.files) : null
  const databases = schemaSql === null ? [] : [openThreaded(schemaSql), openThreaded(schemaSql)]
  const readFrom = async (from: SchemaSource, options?: ReadOptions): Promise<Schema> => {
    const [first] = databases
    if (!first) return loadSchema(from, options)
    // Where the schema does not load, reading it by itself says in which file and line.
    return readSchema(async catalog => (await first.query<Record<string, unknown>>(catalog)).rows, options).catch(() =>
      loadSchema(from, options),
    )
  }
  try {
    return await act({ schemaSql, databases, read: () => readProject(found, readFrom) })
  } finally {
    await Promise.all(databases.map(db => db.close()))
  }
}

/** All files in one; each starts with the session's defaults, as with psql -f. */
const readWhole = async (files: readonly string[]): Promise<string> =>
  (await readSqlFiles(files)).map(f => f.sql).join('\n;\nreset role;\nreset all;\n')
