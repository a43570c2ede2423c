import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { compile } from '../../src/compile.ts'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { apply } from '../../src/operate/apply.ts'
import { loadProject } from '../../src/project.ts'
import { type Server, startServer } from '../server.ts'

export type Row = Readonly<Record<string, any>>

/** A policy as compiled, with its migrations in a folder of its own that goes when the world does. */
export interface CompiledPolicy {
  readonly name: string
  readonly schemaSql: string
  readonly files: readonly OutputFile[]
  readonly output: string
}

/** A database with its application's schema, as an installation in the field finds it: no superuser among the roles that work with it. */
export interface Database {
  readonly name: string
  readonly url: (user?: string) => string
  /** One statement, or several without values, in a session of its own; by default as the superuser. */
  readonly ask: (sql: string, values?: readonly unknown[], user?: string) => Promise<readonly Row[]>
  /** A session that stays open until the world closes. */
  readonly session: (user?: string) => Promise<pg.Client>
}

/** A server with the roles of an installation: `app_owner` owns the application's tables, `dba` installs. */
export interface World {
  readonly server: Server
  readonly database: (name: string, schemaSql: string) => Promise<Database>
  /** A copy of a database in which no session is left. */
  readonly copy: (name: string, of: Database) => Promise<Database>
  readonly close: () => Promise<void>
}

const policies = fileURLToPath(new URL('../../policies', import.meta.url))
const folders: string[] = []

export const referencePolicies = ['kaevo', 'klonr', 'kontraktr', 'pristina'] as const

/** Compile a project folder; an error among the findings is an error here. */
export async function compiled(name: string, folder = join(policies, name)): Promise<CompiledPolicy> {
  const project = await loadProject(folder)
  const { files, diagnostics } = await compile(project)
  const errors = diagnostics.filter(d => d.severity === 'error')
  if (errors.length > 0 || files.length === 0) throw new Error(`${name}: ${JSON.stringify(errors)}`)
  const output = mkdtempSync(join(tmpdir(), 'lapse-real-'))
  folders.push(output)
  for (const { path, text } of files) {
    mkdirSync(dirname(join(output, path)), { recursive: true })
    writeFileSync(join(output, path), text)
  }
  return {
    name,
    schemaSql: project.source.kind === 'sql' ? project.source.files.map(file => readFileSync(file, 'utf8')).join('\n') : '',
    files,
    output,
  }
}

const roles = `
  create role app_owner;
  create role auth_admin;
  create role dba login createrole in role app_owner;
  create role app login;
`
/** What a platform gives whoever works with its users, and no more: the table belongs to it. */
const platform = `
  alter schema auth owner to auth_admin;
  alter table auth.users owner to auth_admin;
  alter function auth.uid() owner to auth_admin;
  grant usage on schema auth to app_owner, dba with grant option;
  grant select, references on auth.users to app_owner;
  grant select, insert, update, delete, trigger, references on auth.users to dba with grant option;
`

export async function openWorld(settings: Readonly<Record<string, string>> = {}): Promise<World> {
  const server = await startServer(settings)
  const sessions: pg.Client[] = []
  const connect = async (url: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  const ask = async (url: string, sql: string, values?: readonly unknown[]): Promise<readonly Row[]> => {
    const client = await connect(url)
    try {
      const result = await client.query(sql, values as unknown[] | undefined)
      return result.rows ?? []
    } finally {
      await client.end()
    }
  }
  const open = (name: string): Database => ({
    name,
    url: user => server.url(name, user),
    ask: (sql, values, user) => ask(server.url(name, user), sql, values),
    session: async user => {
      const client = await connect(server.url(name, user))
      sessions.push(client)
      return client
    },
  })
  await ask(server.superuserUrl, roles)
  return {
    server,
    database: async (name, schemaSql) => {
      const url = (user?: string) => server.url(name, user)
      await ask(server.superuserUrl, `create database ${pg.escapeIdentifier(name)} owner app_owner`)
      await ask(server.superuserUrl, `grant create on database ${pg.escapeIdentifier(name)} to dba`)
      await ask(url(), 'create extension citext')
      await ask(url(), `set role app_owner; ${schemaSql}`)
      if (/create schema auth\b/.test(schemaSql)) await ask(url(), platform)
      return open(name)
    },
    copy: async (name, of) => {
      await ask(server.superuserUrl, `create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(of.name)}`)
      return open(name)
    },
    close: async () => {
      await Promise.all(sessions.map(client => client.end().catch(() => {})))
      await server.stop()
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Install a compiled policy as `dba`, and let `ops` run it and `dpo` decide. Gives the prefix of its roles. */
export async function install(database: Database, policy: CompiledPolicy): Promise<string> {
  await apply({ output: policy.output, url: database.url('dba') })
  const [row] = await database.ask(`select pg_get_userbyid(nspowner) as owner from pg_namespace where nspname = 'retention'`)
  const prefix = String(row!.owner).replace(/_owner$/, '')
  const role = (name: string) => pg.escapeIdentifier(`${prefix}_${name}`)
  await database.ask(`
    do $$ begin
      if to_regrole('ops') is null then create role ops login; create role dpo login; end if;
    end $$;
    grant ${role('operator')} to ops;
    grant ${role('officer')} to dpo;
  `)
  return prefix
}

export const armAll = (database: Database): Promise<readonly Row[]> =>
  database.ask(
    `select retention.arm(c.class_name, 'test') from retention.class as c where c.mode = 'shadow' order by c.run_order`,
    [],
    'dpo',
  )
