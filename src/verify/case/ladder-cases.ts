import type { Temporal } from 'temporal-polyfill'
import type { Ladder } from '../../policy/ladder.ts'
import { hours } from '../../policy/period.ts'
import type { Table } from '../../schema/schema.ts'
import { type Draft, openScope, type Scope } from '../build/draft.ts'
import { make, type Workshop } from '../build/workshop.ts'
import { toLocal } from '../oracle/instant.ts'
import { type Edges, edgesOf } from './edge-values.ts'
import { leavesOf, take, type Way, waysOf } from './leaf.ts'
import { moved, type Point } from './point.ts'

/** A person on a ladder, and what a run finds there. */
export interface LadderCase {
  readonly name: string
  readonly scope: Scope
  readonly row: Draft
  /** Where the person stands; the start is that of the row when it is written, or an earlier one. Null: nowhere yet. */
  readonly stand: {
    readonly step: number
    readonly doneAt: Temporal.Instant | null
    readonly announced: Temporal.PlainDate | null
    readonly keptUntil: Temporal.Instant | null
    /** Something was heard of the person since. */
    readonly renewed: boolean
  } | null
  readonly held: boolean
}

const sides = [
  ['before', 'over'],
  ['at', 'over at the instant'],
  ['after', 'not over yet'],
] as const

/** Persons on both sides of each step: by their silence, by what was done before, renewed, kept, on hold, and with an erasure of their own. */
export function ladderCases(workshop: Workshop, ladder: Ladder, table: Table, asOf: Temporal.Instant): readonly LadderCase[] {
  const zone = workshop.ground.policy.timeZone
  const cases: LadderCase[] = []
  const ways = waysOf(workshop, table, ladder.since)
  const edges = (way: Way): Edges => edgesOf(way.leaf.kind, way.wrap, ladder.steps[0]!.after, asOf, zone)
  const person = (): Pick<LadderCase, 'scope' | 'row'> => {
    const scope = openScope()
    return { scope, row: make(workshop, scope, table) }
  }
  const since = ({ scope, row }: Pick<LadderCase, 'scope' | 'row'>, way: Way, point: Point): void => take(scope, row, way, point, moved)
  const silent = (): Pick<LadderCase, 'scope' | 'row'> => {
    const p = person()
    since(p, ways[0]!, moved(edges(ways[0]!).before[0]!, -400, ways[0]!.leaf.kind))
    return p
  }
  const add = (name: string, p: Pick<LadderCase, 'scope' | 'row'>, stand: LadderCase['stand'] = null, held = false): void =>
    void cases.push({ name, ...p, stand, held })
  const leaving = (p: Pick<LadderCase, 'scope' | 'row'>): Pick<LadderCase, 'scope' | 'row'> | null => {
    const subject = workshop.ground.policy.subjects.find(s => s.table === ladder.subject)!
    const entry = subject.erasure[0]
    const way = entry && waysOf(workshop, table, subject.events[entry.event]!)[0]
    if (!way) return null
    since(p, way, moved({ kind: 'instant', at: asOf }, -1, way.leaf.kind))
    return p
  }

  for (const way of ways)
    for (const [side, words] of sides)
      for (const point of edges(way)[side].slice(0, 1)) {
        const p = person()
        since(p, way, point)
        add(`silence by ${way.name}: ${words}`, p)
      }
  const unknown = person()
  for (const leaf of leavesOf(ways)) if (leaf.nullable) leaf.write(unknown.scope, unknown.row, null)
  add('nothing was ever heard', unknown)

  ladder.steps.forEach((step, i) => {
    const which = `step ${i + 1}`
    const instants = (): Edges => edgesOf('instant', s => s, i === 0 ? hours(0) : step.after, asOf, zone)
    const long = asOf.subtract({ hours: 24 * 4000 })
    const done = { step: i, doneAt: i === 0 ? null : long, announced: null, keptUntil: i === 0 ? long : null, renewed: false }
    add(`${which}: the person is on hold`, silent(), i === 0 ? null : done, true)
    const own = leaving(silent())
    if (own) add(`${which}: an erasure of the person's own is open`, own, i === 0 ? null : done)
    for (const [side, words] of sides)
      for (const point of instants()[side].slice(0, 1)) {
        const at = point.kind === 'instant' ? point.at : asOf
        if (i === 0) add(`kept, ${words}`, silent(), { ...done, keptUntil: at })
        else add(`${which}: the time since the step before ${words}`, silent(), { ...done, doneAt: at })
      }
    if (i === 0) return
    add(`${which}: the step before is not done`, silent(), { ...done, doneAt: null })
    const back = silent()
    add(`${which}: something was heard since`, back, { ...done, renewed: true })
    if (ladder.steps[i - 1]!.do === 'notify')
      for (const days of [-1, 0]) {
        const announced = toLocal(asOf, zone).toPlainDate().add({ days })
        add(`${which}: the day that the notice named is ${days === 0 ? 'not over' : 'over'}`, silent(), { ...done, announced })
      }
  })
  return cases
}
