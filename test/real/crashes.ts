import { setTimeout as after } from 'node:timers/promises'
import type pg from 'pg'
import { discrepancies, type Position, witness } from './account.ts'
import { brokenLink } from './chain.ts'
import { type Ending, endings } from './ending.ts'
import { random } from './random.ts'
import type { Database, World } from './world.ts'

/** What came of runs that were brought to an end. */
export interface Crashes {
  /** Runs that were ended while they were under way, by how. */
  readonly ended: Readonly<Record<Ending, number>>
  /** Runs that were through before their end came. */
  readonly missed: number
  readonly disposed: number
  readonly violations: readonly string[]
}

/** What each round adds for the runs to dispose of, in batches of `batch` rows: notes with an attachment each, and people. */
const [notes, people, batch] = [16, 4, 4]
const due = `
  with n as (
    insert into notes (person_id, written_at, body)
    select 3, timestamptz '2021-01-01' + i * interval '1 minute', 'due' from generate_series(1, ${notes}) as i returning id
  )
  insert into attachments (note_id, name) select id, 'due' from n;
  insert into people (id, name, closed_at)
  select last.id + i, 'due', '2021-01-01' from (select max(id) as id from people) as last, generate_series(1, ${people}) as i;`

/** What no run may touch: a person on a placed hold, one on a standing hold, and one who is not due, with five notes each. */
const keep = `
  insert into people (id, name, legal_hold, closed_at) values (1, 'placed', false, '2020-01-01'), (2, 'standing', true, '2020-01-01'), (3, 'young', false, now());
  insert into notes (person_id, written_at, body)
  select p, case when p < 3 then timestamptz '2020-01-01' else now() end, 'kept' from generate_series(1, 3) as p, generate_series(1, 5);
  insert into attachments (note_id, name) select id, 'kept' from notes;`
const everything = `
  select string_agg(r, e'\\n' order by r) as rows
  from (select n::text as r from notes as n union all select a::text from attachments as a union all select p::text from people as p) as all_rows`

/**
 * Runs of the diary's two classes side by side, brought to an end in the ways and as often as `wanted` says, at moments spread evenly over
 * the time that a run takes. After each: does the evidence have every row that went, once; does the next run finish, and say that the one
 * before was killed; is every row that is due gone, and no other. The seed repeats the order and the moments, these as shares of a run.
 */
export async function crashes(
  world: World,
  database: Database,
  wanted: Readonly<Partial<Record<Ending, number>>>,
  seed: number,
): Promise<Crashes> {
  const next = random(seed)
  const violations: string[] = []
  const ended: Record<Ending, number> = { 'backend killed': 0, 'server killed': 0, terminated: 0, canceled: 0, 'timed out': 0 }
  let missed = 0
  let inserted = 0
  let position: Position = { entry: 0, evidence: 0 }
  let own = await database.session()
  const near: Database = { ...database, ask: async (sql, values) => (await own.query(sql, values as unknown[] | undefined)).rows ?? [] }
  const one = async (sql: string, values?: readonly unknown[]) => (await near.ask(sql, values))[0]!

  async function add(): Promise<void> {
    await near.ask(due)
    inserted += 2 * notes + people
  }
  async function begin(): Promise<{ readonly session: pg.Client; readonly pid: number }> {
    const session = await database.session('ops')
    return { session, pid: (await session.query('select pg_backend_pid() as pid')).rows[0].pid }
  }
  /** Whether a run came to its own end. */
  const run = (session: pg.Client, name: string): Promise<boolean> =>
    session.query(`call retention.run('${name}')`).then(
      () => true,
      () => false,
    )
  /** Both classes to their end, undisturbed. Gives the milliseconds that the notes took. */
  async function finish(how: string, going?: pg.Client): Promise<number> {
    const session = going ?? (await begin()).session
    const start = performance.now()
    const first = await run(session, 'notes')
    const took = performance.now() - start
    if (!first || !(await run(session, 'people'))) violations.push(`${how}: the next run failed`)
    await session.end()
    return took
  }
  /** Compare what went with the evidence, batch by batch. */
  async function audit(how: string): Promise<void> {
    const { found, to } = await discrepancies(near, position)
    position = to
    violations.push(...found.map(f => `${how}: ${f}`))
  }

  await near.ask(`${witness} ${keep}`)
  const [{ rows: kept, n: keptRows } = {}] = await near.ask(
    `select rows, (select count(*)::int from notes) + (select count(*)::int from attachments) + (select count(*)::int from people) as n from (${everything}) as e`,
  )
  await database.ask(
    `call retention.place_hold('M', 'litigation', 'legal', 'claim', on_table => 'public.people', row_key => '{"id": 1}')`,
    [],
    'dpo',
  )
  await database.ask(
    `select retention.set_limits(c, 'small batches', fuse_share => 1000, batch_rows => ${batch}) from unnest(array['notes', 'people']) as c`,
    [],
    'dpo',
  )
  // How long a run takes here and now: the measure of the moments. The first takes longer than the others.
  let usual = 0
  for (let i = 0; i < 3; i++) {
    await add()
    usual = await finish('undisturbed')
  }
  await audit('undisturbed')

  const order = shuffled(
    Object.entries(wanted).flatMap(([ending, times]) => Array.from({ length: times }, () => ending as Ending)),
    next,
  )
  while (order.length > 0) {
    const ending = order.at(-1)!
    const share = next()
    const how = `${ending} at ${share.toFixed(3)}`
    const ms = Math.max(1, share * usual)
    await add()
    const [first, second] = [await begin(), await begin()]
    if (ending === 'timed out') await first.session.query(`set statement_timeout = ${Math.round(ms)}`)
    const running = Promise.all([run(first.session, 'notes'), run(second.session, 'people')])
    await endings[ending](first.pid, ms, own, world.server)
    const [through] = await running
    own = await reachable(database, own)
    if (through) missed++
    else {
      ended[ending]++
      order.pop()
    }

    await audit(how)
    const { stale, there, gone } = await one(`
      select (select coalesce(array_agg(run_id), '{}') from retention.run_log where state = 'running') as stale,
        (select count(*)::int from notes) + (select count(*)::int from attachments) + (select count(*)::int from people) as there,
        (select coalesce(sum(cardinality(ids)), 0)::int from witnessed) as gone`)
    if (there + gone !== keptRows + inserted) violations.push(`${how}: of ${keptRows + inserted} rows ${there} are there and ${gone} went`)

    // Whoever cancels is still there, and runs it again in the same session.
    const goesOn = ending === 'canceled' || ending === 'timed out' ? first.session : undefined
    await goesOn?.query('reset statement_timeout')
    await second.session.end()
    await over(near, goesOn ? [second.pid] : [first.pid, second.pid])
    await finish(how, goesOn)
    await audit(`${how}, the next run`)
    const { rows, unclosed } = await one(
      `select rows, (
        select count(*)::int from retention.run_log as l
        where l.state = 'running' or l.run_id = any ($1) and (l.state, l.stop_reason) is distinct from ('stopped', 'crashed or killed')
      ) as unclosed from (${everything}) as e`,
      [stale],
    )
    if (unclosed > 0) violations.push(`${how}: ${unclosed} runs are not on record as crashed or killed`)
    if (rows !== kept) violations.push(`${how}: what the next run has left is not what has to stay`)
  }
  const link = await brokenLink(near)
  if (link !== null) violations.push(`the chain is broken at ${link}`)
  const { n } = await one('select sum(cardinality(ids))::int as n from witnessed')
  return { ended, missed, disposed: n, violations }
}

function shuffled<T>(items: readonly T[], next: () => number): T[] {
  const mixed = [...items]
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    ;[mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!]
  }
  return mixed
}

/** The session, or another as soon as the database takes one: while it recovers it refuses them. */
async function reachable(database: Database, session: pg.Client): Promise<pg.Client> {
  const alive = await session.query('select').then(
    () => true,
    () => false,
  )
  if (alive) return session
  for (let attempt = 1; ; attempt++)
    try {
      return await database.session()
    } catch (error) {
      if (attempt === 5000) throw error
      await after(2)
    }
}

/** Until processes have gone, whose sessions have. */
async function over(database: Database, pids: readonly number[]): Promise<void> {
  while ((await database.ask('select from pg_stat_activity where pid = any ($1)', [pids])).length > 0);
}
