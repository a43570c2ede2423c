import fc from 'fast-check'
import { rehearse } from '../../src/verify/database/rehearse.ts'
import { peopledWorlds } from './arbitrary.ts'
import { type Arena, openArena } from './arena.ts'
import { describeWorld } from './describe.ts'
import { type Draught, draught, peopledBy } from './draught.ts'
import { type Judgement, judge as judgeRuns } from './judge.ts'
import type { WorldSpec } from './spec.ts'
import { type Alter, type Land, peopleLand, settleLand, type World } from './world.ts'

/** How to go through worlds. The same seed gives the same worlds; `path` goes straight to one of them. */
export interface Exploration {
  readonly seed: number
  readonly worlds: number
  readonly path?: string
  /** Which worlds; by default all that chance makes. */
  readonly spec?: fc.Arbitrary<WorldSpec>
  /** What is asked of each; by default what its runs do. */
  readonly judge?: (world: World) => Promise<Judgement>
  /** Alters the emitted files of every world. */
  readonly alter?: Alter
  /** Sees each world that was judged. */
  readonly onWorld?: (world: World, judgement: Judgement) => void
  /** How many smaller worlds are tried once one has failed. */
  readonly shrinks?: number
}

/** What became of it. */
export interface Explored {
  readonly worlds: number
  /** The smallest world that was found to disagree, told for a person; null when all agree. */
  readonly failure: { readonly seed: number; readonly path: string; readonly text: string } | null
}

/** Go through worlds until one disagrees with the oracle, and then look for a smaller one that does. */
export async function explore({
  seed,
  worlds,
  path,
  spec = peopledWorlds,
  judge = judgeRuns,
  alter,
  onWorld,
  shrinks = 250,
}: Exploration): Promise<Explored> {
  const arena = openArena()
  let judged = 0
  let left = shrinks
  let failed: { readonly text: string } | null = null
  try {
    const property = fc.asyncProperty(spec, async chosen => {
      // Once the patience is at an end, every smaller world passes for a good one.
      if (failed ? left-- <= 0 : judged >= worlds) return
      const text = await lookAt(arena, chosen, judge, alter, (world, judgement) => {
        if (failed || judged >= worlds) return
        judged++
        onWorld?.(world, judgement)
      })
      if (text === null) return
      failed = { text }
      throw new Error('the world disagrees')
    })
    const result = await fc.check(property, { seed, numRuns: worlds, ...(path === undefined ? {} : { path }) })
    const last = failed as { readonly text: string } | null
    if (!result.failed) return { worlds: judged, failure: null }
    if (!last) throw result.errorInstance ?? new Error('the exploration broke off')
    return { worlds: judged, failure: { seed, path: result.counterexamplePath ?? '', text: last.text } }
  } finally {
    await arena.close()
  }
}

/** Make a land, and judge one people after another in it, the last for good; what goes wrong on the way is told with it. Null: nothing does. */
async function lookAt(
  arena: Arena,
  spec: WorldSpec,
  judge: (world: World) => Promise<Judgement>,
  alter: Alter | undefined,
  seen: (world: World, judgement: Judgement) => void,
): Promise<string | null> {
  const made = draught(spec)
  const stack = (error: unknown): readonly string[] => [(error as Error).stack ?? String(error)]
  let land: Land
  try {
    land = await settleLand(await arena.clean(), made, alter)
  } catch (error) {
    return describeWorld(made, null, stack(error))
  }
  const look = async (lived: Draught): Promise<string | null> => {
    let world: World | null = null
    try {
      world = await peopleLand(land, lived)
      const judgement = await judge(world)
      seen(world, judgement)
      return judgement.differences.length > 0 ? describeWorld(lived, world, judgement.differences) : null
    } catch (error) {
      return describeWorld(lived, world, stack(error))
    }
  }
  for (const people of spec.others) {
    const text = await rehearse(land.db, () => look(peopledBy(made, people)))
    if (text !== null) return text
  }
  return look(made)
}
