import { pick, type SessionSpec } from './spec.ts'

/** Settings of the session that runs the policy: nothing of them may change what becomes of a row. */
export function sessionSql(spec: SessionSpec): string {
  const timeZone = pick(['UTC', 'Pacific/Auckland', 'America/St_Johns', 'Europe/London'], spec.timeZone)
  const dateStyle = pick(['ISO, YMD', 'SQL, DMY', 'German, DMY', 'Postgres, MDY'], spec.dateStyle)
  const isolation = pick(['read committed', 'repeatable read', 'serializable'], spec.isolation)
  const searchPath = pick(['public', 'pg_catalog', 'nowhere', 'public, pg_catalog', 'retention, public'], spec.searchPath)
  return `set timezone = '${timeZone}'; set datestyle = '${dateStyle}'; set default_transaction_isolation = '${isolation}'; set search_path = ${searchPath};
    set intervalstyle = 'sql_standard'; set bytea_output = 'escape'; set extra_float_digits = 0`
}

/** Back to the session in which texts are compared. */
export const ownSession = `reset default_transaction_isolation; reset search_path`
