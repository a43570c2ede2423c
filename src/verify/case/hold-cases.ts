import type { StandingHold } from '../../policy/policy.ts'
import type { RecordClass } from '../../policy/record-class.ts'
import { sameTable } from '../../schema/schema.ts'
import { type Draft, Unbuildable } from '../build/draft.ts'
import { variantsOf } from '../build/variants.ts'
import { make, tiesFrom } from '../build/workshop.ts'
import { tablesAbove } from '../oracle/ownership.ts'
import {
  addCase,
  type Bench,
  begin,
  clockStages,
  dueStage,
  eraseLongAgo,
  makeDue,
  ripen,
  subjectsFor,
  tableOf,
  tableWords,
} from './bench.ts'
import { childBy, childOf } from './leaf.ts'

/** A hold stops every stage, whichever way it reaches the row. */
export function holdCases(bench: Bench, c: RecordClass): void {
  const table = tableOf(bench, c)
  const { ground } = bench.workshop
  for (const stage of clockStages(c))
    addCase(bench, c, stage.name, 'due, and on hold', (situation, hold) => {
      ripen(bench, c, situation, stage)
      hold(situation.row)
    })
  const [subject] = subjectsFor(bench, c)
  if (subject && c.onErasure.kind !== 'untouched')
    addCase(bench, c, 'erase', 'erased, and on hold', (situation, hold) => {
      eraseLongAgo(bench, c, situation, subject)
      hold(situation.row)
    })
  const stage = dueStage(bench, c)
  if (stage === null) return
  addCase(bench, c, stage, 'due, and the hold is released', (situation, hold) => {
    makeDue(bench, c, situation)
    hold(situation.row, true)
  })
  for (const owner of ownersIn(bench, c))
    addCase(bench, c, stage, `due, and the row of ${tableWords(bench, owner.table)} that it comes with is on hold`, (situation, hold) => {
      makeDue(bench, c, situation)
      const row = situation.scope.drafts.find(d => d.table === owner.table && d !== situation.row)
      if (row) hold(row)
    })
  for (const target of [table, ...c.parts.map(p => ground.table(p.table))])
    for (const edge of ground.edges.foreignKeys.filter(e => sameTable(e.to, target))) {
      const to = target === table ? 'it' : `its part ${tableWords(bench, target)}`
      const { columns, references } = edge.foreignKey
      addCase(
        bench,
        c,
        stage,
        `due, and a row of ${tableWords(bench, edge.from)} that refers to ${to} by ${columns.join(', ')} is on hold`,
        (situation, hold) => {
          makeDue(bench, c, situation)
          const { scope, row } = situation
          const referred = target === table ? row : childOf(bench.workshop, scope, row, target)
          hold(childBy(bench.workshop, scope, referred, edge.from, columns, references.columns))
        },
      )
    }
}

/** The owners that a made-up row of the class comes with. */
function ownersIn(bench: Bench, c: RecordClass): readonly Draft[] {
  try {
    const { scope, row } = begin(bench, c)
    return scope.drafts.filter(d => d !== row && d.table !== row.table)
  } catch {
    return []
  }
}

/** What the names of the cases about a standing hold begin with. */
export const standingHoldName = (hold: StandingHold): string =>
  `due, and the standing hold of ${hold.table} (${hold.clauses.join(', ')}) is`

/** A hold that stands in the application's columns, on the row or on a part of it: true, false, and unknown. */
export function standingCases(bench: Bench, c: RecordClass): void {
  const { workshop } = bench
  const { ground } = workshop
  const table = tableOf(bench, c)
  const stage = dueStage(bench, c)
  if (stage === null) return
  for (const target of [table, ...c.parts.map(p => ground.table(p.table))])
    for (const hold of ground.policy.holds.filter(h => sameTable(ground.table(h.holds), target))) {
      const flagged = ground.table(hold.table)
      const on = target === table ? '' : `, on its part ${tableWords(bench, target)}`
      for (const variant of variantsOf(ground, flagged, hold.where)) {
        const name = `${standingHoldName(hold)} ${variant.truth}${on}`
        if (sameTable(flagged, table)) addCase(bench, c, stage, name, situation => void makeDue(bench, c, situation), { set: variant.set })
        else
          addCase(bench, c, stage, name, situation => {
            makeDue(bench, c, situation)
            const held = target === table ? situation.row : childOf(workshop, situation.scope, situation.row, target)
            const row = sameTable(flagged, target) ? held : childOf(workshop, situation.scope, held, flagged)
            for (const [column, value] of Object.entries(variant.set)) row.values.set(column, value)
          })
      }
    }
}

/** Owners by declared links, and theirs: a row that belongs to somebody by such a link is held with them. */
export function linkCases(bench: Bench, c: RecordClass): void {
  const { workshop } = bench
  const { ground } = workshop
  const stage = dueStage(bench, c)
  if (stage === null) return
  const ties = tiesFrom(workshop, tableOf(bench, c)).filter(t => !t.foreignKey)
  if (ties.length < 2) return
  const scheduled = new Set(ground.policy.schedule.flatMap(e => (e.kind === 'class' ? [ground.table(e.table)] : [])))
  for (const tie of ties)
    for (const named of [tie.to, ...[...tablesAbove(ground, tie.to)].filter(t => scheduled.has(t))]) {
      addCase(
        bench,
        c,
        stage,
        named === tie.to
          ? `due, and what it belongs to by the ${tie.name} is on hold`
          : `due, and the row of ${tableWords(bench, named)} above what it belongs to by the ${tie.name} is on hold`,
        (situation, hold) => {
          makeDue(bench, c, situation)
          const { scope, row } = situation
          const fixed = Object.fromEntries(
            tie.pairs.flatMap(([mine, theirs]) => (row.values.get(mine) ? [[theirs, row.values.get(mine)!]] : [])),
          )
          const open = Object.fromEntries(Object.entries(fixed).filter(([theirs]) => tie.to.primaryKey?.includes(theirs) !== true))
          const owner = make(workshop, scope, tie.to, open)
          for (const [mine, theirs] of tie.pairs) row.values.set(mine, owner.values.get(theirs) ?? null)
          for (const [column, value] of tie.constants) row.values.set(column, value)
          const held = named === tie.to ? owner : scope.drafts.find(d => d.table === named)
          if (!held) throw new Unbuildable(`${tie.to.name} came without a row of ${named.name}`)
          hold(held)
        },
        { make: { without: ties.map(t => t.name) } },
      )
    }
}
