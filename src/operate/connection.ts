import pg from 'pg'
import { databaseError, type Target } from './database-error.ts'
import { cancelBackend } from './statements.ts'

export type Row = Readonly<Record<string, unknown>>

/** One connection to a live database. */
export interface Connection {
  readonly target: Target
  /** One statement with values, or several without. Throws what `pg` throws. */
  readonly query: (sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>
  /** Several statements without values. Never throws: gives the error, and how many statements the server completed before it. */
  readonly script: (sql: string) => Promise<{ readonly error: unknown; readonly completed: number }>
  readonly inTransaction: () => boolean
}

const open = (url: string): pg.Client =>
  new pg.Client({ connectionString: url, application_name: 'lapse', connectionTimeoutMillis: 10_000, keepAlive: true })

/** Closing the program does not end what the server is doing; asking the server to cancel does. */
async function cancel(url: string, pid: unknown): Promise<void> {
  const other = open(url)
  try {
    await other.connect()
    await other.query(cancelBackend, [pid])
  } finally {
    await other.end()
  }
}

/**
 * Work with a database and close the connection afterwards; Ctrl-C cancels what runs there.
 * Throws LapseError for everything that server or connection refuse, with a way out.
 */
export async function withConnection<T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  let client: pg.Client
  try {
    client = open(url)
  } catch (error) {
    // The message of a URL parser may repeat the URL with its password.
    throw new Error(`the database URL cannot be used (${(error as Error).name})`)
  }
  const target: Target = { host: client.host, port: client.port, database: client.database ?? '', user: client.user ?? '' }
  // A lost connection also rejects the query that waits, which is where it is dealt with.
  client.on('error', () => {})
  let interrupt: (() => void) | null = null
  try {
    await client.connect()
    const { processID } = client as unknown as { readonly processID: number }
    interrupt = () => void cancel(url, processID).catch(() => process.exit(130))
    process.once('SIGINT', interrupt)
    return await work({
      target,
      query: async (sql, values) => (await client.query(sql, values as unknown[] | undefined)).rows,
      script: async sql => {
        let completed = 0
        const { connection } = client as unknown as { readonly connection: NodeJS.EventEmitter }
        const count = () => void completed++
        connection.on('commandComplete', count)
        const error = await client.query(sql).then(
          () => null,
          (e: unknown) => e,
        )
        connection.off('commandComplete', count)
        return { error, completed }
      },
      inTransaction: () => client.getTransactionStatus() === 'T',
    })
  } catch (error) {
    throw databaseError(error, target)
  } finally {
    if (interrupt) process.off('SIGINT', interrupt)
    await client.end().catch(() => {})
  }
}
