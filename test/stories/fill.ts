/** One statement and its rows, in a database of any kind; `as` is who asks, where the database knows logins. */
export type Ask = (sql: string, as?: 'dpo' | 'ops') => Promise<readonly Readonly<Record<string, any>>[]>

export interface Person {
  readonly n: number
  /** In every text and document of the person, and in nobody else's. */
  readonly name: string
}

export type Value = string | number | boolean | null
/** Values by `table.column`, for what the type alone does not say. */
export type Values = Readonly<Record<string, Value>>

export interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly nullable: boolean
  readonly primary: boolean
  /** The first label of an enumerated type. */
  readonly label: string | null
  /** `table.column` to which it refers. */
  readonly refers: string | null
}

/** Columns of the application's tables that take values, a table before those that refer to it. What refers to its own table is left out. */
const catalog = `
  with recursive tables as (
    select c.oid, case n.nspname when 'public' then c.relname else n.nspname || '.' || c.relname end as name
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema|retention|demo|cron)'
  ), keys as (
    select k.conrelid, k.confrelid, a.from_column, a.to_column
    from pg_constraint as k, unnest(k.conkey, k.confkey) as a (from_column, to_column)
    where k.contype = 'f' and k.conparentid = 0
  ), depth as (
    select oid, 0 as n from tables
    union
    select k.conrelid, d.n + 1 from depth as d join keys as k on k.confrelid = d.oid and k.conrelid <> d.oid where d.n < 20
  )
  select t.name as "table", a.attname as "column", format_type(a.atttypid, null) as type, not a.attnotnull as nullable,
    exists (select from pg_index as i where i.indrelid = t.oid and i.indisprimary and a.attnum = any (i.indkey)) as primary,
    (select e.enumlabel from pg_enum as e where e.enumtypid = a.atttypid order by e.enumsortorder limit 1) as label,
    (
      select u.name || '.' || b.attname
      from keys as k join tables as u on u.oid = k.confrelid join pg_attribute as b on b.attrelid = k.confrelid and b.attnum = k.to_column
      where k.conrelid = t.oid and k.from_column = a.attnum
      order by 1 limit 1
    ) as refers
  from tables as t join pg_attribute as a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
  where a.attidentity = '' and a.attgenerated = ''
  order by (select max(n) from depth as d where d.oid = t.oid), t.name, a.attnum`

export const columnsOf = (ask: Ask): Promise<readonly Column[]> => ask(catalog) as Promise<readonly Column[]>
export const tablesOf = (columns: readonly Column[]): readonly string[] => [...new Set(columns.map(c => c.table))]

const literal = (value: Value): string => (value === null ? 'null' : `'${String(value).replaceAll("'", "''")}'`)
/** A row's own id: who and where, so that a trace of it anywhere says whose it was. */
const idOf = (person: Person, place: number): string => `${String(person.n).repeat(8)}-0000-4000-8000-${String(place).padStart(12, '0')}`

function madeUp(c: Column, person: Person, place: number): Value {
  if (c.label !== null) return c.label
  switch (c.type) {
    case 'uuid':
      if (c.primary) return idOf(person, place)
      throw new Error(`${c.table}.${c.column}: which id?`)
    case 'text':
    case 'citext':
      return `${person.name} ${c.table}.${c.column} ${place}`
    case 'json':
    case 'jsonb':
      return JSON.stringify({ of: person.name })
    case 'character':
      return 'EUR'
    case 'inet':
      return `192.0.2.${person.n}`
    case 'bytea':
      return `\\x${Buffer.from(person.name).toString('hex')}`
    case 'boolean':
      return false
    case 'date':
    case 'timestamp with time zone':
      return c.nullable ? null : 'now'
    default:
      return 1
  }
}

/** A row of the person in each table, every column filled, and more rows where a table has several classes. */
export function rowsOf(
  person: Person,
  columns: readonly Column[],
  apart: readonly string[],
  values: Values,
  more: readonly (readonly [string, Values])[] = [],
): string {
  const made: Record<string, Value> = {}
  let place = 0
  const insert = (table: string, given: Values): string => {
    place++
    const own = columns.filter(c => c.table === table)
    const row = own.map((c): Value => {
      const name = `${c.table}.${c.column}`
      if (name in given) return given[name]!
      if (c.refers !== null && c.refers in made) return made[c.refers]!
      // An unknown one is of its own table, or of one in which the person has no row.
      if (c.refers !== null) return null
      return madeUp(c, person, place)
    })
    own.forEach((c, i) => {
      made[`${c.table}.${c.column}`] ??= row[i]!
    })
    return `insert into ${table} (${own.map(c => c.column).join(', ')}) values (${row.map(literal).join(', ')})`
  }
  const first = tablesOf(columns)
    .filter(t => !apart.includes(t))
    .map(t => insert(t, values))
  return [...first, ...more.map(([table, given]) => insert(table, { ...values, ...given }))].join(';\n')
}
