import type { RecordClass } from '../../policy/record-class.ts'
import {
  addCase,
  type Bench,
  type CaseOptions,
  clockStages,
  cutoffWays,
  edges,
  leavesNull,
  release,
  ripen,
  type Situation,
  setCutoff,
  tableOf,
} from './bench.ts'
import { sides } from './clock-cases.ts'

/** A disposal that a person decides on. */
export function reviewCases(bench: Bench, c: RecordClass): void {
  const stage = clockStages(c).at(-1)
  if (!stage || c.clock?.gate?.kind !== 'review') return
  const due = (situation: Parameters<typeof ripen>[2]): void => ripen(bench, c, situation, stage)
  addCase(bench, c, stage.name, 'due, and nobody has decided', due)
  addCase(bench, c, stage.name, "due, and decided: 'dispose'", due, { decisions: [{ decision: 'dispose', until: null }] })
  addCase(bench, c, stage.name, "due, and decided: 'keep'", due, { decisions: [{ decision: 'keep', until: null }] })
  addCase(bench, c, stage.name, "due, and decided: 'keep' until a day that has passed", due, {
    decisions: [{ decision: 'keep', until: '2020-01-01 00:00:00+00' }],
  })
  const decided: CaseOptions = { decisions: [{ decision: 'dispose', until: null }] }
  const way = cutoffWays(bench, tableOf(bench, c), c.clock.cutoff)[0]
  if (!way) return
  const found = edges(bench, way, stage.period)
  for (const [side, words] of sides) {
    const [point] = found[side]
    if (!point) continue
    const near = (situation: Situation): void => {
      release(bench, c, situation)
      setCutoff(situation, way, point)
    }
    addCase(bench, c, stage.name, `decided: 'dispose', period ${words}`, near, decided)
  }
  addCase(bench, c, stage.name, "decided: 'dispose', and no date", situation => leavesNull(bench, c, situation), decided)
}
