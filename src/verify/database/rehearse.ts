import type { Database } from './database.ts'

const depths = new WeakMap<Database, number>()

/** Whether the database is in the middle of something that will be taken back. */
export const rehearsing = (db: Database): boolean => (depths.get(db) ?? 0) > 0

/** Do something to the database and take it back; also within something else that will be taken back. */
export async function rehearse<X>(db: Database, act: () => Promise<X>): Promise<X> {
  const depth = depths.get(db) ?? 0
  await db.exec(depth === 0 ? 'begin' : `savepoint rehearsal_${depth}`)
  depths.set(db, depth + 1)
  try {
    return await act()
  } finally {
    depths.set(db, depth)
    await db.exec(depth === 0 ? 'rollback' : `rollback to savepoint rehearsal_${depth}; release savepoint rehearsal_${depth}`)
  }
}
