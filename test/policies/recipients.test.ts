import type { PGlite } from '@electric-sql/pglite'
import { afterEach, expect, test, vi } from 'vitest'
import { installed } from '../emit/installed.ts'

// Who is told in the reference policies, written down by hand from their texts.
vi.setConfig({ testTimeout: 120_000 })

let db: PGlite
afterEach(() => db.close())

async function armed(policy: string, sql: string): Promise<void> {
  db = await installed(policy)
  await db.exec(`${sql}; select retention.arm(class_name, 'test') from retention.class`)
}
async function run(): Promise<readonly string[]> {
  const { rows } = await db.query<{ readonly class_name: string }>('select class_name from retention.class order by run_order')
  for (const { class_name } of rows) await db.query(`call retention.run($1, scheduled => true)`, [class_name])
  const told = await db.query<{ readonly line: string }>(`select recipient || ': ' || payload::text as line from retention.outbox`)
  return told.rows.map(r => r.line).toSorted()
}
const ada = '00000000-0000-4000-8000-000000000001'
const ben = '00000000-0000-4000-8000-000000000002'
const s = '00000000-0000-4000-8000-00000000000a'

test('V-36: a deletion is passed on to each subprocessor by what it knows, also where Kaevo keeps the record', async () => {
  await armed(
    'kaevo',
    `
    insert into auth.users (id, email) values ('${ada}', 'ada@example.org'), ('${ben}', 'ben@example.org');
    insert into users (id, jurisdiction, deletion_requested_at) values ('${ada}', 'EU', now() - interval '31 days'), ('${ben}', 'EU', now() - interval '29 days');
    insert into households (id, owner_user_id) values ('${ada}', '${ada}'), ('${ben}', '${ben}');
    insert into vault_documents (household_id, type, description, blob_key) values ('${ada}', 'deed', 'x', 'vault/1'), ('${ada}', 'will', 'x', null), ('${ben}', 'deed', 'x', 'vault/2');
    insert into plaid_connections (user_id, item_id) values ('${ada}', 'item-1'), ('${ben}', 'item-2');
    insert into subscriptions (id, user_id) values ('${s}', '${ada}')`,
  )
  expect(await run()).toEqual([
    `Anthropic: {"id": "${ada}"}`,
    'Google: {"email": "ada@example.org"}',
    `Netlify: {"id": "${ada}"}`,
    'Plaid: {"item_id": "item-1"}',
    `Stripe: {"id": "${s}", "user_id": "${ada}"}`,
    'Supabase storage: {"blob_key": "vault/1"}',
  ])
  // V-21: the record itself stays, without the user.
  expect((await db.query('select id, user_id from subscriptions')).rows).toEqual([{ id: s, user_id: null }])
})

test('K-06, K-09, K-28: whatever row names a file, the store hears when it goes; K-11 keeps its invoices', async () => {
  await armed(
    'klonr',
    `
    insert into users (id, email, name, avatar_key, deletion_requested_at) values ('${ada}', 'a@x', 'Ada', 'avatar/1', now()), ('${ben}', 'b@x', 'Ben', 'avatar/2', null);
    insert into generations (id, user_id, kind, prompt) values ('${ada}', '${ada}', 'image', 'x'), ('${ben}', '${ben}', 'image', 'x');
    insert into generation_assets (generation_id, blob_key, sha256) values ('${ada}', 'asset/1', ''), ('${ben}', 'asset/2', '');
    insert into generation_jobs (id, generation_id, payload) values ('${ada}', '${ada}', '{}');
    insert into partial_renders (job_id, blob_key) values ('${ada}', 'render/1');
    insert into uploads (id, user_id, kind, blob_key) values ('${ada}', '${ada}', 'face', 'face/1'), ('${s}', '${ada}', 'audio', 'audio/1');
    insert into upload_provider_copies (upload_id, provider, provider_ref) values ('${ada}', 'google', 'g-1'), ('${s}', 'kuaishou', 'k-1');
    insert into invoices (user_id, number, billing_name, billing_email, pdf_key) values ('${ada}', '1', 'Ada', 'a@x', 'pdf/1')`,
  )
  expect(await run()).toEqual(
    [
      'AI providers: {"provider": "google", "provider_ref": "g-1"}',
      'AI providers: {"provider": "kuaishou", "provider_ref": "k-1"}',
      ...['asset/1', 'audio/1', 'face/1', 'render/1'].map(key => `object store: {"blob_key": "${key}"}`),
      'object store: {"avatar_key": "avatar/1"}',
    ].toSorted(),
  )
  // K-05: what users delete themselves takes its file along, too.
  await db.query(`delete from generation_assets where blob_key = 'asset/2'`)
  expect((await db.query(`select recipient from retention.outbox where payload ->> 'blob_key' = 'asset/2'`)).rows).toEqual([
    { recipient: 'object store' },
  ])
})

test('T-15, T-31: an erasure tells the store of mockups, and the shop by which id Stripe knows the customer', async () => {
  await armed('kontraktr', '')
  const { rows } = await db.query('select recipient, hears from retention.recipient order by 1')
  expect(rows).toEqual([
    { recipient: 'erasure complete', hears: 'letter' },
    { recipient: 'file store', hears: 'destruction' },
    { recipient: 'the shop, for Stripe', hears: 'erasure' },
  ])
  await db.exec(`
    insert into shops (id, name) values ('${s}', 'Shop');
    insert into customers (id, shop_id, company_name, contact_name, email, portal_slug) values ('${ada}', '${s}', 'A', 'A', 'a@x', 'a');
    insert into jobs (id, shop_id, customer_id, title, status) values ('${ada}', '${s}', '${ada}', 'x', 'open');
    insert into mockups (shop_id, job_id, file_key) values ('${s}', '${ada}', 'mockup/1');
    delete from mockups`)
  expect(await run()).toEqual(['file store: {"file_key": "mockup/1"}'])
  // Whose it was, by the customer's whole key.
  const { rows: whose } = await db.query(
    `select person = retention.keyed_digest(jsonb_build_array('public.customers', '{"shop_id": "${s}", "id": "${ada}"}'::jsonb)::text) as right_one from retention.outbox`,
  )
  expect(whose).toEqual([{ right_one: true }])
})

test('X-13: 90 days after the decision, and once the registrar says so, the scan goes with the row', async () => {
  await armed(
    'pristina',
    `
    insert into businesses (id, name, registration_no, legal_form, municipality) values ('${s}', 'x', '1', 'x', 'x');
    insert into business_removal_requests (id, business_id, requester_name, requester_email, id_document_url, status, decided_at) values
      ('${ada}', '${s}', 'A', 'a@x', 'https://scans/1', 'granted', now() - interval '91 days'),
      ('${ben}', '${s}', 'B', 'b@x', 'https://scans/2', 'granted', now() - interval '91 days')`,
  )
  expect(await run()).toEqual([])
  await db.query(`select retention.review_business_removal_requests('${ada}', 'dispose', 'over')`)
  expect(await run()).toEqual(['document store: {"id_document_url": "https://scans/1"}'])
})
