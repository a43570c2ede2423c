import type { Cutoff } from '../../policy/cutoff.ts'
import { sameTable, type Table } from '../../schema/schema.ts'
import { asInstant, earliest, endOf, latest } from './calendar.ts'
import { columnStart, columnType } from './column-start.ts'
import { childrenAlong, edgesBetween } from './follow.ts'
import type { Ground } from './ground.ts'
import type { Start } from './instant.ts'
import { subjectsOf } from './ownership.ts'
import { relatedRow } from './related.ts'
import type { Entity } from './store.ts'
import { OracleUnsupported } from './unsupported.ts'

type Kind = Start['kind']
interface Reader<C extends Cutoff> {
  /** Whether the cutoff counts whole days, whatever the row holds. */
  readonly type: (ground: Ground, table: Table, cutoff: C) => Kind
  /** The start on this row; null while it is missing. */
  readonly value: (ground: Ground, entity: Entity, cutoff: C) => Start | null
}

/** From which day or instant the row's period runs. Null: missing. Throws OracleUnsupported where the way is ambiguous. */
export const cutoffOf = (ground: Ground, entity: Entity, cutoff: Cutoff): Start | null => reader(cutoff).value(ground, entity, cutoff)

const typeOf = (ground: Ground, table: Table, cutoff: Cutoff): Kind => reader(cutoff).type(ground, table, cutoff)
const reader = (cutoff: Cutoff): Reader<Cutoff> => readers[cutoff.kind] as Reader<Cutoff>

const readers: { readonly [K in Cutoff['kind']]: Reader<Extract<Cutoff, { kind: K }>> } = {
  column: {
    type: (ground, table, { column }) => columnType(ground, table, column),
    value: (ground, entity, { column }) => columnStart(ground, entity, column),
  },
  related: {
    type: (ground, _, { table, column }) => columnType(ground, ground.table(table), column),
    value: (ground, entity, { table, column }) => {
      const row = relatedRow(ground, entity, ground.table(table))
      return row && columnStart(ground, row, column)
    },
  },
  latest: {
    type: (ground, _, { table, column }) => columnType(ground, ground.table(table), column),
    value: (ground, entity, { table, column }) => {
      const edges = edgesBetween(ground, ground.table(table), entity.table)
      if (edges.length === 0) throw new OracleUnsupported(`${table} does not refer to ${entity.table.name}`)
      return pick(
        ground,
        edges.flatMap(edge => childrenAlong(ground, entity, edge)).map(child => columnStart(ground, child, column)),
        latest,
      )
    },
  },
  event: {
    type: (ground, _, cutoff) => {
      const { subject, event } = eventOf(ground, cutoff)
      return typeOf(ground, ground.table(subject.table), event)
    },
    value: (ground, entity, cutoff) => {
      const { subject, event } = eventOf(ground, cutoff)
      const values = subjectsOf(ground, entity, subject).map(s => cutoffOf(ground, s, event))
      // With several subjects the clock waits for the last of them: nothing goes early.
      return values.includes(null) ? null : pick(ground, values, latest)
    },
  },
  earliestOf: combination(
    ({ of }) => of,
    (ground, values) => pick(ground, values, earliest),
  ),
  latestOf: combination(
    ({ of }) => of,
    (ground, values) => pick(ground, values, latest),
  ),
  orElse: combination(
    ({ cutoff, otherwise }) => [cutoff, otherwise],
    (_, [first, second]) => first ?? second ?? null,
  ),
  endOf: {
    type: () => 'instant',
    value: (ground, entity, { unit, cutoff }) => {
      const start = cutoffOf(ground, entity, cutoff)
      const at = start && endOf(unit, start, ground.policy.timeZone)
      return at && { kind: 'instant', at }
    },
  },
}

/** Days stay days among days; beside an instant a day counts as the midnight that ends it. */
function combination<C extends Cutoff>(
  members: (cutoff: C) => readonly Cutoff[],
  choose: (ground: Ground, values: readonly (Start | null)[]) => Start | null,
): Reader<C> {
  const type: Reader<C>['type'] = (ground, table, cutoff) =>
    members(cutoff).every(m => typeOf(ground, table, m) === 'day') ? 'day' : 'instant'
  return {
    type,
    value: (ground, entity, cutoff) => {
      const values = members(cutoff).map(m => cutoffOf(ground, entity, m))
      if (type(ground, entity.table, cutoff) === 'day') return choose(ground, values)
      return choose(
        ground,
        values.map(v => v && { kind: 'instant', at: asInstant(v, ground.policy.timeZone) }),
      )
    },
  }
}

/** The earliest or latest of the values that are there; all are of one kind. */
function pick(ground: Ground, values: readonly (Start | null)[], choose: typeof earliest): Start | null {
  const there = values.filter(v => v !== null)
  const zone = ground.policy.timeZone
  const at = choose(there.map(v => asInstant(v, zone)))
  return at && (there.find(v => asInstant(v, zone).equals(at)) ?? null)
}

function eventOf(ground: Ground, { subject: name, event: eventName }: Extract<Cutoff, { kind: 'event' }>) {
  const subject = ground.policy.subjects.find(s => sameTable(ground.table(s.table), ground.table(name)) && s.events[eventName])
  if (!subject) throw new OracleUnsupported(`no subject ${name} has an event ${eventName}`)
  return { subject, event: subject.events[eventName]! }
}

/** What a cutoff is combined of. */
function leavesOf(cutoff: Cutoff): readonly Cutoff[] {
  switch (cutoff.kind) {
    case 'endOf':
      return leavesOf(cutoff.cutoff)
    case 'orElse':
      return [cutoff.cutoff, cutoff.otherwise].flatMap(leavesOf)
    case 'earliestOf':
    case 'latestOf':
      return cutoff.of.flatMap(leavesOf)
    default:
      return [cutoff]
  }
}

/** The tables whose rows a cutoff reads by `related`. */
export const relatedTables = (cutoff: Cutoff): readonly string[] => leavesOf(cutoff).flatMap(c => (c.kind === 'related' ? [c.table] : []))

/** The tables of the data subjects whose events a cutoff reads. */
export const eventTables = (cutoff: Cutoff): readonly string[] => leavesOf(cutoff).flatMap(c => (c.kind === 'event' ? [c.subject] : []))
