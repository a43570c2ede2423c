import type { PGlite } from '@electric-sql/pglite'
import { afterEach, expect, test, vi } from 'vitest'
import { installed } from '../emit/installed.ts'

// What the texts of Kaevo (V-37, V-41) and Pristina let a person have.
vi.setConfig({ testTimeout: 120_000 })

let db: PGlite
afterEach(() => db.close())

const ada = '00000000-0000-4000-8000-000000000001'
const ben = '00000000-0000-4000-8000-000000000002'
async function request(right: string, person: string): Promise<number> {
  const { rows } = await db.query<{ readonly id: number }>(
    `select retention.open_request('public.users', '{"id": "${person}"}', '${right}', 'e-mail') as id`,
  )
  await db.query(`select retention.verify_request($1, 'additional')`, [rows[0]!.id])
  return rows[0]!.id
}
async function exported(id: number, format = 'json', sections = '{}'): Promise<string> {
  const { rows } = await db.query<{ readonly line: string }>(`select line from retention.export_person(${id}, '${format}', '${sections}')`)
  return rows.map(r => r.line).join('\n')
}
/** A household with something of everything; what nobody gets says SECRET, and what is another's says whose. */
const household = (id: string, who: string) => `
  insert into auth.users (id, email, encrypted_password) values ('${id}', '${who}@example.org', 'SECRET');
  insert into users (id, jurisdiction) values ('${id}', 'EU');
  insert into households (id, owner_user_id) values ('${id}', '${id}');
  insert into household_members (id, household_id, name, relationship) values ('${id}', '${id}', '${who} child', 'child');
  insert into accounts (id, household_id, kind, name) values ('${id}', '${id}', 'checking', '${who} account');
  insert into transactions (account_id, occurred_on, amount, merchant) values ('${id}', '2026-05-01', 12.30, '${who} shop');
  insert into bills (household_id, payee, amount) values ('${id}', '${who} payee', 1);
  insert into incomes (household_id, source, amount) values ('${id}', '${who} work', 1);
  insert into budgets (household_id, name, amount) values ('${id}', '${who} budget', 1);
  insert into medical_records (member_id, kind, details) values ('${id}', '${who} record', '{"dose": 1}');
  insert into vault_documents (household_id, type, description, blob_key) values ('${id}', 'deed', '${who} deed', 'SECRET');
  insert into calendar_events (household_id, starts_at, title) values ('${id}', '2026-05-01', '${who} event');
  insert into support_threads (id, user_id, subject) values ('${id}', '${id}', '${who} question');
  insert into support_messages (thread_id, direction, body) values ('${id}', 'in', '${who} message');
  insert into app_logs (user_id, message) values ('${id}', 'SECRET');
  insert into plaid_connections (user_id, item_id) values ('${id}', 'SECRET ${who}');
  insert into analytics_events (user_id, name) values ('${id}', 'SECRET');`

test('V-37, V-41: six groups, support if requested, of the vault its metadata; JSON or CSV', async () => {
  db = await installed('kaevo')
  await db.exec(household(ada, 'ada') + household(ben, 'ben'))
  const id = await request('access', ada)
  const text = await exported(id)
  const { data } = JSON.parse(text)
  expect(Object.keys(data)).toEqual([
    // Profile and household information
    ...['users', 'auth.users', 'households', 'household_members'],
    // Financial data
    ...['accounts', 'transactions', 'bills', 'incomes', 'expenses', 'budgets', 'balance_snapshots', 'investment_accounts'],
    // Medical, health, and other household information
    ...['medical_records', 'vehicles', 'homes', 'vacations', 'recipes', 'chores'],
    'vault_documents',
    'calendar_events',
  ])
  expect(data.transactions).toEqual([{ occurred_on: '2026-05-01', amount: 12.3, merchant: 'ada shop', category: null }])
  expect(data.vault_documents).toEqual([{ type: 'deed', description: 'ada deed', doc_date: null }])
  const withSupport = await exported(id, 'csv', '{support}')
  expect(withSupport).toContain('ada message')
  for (const output of [text, withSupport]) {
    expect(output).not.toMatch(/SECRET|ben/)
    for (const word of ['account', 'shop', 'payee', 'work', 'budget', 'record', 'deed', 'event', 'child'])
      expect(output).toContain(`ada ${word}`)
  }
  expect(text).not.toContain('question')
  // Portability is without what staff wrote.
  expect(Object.keys(JSON.parse(await exported(await request('portability', ada))).data)).toEqual(Object.keys(data))
  await expect(exported(await request('portability', ada), 'json', '{support}')).rejects.toMatchObject({ code: 'RH012' })
})

test('X-26, X-27, X-28: all personal data, as JSON, once an hour', async () => {
  db = await installed('pristina')
  const rows = (id: string, who: string) => `
    insert into users (id, email, name, password_hash) values ('${id}', '${who}@example.org', '${who}', 'SECRET');
    insert into subscriptions (user_id, plan, starts_at, ends_at) values ('${id}', '${who} plan', now(), now() + interval '1 year');
    insert into auth_login_events (user_id, ip, success) values ('${id}', '10.0.0.1', true);
    insert into api_keys (user_id, prefix) values ('${id}', '${who} key');
    insert into saved_searches (user_id, query) values ('${id}', '{"q": "${who} search"}');
    insert into error_events (user_id, message, context) values ('${id}', '${who} error', '{}');`
  await db.exec(rows(ada, 'ada') + rows(ben, 'ben'))
  const id = await request('access', ada)
  const text = await exported(id)
  expect(text).not.toMatch(/SECRET|ben/)
  for (const word of ['plan', 'key', 'search', 'error']) expect(text).toContain(`ada ${word}`)
  expect(JSON.parse(text).data.auth_login_events).toMatchObject([{ ip: '10.0.0.1', success: true }])
  await expect(exported(id)).rejects.toMatchObject({ code: 'RH016' })
  await expect(exported(await request('portability', ada))).rejects.toMatchObject({ code: 'RH016' })
  expect(await exported(await request('access', ben))).toContain('ben plan')
})
