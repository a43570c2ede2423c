import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Run the command line as a user does: a process of its own, no terminal, no DATABASE_URL unless given. */
export function lapse(
  args: readonly string[],
  options: {
    readonly cwd?: string
    readonly env?: Readonly<Record<string, string>>
    readonly onStart?: (child: ChildProcess) => Promise<void>
  } = {},
): Promise<Ran> {
  const { DATABASE_URL: _, FORCE_COLOR: __, ...env } = process.env
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'src/cli/main.ts'), ...args], {
      cwd: options.cwd ?? root,
      env: { ...env, ...options.env },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', text => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text
    })
    child.on('error', reject)
    options.onStart?.(child).catch(reject)
    child.on('close', code => resolve({ code, stdout, stderr }))
  })
}

/** A lapse.config.ts that reads the schema from the given source. */
export const config = (schema: string): string =>
  `import { defineConfig } from 'lapse'\n\nexport default defineConfig({ schema: ${schema}, output: 'generated', database: 'notes' })\n`

/** A project of its own to spoil: a copy of the fixture, with files put in place of those of the same name. */
export interface Sandbox {
  readonly folder: string
  readonly write: (path: string, text: string) => void
  readonly read: (path: string) => string
  /** Every file's content by path, without node_modules. */
  readonly tree: () => Readonly<Record<string, string>>
  readonly remove: () => void
}

export function sandbox(files: Readonly<Record<string, string>> = {}): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), 'lapse-cli-'))
  cpSync(join(import.meta.dirname, 'fixture'), folder, { recursive: true })
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(root, join(folder, 'node_modules/lapse'))
  symlinkSync(join(root, 'node_modules/kysely'), join(folder, 'node_modules/kysely'))
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  // The snapshot spares starting a database for each command.
  write('lapse.config.ts', config(`{ snapshot: 'schema.json' }`))
  for (const [path, text] of Object.entries(files)) write(path, text)
  const read = (path: string) => readFileSync(join(folder, path), 'utf8')
  const paths = () =>
    (readdirSync(folder, { recursive: true, withFileTypes: true }) as import('node:fs').Dirent<string>[])
      .filter(entry => entry.isFile() && !entry.parentPath.includes('node_modules'))
      .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .toSorted()
  return {
    folder,
    write,
    read,
    tree: () => Object.fromEntries(paths().map(path => [path, read(path)])),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
