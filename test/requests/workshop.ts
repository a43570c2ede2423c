import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PGlite } from '@electric-sql/pglite'
import { compile } from '../../src/compile.ts'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { loadProject } from '../../src/project.ts'
import { openPglite } from '../../src/schema/pglite.ts'

const folder = fileURLToPath(new URL('../../policies/kontraktr', import.meta.url))

/** Everything that Kontraktr's policy compiles to. */
export const workshopFiles = async (): Promise<readonly OutputFile[]> => (await compile(await loadProject(folder))).files

const id = (kind: string, n: number): string => `${kind.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`
export const shop = (n: number): string => id('5', n)
export const staff = (n: number): string => id('a', n)
export const customer = (n: number): string => id('c', n)
const job = (n: number): string => id('b', n)
const mockup = (n: number): string => id('d', n)
export const invoice = (n: number): string => id('e', n)

/** A customer of shop 1 with all that a customer has; another one beside it, and one of shop 2. Counts are in the tests, by hand. */
export const workshopRows = `
  insert into shops (id, name, purge_schedule) values ('${shop(1)}', 'One', null), ('${shop(2)}', 'Two', '41 1 * * *');
  insert into shop_users (id, shop_id, email, role) values
    ('${staff(1)}', '${shop(1)}', 'admin@one', 'admin'), ('${staff(2)}', '${shop(1)}', 'manager@one', 'manager'),
    ('${staff(3)}', '${shop(2)}', 'admin@two', 'admin'), ('${staff(4)}', '${shop(1)}', 'owner@one', 'owner');
  insert into customers (id, shop_id, company_name, contact_name, email, portal_slug) values
    ('${customer(1)}', '${shop(1)}', 'Acme', 'Ada', 'ada@acme', 'acme'), ('${customer(2)}', '${shop(1)}', 'Bolt', 'Ben', 'ben@bolt', 'bolt'),
    ('${customer(3)}', '${shop(2)}', 'Core', 'Cyd', 'cyd@core', 'core');
  insert into jobs (id, shop_id, customer_id, title, status) values
    ('${job(1)}', '${shop(1)}', '${customer(1)}', 'sign', 'done'), ('${job(2)}', '${shop(1)}', '${customer(1)}', 'van', 'open'),
    ('${job(3)}', '${shop(1)}', '${customer(2)}', 'flag', 'open');
  insert into mockups (id, shop_id, job_id, parent_id, file_key, version) values
    ('${mockup(1)}', '${shop(1)}', '${job(1)}', null, 'k1', 1), ('${mockup(2)}', '${shop(1)}', '${job(1)}', '${mockup(1)}', 'k2', 2),
    ('${mockup(3)}', '${shop(1)}', '${job(2)}', null, 'k3', 1), ('${mockup(4)}', '${shop(1)}', '${job(3)}', null, 'k4', 1);
  insert into invoices (id, shop_id, customer_id, job_id, number, status) values
    ('${invoice(1)}', '${shop(1)}', '${customer(1)}', '${job(1)}', '1', 'paid'), ('${invoice(2)}', '${shop(1)}', '${customer(1)}', null, '2', 'draft'),
    ('${invoice(3)}', '${shop(1)}', '${customer(2)}', '${job(3)}', '3', 'unpaid');
  insert into invoice_line_items (shop_id, invoice_id, description, unit_price) values
    ('${shop(1)}', '${invoice(1)}', 'paint', 1), ('${shop(1)}', '${invoice(1)}', 'work', 2), ('${shop(1)}', '${invoice(2)}', 'ink', 3),
    ('${shop(1)}', '${invoice(3)}', 'cloth', 4);
  insert into activity_logs (shop_id, action, entity_type, entity_id, summary, created_at) values
    ('${shop(1)}', 'created', 'customer', '${customer(1)}', 'Ada of Acme, ada@acme', now() - interval '100 days'),
    ('${shop(1)}', 'created', 'job', '${job(1)}', 'sign for Ada', now() - interval '90 days'),
    ('${shop(1)}', 'paid', 'invoice', '${invoice(1)}', 'Ada paid', now() - interval '80 days'),
    ('${shop(1)}', 'drawn', 'mockup', '${mockup(2)}', 'as Ada wished', now() - interval '70 days'),
    ('${shop(1)}', 'created', 'customer', '${customer(2)}', 'Ben of Bolt', now() - interval '60 days');
  insert into webhook_logs (shop_id, endpoint, payload, status) values ('${shop(1)}', '/hook', '{"to": "ada@acme"}', 200);
`

/** Kontraktr installed, as it comes or with other files: nothing is armed. `dpo` is an officer, `ops` an operator, `eye` an auditor. */
export async function openWorkshop(files?: readonly OutputFile[]): Promise<PGlite> {
  const db = await openPglite()
  await db.exec(readFileSync(`${folder}/schema.sql`, 'utf8'))
  for (const { path, text } of files ?? (await workshopFiles()))
    if (path.startsWith('migrations/')) await db.exec(`begin;\n${text}\ncommit;`)
  await db.exec(`
    create role dpo login in role kontraktr_retention_officer;
    create role ops login in role kontraktr_retention_operator;
    create role eye login in role kontraktr_retention_auditor;
    ${workshopRows}`)
  return db
}

/** The key of a customer, as a request names it. */
export const keyOf = (n: number, ofShop = 1): string => `{"shop_id": "${shop(ofShop)}", "id": "${customer(n)}"}`
