import type { PGlite } from '@electric-sql/pglite'

/** What the proof asks of an in-process PostgreSQL, whether in its own thread or in another. */
export type Database = Pick<PGlite, 'exec' | 'query' | 'close'>
