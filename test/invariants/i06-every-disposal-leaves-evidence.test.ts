import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alterRoutine } from '../alter.ts'
import { brokenLink } from '../real/chain.ts'
import type { Database, World } from '../real/world.ts'
import { armed, column, openServer, reference, run } from './installation.ts'

// Pristina. Two invoices of 2015 with three payments go, one account is erased, two logins go, one activity is passed by; the application deletes an account.

const asOf = '2026-06-01 12:00:00Z'
const id = (n: number) => `0000abcd-0000-4000-8000-00000000000${n}`
const rows = `
  insert into users (id, email, name, password_hash, deleted_at, legal_hold, legal_hold_reason) values
    ('${id(1)}', 'ada@example.org', 'Ada Lovelace', 'hash-of-ada', '2026-01-01', false, null), ('${id(2)}', 'ben@example.org', 'Ben Jonson', 'hash-of-ben', null, false, null);
  insert into saved_searches (id, user_id, query) values ('${id(3)}', '${id(1)}', '{"words": "bakeries in Prizren"}');
  insert into auth_login_events (user_id, ip, success, created_at) values ('${id(1)}', '192.0.2.11', true, '2025-01-01 08:00:00Z'), ('${id(1)}', '192.0.2.12', true, '2025-02-02 09:00:00Z');
  insert into invoices (id, user_id, number, issued_on, buyer_name, buyer_tax_no, total) values
    ('${id(4)}', '${id(1)}', 'INV-2015-0001', '2015-03-04', 'Lovelace Engines', '810000001', 1), ('${id(5)}', null, 'INV-2015-0002', '2015-05-06', 'Jonson Plays', '810000002', 1);
  insert into payments (id, invoice_id, provider_ref, paid_at) values
    ('${id(6)}', '${id(4)}', 'ch_first', '2015-04-04'), ('${id(7)}', '${id(4)}', 'ch_second', '2015-04-05'), ('${id(8)}', '${id(5)}', 'ch_third', '2015-06-06');
  insert into user_activity_log (user_id, action, target, created_at) values (null, 'cannot go', '{"who": "Ada Lovelace"}', '2025-01-01');
  create function keep() returns trigger language plpgsql as $$ begin raise exception 'not % of Ada Lovelace', old.action; end $$;
  create trigger keep before delete on user_activity_log for each row execute function keep();
  insert into error_events (id, user_id, message, context, created_at) values ('${id(9)}', '${id(2)}', 'no bakery', '{"mail": "ben@example.org"}', '2026-05-05');
`
const tables = ['users', 'saved_searches', 'auth_login_events', 'invoices', 'payments', 'user_activity_log', 'error_events']

let world: World
beforeAll(async () => {
  world = await openServer()
})
afterAll(() => world.close())

const pristina = reference('pristina')
interface Before {
  readonly database: Database
  /** Whatever tells somebody something about a row: each value of each column but instants, days, numbers and the words of the schema. */
  readonly values: readonly string[]
}
async function seeded(files: readonly OutputFile[] = pristina.files): Promise<Before> {
  const database = await armed(world, { ...pristina, files })
  await database.ask(rows)
  const values = await column(
    database,
    tables
      .map(t => `select v.value from ${t} as r, jsonb_each_text(to_jsonb(r)) as v where length(v.value) > 5 and v.value !~ '^[\\d-]{10}'`)
      .join(' union '),
  )
  expect(values).toEqual(expect.arrayContaining(['ada@example.org', id(1), 'INV-2015-0001', '192.0.2.11', '810000001', 'ch_first']))
  for (const invoice of [4, 5]) await database.ask(`select retention.review_invoices($1, 'dispose', 'books closed')`, [id(invoice)], 'dpo')
  await database.ask(`delete from users where id = '${id(2)}'`)
  return { database, values }
}

/** Rows that went, table by table, against what the evidence counts. */
async function unaccounted(database: Database): Promise<readonly string[]> {
  const count = async () =>
    new Map(
      (await database.ask(tables.map(t => `select '${t}' as t, count(*)::int as n from ${t}`).join(' union all '))).map(r => [r.t, r.n]),
    )
  const before = await count()
  await run(database, { as_of: asOf })
  const after = await count()
  const [proven] = await database.ask(`
    select jsonb_object_agg(t, n) as rows from (
      select split_part(r.key, '.', 2) as t, sum(r.value::int) as n
      from retention.evidence, jsonb_each_text(body -> 'rows') as r
      where act = 'disposal' or act = 'erasure' and body ->> 'class' in ('users', 'saved_searches') group by 1
    ) as counted`)
  return tables.filter(t => before.get(t)! - after.get(t)! !== (proven!.rows?.[t] ?? 0))
}
/** Values of rows that stand in the evidence. */
async function leaked({ database, values }: Before): Promise<readonly string[]> {
  const bodies = (await column(database, 'select body::text from retention.evidence')).join('\n')
  return values.filter(v => bodies.includes(v))
}

describe('I6 Every disposal leaves evidence', () => {
  test('it counts what went, parts included; it holds no value of any row; its chain is whole', async () => {
    const before = await seeded()
    expect(await unaccounted(before.database)).toEqual([])
    expect(await column(before.database, 'select count(*) from payments')).toEqual(['0'])
    expect(await leaked(before)).toEqual([])
    expect(await brokenLink(before.database)).toBeNull()
    // What could not go, and what the application's own deletion took along.
    expect(
      await before.database.ask(`select act, body - 'run' as body from retention.evidence where act in ('row passed by', 'cascade')`),
    ).toEqual([
      { act: 'cascade', body: { rows: { error_events: 1 } } },
      { act: 'row passed by', body: { class: 'user_activity_log', stage: 'dispose_user_activity_log', sqlstate: 'P0001' } },
    ])
  })

  test('it says who, when, which class, version, clause, as_of, first and last cutoff, and a keyed digest', async () => {
    const { database } = await seeded()
    const [{ now: earlier } = {}] = await database.ask('select clock_timestamp() as now')
    await run(database, { as_of: asOf, classes: ['auth_login_events'] })
    const [found] = await database.ask(
      `select recorded_by, recorded_at >= $1 and recorded_at <= clock_timestamp() as timely, body - 'run' as body from retention.evidence where act = 'disposal'`,
      [earlier],
    )
    const [secret] = await database.ask('select key from retention.digest_key')
    expect(found).toEqual({
      recorded_by: 'ops',
      timely: true,
      body: {
        class: 'auth_login_events',
        stage: 'dispose',
        clauses: ['X-07', 'X-18', 'X-19'],
        policy_version: '1.0',
        as_of: '2026-06-01T12:00:00+00:00',
        rows: { 'public.auth_login_events': 2 },
        first_cutoff: '2025-01-01T08:00:00+00:00',
        last_cutoff: '2025-02-02T09:00:00+00:00',
        keys: createHmac('sha256', secret!.key).update('[1],[2]').digest('hex'),
      },
    })
  })

  /** Evidence cannot be written: whatever goes all the same went without it. */
  async function withoutEvidence({ database }: Before): Promise<readonly string[]> {
    const before = await column(database, 'select id from payments')
    await database.ask(`
      create function public.full() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$;
      create trigger full_disk before insert on retention.evidence for each row when (new.act = 'disposal') execute function public.full()`)
    await run(database, { as_of: asOf, classes: ['invoices'] })
    const after = await column(database, 'select id from payments')
    return before.filter(payment => !after.includes(payment))
  }
  test('it is written with the disposal or the disposal is undone', async () => {
    expect(await withoutEvidence(await seeded())).toEqual([])
  })

  test('the chain shows a row that was altered, taken out, or cut off', async () => {
    const { database } = await seeded()
    await run(database, { as_of: asOf, classes: ['auth_login_events', 'invoices', 'users'] })
    const [{ n: last } = {}] = await database.ask('select max(evidence_id)::int as n from retention.evidence')
    const tamper = async (statement: string) => {
      await database.ask('alter table retention.evidence disable trigger user; create table aside as select * from retention.evidence')
      await database.ask(statement)
      const link = await brokenLink(database)
      await database.ask('delete from retention.evidence; insert into retention.evidence select * from aside; drop table aside')
      return link
    }
    expect(await tamper(`update retention.evidence set body = body || '{"rows": {}}' where evidence_id = 3`)).toBe(3)
    expect(await tamper('update retention.evidence set recorded_by = $$nobody$$ where evidence_id = 2')).toBe(2)
    expect(await tamper('delete from retention.evidence where evidence_id = 4')).toBe(4)
    expect(await tamper(`delete from retention.evidence where evidence_id = ${last}`)).toBe(last)
    expect(await brokenLink(database)).toBeNull()
  })

  const { files } = pristina
  const append = /perform retention\._append_evidence\(([\s\S]*?)\n\s+\)\);/g
  test('removed: the evidence of a disposal', async () => {
    const { database } = await seeded(alterRoutine(files, 'dispose_invoices', append, 'null;'))
    expect(await unaccounted(database)).toEqual(['invoices', 'payments'])
  })
  test('removed: the count of the parts', async () => {
    const { database } = await seeded(
      alterRoutine(files, 'dispose_invoices', `counts := counts || jsonb_build_object('public.payments', n);`, ''),
    )
    expect(await unaccounted(database)).toEqual(['payments'])
  })
  test('removed: the transaction that evidence and disposal share', async () => {
    const failing = alterRoutine(
      files,
      '_append_evidence',
      /insert into retention\.evidence \([\s\S]*?;\n/g,
      'begin insert into retention.evidence values (head.evidence_id + 1, head.hash, next_hash, recorded, session_user, act, body); exception when others then return null; end;\n',
    )
    expect(await withoutEvidence(await seeded(failing))).toHaveLength(3)
  })
  test('removed: the digest, so that keys stand in the clear', async () => {
    const before = await seeded(alterRoutine(files, 'dispose_invoices', `'keys', digest`, `'keys', key_1`))
    await run(before.database, { as_of: asOf, classes: ['invoices'] })
    expect(await leaked(before)).toEqual([id(4), id(5)])
  })
  test('removed: the link to the row before', async () => {
    const { database } = await seeded(alterRoutine(files, '_append_evidence', '_evidence_hash(head.hash, ', `_evidence_hash('', `))
    expect(await brokenLink(database)).toBe(2)
  })
})
