import { resolve } from 'node:path'
import type { Config } from './policy/config.ts'
import { loadPolicy } from './policy/load-policy.ts'
import type { Policy } from './policy/policy.ts'
import { openProjectFolder, type ProjectFolder } from './project-folder.ts'
import { loadSchema, type SchemaSource } from './schema/load-schema.ts'
import type { Schema } from './schema/schema.ts'

/** A project folder with its policy and its schema read: what the stages start from. */
export interface Project extends Omit<ProjectFolder, 'kind'> {
  readonly kind: 'project'
  readonly policy: Policy
  readonly schema: Schema
  readonly source: SchemaSource
}

export function schemaSource(folder: string, schema: Config['schema']): SchemaSource {
  if ('sql' in schema) return { kind: 'sql', files: schema.sql.map(file => resolve(folder, file)) }
  if ('url' in schema) return { kind: 'postgres', url: schema.url }
  return { kind: 'snapshot', file: resolve(folder, schema.snapshot) }
}

/**
 * Read a project folder: its config, its policy, its schema.
 * Throws LapseError for whatever is missing or cannot be read; nothing is written.
 */
export const loadProject = async (folder: string): Promise<Project> => readProject(await openProjectFolder(folder))

/** The same for a folder that is open. `readFrom`: how the schema is read from its source. */
export async function readProject(found: ProjectFolder, readFrom: typeof loadSchema = loadSchema): Promise<Project> {
  const policy = await loadPolicy(found.policyFile)
  const source = schemaSource(found.folder, found.config.schema)
  const { ignoreSchemas } = found.config
  const schema = await readFrom(source, ignoreSchemas ? { ignore: ignoreSchemas } : {})
  return Object.freeze({ ...found, kind: 'project', policy, schema, source })
}
