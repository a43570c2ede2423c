import { expect, test } from 'vitest'
import { explore } from './explore.ts'
import { type Feature, features, featuresOf } from './features.ts'

/** The shards of the random worlds, one file each, so that workers share them. */
export const shards = 4

/** From here on every feature must have been met; fewer worlds, of which five share a schema and a policy, may miss a rare one. */
const enough = 2500

/**
 * One shard as a test: its share of `LAPSE_WORLDS` (1,000 unless given), from a seed of its own that `LAPSE_WORLDS_SEED` moves.
 * The same seed gives the same worlds.
 */
export function testShard(shard: number): void {
  const worlds = Math.ceil(Number(process.env.LAPSE_WORLDS ?? 1000) / shards)
  const seed = Number(process.env.LAPSE_WORLDS_SEED ?? 20_260_101) * 10 + shard
  // Each world takes a quarter of a second on a quiet machine, and a smaller one is looked for at most so often.
  const patience = (worlds + 250) * 6000
  test(`${worlds} random worlds agree with the oracle (seed ${seed})`, { timeout: patience }, async () => {
    const met = new Map<Feature, number>(features.map(f => [f, 0]))
    const { worlds: judged, failure } = await explore({
      seed,
      worlds,
      onWorld: (world, judgement) => {
        for (const f of featuresOf(world, judgement)) met.set(f, met.get(f)! + 1)
      },
    })
    if (failure) expect.fail(`${failure.text}\n-- again: npm run worlds -- again ${failure.seed} ${failure.path}\n`)
    expect(judged).toBe(worlds)
    console.log(`seed ${seed}: ${worlds} worlds; ${[...met].map(([f, n]) => `${f} ${n}`).join(', ')}`)
    if (worlds >= enough) expect([...met].filter(([, n]) => n === 0).map(([f]) => f)).toEqual([])
  })
}
