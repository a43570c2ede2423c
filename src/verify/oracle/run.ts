import type { Act } from '../../policy/act.ts'
import { type Table, tableKey } from '../../schema/schema.ts'
import { perform } from './act.ts'
import { settle, withParts } from './dependant.ts'
import { type Fate, fateOf } from './fate.ts'
import type { Ground } from './ground.ts'
import { heldInTurn, heldRows } from './hold.ts'
import { destroys, type Intent, intentOf, type Step } from './intent.ts'
import { entryOf } from './membership.ts'
import { whoNeeds } from './need.ts'
import { childrenFirst } from './order.ts'
import { current, type Entity, entitiesOf, openStore, placeOf, type Store } from './store.ts'
import { takesPart } from './tenant.ts'
import type { Done, World } from './world.ts'

/** What a run comes to: the fate of every row, everything that was done, also to rows that are gone, and the world after it. */
export interface Outcome {
  readonly fates: readonly Fate[]
  readonly performed: readonly Done[]
  readonly world: World
}

/**
 * One run of every class, children first. What is wanted of each row is decided on the rows as they stood at the
 * beginning; what holds it or stands in its way is looked up on the rows as they are when the class's turn comes.
 */
export function run(ground: Ground): Outcome {
  const held = heldRows(ground)
  const store = openStore(ground.schema, ground.world.rows)
  const done: Done[] = [...ground.world.done]
  const tables = childrenFirst(ground)
  const intents = new Map(tables.map(t => [t, intentsOf(ground, t)]))
  const heldNow = heldInTurn(ground, store, held)
  const inNeed = whoNeeds(ground, store, done)
  const fates = tables.flatMap(table =>
    byClass(ground, intents.get(table)!).flatMap(own => {
      const blockers = runClass(ground, store, own, heldNow(), inNeed, done)
      return own.map(i => fateOf(i, held.has(i.entity.at), blockers.get(i)))
    }),
  )
  const performed = Object.freeze(done.slice(ground.world.done.length))
  return Object.freeze({ fates: Object.freeze(fates), performed, world: close(ground, store, done) })
}

const intentsOf = (ground: Ground, table: Table): readonly Intent[] =>
  entitiesOf(ground.store, table).flatMap(entity => {
    const entry = entryOf(ground, entity)
    return entry ? [intentOf(ground, entity, entry)] : []
  })

/** A run takes the classes of a table one after another, as they are written; only rows of one class go together. */
const byClass = ({ policy }: Ground, intents: readonly Intent[]): readonly (readonly Intent[])[] =>
  policy.schedule.map(e => intents.filter(i => i.entry === e))

/** Do what is wanted of the rows of a class that nothing holds; gives what stands in the way of the others. */
function runClass(
  ground: Ground,
  store: Store,
  intents: readonly Intent[],
  held: ReadonlySet<string>,
  inNeed: (entity: Entity) => readonly Entity[],
  done: Done[],
): ReadonlyMap<Intent, Entity> {
  const free = intents.filter(i => !held.has(i.entity.at) && i.entry.kind === 'class' && takesPart(ground, i.entity, i.entry))
  // Nothing is archived or counted of a row that an erasure destroys; a row that it cannot destroy yet is treated like any other.
  const mild = (intent: Intent): readonly Step[] => intent.steps.filter(s => !destroys(s.acts))
  const erasing = (intent: Intent): boolean => intent.steps.some(s => s.kind === 'erasure' && destroys(s.acts))
  for (const intent of free) if (!erasing(intent)) for (const step of mild(intent)) performStep(ground, store, intent, step, done)
  const groups = free
    .filter(i => i.steps.some(s => destroys(s.acts)))
    .map(intent => ({ intent, members: withParts(ground, store, now(store, intent), intent.entry) }))
  const { going, blocked } = settle(ground, store, groups, held, inNeed)
  for (const { intent } of going) for (const step of intent.steps) if (destroys(step.acts)) performStep(ground, store, intent, step, done)
  for (const group of blocked.keys())
    if (erasing(group.intent)) for (const step of mild(group.intent)) performStep(ground, store, group.intent, step, done)
  return new Map([...blocked].map(([group, blocker]) => [group.intent, blocker]))
}

function performStep(ground: Ground, store: Store, { entity, entry }: Intent, step: Step, done: Done[]): void {
  // Changes of columns that follow one another are one: each reads the row as it was before them.
  let found = now(store, { entity })
  for (const act of step.acts) {
    const row = current(store, entity)
    if (!row) break
    perform({ ground, store, entity: row, found, entry }, act)
    if (!changes(act)) found = now(store, { entity })
  }
  const { schema, name } = entity.table
  done.push(Object.freeze({ table: { schema, name }, key: entity.key, className: entry.name, fact: Object.freeze(step.fact) }))
}

const now = (store: Store, { entity }: Pick<Intent, 'entity'>): Entity => current(store, entity) ?? entity

const changes = (act: Act): boolean => !['destroy', 'rollup'].includes(act.kind) && !(act.kind === 'archive' && 'table' in act.into)

/** The world after the run: facts about rows that are gone go with them. */
function close(ground: Ground, store: Store, done: readonly Done[]): World {
  const rows = new Map(ground.world.rows)
  for (const table of ground.schema.tables)
    if (rows.has(tableKey(table)) || entitiesOf(store, table).length > 0)
      rows.set(tableKey(table), Object.freeze(entitiesOf(store, table).map(e => e.row)))
  const there = new Set([...store.tables.values()].flatMap(t => [...t.byPlace.keys()]))
  return Object.freeze({ ...ground.world, rows, done: Object.freeze(done.filter(d => there.has(placeOf(d.table, d.key)))) })
}
