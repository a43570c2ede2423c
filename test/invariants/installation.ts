import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { migrationsOf, root } from '../emit/generated.ts'
import { armAll, type Database, openWorld, type Row, type World } from '../real/world.ts'

/** What stands on a database: the application's schema, and the migrations of its policy, as emitted or altered. */
export interface Installation {
  readonly schemaSql: string
  readonly files: readonly OutputFile[]
}

/** The checked-in migrations of a reference policy. */
export const reference = (policy: string): Installation => ({
  schemaSql: readFileSync(join(root, 'policies', policy, 'schema.sql'), 'utf8'),
  files: migrationsOf(policy).map(([path, text]) => ({ path, text })),
})

/** A server for many installations, whose sessions stay open until it closes. */
export const openServer = (): Promise<World> => openWorld({ max_connections: '300' })

let databases = 0
/** What is installed as it stands more than once is installed once, and copied. */
const models = new WeakMap<readonly OutputFile[], Promise<Database>>()

/** A database of its own with the migrations applied. `ops` runs, `dpo` decides, `eye` audits. Nothing is armed. */
export async function install(world: World, installation: Installation): Promise<Database> {
  const made = models.get(installation.files) ?? apply(world, installation)
  models.set(installation.files, made)
  const database = inFewSessions(await world.copy(`invariant_${++databases}`, await made))
  // A copy would refuse to run, until somebody says that it may.
  await database.ask(
    'update retention.installation set database_oid = (select d.oid from pg_database as d where d.datname = current_database())',
  )
  return database
}

/** The same database, asked in one session for each user, which forgets its settings after each question. */
function inFewSessions(database: Database): Database {
  const sessions = new Map<string | undefined, Promise<pg.Client>>()
  const ask: Database['ask'] = async (sql, values, user) => {
    const opening = sessions.get(user) ?? database.session(user)
    sessions.set(user, opening)
    const session = await opening
    try {
      return (await session.query(sql, values as unknown[] | undefined)).rows ?? []
    } finally {
      await session.query('discard all')
    }
  }
  return { ...database, ask }
}

/** The migrations applied by `dba`, each in one transaction. */
async function apply(world: World, { schemaSql, files }: Installation): Promise<Database> {
  const database = await world.database(`model_${++databases}`, schemaSql)
  const dba = await database.session('dba')
  for (const { path, text } of files)
    await dba.query(`begin; ${text}; commit`).catch(error => {
      throw new Error(`${path}: ${error.message}`, { cause: error })
    })
  await dba.end()
  await database.ask(`
    do $$
    declare
      prefix text := (select regexp_replace(pg_get_userbyid(nspowner), '_owner$', '') from pg_namespace where nspname = 'retention');
    begin
      if to_regrole('ops') is null then create role ops login; create role dpo login; create role eye login; end if;
      execute format('grant %I to ops', prefix || '_operator');
      execute format('grant %I to dpo', prefix || '_officer');
      execute format('grant %I to eye', prefix || '_auditor');
    end $$`)
  return database
}

/** The same, with every class armed. */
export async function armed(world: World, installation: Installation): Promise<Database> {
  const database = await install(world, installation)
  await armAll(database)
  return database
}

/** Run classes, by default all in their order, as of a past instant or now. */
export async function run(database: Database, { as_of = null, classes }: { as_of?: string | null; classes?: readonly string[] } = {}) {
  const inOrder = await database.ask('select class_name from retention.class order by run_order')
  const ops = await database.session('ops')
  for (const name of classes ?? inOrder.map(c => c.class_name as string))
    await ops.query('call retention.run($1, $2::timestamptz)', [name, as_of])
  await ops.end()
}

/** The last run of a class, counts as numbers. */
export async function lastRun(database: Database, className: string): Promise<Row | undefined> {
  const [row] = await database.ask(
    `select state, stop_reason, rows_disposed::int as disposed, rows_blocked::int as blocked, rows_held::int as held, rows_deferred::int as deferred, rows_left::int as left
     from retention.run_log where class_name = $1 order by run_id desc limit 1`,
    [className],
  )
  return row
}

/** Keys or words of one column, sorted. */
export const column = async (database: Database, sql: string): Promise<readonly string[]> =>
  (await database.ask(sql)).map(r => String(Object.values(r)[0])).toSorted()
