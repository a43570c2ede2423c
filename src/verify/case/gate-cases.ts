import type { RecordClass } from '../../policy/record-class.ts'
import { addCase, type Bench, clockStages, ripen } from './bench.ts'

/** A disposal that a person decides on. */
export function reviewCases(bench: Bench, c: RecordClass): void {
  const stage = clockStages(c).at(-1)
  if (!stage || c.clock?.gate?.kind !== 'review') return
  const due = (situation: Parameters<typeof ripen>[2]): void => ripen(bench, c, situation, stage)
  addCase(bench, c, stage.name, 'due, and nobody has decided', due, { decisions: [] })
  addCase(bench, c, stage.name, "due, and decided: 'dispose'", due)
  addCase(bench, c, stage.name, "due, and decided: 'keep'", due, { decisions: [{ decision: 'keep', until: null }] })
  addCase(bench, c, stage.name, "due, and decided: 'keep' until a day that has passed", due, {
    decisions: [{ decision: 'keep', until: '2020-01-01 00:00:00+00' }],
  })
}
