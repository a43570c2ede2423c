import { identifier, literal } from '../../sql/quote.ts'
import { ask } from './ask.ts'
import type { Database } from './database.ts'
import { rehearse } from './rehearse.ts'

/** Something that somebody tries on the application's tables, as SQL. */
export interface Attempt {
  /** What is put in place before, by a superuser. */
  readonly arrange: string
  readonly as: string
  readonly statement: string
  /** What a superuser asks after a statement that went through: one text. */
  readonly question: string
}

/** What came of it. */
export interface Answer {
  /** The SQLSTATE with which PostgreSQL refused; null: it went through. */
  readonly refused: string | null
  readonly says: string | null
  /** Null where it was refused. */
  readonly answer: string | null
}

/** A role of the application: all rights that an owner has on the application's tables, and none on ours. */
export const application = '~application'
export const superuser = 'none'

/** A statement within a trigger of the application's own, so at trigger depth 1. */
export const withinTrigger = (statement: string): string => `insert into retention."~cause" values (${literal(statement)})`

/** A row as it is now, which a later question compares with. */
export const noteRow = (text: string, condition: string): string => `
  insert into retention."~noted" select pg_catalog.to_jsonb(r) from ${text} as r where ${condition}`
export const noted = '(select was from retention."~noted")'

/** The schemas of the application, and the role that is given its owner's rights to delete. */
export interface Who {
  readonly schemas: readonly string[]
  readonly disposer: string
}

/**
 * Memberships instead of grants on tables, and our schema instead of one of its own: otherwise every plan of the session
 * would have to be made again. Row-level security would hide the rows from the application, and so what becomes of them.
 */
const prepare = ({ schemas, disposer }: Who): string => `
  create role ${identifier(application)} bypassrls;
  do $members$
  declare
    owner text;
  begin
    for owner in
      select distinct pg_get_userbyid(c.relowner)
      from pg_catalog.pg_class as c
      where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text = any (array[${schemas.map(s => literal(identifier(s))).join(', ')}])
    loop
      execute format('grant %I to %I, %I', owner, ${literal(application)}, ${literal(disposer)});
    end loop;
  end
  $members$;
  create table retention."~noted" (was jsonb);
  create table retention."~cause" (statement text);
  grant insert on retention."~cause" to public;
  create function retention."~act"() returns trigger language plpgsql as $$ begin execute new.statement; return null; end $$;
  create trigger act after insert on retention."~cause" for each row execute function retention."~act"();
  create function retention."~attempt"(arrange text, who text, statement text, question text, out refused text, out says text, out answer text)
  language plpgsql as $$
  begin
    execute arrange;
    execute format('set local role %I', who);
    execute statement;
    set local role none;
    execute question into answer;
    raise exception 'taken back' using errcode = 'TB000';
  exception when others then
    if sqlstate <> 'TB000' then
      refused := sqlstate;
      says := sqlerrm;
    end if;
  end
  $$`

/** Make each attempt and take it back, all in one call, since there are hundreds. `first` is done before all of them. */
export function attemptAll(db: Database, who: Who, attempts: readonly Attempt[], first = ''): Promise<readonly Answer[]> {
  return rehearse(db, async () => {
    await db.exec(`${prepare(who)};${first}`)
    return ask<Answer>(
      db,
      `select a.refused, a.says, a.answer
      from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality as t (arrange, who, statement, question, place)
      cross join lateral retention."~attempt"(t.arrange, t.who, t.statement, t.question) as a
      order by t.place`,
      [attempts.map(a => a.arrange), attempts.map(a => a.as), attempts.map(a => a.statement), attempts.map(a => a.question)],
    )
  })
}
