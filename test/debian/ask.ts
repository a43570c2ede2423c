import pg from 'pg'
import type { Server } from '../server.ts'

/** One statement in a session of its own. */
export async function ask(server: Server, database: string, sql: string, user = 'postgres'): Promise<readonly Record<string, any>[]> {
  const client = new pg.Client(server.url(database, user))
  await client.connect()
  try {
    const result = await client.query(sql)
    return Array.isArray(result) ? result.at(-1)!.rows : result.rows
  } finally {
    await client.end()
  }
}
