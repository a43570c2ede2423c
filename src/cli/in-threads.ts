import type { Database } from '../verify/database/database.ts'
import { openThreaded } from '../verify/database/threaded.ts'

/** The databases of a proof by command: two, whatever the machine, so that the report says the same everywhere. */
export const inThreads = (schemaSql: string): readonly Database[] => [openThreaded(schemaSql), openThreaded(schemaSql)]
