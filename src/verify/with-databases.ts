import type { Database } from './database/database.ts'
import { openWithSchema } from './database/install.ts'
import type { VerifyInput } from './verify.ts'

/** Do something with the databases of a proof, and close them, whatever comes of it. */
export async function withDatabases<X>(
  { schemaSql, databases }: VerifyInput,
  act: (databases: readonly Database[]) => Promise<X>,
): Promise<X> {
  const opened = databases ? await databases(schemaSql) : [await openWithSchema(schemaSql)]
  try {
    return await act(opened)
  } finally {
    await Promise.all(opened.map(db => db.close()))
  }
}
