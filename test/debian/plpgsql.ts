import pg from 'pg'
import type { Server } from '../server.ts'
import { ask } from './ask.ts'
import { check, equal } from './check.ts'

/** How PostgreSQL writes that there is no table. */
export const noTable = '-'

/** What plpgsql_check calls an error in a routine; a trigger function is looked at with each of its tables. */
export const errorsOf = (server: Server, policy: string, routine: string, relation: string) =>
  ask(
    server,
    policy,
    `select lineno, message, detail from plpgsql_check_function_tb(${pg.escapeLiteral(routine)}, ${pg.escapeLiteral(relation)}, fatal_errors => false)
     where level = 'error'`,
  )

/** Every PL/pgSQL routine of an installed policy through plpgsql_check. */
export async function plpgsqlCheck(server: Server, policy: string): Promise<void> {
  await ask(server, policy, 'create extension plpgsql_check')
  const routines = await ask(
    server,
    policy,
    `select distinct p.oid::regprocedure::text as name, coalesce(t.tgrelid, 0)::regclass::text as relation
     from pg_proc as p
     join pg_language as l on l.oid = p.prolang and l.lanname = 'plpgsql'
     left join pg_trigger as t on t.tgfoid = p.oid
     where p.pronamespace = 'retention'::regnamespace order by 1, 2`,
  )
  for (const { name, relation } of routines)
    await check(`${policy}: plpgsql_check of ${name}${relation === noTable ? '' : ` on ${relation}`}`, async () =>
      equal(await errorsOf(server, policy, name, relation), []),
    )
}
