import { availableParallelism } from 'node:os'
import type { Database } from '../verify/database/database.ts'
import { openThreaded } from '../verify/database/threaded.ts'

/** The databases of a proof: two where the machine can feed two. */
export const inThreads = (schemaSql: string): readonly Database[] =>
  Array.from({ length: Math.min(2, availableParallelism()) }, () => openThreaded(schemaSql))
