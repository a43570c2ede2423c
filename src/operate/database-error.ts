import { DatabaseError } from 'pg'
import { type Diagnostic, diagnostic, LapseError } from '../report/diagnostic.ts'

/** Where a connection goes, as it may be shown: never with the password. */
export interface Target {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
}

const place = (t: Target): string => `database "${t.database}" on ${t.host}:${t.port} as "${t.user}"`

/** What the server adds to its message. */
export const serverSaid = (error: DatabaseError): string =>
  [`${error.message} (SQLSTATE ${error.code})`, error.detail && `detail: ${error.detail}`, error.hint && `hint: ${error.hint}`]
    .filter(Boolean)
    .join('\n')

type Explain = (error: DatabaseError, target: Target) => readonly [code: string, message: string, help: string]

const byState: Readonly<Record<string, Explain>> = {
  '28P01': (_, t) => ['database-login-refused', `the server refuses the password for ${place(t)}`, 'Check user and password in the URL.'],
  '28000': (e, t) => [
    'database-login-refused',
    `the server refuses the login to ${place(t)}: ${e.message}`,
    'Check the user and pg_hba.conf.',
  ],
  '3D000': (_, t) => [
    'database-missing',
    `there is no database "${t.database}" on ${t.host}:${t.port}`,
    'Create it, or name another in the URL.',
  ],
  '42501': (e, t) => [
    'database-permission-denied',
    `${t.user} lacks a privilege: ${serverSaid(e)}`,
    'Connect as a role that has it: an installer needs CREATEROLE, CREATE on the database and membership of the table owners; running needs the operator role.',
  ],
  '53300': (e, t) => ['database-unreachable', `${place(t)} takes no further connections: ${e.message}`, 'Try again later.'],
  '57P03': (e, t) => ['database-unreachable', `${place(t)} is not ready: ${e.message}`, 'Try again in a moment.'],
}

/** The generated schema is not there, or is another version of it. */
const notInstalled: Explain = (e, t) => [
  'retention-not-installed',
  `the retention schema in ${place(t)} lacks something: ${serverSaid(e)}`,
  'Install the migrations with lapse apply.',
]
const absent = new Set(['3F000', '42P01', '42883', '42703'])

const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNRESET',
  'EAI_AGAIN',
  'ENOENT',
  'EPIPE',
])

function explain(error: Error, target: Target): Diagnostic | null {
  const say = ([code, message, help]: readonly [string, string, string]) => diagnostic('error', code, message, { help })
  if (error instanceof DatabaseError) {
    const known = error.code === undefined ? undefined : byState[error.code]
    if (known) return say(known(error, target))
    if (absent.has(error.code ?? '') && /retention/.test(error.message)) return say(notInstalled(error, target))
    return null
  }
  const inner = error instanceof AggregateError ? (error.errors[0] as Error) : error
  const code = (inner as NodeJS.ErrnoException).code
  if ((code && unreachable.has(code)) || /timeout expired|does not support SSL|Connection terminated|certificate/i.test(inner.message))
    return say([
      'database-unreachable',
      `cannot reach ${place(target)}: ${inner.message || code}`,
      'Check host and port, that the server runs, and that it lets this machine in.',
    ])
  if (/password must be a string|no password/i.test(inner.message))
    return say(['database-login-refused', `the server asks for a password for ${place(target)}`, 'Put it into the URL or into PGPASSWORD.'])
  return null
}

/** What `pg` threw, as a finding with a way out; errors that are no fault of server or connection are given back as they are. */
export function databaseError(error: unknown, target: Target): unknown {
  if (!(error instanceof Error)) return error
  const found = explain(error, target)
  if (found) return new LapseError(found)
  return error instanceof DatabaseError
    ? new LapseError(diagnostic('error', 'database-error', `${place(target)}: ${serverSaid(error)}`))
    : error
}
