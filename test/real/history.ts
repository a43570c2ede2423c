import type pg from 'pg'
import { random } from './random.ts'
import type { Database } from './world.ts'

/** What a random history of holds, runs and new rows found. */
export interface History {
  readonly placed: number
  readonly standing: number
  /** Holds after whose acknowledgement a row in their scope went. */
  readonly violations: readonly string[]
  readonly disposed: number
  /** Rows that stood in the scope of a hold when it was acknowledged. */
  readonly watched: number
  readonly deadlocks: number
}

const people = 12

interface Scope {
  readonly notes: readonly string[]
  readonly attachments: readonly string[]
}

async function scopeOf(session: pg.Client, person: number): Promise<Scope> {
  const { rows } = await session.query(
    `select n.id as note, a.id as attachment from notes as n left join attachments as a on a.note_id = n.id where n.person_id = $1`,
    [person],
  )
  return {
    notes: [...new Set(rows.map(r => r.note as string))],
    attachments: rows.flatMap(r => (r.attachment === null ? [] : [r.attachment as string])),
  }
}

async function lost(session: pg.Client, scope: Scope): Promise<string | null> {
  const { rows } = await session.query(
    `select (select count(*)::int from notes where id = any ($1)) as notes, (select count(*)::int from attachments where id = any ($2)) as attachments`,
    [scope.notes, scope.attachments],
  )
  const [now] = rows
  return now.notes === scope.notes.length && now.attachments === scope.attachments.length
    ? null
    : `${scope.notes.length - now.notes} notes, ${scope.attachments.length - now.attachments} attachments`
}

/**
 * Several sessions at once: three place and release holds, one of them through `place_hold` and two by the application's own flag;
 * two run the class again and again; one writes rows that are due at once. Ends after so many holds.
 */
export async function randomHistory(database: Database, holds: number, seed: number): Promise<History> {
  let placed = 0
  let standing = 0
  let watched = 0
  let over = false
  let deadlocks = 0
  const violations: string[] = []
  const total = () => placed + standing

  /** Rows of the scope that are visible now must stay until the release; looked at while runs go by. */
  async function watch(session: pg.Client, person: number, how: string, reported: number | null): Promise<void> {
    const scope = await scopeOf(session, person)
    watched += scope.notes.length
    if (reported !== null && scope.notes.length < reported) violations.push(`${how}: reported ${reported}, ${scope.notes.length} there`)
    for (let look = 0; look < 8; look++) {
      const gone = await lost(session, scope)
      if (gone === null) continue
      violations.push(`${how}: ${gone}`)
      return
    }
  }
  async function officer(next: () => number): Promise<void> {
    const session = await database.session('dpo')
    const eye = await database.session()
    while (total() < holds) {
      const person = 1 + Math.floor(next() * people)
      try {
        const { rows } = await session.query(
          `call retention.place_hold('M', 'litigation', 'legal', 'claim', on_table => 'public.people', row_key => $1)`,
          [JSON.stringify({ id: person })],
        )
        placed++
        await watch(eye, person, 'placed', rows[0].preserved['public.notes'] ?? 0)
      } catch (error) {
        // Only without the barrier: counting deadlocks with a batch. Such a hold was never acknowledged.
        if ((error as pg.DatabaseError).code !== '40P01') throw error
        deadlocks++
      }
      await session.query(
        `select retention.release_hold(hold_id, 'settled') from retention.hold where released_at is null and not standing`,
      )
    }
  }
  async function application(next: () => number, mine: number): Promise<void> {
    const session = await database.session()
    while (total() < holds) {
      // Two sessions never share a person, or one would release the other's hold.
      const person = 1 + Math.floor(next() * (people / 2)) * 2 + mine
      await session.query('update people set legal_hold = true where id = $1', [person])
      standing++
      await watch(session, person, 'standing', null)
      await session.query('update people set legal_hold = false where id = $1', [person])
    }
  }
  async function operator(): Promise<void> {
    const session = await database.session('ops')
    while (!over) await session.query(`call retention.run('notes')`)
  }
  async function feeder(next: () => number): Promise<void> {
    const session = await database.session()
    while (!over) {
      // Not faster than the runs dispose of them, or the history would become one about large tables.
      const { rows } = await session.query('select count(*)::int as n from notes')
      if (rows[0].n > 1500) continue
      await session.query(
        `with n as (
           insert into notes (person_id, written_at, body)
           select 1 + floor(random() * $1), now() - interval '1 year', 'x' from generate_series(1, $2::int) returning id
         )
         insert into attachments (note_id, name) select id, 'a' from n, generate_series(1, 2)`,
        [people, 20 + Math.floor(next() * 60)],
      )
    }
  }

  await database.ask(`insert into people (id, name) select g, 'p' from generate_series(1, $1::int) as g on conflict do nothing`, [people])
  await database.ask(`select retention.set_limits('notes', 'small batches', fuse_rows => 1000000000, fuse_share => 1000, batch_rows => 40)`)
  const background = [operator(), operator(), feeder(random(seed))]
  const crashed = Promise.all(background).then(() => {})
  await Promise.race([
    Promise.all([officer(random(seed + 1)), application(random(seed + 2), 0), application(random(seed + 3), 1)]),
    // A background session that fails ends the history; one that ends in time does not.
    crashed.then(() => new Promise(() => {})),
  ])
  over = true
  await crashed
  const [log] = await database.ask(`select coalesce(sum(rows_disposed), 0)::int as n from retention.run_log`)
  return { placed, standing, violations, disposed: log!.n, watched, deadlocks }
}
