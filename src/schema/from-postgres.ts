import pg from 'pg'
import { diagnostic, LapseError } from '../report/diagnostic.ts'
import { type ReadOptions, readSchema } from './read-schema.ts'
import type { Schema } from './schema.ts'

/**
 * The schema of a live database, read in one read-only transaction that takes no lock on any table of the application.
 * Throws LapseError `database-url-invalid`, `database-unreachable` or `database-permission-denied`; none of them shows the password.
 */
export async function fromPostgres(connectionString: string, options: ReadOptions = {}): Promise<Schema> {
  const client = open(connectionString)
  // An idle connection that breaks reports here; the query under way reports to its caller.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await readSchema(async sql => (await client.query(sql)).rows, options)
  } catch (error) {
    throw explain(error, client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function open(connectionString: string): pg.Client {
  try {
    if (!/^postgres(ql)?:\/\//.test(connectionString)) throw new Error('no scheme')
    return new pg.Client({ connectionString, connectionTimeoutMillis: 10_000, application_name: 'lapse' })
  } catch {
    throw new LapseError(
      diagnostic(
        'error',
        'database-url-invalid',
        'the connection string is not a PostgreSQL URL (it is not shown, since it may hold a password)',
        {
          help: 'write it as postgres://user:password@host:5432/database, with special characters of the password percent-encoded',
        },
      ),
    )
  }
}

function explain(error: unknown, client: pg.Client): unknown {
  if (!(error instanceof Error) || error instanceof LapseError) return error
  const code = 'code' in error ? String(error.code) : ''
  // A refused connection to a name with several addresses is an AggregateError without a message of its own.
  const reason = error instanceof AggregateError ? error.errors.map(e => e.message).join('; ') : error.message
  const where = `the database ${JSON.stringify(client.database)} on ${client.host}:${client.port}`
  if (denied.test(code)) {
    const message = `${where} does not let ${JSON.stringify(client.user)} in, or not read its catalog: ${reason}`
    const help = 'use a role that may log in and CONNECT to the database; reading the catalog needs nothing else'
    return new LapseError(diagnostic('error', 'database-permission-denied', message, { help }))
  }
  if (code === '' || lost.test(code)) {
    const help = 'check that the server runs there, and that host, port, database and TLS settings of the connection string are right'
    return new LapseError(diagnostic('error', 'database-unreachable', `${where} cannot be reached: ${reason}`, { help }))
  }
  return error
}

/** Wrong password or no such role, no right to log in, insufficient privilege. */
const denied = /^(28000|28P01|42501)$/
/** Errors of the network and of TLS, connection exceptions, no such database, too many connections, server starting up or shutting down. */
const lost = /^(E[A-Z_]+|[A-Z]+(_[A-Z]+)+|08...|3D000|53300|57P0.)$/
