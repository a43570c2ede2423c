import { Temporal } from 'temporal-polyfill'
import { tableText } from '../../src/emit/context/stage-context.ts'
import { type Table, tableKey } from '../../src/schema/schema.ts'
import { rehearse } from '../../src/verify/database/rehearse.ts'
import { snapshot } from '../../src/verify/database/snapshot.ts'
import { session } from '../../src/verify/database/statements.ts'
import { openGround } from '../../src/verify/oracle/ground.ts'
import { subjectsOf } from '../../src/verify/oracle/ownership.ts'
import { entitiesOf, keyOf, placeOf } from '../../src/verify/oracle/store.ts'
import type { Row, World as Rows } from '../../src/verify/oracle/world.ts'
import { runClasses } from '../../src/verify/prove/run-classes.ts'
import { judgeExport } from './export.ts'
import type { Judgement } from './judge.ts'
import type { MadeRow } from './rows.ts'
import { ownSession, sessionSql } from './session.ts'
import { pick } from './spec.ts'
import type { World } from './world.ts'

/** What the execution of one person's erasure showed. */
export interface Erased extends Judgement {
  /** Rows of the person before; 0 where the world has nobody who can ask. */
  readonly owned: number
  /** Rows of the person that the call took. */
  readonly taken: number
}

/**
 * Give one person an export, and erase the person by the calls of an officer. Runs alone, which judge.ts compares with the oracle, must come to the same end: so the
 * confirmed erasure is once left to the runs, and once executed before them. What the call takes is the person's, and its summary counts it.
 */
export async function judgeErasure(world: World): Promise<Erased> {
  const { proof, model, draught } = world
  const before: Rows = { rows: await snapshot(proof.db, model.schema), holds: proof.holds, done: proof.done }
  const people = world.rows.filter(r => r.design.subject && r.asked === undefined)
  if (people.length === 0) return { differences: [], fates: [], before, after: before, owned: 0, taken: 0 }
  const person = pick(people, draught.spec.asOf)

  const seen = await rehearse(proof.db, () => inItsSession(world, () => judgeExport(world, person, before)))
  const runs = await rehearse(proof.db, async () => {
    await confirm(world, person)
    await run(world)
    return snapshot(proof.db, model.schema)
  })
  const { executed, summary, both } = await rehearse(proof.db, async () => {
    const request = await confirm(world, person)
    const said = await inItsSession(world, () => execute(world, request))
    const rows = await snapshot(proof.db, model.schema)
    await run(world)
    return { executed: rows, summary: said, both: await snapshot(proof.db, model.schema) }
  })

  const owned = ownedBy(world, before, person)
  const gone = model.schema.tables.map(t => [t, withoutRows(t, before.rows, executed)] as const)
  const taken = gone.reduce((n, [, rows]) => n + rows.length, 0)
  const strangers = gone.flatMap(([t, rows]) => rows.map(r => placeOf(t, keyOf(t, r))).filter(at => !owned.has(at)))
  const differences = [
    ...seen,
    ...(copiesByClock(world) ? [] : model.schema.tables)
      .filter(t => textOf(runs, t) !== textOf(both, t))
      .map(t => `${t.name}: by runs alone\n    ${textOf(runs, t)}\n  and executed before them\n    ${textOf(both, t)}`),
    ...strangers.map(at => `the call took ${at}, which is not the person's`),
    ...forgotten(world, summary, owned, [before.rows, executed, runs]).map(at => `the call left ${at}, which runs alone took`),
    ...counted(world, summary, gone).map(what => `the summary says ${what}`),
  ]
  return { differences, fates: [], before, after: { ...before, rows: executed }, owned: owned.size, taken }
}

/**
 * What a clock copies from an owner is what the owner is by then: another thing where the call has been at the owner before. And so is a row that is copied into an
 * archive, where PostgreSQL has set its reference to NULL.
 */
const copiesByClock = ({ model }: World): boolean =>
  model.classes.some(({ class: { clock }, table }) => {
    const text = JSON.stringify(clock ?? null)
    const loosened = table.catalog.foreignKeys.some(fk => fk.onDelete === 'set null')
    return text.includes('"copy of"') || (loosened && text.includes('"into":{"table"'))
  })

/** A verified and confirmed request of the person. */
async function confirm({ proof, model }: World, person: MadeRow): Promise<number> {
  const { key, table } = model.requests.find(r => r.right === 'erasure' && tableKey(r.table.name) === tableKey(person.table))!
  // Erasures that the world began with have made-up numbers.
  await proof.db.exec(`select setval(pg_get_serial_sequence('retention.request', 'request_id'), 1000)`)
  const named = JSON.stringify(Object.fromEntries(key.map(k => [k.name, person.values.get(k.name)])))
  const { rows } = await proof.db.query<{ readonly id: number }>(
    `select retention.open_request($1, $2::jsonb, 'erasure', 'letter') as id`,
    [tableText(table.name), named],
  )
  const { id } = rows[0]!
  await proof.db.query(`select retention.verify_request($1, 'none'), retention.confirm_erasure($1)`, [id])
  return id
}

/** As the procedure does, without its commits. */
async function execute({ proof: { db } }: World, request: number): Promise<Summary> {
  const one = async <X>(sql: string): Promise<X> => (await db.query<{ readonly x: X }>(`select ${sql} as x`, [request])).rows[0]!.x
  await one('retention._open_erasure($1)::text')
  while (await one<boolean>('retention.erase_step($1)'));
  return one<Summary>('retention._close_erasure($1)')
}
/** Rows that went or changed, by class and table; and what is left, and why. */
interface Summary {
  readonly done: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly left: readonly { readonly reason: string }[]
}

/** Until nothing waits for anything: twice, since what waited for another class may go in the next turn. */
async function run(world: World): Promise<void> {
  const { rows } = await world.proof.db.query<{ readonly now: string }>('select clock_timestamp()::text as now')
  await inItsSession(world, async () => {
    for (let i = 0; i < 2; i++) await runClasses(world.proof, rows[0]!.now)
  })
}

async function inItsSession<X>({ proof, draught }: World, act: () => Promise<X>): Promise<X> {
  await proof.db.exec(sessionSql(draught.spec.session).replace(/set default_transaction_isolation = '[^']*';/, ''))
  const done = await act()
  await proof.db.exec(`${ownSession};${session}`)
  return done
}

/** Places of all rows that belong to the person, as the oracle finds its owners. */
function ownedBy({ model }: World, rows: Rows, person: MadeRow): ReadonlySet<string> {
  const ground = openGround(model.policy, model.schema, rows, Temporal.Now.instant(), model.naming)
  const subject = model.policy.subjects.find(s => s.table === person.design.written)!
  const own = Object.fromEntries(person.table.primaryKey!.map(k => [k, person.values.get(k) ?? null]))
  const at = placeOf(person.table, own)
  return new Set(
    model.schema.tables.flatMap(t =>
      entitiesOf(ground.store, t)
        .filter(e => subjectsOf(ground, e, subject).some(s => s.at === at))
        .map(e => e.at),
    ),
  )
}

type Tables = Rows['rows']
function withoutRows(t: Table, before: Tables, after: Tables): readonly Row[] {
  const left = new Set((after.get(tableKey(t)) ?? []).map(r => placeOf(t, keyOf(t, r))))
  return (before.get(tableKey(t)) ?? []).filter(r => !left.has(placeOf(t, keyOf(t, r))))
}

const destroying = ({ model }: World) =>
  model.classes.filter(c => c.stages.some(s => s.name === 'erase' && s.acts.some(a => a.kind === 'destroy')))

/** Rows of the person that an erasure destroys, and that runs did destroy, and the call did not. What waits for other rows may go by their clocks. */
function forgotten(
  world: World,
  { left }: Summary,
  owned: ReadonlySet<string>,
  [before, executed, runs]: readonly [Tables, Tables, Tables],
) {
  if (left.some(l => l.reason !== 'held' && l.reason !== 'retained')) return []
  const classes = destroying(world)
  const tables = classes.map(c => c.table).filter(t => t.classes.every(m => classes.some(c => c.class.name === m.name)))
  return tables.flatMap(({ catalog: t }) => {
    const places = (rows: readonly Row[]) => rows.map(r => placeOf(t, keyOf(t, r)))
    const stay = new Set(places(executed.get(tableKey(t)) ?? []))
    return places(withoutRows(t, before, runs)).filter(at => owned.has(at) && stay.has(at))
  })
}

/** Tables of which the summary counts other rows than went, in the classes whose rows go. */
function counted(world: World, { done }: Summary, gone: readonly (readonly [Table, readonly Row[]])[]): readonly string[] {
  const classes = destroying(world)
  return gone.flatMap(([t, rows]) => {
    const said = classes.reduce((n, c) => n + (done[c.class.name]?.[tableText(t)] ?? 0), 0)
    return said === rows.length ? [] : [`${said} rows of ${t.name} went, and it were ${rows.length}`]
  })
}

/** The rows of a table in no order. Pseudonyms are of a key that differs each time, and what was archived says when: long after all other instants. */
const textOf = (rows: Tables, t: Table): string =>
  (rows.get(tableKey(t)) ?? [])
    .map(r =>
      JSON.stringify(r)
        .replaceAll(/[0-9a-f]{64}/g, '(digest)')
        .replaceAll(now, '(now)'),
    )
    .toSorted()
    .join('\n    ')
const now = new RegExp(`"${Temporal.Now.plainDateISO('UTC').year}-[^"]*"`, 'g')
