import type { Part, RecordClass } from '../../policy/record-class.ts'
import { sameTable, type Table } from '../../schema/schema.ts'
import type { Draft, Scope } from '../build/draft.ts'
import { Unbuildable } from '../build/draft.ts'
import { make, tiesFrom } from '../build/workshop.ts'
import { entriesOf } from '../oracle/membership.ts'
import type { Row } from '../oracle/world.ts'
import type { Situation } from './bench.ts'
import {
  addCase,
  type Bench,
  clockStages,
  dueStage,
  eraseLongAgo,
  firstWay,
  leavesNull,
  longOver,
  makeDue,
  membershipOf,
  release,
  setCutoff,
  subjectsFor,
  tableOf,
  tableWords,
} from './bench.ts'
import { childBy, childOf } from './leaf.ts'

/** Rows that refer to a row that is due: they go with it, keep it, or are let go. */
export function dependantCases(bench: Bench, c: RecordClass): void {
  const { ground } = bench.workshop
  const table = tableOf(bench, c)
  const stage = dueStage(bench, c)
  if (stage === null) return
  const parts = c.parts.map(p => ground.table(p.table))
  for (const edge of ground.edges.foreignKeys.filter(e => sameTable(e.to, table))) {
    const { columns, references, onDelete } = edge.foreignKey
    const child = (situation: Situation): Draft =>
      childBy(bench.workshop, situation.scope, situation.row, edge.from, columns, references.columns)
    const by = `${tableWords(bench, edge.from)} (${columns.join(', ')}, on delete ${onDelete})`
    if (sameTable(edge.from, table)) {
      addCase(bench, c, stage, `due, and so is the row that refers to it by ${columns.join(', ')}`, situation => {
        makeDue(bench, c, situation)
        const other = child(situation)
        makeDue(bench, c, { scope: situation.scope, row: other })
      })
      addCase(bench, c, stage, `due, and the row that refers to it by ${columns.join(', ')} is not`, situation => {
        makeDue(bench, c, situation)
        child(situation)
      })
      const [subject] = subjectsFor(bench, c)
      if (subject && c.onErasure.kind === 'acts')
        addCase(bench, c, 'erase', `erased, and the row that refers to it by ${columns.join(', ')} is somebody else's`, situation => {
          if (c.clock) leavesNull(bench, c, situation)
          eraseLongAgo(bench, c, situation, subject)
          const key = Object.fromEntries(columns.map((column, i) => [column, situation.row.values.get(references.columns[i]!) ?? null]))
          make(
            bench.workshop,
            situation.scope,
            table,
            { ...membershipOf(bench, c), ...key, ...otherOwners(bench, situation.scope, table) },
            { alone: true },
          )
        })
      continue
    }
    addCase(bench, c, stage, `due, with a row of ${by}${parts.includes(edge.from) ? ', a part' : ''}`, situation => {
      makeDue(bench, c, situation)
      child(situation)
    })
    for (const entry of entriesOf(ground, edge.from)) {
      if (entry.kind !== 'class' || clockStages(entry).length === 0 || entry.where !== null) continue
      addCase(bench, c, stage, `due, and so is a row of ${by}`, situation => {
        makeDue(bench, c, situation)
        const other: Situation = { scope: situation.scope, row: child(situation) }
        release(bench, entry, other)
        const way = firstWay(bench, entry)
        setCutoff(other, way, longOver(bench, way, clockStages(entry).at(-1)!.period))
      })
    }
  }
  linkedCases(bench, c, stage)
  partCases(bench, c, stage)
  for (const part of parts)
    for (const edge of ground.edges.foreignKeys.filter(e => sameTable(e.to, part))) {
      const { columns, references } = edge.foreignKey
      const by = `a row of ${tableWords(bench, edge.from)} that refers to its part ${tableWords(bench, part)} by ${columns.join(', ')}`
      addCase(bench, c, stage, `due, with ${by}`, situation => {
        makeDue(bench, c, situation)
        const { scope, row } = situation
        childBy(bench.workshop, scope, childOf(bench.workshop, scope, row, part), edge.from, columns, references.columns)
      })
    }
}

/** Rows that belong to a row that is due, or to one of its parts, by a declared link. */
function linkedCases(bench: Bench, c: RecordClass, stage: string): void {
  const { workshop } = bench
  const { ground } = workshop
  const table = tableOf(bench, c)
  const owners = [table, ...c.parts.map(p => ground.table(p.table))]
  const ties = ground.schema.tables.flatMap(t => tiesFrom(workshop, t)).filter(t => !t.foreignKey && t.from !== table)
  for (const owner of owners)
    for (const tie of ties.filter(t => sameTable(t.to, owner)))
      for (const entry of entriesOf(ground, tie.from)) {
        if (entry.kind !== 'class') continue
        const by = `a row of ${tableWords(bench, tie.from)} that belongs to ${owner === table ? 'it' : tableWords(bench, owner)} by the ${tie.name}${entry.where === null ? '' : ` ("${entry.name}")`}`
        const linked = ({ scope, row }: Situation): Draft => {
          const to = owner === table ? row : childOf(workshop, scope, row, owner)
          const pairs = tie.pairs.map(([mine, theirs]) => [mine, to.values.get(theirs) ?? null] as const)
          return make(
            workshop,
            scope,
            tie.from,
            { ...membershipOf(bench, entry), ...Object.fromEntries([...pairs, ...tie.constants]) },
            { alone: true },
          )
        }
        addCase(bench, c, stage, `due, with ${by}`, situation => {
          makeDue(bench, c, situation)
          linked(situation)
        })
        addCase(bench, c, stage, `due, and ${by} is on hold`, (situation, hold) => {
          makeDue(bench, c, situation)
          hold(linked(situation))
        })
        if (clockStages(entry).length > 0)
          addCase(bench, c, stage, `due, and so is ${by}`, situation => {
            makeDue(bench, c, situation)
            const other: Situation = { scope: situation.scope, row: linked(situation) }
            release(bench, entry, other)
            const way = firstWay(bench, entry)
            setCutoff(other, way, longOver(bench, way, clockStages(entry).at(-1)!.period))
          })
      }
}

/** Column values with which a row refers to new rows wherever it has to refer to some, and they to others. */
function otherOwners(bench: Bench, scope: Scope, table: Table): Row {
  const required = tiesFrom(bench.workshop, table).filter(t => t.required)
  return Object.fromEntries(
    required.flatMap(tie => {
      const owner = make(bench.workshop, scope, tie.to, otherOwners(bench, scope, tie.to), { alone: true })
      return tie.pairs.map(([mine, theirs]) => [mine, owner.values.get(theirs) ?? null] as const)
    }),
  )
}

/** Parts go with their row, and theirs with them. */
function partCases(bench: Bench, c: RecordClass, stage: string): void {
  const deepest = (row: Draft, situation: Situation, parts: readonly Part[], wanted: readonly string[]): void => {
    const [next, ...rest] = wanted
    if (next === undefined) return
    const part = parts.find(p => p.table === next)
    if (!part) throw new Unbuildable(`${next} is no part`)
    deepest(childOf(bench.workshop, situation.scope, row, bench.workshop.ground.table(part.table)), situation, part.parts, rest)
  }
  const chains = (parts: readonly Part[]): readonly (readonly string[])[] =>
    parts.flatMap(p => (p.parts.length > 0 ? chains(p.parts).map(rest => [p.table, ...rest]) : [[p.table]]))
  for (const chain of chains(c.parts).filter(x => x.length > 1))
    addCase(bench, c, stage, `due, with ${chain.join(' and its ')}`, situation => {
      makeDue(bench, c, situation)
      deepest(situation.row, situation, c.parts, chain)
    })
}
