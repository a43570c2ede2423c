import type { Mutator } from './mutator.ts'
import { engineMutators, guardMutators } from './mutators/engine.ts'
import { countMutators, fateMutators } from './mutators/fate.ts'
import { holdMutators } from './mutators/hold.ts'
import { installedMutators, scheduleMutators } from './mutators/installed.ts'
import { ladderMutators } from './mutators/ladder.ts'
import { stageMutators } from './mutators/stage.ts'

/** Every mistake that is made on purpose. */
export const mutators: readonly Mutator[] = Object.freeze([
  ...stageMutators,
  ...fateMutators,
  ...countMutators,
  ...holdMutators,
  ...ladderMutators,
  ...engineMutators,
  ...guardMutators,
  ...installedMutators,
  ...scheduleMutators,
])
