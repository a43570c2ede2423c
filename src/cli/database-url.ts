import { diagnostic, LapseError } from '../report/diagnostic.ts'

/** The database that a command is about: `--url`, or DATABASE_URL. The message never repeats it, since it may carry a password. */
export function databaseUrl(given: string | undefined): string {
  const url = given ?? process.env.DATABASE_URL
  if (url === undefined || url === '')
    throw new LapseError(
      diagnostic('error', 'database-url-missing', 'no database is named', {
        help: 'Give --url postgres://user@host:5432/database, or set DATABASE_URL.',
      }),
    )
  if (!/^(postgres|postgresql):\/\//.test(url) || !URL.canParse(url))
    throw new LapseError(
      diagnostic('error', 'database-url-invalid', 'the database URL cannot be read', {
        help: 'Write it as postgres://user@host:5432/database; special characters in user or password as %40, %3A, %2F.',
      }),
    )
  return url
}
