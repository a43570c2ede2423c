import type { RecordClass } from '../../policy/record-class.ts'
import { destroys } from '../oracle/intent.ts'
import {
  addCase,
  type Bench,
  clockStages,
  edges,
  firstWay,
  longOver,
  openings,
  release,
  residenceOf,
  ripen,
  type Situation,
  setCutoff,
  setEvent,
  subjectsFor,
} from './bench.ts'
import { sides } from './clock-cases.ts'
import { moved } from './point.ts'

/** An erasure of a row whose clock has not started, runs, or is over; and of one that is kept on a ground. */
export function erasedCases(bench: Bench, c: RecordClass): void {
  const stage = clockStages(c).at(-1)
  for (const subject of subjectsFor(bench, c)) {
    const entry = openings(bench, subject)[0]!
    const erase = (situation: Situation): void =>
      setEvent(bench, situation, subject, entry, way => longOver(bench, way, residenceOf(c, entry)))
    addCase(bench, c, 'erase', 'erased', erase)
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
