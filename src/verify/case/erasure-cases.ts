import type { RecordClass } from '../../policy/record-class.ts'
import type { Subject } from '../../policy/subject.ts'
import { destroys } from '../oracle/intent.ts'
import {
  addCase,
  type Bench,
  clockStages,
  edges,
  firstWay,
  leavesNull,
  longOver,
  type Opening,
  openings,
  release,
  residenceOf,
  ripen,
  setCutoff,
  setEvent,
  subjectsFor,
} from './bench.ts'
import { sides } from './clock-cases.ts'
import type { Edges } from './edge-values.ts'
import { moved, type Point } from './point.ts'

type Side = (typeof sides)[number]

/** Both sides of the end of each residence. */
export function residenceCases(bench: Bench, c: RecordClass): void {
  for (const subject of subjectsFor(bench, c))
    for (const entry of openings(bench, subject)) for (const side of sides) addResidenceCase(bench, c, subject, entry, side)
}

export const addResidenceCase = (bench: Bench, c: RecordClass, subject: Subject, entry: Opening, side: Side): void =>
  addCase(bench, c, 'erase', residenceName(entry, side), situation => {
    if (c.clock) leavesNull(bench, c, situation)
    setEvent(bench, situation, subject, entry, way => onSide(edges(bench, way, residenceOf(c, entry)), side[0]))
  })
export const residenceName = (entry: Opening, [, words]: Side): string => `residence after ${entry.words} ${words}`

/** An instant on a side of an edge; where nothing is exactly on it, just before it. */
export const onSide = (found: Edges, side: Side[0]): Point => found[side][0] ?? found.before[0]!

/** An erasure of a row whose clock has not started, runs, or is over; and of one that is kept on a ground. */
export function erasedCases(bench: Bench, c: RecordClass): void {
  const stage = clockStages(c).at(-1)
  for (const subject of subjectsFor(bench, c)) {
    const [first, second] = openings(bench, subject)
    const erase = (situation: Parameters<typeof setCutoff>[0], entry = first!): void =>
      setEvent(bench, situation, subject, entry, way => longOver(bench, way, residenceOf(c, entry)))
    addCase(bench, c, 'erase', 'erased', situation => erase(situation))
    addCase(bench, c, 'erase', `${first!.words} is -infinity`, situation => {
      if (c.clock) leavesNull(bench, c, situation)
      setEvent(bench, situation, subject, first!, () => '-infinity')
    })
    if (second) {
      addCase(bench, c, 'erase', `${first!.words} over, ${second.words} not`, situation => {
        erase(situation)
        setEvent(bench, situation, subject, second, way => edges(bench, way, residenceOf(c, second)).after[0]!)
      })
      addCase(bench, c, 'erase', `${second.words} over, ${first!.words} not`, situation => {
        erase(situation, second)
        setEvent(bench, situation, subject, first!, way => edges(bench, way, residenceOf(c, first!)).after[0]!)
      })
    }
    if (!stage) continue
    addCase(bench, c, 'erase', 'erased, and due by its clock', situation => {
      ripen(bench, c, situation, stage)
      erase(situation)
    })
    addCase(bench, c, 'erase', 'erased while its clock runs', situation => {
      release(bench, c, situation)
      const way = firstWay(bench, c)
      const { after, at } = edges(bench, way, stage.period)
      setCutoff(situation, way, moved((after[0] ?? at[0])!, 400, way.leaf.kind))
      erase(situation)
    })
    if (c.clock!.while)
      addCase(bench, c, 'erase', 'erased, and due but for what keeps it', situation => {
        const way = firstWay(bench, c)
        setCutoff(situation, way, longOver(bench, way, stage.period))
        erase(situation)
      })
    const leaves = c.onErasure.kind === 'retain' || (c.onErasure.kind === 'acts' && !destroys(c.onErasure.acts))
    if (leaves && bench.next)
      for (const [side, words] of sides) {
        const way = firstWay(bench, c)
        const [point] = edges(bench, way, stage.period, bench.next)[side]
        if (point)
          addCase(bench, c, 'erase', `erased now, period ${words} of the next run`, situation => {
            release(bench, c, situation)
            setCutoff(situation, way, point)
            erase(situation)
          })
      }
  }
}
