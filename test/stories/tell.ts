import { type Ask, columnsOf, type Person, rowsOf, tablesOf, type Value } from './fill.ts'
import { digest, type Remains, type Story, type Turn } from './story.ts'

type Row = Readonly<Record<string, Value>>
/** Each row of the application as a document, table by table. */
export type Rows = Readonly<Record<string, readonly Row[]>>

export const ada: Person = { n: 1, name: 'Ada-Quill' }
const [ben, cleo, dan, eve] = ['Ben-Rook', 'Cleo-Swift', 'Dan-Tern', 'Eve-Wren'].map((name, i) => ({ n: i + 2, name })) as [
  Person,
  Person,
  Person,
  Person,
]
export const others = { ben, cleo, dan, eve }

export interface Told {
  /** What the others have, before anybody is erased. */
  readonly before: Rows
  readonly adas: Rows
  /** After the first run: Ada is gone. */
  readonly after: Rows
  /** After Cleo came back, and another run. */
  readonly last: Rows
  /** Columns in which something of Ada is found, before and after: `schema.table.column`. */
  readonly tracesBefore: readonly string[]
  readonly traces: readonly string[]
}

export async function rowsIn(ask: Ask, tables: readonly string[]): Promise<Rows> {
  const rows: Record<string, readonly Row[]> = {}
  for (const t of tables) rows[t] = (await ask(`select to_jsonb(t) as row, t::text as text from ${t} as t order by 2`)).map(r => r.row)
  return rows
}

const written = (row: Row): string => JSON.stringify(row)
/** What one has and the other has not, row by row. */
export function without(rows: Rows, gone: Rows): Rows {
  return Object.fromEntries(
    Object.entries(rows).map(([table, all]) => {
      const taken = new Set((gone[table] ?? []).map(written))
      return [table, all.filter(r => !taken.has(written(r)))]
    }),
  )
}

/** Every column of every table, ours too, in which a value of Ada's stands: her name, her address, an id of a row of hers that is to be gone. */
async function tracesOf(ask: Ask, ids: readonly string[]): Promise<readonly string[]> {
  const columns = await ask(`
    select format('%I.%I', n.nspname, c.relname) as "table", a.attname as "column"
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'm') and n.nspname !~ '^(pg_|information_schema)'
    order by 1, 2`)
  const found: string[] = []
  const pattern = [ada.name, `192\\.0\\.2\\.${ada.n}(?![0-9])`, Buffer.from(ada.name).toString('hex'), ...ids].join('|')
  for (const [table, own] of Map.groupBy(columns, c => c.table)) {
    const looks = own.map((c, i) => `bool_or("${c.column}"::text ~ '${pattern}') as c${i}`)
    const [row] = await ask(`select ${looks.join(', ')} from ${table}`)
    own.forEach((c, i) => {
      if (row![`c${i}`]) found.push(`${table}.${c.column}`)
    })
  }
  return found
}

/** The notices go to their recipients, which takes what they say out of the database. */
async function settle(ask: Ask): Promise<void> {
  if ((await ask(`select to_regclass('retention.outbox')::text as outbox`))[0]!.outbox === null) return
  await ask(`select retention.settle_notice(n.notice_id, n.attempt, 'done') from retention.take_notices(1000) as n`)
}
async function run(ask: Ask): Promise<void> {
  for (const { class_name } of await ask(`select class_name from retention.class where mode <> 'disabled' order by run_order`))
    await ask(`call retention.run('${class_name}', scheduled => true)`, 'ops')
  await settle(ask)
}

const idsOf = (rows: Rows): readonly string[] => [
  ...new Set(Object.values(rows).flatMap(all => all.flatMap(r => (typeof r.id === 'string' ? [r.id] : [])))),
]
/** Rows of Ada that stay, as the text has them. */
export function remainsOf(story: Story, adas: Rows): Rows {
  const rest = Object.entries(story.remains).map(([table, { written: w }]) => {
    const values = typeof w === 'function' ? w(ada) : (w ?? {})
    return [
      table,
      (adas[table] ?? []).map(r => ({ ...r, ...Object.fromEntries(Object.entries(values).map(([c, v]) => [c, document(v)])) })),
    ]
  })
  return Object.fromEntries(rest)
}
const document = (value: Value): Value => (value === '{}' ? (JSON.parse(value) as Value) : value)
/** A digest that nobody can calculate is judged by its size alone. */
export const withDigests = (rows: Rows, remains: Readonly<Record<string, Remains>>): Rows =>
  Object.fromEntries(
    Object.entries(rows).map(([table, all]) => {
      const { written: w } = remains[table] ?? {}
      const hidden = Object.entries(typeof w === 'object' ? w : {}).flatMap(([c, v]) => (v === digest ? [c] : []))
      return [
        table,
        all.map(r => ({ ...r, ...Object.fromEntries(hidden.map(c => [c, /^\\x[0-9a-f]{64}$/.test(String(r[c])) ? digest : r[c]!])) })),
      ]
    }),
  )

/** The whole story of a policy in a database in which it is installed and nothing is armed. */
export async function tell(story: Story, ask: Ask): Promise<Told> {
  const columns = await columnsOf(ask)
  const tables = tablesOf(columns)
  const fill = (person: Person) =>
    ask(`begin; ${rowsOf(person, columns, Object.keys(story.apart), story.values(person), story.more)}; commit`)
  const application = async (turn: Turn, person: Person) => {
    for (const sql of story.application[turn](person)) await ask(sql)
  }
  const officer = async (turn: Turn, person: Person) => {
    await story.officer?.[turn]?.(person, ask)
  }

  if (story.shared !== '') await ask(story.shared)
  for (const person of Object.values(others)) await fill(person)
  await application('erase', ben)
  await application('leave', cleo)
  await application('idle', dan)
  const before = await rowsIn(ask, tables)

  await fill(ada)
  await application('erase', ada)
  const adas = without(await rowsIn(ask, tables), before)
  // Rows that stay have ids of their own, which say nothing any more.
  const ids = idsOf(adas).filter(i => !idsOf(remainsOf(story, adas)).includes(i))
  const tracesBefore = await tracesOf(ask, ids)

  const key = JSON.stringify(story.key(ben))
  await ask(
    `call retention.place_hold('M-1', 'litigation', 'the court', 'a claim', on_table => '${story.subject}', row_key => '${key}')`,
    'dpo',
  )
  await ask(`select retention.arm(class_name, 'the preview was seen') from retention.class where mode = 'shadow'`, 'dpo')
  for (const person of [ada, ben]) await officer('erase', person)
  await officer('leave', cleo)
  await officer('idle', dan)
  await run(ask)
  const after = await rowsIn(ask, tables)

  await application('comeBack', cleo)
  await officer('comeBack', cleo)
  await run(ask)
  return { before, adas, after, last: await rowsIn(ask, tables), tracesBefore, traces: await tracesOf(ask, ids) }
}
