import type pg from 'pg'
import { random } from './random.ts'
import { type Scope, type Seen, scopeOf, together } from './scope.ts'
import type { Database } from './world.ts'

/** What a random history of holds, runs, erasures, cascades and the application's own statements found. */
export interface History {
  /** Holds that were acknowledged: by `place_hold`, and by the application's own flag. */
  readonly placed: number
  readonly standing: number
  /** Of the placed ones: those that were extended, and those whose release came with a cool-off. */
  readonly extended: number
  readonly cooledOff: number
  /** Holds in whose scope a row went or changed without an image, and counts that were not true. */
  readonly violations: readonly string[]
  readonly disposed: number
  /** Rows that stood in the scope of a hold when it was acknowledged. */
  readonly watched: number
  /**
   * Rows in the scope of the application's own flag that the application itself deleted or changed in a statement that was under way when the
   * flag was set. Such a hold counts nothing and so waits for nobody but runs: a documented limit. Of placed holds it would be a violation.
   */
  readonly crossings: number
  /** A hold met a deadlock that many times, and was placed or counted again. */
  readonly deadlocks: number
  /** What became of the application's statements on rows, by SQLSTATE; 00000 where they went through. */
  readonly statements: Readonly<Record<string, number>>
}

const members = 12
const classes = ['letters', 'notes', 'payments', 'members']
const [officers, applications, operators, writers] = [3, 2, 2, 2]

/**
 * Several sessions at once on the club: officers place, extend and release holds on members, single rows and classes; the application does so by
 * its own flag; operators run every class again and again; writers erase, delete, change, and strike owners whose rows cascade; one
 * session makes new rows, most of them due at once. Ends after so many acknowledged holds.
 */
export async function randomHistory(database: Database, holds: number, seed: number): Promise<History> {
  let [placed, standing, extended, cooledOff, watched, crossings, deadlocks, over] = [0, 0, 0, 0, 0, 0, 0, false]
  const violations: string[] = []
  const statements: Record<string, number> = {}
  const enough = () => placed + standing >= holds
  const sessions: pg.Client[] = []
  const open = async (user?: string): Promise<pg.Client> => {
    const session = await database.session(user)
    sessions.push(session)
    return session
  }

  /** What was visible when the hold was acknowledged has to stay until the release, at least until all that was under way then is over. */
  async function watch(eye: pg.Client, scope: Scope, how: string, own: boolean): Promise<Seen> {
    const acknowledged = await scope.look(eye)
    watched += acknowledged.rows.size
    for (;;) {
      const now = await scope.look(eye)
      const lost = await scope.lost(eye, acknowledged, now)
      for (const { row, how: what } of lost)
        if (own && (await crossed(eye, row, acknowledged))) crossings++
        else violations.push(`${how}: ${row} ${what}`)
      if (lost.length > 0 || now.oldest >= acknowledged.next) return acknowledged
    }
  }
  /** Whether the application itself changed a row in a statement that had begun when its own flag was acknowledged. */
  async function crossed(eye: pg.Client, row: string, acknowledged: Seen): Promise<boolean> {
    const { rows } = await eye.query(
      `select from touched where name = $1 and by = 'postgres' and transaction >= $2::text::xid8 and began < $3::text::timestamptz`,
      [row, String(acknowledged.oldest), acknowledged.at],
    )
    return rows.length > 0
  }
  /** Keys of rows that somebody deleted since the look: the feeder may have made another row of that key. */
  async function deletedSince(eye: pg.Client, before: Seen): Promise<ReadonlySet<string>> {
    const { rows } = await eye.query(`select name from touched where deleted and transaction >= $1::text::xid8`, [String(before.oldest)])
    return new Set(rows.map(r => r.name))
  }
  async function officer(next: () => number, me: number): Promise<void> {
    const [session, eye] = [await open('dpo'), await open()]
    for (let i = 0; !enough(); i++) {
      const scope = await scopeOf(eye, next, members)
      if (!scope) continue
      const matter = `M-${me}-${i}`
      const before = await scope.look(eye)
      let preserved: Readonly<Record<string, number>>
      try {
        const { rows } = await session.query(
          `call retention.place_hold($1, 'litigation', 'legal', 'claim', on_table => $2, row_key => $3, on_class => $4)`,
          [matter, scope.onTable, scope.rowKey, scope.onClass],
        )
        preserved = rows[0].preserved
      } catch (error) {
        const { code } = error as pg.DatabaseError
        // The row went before the hold came: nothing was promised.
        if (code === 'RH004') continue
        if (code !== '40P01') throw error
        const counted = await countedAgain(session, matter)
        if (!counted) continue
        preserved = counted
      }
      placed++
      const acknowledged = await watch(eye, scope, matter, false)
      const false_ = scope.miscounted(preserved, before, acknowledged, await deletedSince(eye, before))
      if (false_) violations.push(`${matter}: ${false_}`)
      const more = next() < 0.3 ? await scopeOf(eye, next, members) : null
      const all = more && (await extend(session, eye, matter, scope, more))
      if (next() < 0.3) await coolOff(session, eye, matter, all ?? scope)
      else await session.query(`select retention.release_hold(hold_id, 'settled') from retention.hold where matter = $1`, [matter])
    }
  }
  /** Extend a hold to a second scope. Gives both, NULL where the second is no longer there. */
  async function extend(session: pg.Client, eye: pg.Client, matter: string, first: Scope, more: Scope): Promise<Scope | null> {
    const all = together(first, more)
    const { rows: named } = await eye.query('select hold_id from retention.hold where matter = $1', [matter])
    const before = await all.look(eye)
    for (let attempt = 1; ; attempt++)
      try {
        const { rows } = await session.query('call retention.extend_hold($1, on_table => $2, row_key => $3, on_class => $4)', [
          named[0].hold_id,
          more.onTable,
          more.rowKey,
          more.onClass,
        ])
        extended++
        const acknowledged = await watch(eye, all, `${matter}, extended`, false)
        const false_ = all.miscounted(rows[0].preserved, before, acknowledged, await deletedSince(eye, before))
        if (false_) violations.push(`${matter}, extended: ${false_}`)
        return all
      } catch (error) {
        const { code } = error as pg.DatabaseError
        if (code === 'RH004') return null
        if (code !== '40P01' || attempt === 20) throw error
        deadlocks++
      }
  }
  /** Release a hold with a cool-off, in which it holds as before, and then let that be over. */
  async function coolOff(session: pg.Client, eye: pg.Client, matter: string, scope: Scope): Promise<void> {
    const before = await scope.look(eye)
    await session.query(`select retention.release_hold(hold_id, 'settled', '1 hour') from retention.hold where matter = $1`, [matter])
    cooledOff++
    const after = await watch(eye, scope, `${matter}, released`, false)
    for (const { row, how } of await scope.lost(eye, before, after)) violations.push(`${matter}, while it cools off: ${row} ${how}`)
    await eye.query('update retention.hold set covers_until = clock_timestamp() where matter = $1', [matter])
  }
  /** Count again after a deadlock with somebody who was changing the rows. NULL where the hold was not there yet, which nobody was promised. */
  async function countedAgain(session: pg.Client, matter: string): Promise<Readonly<Record<string, number>> | null> {
    for (let attempt = 1; ; attempt++)
      try {
        deadlocks++
        const { rows } = await session.query(
          'select retention._hold_inventory(hold_id) as preserved from retention.hold where matter = $1',
          [matter],
        )
        return rows[0]?.preserved ?? null
      } catch (error) {
        if ((error as pg.DatabaseError).code !== '40P01' || attempt === 20) throw error
      }
  }
  /** Two sessions never share a member, or one would release the other's hold. */
  async function application(next: () => number, mine: number): Promise<void> {
    const session = await open()
    while (!enough()) {
      const scope = (await scopeOf(session, next, members, mine, applications))!
      if (!(await disputed(session, scope.member, true))) continue
      standing++
      await watch(session, scope, `dispute of ${scope.member}`, true)
      await disputed(session, scope.member, false)
    }
  }
  /** Repeated after a deadlock: with a batch that waits for a row of which an officer's count has locked others, and waits for this member. */
  async function disputed(session: pg.Client, member: number, dispute: boolean): Promise<boolean> {
    for (let attempt = 1; ; attempt++)
      try {
        const { rowCount } = await session.query('update members set dispute = $2 where id = $1', [member, dispute])
        return rowCount === 1
      } catch (error) {
        if ((error as pg.DatabaseError).code !== '40P01' || attempt === 20) throw error
        deadlocks++
      }
  }
  async function operator(): Promise<void> {
    const session = await open('ops')
    while (!over) for (const name of classes) await session.query('call retention.run($1)', [name])
  }
  async function writer(next: () => number): Promise<void> {
    const session = await open()
    const one = (table: string) => `(select id from ${table} order by id offset ${Math.floor(next() * 20)} limit 1)`
    const someone = () => 1 + Math.floor(next() * members)
    const choices = [
      () => `update members set leaving_at = '2020-01-01' where id = ${someone()}`,
      () => `delete from members where id = ${someone()}`,
      () => `delete from letters where id = ${one('letters')}`,
      () => `delete from notes where id = ${one('notes')}`,
      () => `delete from payments where id = ${one('payments')}`,
      () => `update letters set text = text || '.' where id = ${one('letters')}`,
      () => `update notes set text = text || '.' where id = ${one('notes')}`,
      () => `update notes set member_id = null where id = ${one('notes')}`,
      () => `update payments set paid_at = now() where id = ${one('payments')}`,
      () => `update members set name = name || '.' where id = ${someone()}`,
    ]
    while (!over) await attempt(session, choices[Math.floor(next() * choices.length)]!())
  }
  /** The application's own statement, which may be refused. */
  async function attempt(session: pg.Client, sql: string): Promise<void> {
    const code = await session.query(sql).then(
      () => '00000',
      (error: pg.DatabaseError) => {
        if (!error.code) throw error
        return error.code
      },
    )
    statements[code] = (statements[code] ?? 0) + 1
  }
  async function feeder(next: () => number): Promise<void> {
    const session = await open()
    while (!over) {
      // Not faster than they go, or the history would become one about large tables.
      const { rows } = await session.query('select (select count(*)::int from letters) + (select count(*)::int from notes) as n')
      if (rows[0].n > 200) continue
      await attempt(
        session,
        `insert into members (id, name) select i, 'm' from generate_series(1, ${members}) as i on conflict do nothing;
         with row as (
           select nextval('public.ids') as id, 1 + floor(random() * ${members})::int as owner,
             case when random() < 0.8 then timestamptz '2020-01-01' else now() end as at, i
           from generate_series(1, ${20 + Math.floor(next() * 40)}) as i
         ),
         l as (insert into letters select id, owner, 'a', at from row where i % 3 = 0),
         n as (insert into notes select id, owner, 'a', at from row where i % 3 = 1)
         insert into payments select case when i % 2 = 0 then 'north' else 'south' end, id, owner, at from row where i % 3 = 2`,
      )
    }
  }

  await database.ask(`
    create sequence public.ids start 1000;
    -- A statement has no transaction number before it changes something: when it began says more.
    create table public.touched (name text not null, transaction xid8 not null, by text not null, began timestamptz not null, deleted boolean not null);
    create index on public.touched (name);
    grant insert on public.touched to public;
    create function public.touch() returns trigger language plpgsql as $$
    begin
      insert into public.touched
      values (tg_argv[0] || ' ' || (select jsonb_agg(to_jsonb(old) -> key) from unnest(tg_argv[1:]) as key), pg_current_xact_id(), session_user, statement_timestamp(), tg_op = 'DELETE');
      return null;
    end $$;
    create trigger touch after update or delete on letters for each row execute function public.touch('public.letters', 'id');
    create trigger touch after update or delete on notes for each row execute function public.touch('public.notes', 'id');
    create trigger touch after update or delete on members for each row execute function public.touch('public.members', 'id');
    create trigger touch after update or delete on payments for each row execute function public.touch('public.payments', 'branch', 'id');
    select retention.set_limits(c, 'small batches', fuse_rows => 1000000000, fuse_share => 1000, batch_rows => 10) from unnest(array['${classes.join(`','`)}']) as c`)
  const streams = (n: number, from: number) => Array.from({ length: n }, (_, i) => random(seed + from + i))
  const background = [...Array.from({ length: operators }, operator), ...streams(writers, 100).map(writer), ...streams(1, 200).map(feeder)]
  const crashed = Promise.all(background).then(() => {})
  try {
    await Promise.race([
      Promise.all([...streams(officers, 300).map(officer), ...streams(applications, 400).map(application)]),
      // A background session that fails ends the history; one that ends in time does not.
      crashed.then(() => new Promise(() => {})),
    ])
  } finally {
    over = true
  }
  await crashed
  // A server has a hundred connections, and there are more histories.
  await Promise.all(sessions.map(s => s.end()))
  const [log] = await database.ask(`select coalesce(sum(rows_disposed), 0)::int as n from retention.run_log`)
  return { placed, standing, extended, cooledOff, violations, disposed: log!.n, watched, crossings, deadlocks, statements }
}
