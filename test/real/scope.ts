import type pg from 'pg'

/** What is visible of a scope at one moment. */
export interface Seen {
  /** By table and key: the content, and what has to be kept of it. */
  readonly rows: ReadonlyMap<string, { readonly content: string; readonly keep: Keep }>
  /** The oldest transaction that was under way, and the next that had not begun: what is under way now is over when `oldest` has come to `next`. */
  readonly oldest: bigint
  readonly next: bigint
  /** When the look began. */
  readonly at: string
}
export interface Loss {
  readonly row: string
  readonly how: 'is gone' | 'has changed'
}
/**
 * Byte by byte; the same, or an image of it; or that it is there: a member comes under a hold on a class with a new row that refers to it, while
 * somebody who began before may be changing the member.
 */
type Keep = 'block' | 'copy' | 'existence'

/** The rows of the club that one hold covers, found by plain SQL and not by the views of the holds. */
export interface Scope {
  readonly member: number
  readonly onTable: string | null
  readonly rowKey: string | null
  readonly onClass: string | null
  readonly sql: string
  readonly look: (eye: pg.Client) => Promise<Seen>
  /** Rows of the first look that are gone at the second, or have changed without an image. */
  readonly lost: (eye: pg.Client, first: Seen, second: Seen) => Promise<readonly Loss[]>
  /** Where the hold's own count is not true: too many, or without a row that was there before and after. Keys that came back after a deletion are of other rows. */
  readonly miscounted: (
    preserved: Readonly<Record<string, number>>,
    before: Seen,
    after: Seen,
    deleted: ReadonlySet<string>,
  ) => string | null
}

const member = (where: string, keep: Keep) =>
  `select 'public.members' as t, jsonb_build_array(r.id) as k, to_jsonb(r) as c, '${keep}' as keep from members as r where ${where}`
const tables = {
  letters: (where: string) => `select 'public.letters', jsonb_build_array(r.id), to_jsonb(r), 'block' from letters as r where ${where}`,
  notes: (where: string) => `select 'public.notes', jsonb_build_array(r.id), to_jsonb(r), 'copy' from notes as r where ${where}`,
  payments: (where: string) =>
    `select 'public.payments', jsonb_build_array(r.branch, r.id), to_jsonb(r), 'copy' from payments as r where ${where}`,
} as const
type Table = keyof typeof tables

/** A scope by chance: mostly a member with all that belongs to it, sometimes one row, seldom a class; NULL where there is no such row. One of every `of` members from `mine` on, where that is said. */
export async function scopeOf(eye: pg.Client, next: () => number, members: number, mine?: number, of = 1): Promise<Scope | null> {
  const [kind, which] = [next(), next()]
  if (mine !== undefined) return ofMember(1 + Math.floor(which * (members / of)) * of + mine)
  if (kind < 0.65) return ofMember(1 + Math.floor(which * members))
  const table = (Object.keys(tables) as Table[])[Math.floor(which * 3)]!
  if (kind > 0.98)
    return scope({
      onClass: table,
      sql: `${member(`exists (select from ${table} as d where d.member_id = r.id)`, 'existence')} union all ${tables[table]('true')}`,
    })
  const { rows } = await eye.query(`select to_jsonb(r) as row from ${table} as r order by r.id offset $1 limit 1`, [
    Math.floor(next() * 20),
  ])
  if (rows.length === 0) return null
  const { id, branch } = rows[0].row
  return scope({
    onTable: `public.${table}`,
    rowKey: JSON.stringify(branch ? { branch, id } : { id }),
    sql: `${member(`r.id = (select d.member_id from ${table} as d where d.id = ${id})`, 'copy')} union all ${tables[table](`r.id = ${id}`)}`,
  })
}

const ofMember = (id: number): Scope =>
  scope({
    member: id,
    onTable: 'public.members',
    rowKey: JSON.stringify({ id }),
    sql: [member(`r.id = ${id}`, 'copy'), ...Object.values(tables).map(table => table(`r.member_id = ${id}`))].join(' union all '),
  })

const names = ['public.letters', 'public.members', 'public.notes', 'public.payments']
const classOf = (table: string): string => table.replace('public.', '')
const countOf = (keys: Iterable<string>, table: string): number => [...keys].filter(key => key.startsWith(`${table} `)).length

const sorted = (row: object): string => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** What the row once was, by its images from the last to the first: each has what its change took away. */
function once(current: object, images: readonly { readonly image: object }[]): ReadonlySet<string> {
  let row = current
  return new Set(
    images.map(({ image }) => {
      row = { ...row, ...image }
      return sorted(row)
    }),
  )
}

/** What two scopes cover. */
export const together = (one: Scope, other: Scope): Scope => scope({ sql: `${one.sql} union all ${other.sql}` })

function scope(what: Partial<Pick<Scope, 'member' | 'onTable' | 'rowKey' | 'onClass'>> & { readonly sql: string }): Scope {
  // One statement, so that rows and transactions are of one snapshot.
  const looking = `
    with r as materialized (${what.sql})
    select pg_snapshot_xmin(s)::text as oldest, pg_snapshot_xmax(s)::text as next, statement_timestamp()::text as at,
      -- of a row that is in the scope twice, what is asked for most comes last
      (select coalesce(jsonb_agg(jsonb_build_array(r.t || ' ' || r.k, r.c::text, r.keep) order by r.keep <> 'existence'), '[]') from r) as rows
    from pg_current_snapshot() as s`
  return {
    member: what.member ?? 0,
    onTable: what.onTable ?? null,
    rowKey: what.rowKey ?? null,
    onClass: what.onClass ?? null,
    sql: what.sql,
    look: async eye => {
      const [{ oldest, next, at, rows }] = (await eye.query(looking)).rows as [
        { oldest: string; next: string; at: string; rows: [string, string, Keep][] },
      ]
      return { oldest: BigInt(oldest), next: BigInt(next), at, rows: new Map(rows.map(([key, content, keep]) => [key, { content, keep }])) }
    },
    lost: async (eye, first, second) => {
      const gone = [...first.rows.keys()].filter(key => !second.rows.has(key)).map(row => ({ row, how: 'is gone' }) as const)
      const changed = [...first.rows].filter(
        ([key, { content, keep }]) => keep !== 'existence' && second.rows.has(key) && second.rows.get(key)!.content !== content,
      )
      const unkept: Loss[] = []
      for (const [key, { content, keep }] of changed) {
        const { rows: images } = await eye.query(
          `select image from retention.preserved where table_name || ' ' || row_key = $1 order by image_id desc`,
          [key],
        )
        const current = JSON.parse(second.rows.get(key)!.content)
        if (keep === 'block' || !once(current, images).has(sorted(JSON.parse(content)))) unkept.push({ row: key, how: 'has changed' })
      }
      return [...gone, ...unkept]
    },
    miscounted: (preserved, before, after, deleted) => {
      // What is in a scope for what refers to it may have been out of it in between.
      const both = [...before.rows].flatMap(([key, { keep }]) =>
        keep !== 'existence' && after.rows.has(key) && !deleted.has(key) ? [key] : [],
      )
      const wrong = names.filter(table => {
        const n = preserved[classOf(table)] ?? 0
        return n > countOf(after.rows.keys(), table) || n < countOf(both, table)
      })
      return wrong.length === 0
        ? null
        : wrong
            .map(
              t =>
                `${t}: reported ${preserved[classOf(t)] ?? 0}, ${countOf(both, t)} before and after, ${countOf(after.rows.keys(), t)} after`,
            )
            .join('; ')
    },
  }
}
