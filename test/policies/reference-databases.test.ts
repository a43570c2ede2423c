import { readFileSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clauses as clinic } from '../../policies/clinic/clauses.ts'
import { clauses as kaevo } from '../../policies/kaevo/clauses.ts'
import { clauses as klonr } from '../../policies/klonr/clauses.ts'
import { clauses as kontraktr } from '../../policies/kontraktr/clauses.ts'
import { clauses as pristina } from '../../policies/pristina/clauses.ts'
import { openWithSchema } from '../../src/verify/database/install.ts'
import { readDatabase, type TypedColumn } from './read-database.ts'

const pathOf = (name: string, file: string) => new URL(`../../policies/${name}/${file}`, import.meta.url).pathname

// The migration tool's own table is not in the application's types.
const columnsSql = `
  select
    case c.table_schema when 'public' then '' else c.table_schema || '.' end || c.table_name || '.' || c.column_name as "column",
    c.data_type as type,
    (
      select string_agg(pg_catalog.quote_literal(e.enumlabel), ' | ' order by e.enumsortorder)
      from pg_catalog.pg_enum e
      where e.enumtypid = pg_catalog.to_regtype(pg_catalog.format('%I.%I', c.udt_schema, c.udt_name))
    ) as labels,
    c.udt_name,
    c.is_nullable = 'YES' as nullable,
    c.column_default is not null or c.is_identity = 'YES' as generated
  from information_schema.columns c
  join pg_catalog.pg_class k on k.oid = pg_catalog.format('%I.%I', c.table_schema, c.table_name)::regclass
  where c.table_schema not in ('pg_catalog', 'information_schema') and c.table_name <> 'schema_migrations' and not k.relispartition
`
interface CatalogColumn {
  readonly column: string
  readonly type: string
  readonly labels: string | null
  readonly udt_name: string
  readonly nullable: boolean
  readonly generated: boolean
}

// How the PostgreSQL driver hands a value over: 64-bit numbers as text, since JavaScript's would round them.
const selectOf: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  character: 'string',
  inet: 'string',
  citext: 'string',
  boolean: 'boolean',
  smallint: 'number',
  integer: 'number',
  bigint: 'string',
  numeric: 'string',
  jsonb: 'JsonValue',
  bytea: 'Buffer',
  date: 'Date',
  'timestamp with time zone': 'Date',
  'timestamp without time zone': 'Date',
}

const asTyped = ({ column, type, labels, udt_name, nullable, generated }: CatalogColumn): TypedColumn => ({
  column,
  select: labels ?? selectOf[type === 'USER-DEFINED' ? udt_name : type] ?? `unknown type ${type}`,
  nullable,
  generated,
})

/** Foreign keys whose columns do not lead any index of their table. */
const unindexedForeignKeysSql = `
  select f.conrelid::regclass::text as "table", f.conname as name
  from pg_catalog.pg_constraint f
  where f.contype = 'f' and f.conparentid = 0 and not exists (
    select from pg_catalog.pg_index i
    where i.indrelid = f.conrelid and i.indpred is null
      and (i.indkey::int2[])[0 : pg_catalog.cardinality(f.conkey) - 1] @> f.conkey
  )
`

/** Columns that lead an index, named as in columnsSql. */
const leadingColumnsSql = `
  select distinct case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname || '.' || a.attname as "column"
  from pg_catalog.pg_index i
  join pg_catalog.pg_class c on c.oid = i.indrelid
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
  where i.indpred is null and n.nspname not in ('pg_catalog', 'pg_toast', 'information_schema')
`

// Where a policy's clock may start; the search for due rows needs the index.
const cutoffs: Readonly<Record<string, readonly string[]>> = {
  klonr: [
    'users.created_at',
    'users.deactivated_at',
    'users.deletion_requested_at',
    'generation_jobs.created_at',
    'partial_renders.created_at',
    'transactions.occurred_at',
    'invoices.issued_at',
    'support_tickets.resolved_at',
    'marketing_preferences.unsubscribed_at',
    'marketing_sends.sent_at',
    'access_logs.at',
    'error_logs.at',
    'security_events.at',
    'usage_events.at',
    'registration_blocklist.added_at',
  ],
  kontraktr: [
    'activity_logs.created_at',
    'notifications.created_at',
    'chat_messages.created_at',
    'webhook_logs.created_at',
    'ai_usage_logs.created_at',
  ],
  kaevo: [
    'users.closed_at',
    'users.deletion_requested_at',
    'users.last_login_at',
    'users.last_api_at',
    'transactions.occurred_on',
    'support_threads.opened_at',
    'support_messages.sent_at',
    'app_logs.at',
    'analytics_events.collected_at',
    'plaid_connections.disconnected_at',
    'security_incidents.closed_at',
  ],
  pristina: [
    'users.deleted_at',
    'subscriptions.ends_at',
    'invoices.issued_on',
    'auth_login_events.created_at',
    'user_activity_log.created_at',
    'error_events.created_at',
    'upgrade_intent_events.created_at',
    'search_usage.created_at',
    'api_usage.created_at',
    'business_removal_requests.decided_at',
  ],
  clinic: [
    'clients.left_on',
    'clients.deletion_requested_at',
    'patients.died_on',
    'visits.visited_at',
    'prescriptions.dispensed_on',
    'lab.samples.resulted_at',
    'invoices.issued_on',
    'reminders.sent_at',
    'audit.Audit Trail.When',
  ],
}

describe.each(['klonr', 'kontraktr', 'kaevo', 'pristina', 'clinic'])('the database of %s', name => {
  let db: PGlite
  beforeAll(async () => {
    db = await openWithSchema(readFileSync(pathOf(name, 'schema.sql'), 'utf8'))
  }, 30_000)
  afterAll(() => db.close())

  test('has the columns of database.ts, with the same nullability, defaults and kinds of value', async () => {
    const { rows } = await db.query<CatalogColumn>(columnsSql)
    const catalog = rows.map(asTyped).sort((a, b) => (a.column < b.column ? -1 : 1))
    expect(readDatabase(pathOf(name, 'database.ts'))).toEqual(catalog)
  })

  test('has a primary key on every table', async () => {
    const { rows } = await db.query(`
      select c.oid::regclass::text as "table" from pg_catalog.pg_class c
      where c.relkind in ('r', 'p') and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        and not exists (select from pg_catalog.pg_constraint k where k.conrelid = c.oid and k.contype = 'p')
    `)
    expect(rows).toEqual([])
  })

  test('answers every foreign key and every cutoff with an index', async () => {
    expect((await db.query(unindexedForeignKeysSql)).rows).toEqual([])
    const leading = (await db.query<{ column: string }>(leadingColumnsSql)).rows.map(row => row.column)
    expect(leading).toEqual(expect.arrayContaining([...cutoffs[name]!]))
  })

  test('splits its partitioned tables into three partitions and a default one', async () => {
    const { rows } = await db.query<{ table: string; named: number; defaults: number }>(`
      select i.inhparent::regclass::text as "table",
        count(*) filter (where pg_catalog.pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT')::int as named,
        count(*) filter (where pg_catalog.pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT')::int as defaults
      from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
      where c.relkind = 'r' group by 1 order by 1
    `)
    const tables = {
      klonr: ['access_logs', 'error_logs'],
      kontraktr: [],
      kaevo: ['app_logs'],
      pristina: ['api_usage'],
      clinic: ['invoices'],
    }[name]!
    expect(rows).toEqual(tables.map(table => ({ table, named: 3, defaults: 1 })))
  })
})

describe('the clauses', () => {
  test.each([
    ['K', 34, klonr],
    ['T', 35, kontraktr],
    ['V', 55, kaevo],
    ['X', 31, pristina],
    ['C', 15, clinic],
  ] as const)('of %s are %i without a gap', (letter, count, clauses) => {
    expect(Object.keys(clauses)).toEqual(Array.from({ length: count }, (_, i) => `${letter}-${String(i + 1).padStart(2, '0')}`))
    expect(Object.values(clauses).filter(text => text.trim() !== text || text.length < 10)).toEqual([])
  })

  test('of the clinic are its policy in its own words', () => {
    const text = readFileSync(pathOf('clinic', 'policy.txt'), 'utf8').replaceAll(' | ', ': ')
    expect(Object.values(clinic).filter(clause => !text.includes(clause))).toEqual([])
  })
})

describe('the triggers of the clinic', () => {
  let db: PGlite
  beforeAll(async () => {
    db = await openWithSchema(readFileSync(pathOf('clinic', 'schema.sql'), 'utf8'))
  }, 30_000)
  afterAll(() => db.close())

  test('strike an entry of the register out, and leave it there', async () => {
    await db.exec(`insert into drug_register (entry_no, drug, quantity) values (1, 'ketamine', 2.5)`)
    expect((await db.query('delete from drug_register')).affectedRows).toBe(0)
    const { rows } = await db.query('select entry_no, struck_out_at is not null as struck_out from drug_register')
    expect(rows).toEqual([{ entry_no: 1, struck_out: true }])
  })

  test('write the key of a deleted row down, once client and patient are gone together', async () => {
    await db.transaction(async transaction => {
      await transaction.exec(`insert into clients (client_no, name, main_patient) values ('C1', 'Ann', 'Bella')`)
      await transaction.exec(`insert into patients (client_no, name) values ('C1', 'Bella')`)
    })
    await db.transaction(async transaction => {
      await transaction.exec('delete from patients')
      await transaction.exec('delete from clients')
    })
    const { rows } = await db.query(`select "Action", "Table", "Row Key" from audit."Audit Trail" order by "No"`)
    expect(rows).toEqual([
      { Action: 'DELETE', Table: 'patients', 'Row Key': 'C1/Bella' },
      { Action: 'DELETE', Table: 'clients', 'Row Key': 'C1' },
    ])
  })
})
