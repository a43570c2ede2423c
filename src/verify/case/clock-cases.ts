import type { RecordClass } from '../../policy/record-class.ts'
import { variantsOf } from '../build/variants.ts'
import { addCase, type Bench, clockStages, cutoffWays, edges, firstWay, longOver, release, ripen, setCutoff, tableOf } from './bench.ts'
import type { Edges } from './edge-values.ts'
import { leavesOf } from './leaf.ts'
import type { Point } from './point.ts'

export const sides: readonly (readonly [keyof Edges, string])[] = [
  ['at', 'over exactly at as_of'],
  ['before', 'over just before as_of'],
  ['after', 'over just after as_of'],
]

/** The two sides of the end of each stage's period, and the end itself. */
export function edgeCases(bench: Bench, c: RecordClass): void {
  for (const stage of clockStages(c)) {
    const [way] = cutoffWays(bench, tableOf(bench, c), c.clock!.cutoff)
    if (!way) continue
    const found = edges(bench, way, stage.period)
    for (const [side, words] of sides)
      for (const [i, point] of found[side].slice(0, 2).entries())
        addCase(bench, c, stage.name, `period ${words}${i > 0 ? ', another value' : ''}`, situation => {
          release(bench, c, situation)
          setCutoff(situation, way, point)
        })
  }
}

/** What a cutoff can be besides a plain value: missing, endless, or the outcome of several. */
export function cutoffCases(bench: Bench, c: RecordClass): void {
  const stage = clockStages(c).at(-1)
  if (!stage) return
  const ways = cutoffWays(bench, tableOf(bench, c), c.clock!.cutoff)
  const leaves = leavesOf(ways)
  if (leaves.every(l => l.nullable))
    addCase(bench, c, stage.name, 'cutoff NULL', situation => {
      release(bench, c, situation)
      for (const leaf of leaves) leaf.write(situation.scope, situation.row, null)
    })
  for (const point of ['infinity', '-infinity'] satisfies Point[])
    addCase(bench, c, stage.name, `cutoff ${point}`, situation => {
      release(bench, c, situation)
      setCutoff(situation, firstWay(bench, c), point)
    })
  for (const way of ways.slice(1)) {
    const { at, before, after } = edges(bench, way, stage.period)
    for (const [words, point] of [
      ['over', at[0] ?? before[0]],
      ['not over', after[0]],
    ] as const)
      if (point)
        addCase(bench, c, stage.name, `cutoff by ${way.name}: ${words}`, situation => {
          release(bench, c, situation)
          setCutoff(situation, way, point)
        })
  }
  const { min, max } = c.clock!.keep
  if (min && max && min.iso !== max.iso)
    for (const [side, words] of sides) {
      const [point] = edges(bench, firstWay(bench, c), max)[side]
      if (point)
        addCase(bench, c, stage.name, `longest period ${words}`, situation => {
          release(bench, c, situation)
          setCutoff(situation, firstWay(bench, c), point)
        })
    }
  const alone = { make: { alone: true } }
  // A clock that stands on its owner's event does not start.
  if (leaves.every(l => l.owned)) addCase(bench, c, stage.name, 'nobody owns it', () => {}, alone)
  else
    addCase(
      bench,
      c,
      stage.name,
      'period over, and nobody owns it',
      situation => {
        // Without a person there is no event that could end a `while`.
        if (c.clock!.while?.kind !== 'before') release(bench, c, situation)
        setCutoff(situation, firstWay(bench, c), longOver(bench, firstWay(bench, c), stage.period))
      },
      alone,
    )
}

/** What `while` keeps, and when it lets go. */
export function whileCases(bench: Bench, c: RecordClass): void {
  const stage = clockStages(c).at(-1)
  const condition = c.clock?.while
  if (!stage || !condition) return
  const table = tableOf(bench, c)
  const due = (situation: Parameters<typeof setCutoff>[0]): void =>
    setCutoff(situation, firstWay(bench, c), longOver(bench, firstWay(bench, c), stage.period))
  if (condition.kind === 'predicate') {
    for (const variant of variantsOf(bench.workshop.ground, table, condition))
      addCase(bench, c, stage.name, `due, while ${variant.truth}`, due, { set: variant.set })
    return
  }
  const [way] = cutoffWays(bench, table, condition.cutoff)
  if (!way) return
  const found = edges(bench, way, null)
  const points: readonly (readonly [string, Point | undefined])[] = [
    ['exactly at as_of', found.at[0]],
    ['just before as_of', found.before[0]],
    ['just after as_of', found.after[0]],
    ...(way.leaf.nullable ? [['NULL', null] as const] : []),
  ]
  for (const [words, point] of points)
    if (point !== undefined)
      addCase(bench, c, stage.name, `due, kept until ${way.name}: ${words}`, situation => {
        due(situation)
        setCutoff(situation, way, point)
      })
}

/** Rows on both sides of what the class's predicate takes. */
export function memberCases(bench: Bench, c: RecordClass): void {
  const stage = clockStages(c).at(-1)
  if (!stage || c.where === null) return
  for (const variant of variantsOf(bench.workshop.ground, tableOf(bench, c), c.where))
    addCase(bench, c, stage.name, `due, and the predicate is ${variant.truth}`, situation => {
      ripen(bench, c, situation, stage)
      for (const [column, value] of Object.entries(variant.set)) situation.row.values.set(column, value)
    })
}
