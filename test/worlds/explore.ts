import fc from 'fast-check'
import { worldSpec } from './arbitrary.ts'
import { type Arena, openArena } from './arena.ts'
import { describeWorld } from './describe.ts'
import { type Draught, draught } from './draught.ts'
import { type Judgement, judge as judgeRuns } from './judge.ts'
import type { WorldSpec } from './spec.ts'
import { type Alter, makeWorld, type World } from './world.ts'

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
  spec = worldSpec,
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
      if (failed && left-- <= 0) return
      const { text, world, judgement } = await lookAt(arena, chosen, judge, alter)
      if (world && judgement && !failed) {
        judged++
        onWorld?.(world, judgement)
      }
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

interface Look {
  readonly text: string | null
  readonly world: World | null
  readonly judgement: Judgement | null
}

/** Make one world and judge it; what goes wrong on the way is told with it. */
async function lookAt(arena: Arena, spec: WorldSpec, judge: (world: World) => Promise<Judgement>, alter: Alter | undefined): Promise<Look> {
  let made: Draught | null = null
  let world: World | null = null
  try {
    made = draught(spec)
    world = await makeWorld(await arena.clean(), made, alter)
    const judgement = await judge(world)
    const text = judgement.differences.length > 0 ? describeWorld(made, world, judgement.differences) : null
    return { text, world, judgement }
  } catch (error) {
    if (!made) throw error
    return { text: describeWorld(made, world, [(error as Error).stack ?? String(error)]), world, judgement: null }
  }
}
