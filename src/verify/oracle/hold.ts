import { Temporal } from 'temporal-polyfill'
import type { Cutoff } from '../../policy/cutoff.ts'
import type { StandingHold } from '../../policy/policy.ts'
import type { RecordClass } from '../../policy/record-class.ts'
import { sameTable } from '../../schema/schema.ts'
import { bystanders } from './bystander.ts'
import { columnStart } from './column-start.ts'
import { edgesBetween, parentsAlong } from './follow.ts'
import type { Ground } from './ground.ts'
import { fromLocal } from './instant.ts'
import { entryOf } from './membership.ts'
import { ownedBy, referredTo } from './ownership.ts'
import { holds } from './predicate.ts'
import { type Entity, entitiesOf, lookUp, type Store } from './store.ts'
import { tenantKeys } from './tenant.ts'
import type { Hold } from './world.ts'

/**
 * The rows that may not be touched, by their place: what a hold matches, all that they own, and all that any of these
 * refer to: a row on hold says whom it is about, so its owners stay with it. Rows that are nobody's business hold nothing on anybody's behalf.
 */
export function heldRows(ground: Ground): ReadonlySet<string> {
  const named = [
    ...ground.world.holds.filter(h => !h.released).flatMap(h => matched(ground, h)),
    ...ground.policy.holds.flatMap(h => standing(ground, h)),
  ]
  const without = bystanders(ground)
  const down = [...named, ...named.flatMap(e => ownedBy(ground, e, without))]
  return new Set([...down, ...referredTo(ground, down, without)].map(e => e.at))
}

/** The same, asked again and again in a run. It changes only where the run takes a row in which a hold on another row stands, or cuts the reference between them. */
export function heldInTurn(ground: Ground, store: Store, first: ReadonlySet<string>): () => ReadonlySet<string> {
  let held = first
  const elsewhere = ground.policy.holds.filter(h => !sameTable(ground.table(h.table), ground.table(h.holds)))
  if (elsewhere.length === 0) return () => held
  const now = { ...ground, store }
  const named = (on: Ground): string => JSON.stringify(elsewhere.map(h => standing(on, h).map(e => e.at)))
  let before = named(ground)
  return () => {
    const text = named(now)
    if (text !== before) held = heldRows(now)
    before = text
    return held
  }
}

function matched(ground: Ground, { scope }: Hold): readonly Entity[] {
  if (scope.kind === 'record') return lookUp(ground.store, scope.table, Object.keys(scope.key), Object.values(scope.key))
  const all = ground.schema.tables.flatMap(t => entitiesOf(ground.store, t))
  if (scope.kind === 'tenant') return all.filter(e => tenantKeys(ground, e)?.includes(scope.tenant) ?? false)
  return all.filter(e => {
    const entry = entryOf(ground, e)
    return entry?.kind === 'class' && entry.name === scope.className && withinTime(ground, e, entry, scope)
  })
}

/** Whether some moment of the row's date lies in the time of the hold; a row without a date does, whatever the time. */
function withinTime(ground: Ground, entity: Entity, entry: RecordClass, { since, until }: TimeOf): boolean {
  const column = dateOf(entry)
  const start = column === null ? null : columnStart(ground, entity, column)
  if (!start || !(since || until)) return true
  const zone = ground.policy.timeZone
  const [first, last] =
    start.kind === 'instant'
      ? [start.at, start.at]
      : [
          fromLocal(start.day.toPlainDateTime(), zone),
          fromLocal(start.day.add({ days: 1 }).toPlainDateTime(), zone).subtract({ microseconds: 1 }),
        ]
  return (!since || Temporal.Instant.compare(last, since) >= 0) && (!until || Temporal.Instant.compare(first, until) < 0)
}

type TimeOf = Extract<Hold['scope'], { kind: 'class' }>

/** The first column of the row's own that the cutoff reads, else when the row was collected. */
export function dateOf({ clock, collected }: RecordClass): string | null {
  const first = (cutoff: Cutoff): string | undefined => {
    if (cutoff.kind === 'column') return cutoff.column
    if (cutoff.kind === 'endOf') return first(cutoff.cutoff)
    if (cutoff.kind === 'orElse') return first(cutoff.cutoff) ?? first(cutoff.otherwise)
    if (cutoff.kind === 'earliestOf' || cutoff.kind === 'latestOf') return cutoff.of.map(first).find(c => c !== undefined)
    return undefined
  }
  return (clock && first(clock.cutoff)) ?? collected
}

/** The rows a standing hold matches: those whose own columns say so, or the rows that these refer to. */
function standing(ground: Ground, hold: StandingHold): readonly Entity[] {
  const table = ground.table(hold.table)
  const target = ground.table(hold.holds)
  const flagged = entitiesOf(ground.store, table).filter(e => holds(ground, hold.where, [e]))
  if (sameTable(table, target)) return flagged
  const edges = edgesBetween(ground, table, target)
  return flagged.flatMap(e => edges.flatMap(edge => parentsAlong(ground, e, edge)))
}
