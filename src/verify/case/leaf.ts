import type { Cutoff } from '../../policy/cutoff.ts'
import { findColumn, sameTable, type Table, tableKey } from '../../schema/schema.ts'
import { type Draft, findDraft, type Scope, Unbuildable } from '../build/draft.ts'
import { make, type Workshop } from '../build/workshop.ts'
import { asInstant, endOf } from '../oracle/calendar.ts'
import { columnType } from '../oracle/column-start.ts'
import { edgesBetween } from '../oracle/follow.ts'
import type { Ground } from '../oracle/ground.ts'
import { printInstant, type Start } from '../oracle/instant.ts'
import { type Point, pointText } from './point.ts'

/** A column that a cutoff reads, and how to set it for a row. */
export interface Leaf {
  readonly name: string
  readonly kind: Start['kind']
  readonly nullable: boolean
  /** A column of the row's subject. */
  readonly owned: boolean
  readonly write: (scope: Scope, row: Draft, point: Point) => void
}

/** One way for a cutoff to get its value: through one column, with what the other columns hold meanwhile. */
export interface Way {
  readonly name: string
  /** What the cutoff counts in the end: days or instants. */
  readonly kind: Start['kind']
  readonly leaf: Leaf
  /** What the policy makes of the column's value. */
  readonly wrap: (start: Start) => Start | null
  /** The others: NULL, or days away from the value. */
  readonly others: readonly { readonly leaf: Leaf; readonly away: number | null }[]
}

/** Every way a cutoff on rows of a table can get its value; the plainest first. */
export function waysOf(workshop: Workshop, table: Table, cutoff: Cutoff): readonly Way[] {
  const { ground } = workshop
  const zone = ground.policy.timeZone
  const single = (leaf: Leaf): readonly Way[] => [{ name: leaf.name, kind: leaf.kind, leaf, wrap: s => s, others: [] }]
  switch (cutoff.kind) {
    case 'column':
      return single(columnLeaf(ground, table, cutoff.column, (_, row) => row))
    case 'related': {
      const target = ground.table(cutoff.table)
      return single(columnLeaf(ground, target, cutoff.column, (scope, row) => related(workshop, scope, row, target)))
    }
    case 'latest': {
      const child = ground.table(cutoff.table)
      const leaf = columnLeaf(ground, child, cutoff.column, (scope, row) => childOf(workshop, scope, row, child))
      // No child at all is the NULL of a maximum; an older child shows that it is one.
      return single({
        ...leaf,
        nullable: true,
        write: (scope, row, point) => {
          for (const [i, d] of [...scope.drafts.entries()].toReversed())
            if (d.table === child && refersTo(ground, d, row)) scope.drafts.splice(i, 1)
          if (point === null) return
          leaf.write(scope, row, point)
          if (typeof point === 'string') return
          const older = childOf(workshop, scope, row, child, true)
          const hour: Point =
            point.kind === 'day'
              ? { kind: 'day', day: point.day.subtract({ days: 1 }) }
              : { kind: 'instant', at: point.at.subtract({ hours: 1 }) }
          older.values.set(
            ground.column(child, cutoff.column),
            pointText(hour, findColumn(child, ground.column(child, cutoff.column))!, ground.policy.storedTimeZone),
          )
        },
      })
    }
    case 'event': {
      const subject = ground.policy.subjects.find(s => sameTable(ground.table(s.table), ground.table(cutoff.subject)))
      const event = subject?.events[cutoff.event]
      if (!subject || !event) return []
      const person = ground.table(subject.table)
      return waysOf(workshop, person, event).map(way => ({
        ...way,
        leaf: onSubject(way.leaf, person),
        others: way.others.map(o => ({ ...o, leaf: onSubject(o.leaf, person) })),
      }))
    }
    case 'endOf':
      return waysOf(workshop, table, cutoff.cutoff).map(way => ({
        ...way,
        name: `end of the period of ${way.name}`,
        kind: 'instant',
        wrap: start => {
          const inner = way.wrap(start)
          const at = inner && endOf(cutoff.unit, inner, zone)
          return at && { kind: 'instant', at }
        },
      }))
    default:
      return combined(workshop, table, cutoff)
  }
}

function combined(workshop: Workshop, table: Table, cutoff: Combination): readonly Way[] {
  const zone = workshop.ground.policy.timeZone
  const members = (cutoff.kind === 'orElse' ? [cutoff.cutoff, cutoff.otherwise] : cutoff.of).map(m => waysOf(workshop, table, m))
  // Beside an instant a day counts as the midnight that ends it.
  const kind = members.flat().every(w => w.kind === 'day') ? 'day' : 'instant'
  const alike = (way: Way): Way['wrap'] => {
    if (way.kind === kind) return way.wrap
    return start => {
      const inner = way.wrap(start)
      return inner && { kind: 'instant', at: asInstant(inner, zone) }
    }
  }
  return members.flatMap((own, i) => {
    const foreign = members.flatMap((ways, j) => (j === i ? [] : leavesOf(ways).map(leaf => ({ leaf, shifts: shiftsOf(cutoff, j < i) }))))
    return [null, 2, -2]
      .filter(shift => foreign.every(f => f.shifts.includes(shift) && (shift !== null || f.leaf.nullable)))
      .flatMap(shift =>
        own.map(
          (way): Way => ({
            name: `${way.name}, ${foreign.map(f => `${f.leaf.name} ${shift === null ? 'NULL' : shift > 0 ? 'later' : 'earlier'}`).join(', ')}`,
            kind,
            leaf: way.leaf,
            wrap: alike(way),
            others: [...way.others, ...foreign.map(f => ({ leaf: f.leaf, away: shift }))],
          }),
        ),
      )
  })
}

type Combination = Extract<Cutoff, { kind: 'earliestOf' | 'latestOf' | 'orElse' }>

/** How far the other members may lie from the one that decides, in days; null: missing. `prior`: named before it. */
function shiftsOf({ kind }: Combination, prior: boolean): readonly (number | null)[] {
  if (kind === 'earliestOf') return [null, 2]
  if (kind === 'latestOf') return [null, -2]
  return prior ? [null] : [null, -2, 2]
}

export const leavesOf = (ways: readonly Way[]): readonly Leaf[] => [
  ...new Map(ways.flatMap(w => [w.leaf, ...w.others.map(o => o.leaf)]).map(l => [l.name, l])).values(),
]

function columnLeaf(ground: Ground, table: Table, written: string, find: (scope: Scope, row: Draft) => Draft): Leaf {
  const name = ground.column(table, written)
  const column = findColumn(table, name)!
  return {
    name: `${table.name}.${name}`,
    kind: columnType(ground, table, written),
    nullable: !column.notNull,
    owned: false,
    write: (scope, row, point) => void find(scope, row).values.set(name, pointText(point, column, ground.policy.storedTimeZone)),
  }
}

/** The confirmation of a person's erasure, which stands in a table of ours. */
export const confirmation: Way = {
  name: 'confirmation',
  kind: 'instant',
  leaf: {
    name: 'confirmation',
    kind: 'instant',
    nullable: true,
    owned: true,
    write: (_, row, point) => {
      row.asked = typeof point === 'string' || point === null ? point : printInstant(asInstant(point, 'UTC')!)
    },
  },
  wrap: start => start,
  others: [],
}

/** The subject of a case: the row itself, or the one person of its scope. */
const onSubject = (leaf: Leaf, person: Table): Leaf => ({
  ...leaf,
  owned: true,
  write: (scope, row, point) => {
    const subject = row.table === person ? row : scope.drafts.find(d => d.table === person)
    if (!subject) throw new Unbuildable(`the row belongs to no ${person.name}`)
    leaf.write(scope, subject, point)
  },
})

const refersTo = (ground: Ground, child: Draft, row: Draft): boolean =>
  ground.edges.foreignKeys
    .filter(e => sameTable(e.from, child.table) && sameTable(e.to, row.table))
    .some(e => e.foreignKey.columns.every((c, i) => child.values.get(c) === row.values.get(e.foreignKey.references.columns[i]!)))

/** A row that refers to this one, from the scope or new. */
export function childOf(workshop: Workshop, scope: Scope, row: Draft, child: Table, fresh = false): Draft {
  const { ground } = workshop
  const found = fresh ? undefined : scope.drafts.find(d => d.table === child && refersTo(ground, d, row))
  if (found) return found
  const edge = edgesBetween(ground, child, row.table).find(e => e.kind === 'foreign key')
  if (edge?.kind !== 'foreign key') throw new Unbuildable(`${child.name} does not refer to ${row.table.name}`)
  return childBy(workshop, scope, row, edge.from, edge.foreignKey.columns, edge.foreignKey.references.columns)
}

/** A new row of a table that refers to this one by the columns given. */
export function childBy(
  workshop: Workshop,
  scope: Scope,
  row: Draft,
  child: Table,
  columns: readonly string[],
  referenced: readonly string[],
): Draft {
  const set = Object.fromEntries(columns.map((c, i) => [c, row.values.get(referenced[i]!) ?? null]))
  // A key of its own allows no second row: the one that is there is turned to this row.
  const key = [child.primaryKey ?? [], ...child.uniqueKeys].find(k => k.length > 0 && k.every(c => columns.includes(c)))
  const there = key && findDraft(scope, child, Object.fromEntries(key.map(c => [c, set[c] ?? null])))
  if (there) {
    for (const [column, value] of Object.entries(set)) there.values.set(column, value)
    return there
  }
  // Some tables let a row belong to one of several owners only.
  const one = (workshop.recipes.get(tableKey(child))?.without.length ?? 0) > 0
  return make(workshop, scope, child, set, { alone: one })
}

function related(workshop: Workshop, scope: Scope, row: Draft, target: Table): Draft {
  const { ground } = workshop
  const edge = edgesBetween(ground, row.table, target).find(e => e.kind === 'foreign key')
  if (edge?.kind === 'foreign key') {
    const { columns, references } = edge.foreignKey
    const fixed = Object.fromEntries(columns.flatMap((c, i) => (row.values.get(c) ? [[references.columns[i]!, row.values.get(c)!]] : [])))
    const parent = findDraft(scope, target, fixed) ?? make(workshop, scope, target, fixed)
    for (const [i, c] of columns.entries()) row.values.set(c, parent.values.get(references.columns[i]!) ?? null)
    return parent
  }
  for (const mine of ground.edges.foreignKeys.filter(e => sameTable(e.from, row.table)))
    for (const theirs of ground.edges.foreignKeys.filter(e => sameTable(e.from, target) && sameTable(e.to, mine.to))) {
      const set = Object.fromEntries(theirs.foreignKey.columns.map((c, i) => [c, row.values.get(mine.foreignKey.columns[i]!) ?? null]))
      return findDraft(scope, target, set) ?? make(workshop, scope, target, set)
    }
  throw new Unbuildable(`${row.table.name} and ${target.name} have nothing in common`)
}

/** Give a cutoff its value by one of its ways. */
export function take(
  scope: Scope,
  row: Draft,
  way: Way,
  point: Point,
  shift: (point: Point, days: number, kind: Start['kind']) => Point,
): void {
  for (const { leaf, away } of way.others) leaf.write(scope, row, away === null ? null : shift(point, away, leaf.kind))
  way.leaf.write(scope, row, point)
}
