import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { checkConfig } from './policy/check-config.ts'
import type { Config } from './policy/config.ts'
import { importError } from './policy/import-error.ts'
import { importFresh } from './policy/import-fresh.ts'
import { locateDefault } from './policy/source.ts'
import { diagnostic, LapseError } from './report/diagnostic.ts'
import { shortPath } from './report/pretty.ts'

/** A folder with a `lapse.config.ts`, and where its things are; all paths are absolute. */
export interface ProjectFolder {
  readonly kind: 'project folder'
  readonly folder: string
  readonly configFile: string
  readonly config: Config
  readonly policyFile: string
  /** The table of expected fates; null where there is none. */
  readonly fatesFile: string | null
  /** The folder of the emitted files. */
  readonly output: string
}

export const configName = 'lapse.config.ts'

/** The absolute path of a folder that exists. Throws LapseError `folder-missing`. */
export function existingFolder(folder: string): string {
  const path = resolve(folder)
  if (!existsSync(path)) throw new LapseError(diagnostic('error', 'folder-missing', `there is no folder ${shortPath(path)}`))
  if (!statSync(path).isDirectory())
    throw new LapseError(
      diagnostic('error', 'folder-missing', `${shortPath(path)} is not a folder`, { help: `Name the folder that holds ${configName}.` }),
    )
  return path
}

async function readConfig(file: string): Promise<Config> {
  const module = await importFresh(file).catch(async error => {
    throw await importError('config', file, error)
  })
  const invalid = async (message: string, path: readonly string[], help: string) =>
    new LapseError(diagnostic('error', 'config-invalid', message, { position: await locateDefault(file, path), help }))
  if (!('default' in module)) throw await invalid(`${configName} has no default export`, [], 'Write export default defineConfig({ … }).')
  const fault = checkConfig(module.default)
  if (fault) throw await invalid(`${configName}: ${fault.message}`, fault.path, 'See defineConfig: schema, output and database are needed.')
  return module.default as Config
}

/**
 * Find and read the config of a project folder; neither policy nor schema is read.
 * Throws LapseError: `folder-missing`, `config-missing`, `config-invalid`, or what the config file itself runs into.
 */
export async function openProjectFolder(folder: string): Promise<ProjectFolder> {
  const path = existingFolder(folder)
  const configFile = join(path, configName)
  if (!existsSync(configFile))
    throw new LapseError(
      diagnostic('error', 'config-missing', `there is no ${configName} in ${shortPath(path)}`, {
        help: `Name the folder that holds ${configName}, or write one: export default defineConfig({ schema: { sql: ['schema.sql'] }, output: 'generated', database: 'app' }).`,
      }),
    )
  const config = await readConfig(configFile)
  const fatesFile = resolve(path, config.fates ?? 'fates.ts')
  return Object.freeze({
    kind: 'project folder',
    folder: path,
    configFile,
    config,
    policyFile: resolve(path, config.policy ?? 'policy.ts'),
    fatesFile: config.fates !== undefined || existsSync(fatesFile) ? fatesFile : null,
    output: resolve(path, config.output),
  })
}
