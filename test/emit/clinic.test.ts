import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { installed } from './installed.ts'

// What the clinic's text says, on rows on either side of each limit. The run judges by noon of 15 June 2025 in London, 11:00 UTC.
vi.setConfig({ hookTimeout: 180_000 })

const asOf = '2025-06-15 12:00:00+01'
const rows = `
  begin;
  insert into clients (client_no, name, registered_at, left_on, deletion_requested_at, main_patient) values
    ('stays', 'S', '2010-01-01', null, null, 'Rex'),
    ('left', 'A', '2010-01-01', '2022-06-14', null, 'Bella'),
    ('left later', 'B', '2010-01-01', '2022-06-15', null, null),
    ('asked', 'D', '2010-01-01', null, '2025-06-01 11:59:59', 'Tom'),
    ('asked later', 'E', '2010-01-01', null, '2025-06-01 12:00:01', 'Ina'),
    ('asked, drug', 'F', '2010-01-01', null, '2025-05-01 09:00', 'Kim'),
    ('asked, quarrel', 'G', '2010-01-01', null, '2025-05-01 09:00', 'Leo'),
    ('left, invoice', 'H', '2010-01-01', '2022-01-01', null, null);
  insert into patients (client_no, name, died_on) values
    ('stays', 'Rex', null), ('stays', 'died', '2022-06-14'), ('stays', 'died a day later', '2022-06-15'),
    ('left', 'Bella', null), ('asked', 'Tom', null), ('asked later', 'Ina', null),
    ('asked, drug', 'Kim', null), ('asked, quarrel', 'Leo', null);
  commit;
  insert into visits (visit_no, client_no, patient_name, visited_at, state, complaint_open) values
    ('5 years', 'stays', 'Rex', '2020-06-15 11:59:59', 2, false),
    ('5 years less a second', 'stays', 'Rex', '2020-06-15 12:00:01', 2, false),
    ('5 years, sample open', 'stays', 'Rex', '2020-01-01', 2, false),
    ('5 years, complaint', 'stays', 'Rex', '2019-01-01', 2, true),
    ('recent', 'stays', 'Rex', '2025-01-01', 2, false),
    ('asked', 'asked', 'Tom', '2025-01-01', 2, false),
    ('asked, controlled', 'asked, drug', 'Kim', '2023-01-01', 2, false),
    ('asked, other', 'asked, drug', 'Kim', '2023-01-01', 2, false),
    ('asked, complaint', 'asked, quarrel', 'Leo', '2023-01-01', 2, true);
  insert into prescriptions (visit_no, line_no, drug, controlled, dispensed_on) values
    ('recent', 1, '5 years', true, '2020-06-14'), ('recent', 2, '5 years less a day', true, '2020-06-15'),
    ('recent', 3, '2 years', false, '2023-06-14'), ('recent', 4, '2 years less a day', false, '2023-06-15'),
    ('5 years, complaint', 1, 'complaint', false, '2019-01-01'),
    ('asked', 1, 'asked', false, '2025-01-01'),
    ('asked, controlled', 1, 'asked, controlled', true, '2023-01-01'), ('asked, controlled', 2, 'asked, beside it', false, '2025-01-01');
  insert into lab.samples (barcode, visit_no, taken_at, resulted_at) values
    ('18 months', 'recent', '2023-12-01', '2023-12-15 11:59:59'), ('18 months less a second', 'recent', '2023-12-01', '2023-12-15 12:00:01'),
    ('no result', '5 years, sample open', '2020-01-01', null), ('asked', 'asked', '2025-01-01', null);
  insert into invoices (branch, invoice_no, client_no, billed_to, issued_on, total) values
    ('city', 1, 'stays', '7 years', '2017-12-31', 1), ('closed', 2, 'stays', '7 years less a year', '2018-01-01', 1),
    ('farm', 3, 'asked', 'asked', '2024-01-01', 1), ('mobile', 4, 'left, invoice', 'left', '2021-01-01', 1);
  insert into reminders (client_no, appointment_on, text, sent_at) values
    ('stays', '2025-04-01', '90 days', '2025-03-17 11:59:59'), ('stays', '2025-04-01', '90 days less a second', '2025-03-17 12:00:01'),
    ('stays', '2025-01-01', 'never sent', null), ('asked', '2025-07-01', 'asked', null);
  insert into audit."Audit Trail" ("When", "Who", "Action", "Table", "Row Key") values
    ('2024-05-11 11:59:59', '400 days', 'UPDATE', 'clients', 'x'), ('2024-05-11 12:00:01', '400 days less a second', 'UPDATE', 'clients', 'x');
  insert into drug_register (entry_no, drug, quantity, entered_at) values (1, 'ketamine', 1, '1999-01-01');
`

let db: PGlite
const list = async (sql: string): Promise<readonly string[]> =>
  (await db.query<{ of: string }>(`select ${sql} order by 1`)).rows.map(r => r.of)

beforeAll(async () => {
  db = await installed('clinic')
  await db.exec(rows)
  await db.exec(`select retention.arm(class_name, 'test') from retention.class`)
  const classes = await list('class_name as of from retention.class')
  const inOrder = (await db.query<{ c: string }>('select class_name as c from retention.class order by run_order')).rows.map(r => r.c)
  expect(inOrder).toHaveLength(classes.length)
  // Two nights: a client and the animal shown first let go of each other in the first, and leave in the second.
  for (const name of [...inOrder, ...inOrder]) await db.query('call retention.run($1, $2::timestamptz)', [name, asOf])
})
afterAll(() => db.close())

test('clients: three years after the day they left, 14 days after they asked, never during a complaint', async () => {
  expect(await list('client_no as of from clients')).toEqual(
    ['asked later', 'asked, drug', 'asked, quarrel', 'left later', 'left, invoice', 'stays'].toSorted(),
  )
})
test('patients: three years after the animal died or the client left', async () => {
  expect(await list('name as of from patients')).toEqual(['Ina', 'Kim', 'Leo', 'Rex', 'died a day later'].toSorted())
})
test('visits: five years, and longer for an open sample, a complaint, or a controlled drug', async () => {
  expect(await list('visit_no as of from visits')).toEqual(
    ['5 years less a second', '5 years, complaint', '5 years, sample open', 'asked, complaint', 'asked, controlled', 'recent'].toSorted(),
  )
})
test('prescriptions: two years, or five for controlled drugs, whatever the client asks', async () => {
  expect(await list('drug as of from prescriptions')).toEqual(
    ['2 years less a day', '5 years less a day', 'asked, controlled', 'complaint'].toSorted(),
  )
})
test('samples: 18 months after the result; without one the clock has not begun', async () => {
  expect(await list('barcode as of from lab.samples')).toEqual(['18 months less a second', 'no result'])
})
test('invoices: seven years after the end of the year, and cut loose from a client who asked', async () => {
  const { rows: left } = await db.query('select billed_to, client_no from invoices order by invoice_no')
  expect(left).toEqual([
    { billed_to: '7 years less a year', client_no: 'stays' },
    { billed_to: 'asked', client_no: null },
    { billed_to: 'left', client_no: 'left, invoice' },
  ])
})
test('reminders: 90 days after sending, across the change of the clocks', async () => {
  expect(await list('text as of from reminders')).toEqual(['90 days less a second'])
})
test('the trail: 400 days, and what the run removed is in it', async () => {
  expect(await list(`"Who" as of from audit."Audit Trail" where "Who" like '400%'`)).toEqual(['400 days less a second'])
  expect(await list(`"Row Key" as of from audit."Audit Trail" where "Table" = 'clients' and "Action" = 'DELETE'`)).toEqual([
    'asked',
    'left',
  ])
})
test('the register keeps what is in it', async () => {
  expect(await list(`drug || coalesce(struck_out_at::text, '') as of from drug_register`)).toEqual(['ketamine'])
})
test('no row was passed by, and every run came to its end', async () => {
  expect((await db.query('select stage, reason from retention.run_blocked')).rows).toEqual([])
  expect((await db.query(`select class_name, state, stop_reason from retention.run_log where state <> 'done'`)).rows).toEqual([])
})
test('an open complaint keeps the treatment from everybody', async () => {
  await expect(db.exec(`delete from prescriptions where drug = 'complaint'`)).rejects.toThrow(
    /legal hold: matter complaint about a treatment/,
  )
  // The client is kept for what refers to them.
  await expect(db.exec(`delete from clients where client_no = 'asked, quarrel'`)).rejects.toMatchObject({ code: 'RH001' })
})
test('the clients that wait are counted, with what they wait for', async () => {
  const { rows: waiting } = await db.query(
    `select client_no, deferred_by from retention.clients_fate where client_no in ('left, invoice', 'asked, drug') order by 1`,
  )
  expect(waiting).toEqual([
    { client_no: 'asked, drug', deferred_by: 'patients' },
    { client_no: 'left, invoice', deferred_by: 'invoices' },
  ])
})
