import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { compile } from '../src/compile.ts'
import { loadProject } from '../src/project.ts'
import { startServer } from '../test/server.ts'

// How long it takes to erase one person with many rows, and how much memory of its own the server's process needs for it: a customer of
// Kontraktr with a quarter of the rows as invoices and the rest as their line items, beside as many of another customer.
//   node bench/erasure.ts [rows]

const rows = Number(process.argv[2] ?? 1_000_000)
const folder = join(import.meta.dirname, '../policies/kontraktr')
const shop = '50000000-0000-4000-8000-000000000000'
const customer = (n: number): string => `c0000000-0000-4000-8000-00000000000${n}`
const admin = 'a0000000-0000-4000-8000-000000000000'

const fill = `
  insert into shops (id, name) values ('${shop}', 'One');
  insert into shop_users (id, shop_id, email, role) values ('${admin}', '${shop}', 'a', 'admin');
  insert into customers (id, shop_id, company_name, contact_name, email, portal_slug)
  select c::uuid, '${shop}', 'Acme', 'Ada', 'a', c from unnest(array['${customer(1)}', '${customer(2)}']) as c;
  insert into invoices (shop_id, customer_id, number)
  select '${shop}', c.id, c.portal_slug || g from generate_series(1, ${rows / 4}) as g, customers as c;
  insert into invoice_line_items (shop_id, invoice_id, description, unit_price)
  select i.shop_id, i.id, 'work', 1 from invoices as i, generate_series(1, 3);
  analyze;
`

/** Memory that a process shares with no other, in MB. */
const ownMemory = (pid: number): number => Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024

const server = await startServer()
try {
  const client = new pg.Client(server.superuserUrl)
  await client.connect()
  const one = async (sql: string): Promise<any> => Object.values((await client.query(sql)).rows[0]!)[0]
  const timed = async (what: string, sql: string): Promise<any> => {
    const start = performance.now()
    const result = await one(sql)
    console.log(`${what.padEnd(10)} ${((performance.now() - start) / 1000).toFixed(1)} s`)
    return result
  }
  await client.query(readFileSync(join(folder, 'schema.sql'), 'utf8'))
  const { files } = await compile(await loadProject(folder))
  for (const file of files) if (file.path.startsWith('migrations/')) await client.query(`begin; ${file.text} commit;`)
  await client.query(fill)
  const key = `{"shop_id": "${shop}", "id": "${customer(1)}"}`
  const request = await one(`select retention.open_request('public.customers', '${key}', 'erasure', 'letter')`)
  await one(`select retention.verify_request(${request}, 'basic')`)
  await timed('preview', `select sum(row_count) from retention.preview_erasure(${request})`)
  await timed('confirm', `select retention.confirm_erasure(${request}, '${admin}', 'DELETE ALL DATA')`)
  const pid = await one('select pg_backend_pid()')
  const atFirst = ownMemory(pid)
  let most = atFirst
  const watch = setInterval(() => {
    most = Math.max(most, ownMemory(pid))
  }, 100)
  const summary = await timed('execute', `call retention.execute_erasure(${request})`)
  clearInterval(watch)
  const gone = Object.values<Record<string, number>>(summary.done)
    .flatMap(t => Object.values(t))
    .reduce((a, b) => a + b, 0)
  const [left] = (
    await client.query('select (select count(*) from invoices)::int as invoices, (select count(*) from invoice_line_items)::int as items')
  ).rows
  if (gone !== rows + 1 || left.invoices !== rows / 4 || left.items !== (rows * 3) / 4 || summary.status !== 'completed')
    throw new Error(`not what should have gone: ${JSON.stringify({ summary, left })}`)
  console.log(`${gone} rows went; memory of the process: ${Math.round(atFirst)} MB before, ${Math.round(most)} MB at most`)
  await client.end()
} finally {
  await server.stop()
}
