import type { Part } from '../../policy/record-class.ts'
import { findColumn, sameTable, type Table } from '../../schema/schema.ts'
import { keyText } from '../build/draft.ts'
import { type Answer, type Attempt, application, noteRow, superuser, withinTrigger } from '../database/attempt.ts'
import { asReplica, becameAndImage, deleteRow, matching, truncate, updateRow, whatBecame } from '../database/guard-statements.ts'
import { addHold, addScope, holdClassAround, tableText } from '../database/statements.ts'
import type { Edge } from '../oracle/edge.ts'
import { parentsAlong } from '../oracle/follow.ts'
import type { Ground } from '../oracle/ground.ts'
import { dateOf } from '../oracle/hold.ts'
import { entryOf } from '../oracle/membership.ts'
import { ownersOf } from '../oracle/ownership.ts'
import { holds } from '../oracle/predicate.ts'
import { type Entity, entitiesOf } from '../oracle/store.ts'
import type { Row } from '../oracle/world.ts'
import { frozenColumns, harmlessChange, otherValues } from './guarded-columns.ts'
import { guardOf, type Proof } from './proof.ts'

/** An attempt on one row, and which answers are right. */
export interface Trial {
  readonly table: Table
  readonly row: Row
  readonly attempt: Attempt
  readonly what: string
  readonly expected: string
  readonly right: (answer: Answer) => boolean
}

/** What the trials of one table are made of: a row that is put on hold, and one that is under no hold. */
export interface Subjects {
  readonly ground: Ground
  readonly table: Table
  readonly held: Entity
  readonly free: Entity | null
  /** All rows that no other hold covers. */
  readonly rows: readonly Entity[]
  /** The number of the hold that each attempt places anew. */
  readonly hold: number
}

const onHold = 'refused with RH001'
/** A check of the application's, which comes after the guard. */
const byConstraint = (refused: string): boolean => /^2[23]/.test(refused)

/** Refused by the guard, or kept by a trigger of the application's own that comes first. */
const stays =
  (table: Table) =>
  ({ refused, answer }: Answer): boolean =>
    refused === 'RH001' || (ownTrigger(table, 'delete') && refused === null && answer === 'there')

const ownTrigger = (table: Table, event: 'delete' | 'update'): boolean =>
  table.triggers.some(t => t.timing === 'before' && t.level === 'row' && t.events.includes(event))

/** Every way in which an application could lose the row on hold, and its rights to the other one. */
export function trialsOf(proof: Proof, subjects: Subjects): readonly Trial[] {
  return [
    ...coverTrials(proof, subjects),
    ...pathTrials(proof, subjects),
    ...frozenTrials(proof, subjects),
    ...updateTrials(proof, subjects),
    ...leavingTrials(subjects),
    ...referredTrials(proof, subjects),
    ...ownerTrials(proof, subjects),
    ...freeTrials(proof, subjects),
  ]
}

/** Put a row on hold; null where its table takes none. */
function holdOn(proof: Proof, entity: Entity, hold: number): string | null {
  const guard = guardOf(proof, entity.table, tableText)
  if (!guard) return null
  const key = guard.key_columns.map(k => entity.row[k] ?? null)
  return `${addHold(hold, false)};${addScope(guard.scope_table, guard.view_columns, hold, key)}`
}

const noting = (entity: Entity, arrange: string): string =>
  `${arrange};${noteRow(tableText(entity.table), matching(entity.table, entity.row))}`
const ofRow = (entity: Entity) => ({ table: entity.table, row: entity.row })
const deleting = ({ table, row }: Entity) => ({ as: application, statement: deleteRow(table, row), question: whatBecame(table, row) })

/** A hold on the row stops its DELETE, and so does one on any of its owners. */
function coverTrials(proof: Proof, { ground, held, hold }: Subjects): readonly Trial[] {
  const owners = ownersOf(ground, held).filter(o => o.at !== held.at)
  return [held, ...owners].flatMap((named): Trial[] => {
    const arrange = holdOn(proof, named, hold)
    if (arrange === null) return []
    const what = named === held ? 'a row on hold' : `a row whose owner in ${tableText(named.table)} is on hold`
    const attempt = { ...deleting(held), arrange: noting(held, arrange) }
    return [{ ...ofRow(held), attempt, what: `DELETE of ${what}`, expected: onHold, right: stays(held.table) }]
  })
}

/** The ways around an ordinary DELETE. */
function pathTrials(proof: Proof, { held, hold }: Subjects): readonly Trial[] {
  const { table, row } = held
  const arrange = noting(held, holdOn(proof, held, hold)!)
  const emptied = [table, ...table.partitions].map(
    (t): Trial => ({
      ...ofRow(held),
      // Everybody else may meet a pin of a partition first.
      attempt: { arrange, as: superuser, statement: truncate(tableText(t)), question: whatBecame(table, row) },
      what: `TRUNCATE of ${tableText(t)} with a row on hold`,
      expected: 'refused with RH002',
      right: ({ refused }) => refused === 'RH002',
    }),
  )
  const setOff: Trial = {
    ...ofRow(held),
    attempt: {
      arrange,
      as: proof.model.roles.disposer,
      statement: withinTrigger(deleteRow(table, row)),
      question: whatBecame(table, row),
    },
    what: 'DELETE of a row on hold by a trigger that the disposer sets off',
    expected: onHold,
    right: stays(table),
  }
  return [...emptied, setOff]
}

/** The guards always fire, which the catalog says of each; that this is what it means is shown once. */
export function replicaTrial(proof: Proof, { held, hold }: Subjects): Trial {
  const arrange = `${noting(held, holdOn(proof, held, hold)!)};${asReplica}`
  return {
    ...ofRow(held),
    attempt: { ...deleting(held), arrange, as: superuser },
    what: 'DELETE of a row on hold with session_replication_role = replica',
    expected: onHold,
    right: stays(held.table),
  }
}

/** The key and the owners of a row on hold do not change. */
function frozenTrials(proof: Proof, { ground, table, held, hold }: Subjects): readonly Trial[] {
  return frozenColumns(ground, table).flatMap((name): Trial[] => {
    const column = findColumn(table, name)!
    if (column.generated === 'stored' || column.generated === 'virtual') return []
    const [value] = otherValues(ground, held, name)
    const identity = column.generated === 'always as identity'
    if (value === undefined && !identity) return []
    return [
      {
        ...ofRow(held),
        attempt: {
          arrange: noting(held, holdOn(proof, held, hold)!),
          as: application,
          statement: updateRow(table, held.row, name, identity ? undefined : value),
          question: whatBecame(table, held.row),
        },
        what: `UPDATE of ${name}, a key or an owner of a row on hold`,
        expected: onHold,
        // The next number of the sequence may be the row's own.
        right: ({ refused, answer }) => refused === 'RH001' || (identity && answer === 'there'),
      },
    ]
  })
}

/** An UPDATE of anything else goes through with the row kept as it was, or is refused where the policy says so. */
function updateTrials(proof: Proof, { ground, held, hold }: Subjects): readonly Trial[] {
  return changeTrials(ground, held, hold, noting(held, holdOn(proof, held, hold)!), ' on hold')
}

function changeTrials(ground: Ground, entity: Entity, hold: number, arrange: string, which: string): readonly Trial[] {
  const { table, row } = entity
  const block = blocks(ground, table)
  const became = ownTrigger(table, 'update') ? /, image kept$/ : /^changed, image kept$/
  return harmlessChange(ground, entity).map(([name, value]) => ({
    ...ofRow(entity),
    attempt: {
      arrange,
      as: application,
      statement: updateRow(table, row, name, value),
      question: becameAndImage(table, row, hold),
    },
    what: `UPDATE of ${name} of a row${which}`,
    expected: block ? onHold : 'changed, image kept',
    right: ({ refused, answer }) => (block ? refused === 'RH001' : refused === null ? became.test(answer!) : byConstraint(refused)),
  }))
}

/** A row that is on hold by its date stays on hold when its date is another. */
function leavingTrials({ ground, table, rows, hold }: Subjects): readonly Trial[] {
  const dated = rows.flatMap(e => {
    const entry = entryOf(ground, e)
    const date = entry?.kind === 'class' ? dateOf(entry) : null
    const at = date === null ? null : e.row[date]
    return date !== null && at && !at.endsWith('infinity') ? [{ e, date, at, className: entry!.name }] : []
  })[0]
  if (!dated || frozenColumns(ground, table).includes(dated.date) || blocks(ground, table)) return []
  const { e, date, at, className } = dated
  const arrange = noting(e, `${addHold(hold, false)};${holdClassAround(hold, className, at)}`)
  const statement = `${updateRow(table, e.row, date, longAgo)};${deleteRow(table, e.row)}`
  return [
    {
      ...ofRow(e),
      attempt: { arrange, as: application, statement, question: whatBecame(table, e.row) },
      what: `UPDATE of ${date}, by which a row is on hold, and its DELETE`,
      expected: onHold,
      right: answer => stays(table)(answer) || (answer.refused !== null && byConstraint(answer.refused)),
    },
  ]
}
const longAgo = '1971-01-01'

/** What a row on hold refers to stays as well, and so does what it says: of each reference one. */
function referredTrials(proof: Proof, { ground, held, rows, hold }: Subjects): readonly Trial[] {
  const others = (from: Entity, e: Edge) => parentsAlong(ground, from, e).filter(parent => parent.at !== from.at)
  const referred = [...ground.edges.foreignKeys, ...ground.edges.owners.filter(e => e.kind === 'join')]
    .filter(e => sameTable(e.from, held.table))
    .flatMap(e => {
      // The row with the most owners may refer to none along this edge.
      const from = [held, ...rows].find(x => others(x, e).length > 0)
      return from
        ? others(from, e)
            .flatMap(parent => [{ from, parent }])
            .slice(0, 1)
        : []
    })
  return [...new Map(referred.map(r => [r.parent.at, r])).values()].flatMap(({ from, parent }) => {
    if (!guardOf(proof, parent.table, tableText)) return []
    const arrange = noting(parent, holdOn(proof, from, hold)!)
    const gone: Trial = {
      ...ofRow(parent),
      attempt: { ...deleting(parent), arrange },
      what: `DELETE of a row that a row of ${tableText(held.table)} on hold refers to`,
      expected: onHold,
      right: stays(parent.table),
    }
    return [gone, ...changeTrials(ground, parent, hold, arrange, ` that a row of ${tableText(held.table)} on hold refers to`)]
  })
}

/** The policy refuses changes to rows on hold: of the class, or of the class that the row is a part of. */
function blocks(ground: Ground, table: Table): boolean {
  const within = (parts: readonly Part[]): readonly Table[] => parts.flatMap(p => [ground.table(p.table), ...within(p.parts)])
  return ground.policy.schedule.some(
    e => e.kind === 'class' && e.preserve === 'block' && [ground.table(e.table), ...within(e.parts)].some(t => sameTable(t, table)),
  )
}

/** An owner cannot go and take the row with it, or leave it without owner; where a plain reference forbids that, it is not ours to show. */
function ownerTrials(proof: Proof, { ground, table, held, hold }: Subjects): readonly Trial[] {
  const reaching = (e: Edge): boolean => e.kind === 'join' || !['no action', 'restrict'].includes(e.foreignKey.onDelete)
  const owners = ground.edges.owners.filter(e => sameTable(e.from, table) && reaching(e)).flatMap(e => parentsAlong(ground, held, e))
  return [...new Map(owners.map(o => [o.at, o])).values()].map(owner => ({
    ...ofRow(held),
    attempt: {
      arrange: noting(held, holdOn(proof, held, hold)!),
      as: application,
      statement: deleteRow(owner.table, owner.row),
      question: whatBecame(table, held.row),
    },
    what: `DELETE of the owner in ${tableText(owner.table)} of a row on hold`,
    expected: 'refused, or the row is as it was',
    right: ({ refused, answer }) => (refused === null ? answer === 'there' : ['RH001', '23503', '23001'].includes(refused)),
  }))
}

/** A row under no hold is the application's to delete and to change, while another is on hold: what refuses it is not ours. */
function freeTrials(proof: Proof, { ground, held, free, hold }: Subjects): readonly Trial[] {
  if (!free) return []
  const { table, row } = free
  const note = noting(free, holdOn(proof, held, hold)!)
  const ours = (refused: string): boolean => refused.startsWith('RH') || refused.startsWith('42')
  return [
    {
      ...ofRow(free),
      attempt: { ...deleting(free), arrange: note },
      what: 'DELETE of a row under no hold',
      expected: 'the row is gone',
      right: ({ refused, answer }) => (refused === null ? answer === 'gone' || ownTrigger(table, 'delete') : !ours(refused)),
    },
    ...harmlessChange(ground, free).map(
      ([name, value]): Trial => ({
        ...ofRow(free),
        attempt: { arrange: note, as: application, statement: updateRow(table, row, name, value), question: whatBecame(table, row) },
        what: `UPDATE of ${name} of a row under no hold`,
        expected: 'the row is changed',
        right: ({ refused, answer }) => (refused === null ? answer === 'changed' || ownTrigger(table, 'update') : byConstraint(refused)),
      }),
    ),
  ]
}

/** A row that nothing but a standing hold keeps. */
export function standingTrials(ground: Ground): readonly Trial[] {
  return ground.policy.holds.flatMap((h): Trial[] => {
    const table = ground.table(h.table)
    const flagged = entitiesOf(ground.store, table).find(e => holds(ground, h.where, [e]))
    if (!flagged || table !== ground.table(h.holds)) return []
    return [
      {
        ...ofRow(flagged),
        attempt: { ...deleting(flagged), arrange: noteRow(tableText(table), matching(table, flagged.row)) },
        what: `DELETE of a row under the standing hold "${h.matter}"`,
        expected: onHold,
        right: ({ refused }) => refused === 'RH001',
      },
    ]
  })
}

/** The row for the hold, with as many owners as any has, and one of another case that no hold covers. */
export function choose(
  proof: Proof,
  ground: Ground,
  table: Table,
  covered: ReadonlySet<string>,
): Omit<Subjects, 'ground' | 'table' | 'hold'> | null {
  const rows = entitiesOf(ground.store, table).filter(e => !covered.has(e.at))
  const owned = rows.slice(0, 30).map(e => ({ e, owners: new Set(ownersOf(ground, e).map(o => o.table)).size }))
  const held = owned.toSorted((a, b) => b.owners - a.owners)[0]?.e
  if (!held) return null
  const scope = (e: Entity) => proof.cases.get(keyText(e.table, e.row))?.scope
  const free = rows.find(e => e !== held && scope(e) !== scope(held)) ?? null
  return { held, free, rows }
}
