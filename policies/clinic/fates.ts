import { retention } from 'lapse'
import type { clauses } from './clauses.ts'
import type { Database } from './database.ts'

const { fate } = retention<Database, keyof typeof clauses>()

/**
 * What the published text says of single rows, counted on a calendar and not by the policy. The clinic counts in London,
 * Z in winter and +01:00 in summer; its columns hold the wall clock of the desk.
 */
export default [
  // The last day as a client is a whole day.
  fate('C-02', 'clients', {
    given: { left_on: '2022-02-28' },
    asOf: { '2025-02-28T23:59:59.999999Z': 'kept', '2025-03-01T00:00Z': 'gone' },
  }),
  fate('C-02', 'clients', { given: { registered_at: '2006-01-01T09:00', left_on: null }, asOf: { '2026-01-01T00:00Z': 'kept' } }),
  fate('C-03', 'patients', {
    given: { died_on: '2023-03-31' },
    asOf: { '2026-03-31T23:59:59.999999+01:00': 'kept', '2026-04-01T00:00+01:00': 'gone' },
  }),
  // Whichever comes first.
  fate('C-03', 'patients', {
    given: { died_on: '2023-03-31', 'clients.left_on': '2022-06-30' },
    asOf: { '2025-06-30T23:59:59.999999+01:00': 'kept', '2025-07-01T00:00+01:00': 'gone' },
  }),
  fate('C-04', 'visits', {
    given: { visited_at: '2021-02-28T09:00' },
    asOf: { '2026-02-28T08:59:59.999999Z': 'kept', '2026-02-28T09:00Z': 'gone' },
  }),

  // Between 5 and 7 years
  fate('C-05', 'prescriptions', {
    given: { controlled: true, dispensed_on: '2019-05-31' },
    asOf: { '2024-05-31T23:59:59.999999+01:00': 'kept', '2026-06-01T00:00+01:00': 'gone' },
  }),
  fate('C-06', 'prescriptions', {
    given: { controlled: false, dispensed_on: '2024-02-29' },
    asOf: { '2026-02-28T23:59:59.999999Z': 'kept', '2026-03-01T00:00Z': 'gone' },
  }),
  fate('C-07', 'lab.samples', {
    given: { resulted_at: '2024-08-31T16:00' },
    asOf: { '2026-02-28T15:59:59.999999Z': 'kept', '2026-02-28T16:00Z': 'gone' },
  }),
  fate('C-07', 'lab.samples', { given: { taken_at: '2010-01-01T09:00', resulted_at: null }, asOf: { '2026-01-01T00:00Z': 'kept' } }),

  // The first and the last day of a year count from the same midnight.
  fate('C-08', 'invoices', {
    given: { issued_on: '2018-01-01' },
    asOf: { '2025-12-31T23:59:59.999999Z': 'kept', '2026-01-01T00:00Z': 'gone' },
  }),
  fate('C-08', 'invoices', {
    given: { issued_on: '2018-12-31' },
    asOf: { '2025-12-31T23:59:59.999999Z': 'kept', '2026-01-01T00:00Z': 'gone' },
  }),
  fate('C-09', 'reminders', {
    given: { sent_at: '2026-01-10T08:00' },
    asOf: { '2026-04-10T07:59:59.999999+01:00': 'kept', '2026-04-10T08:00+01:00': 'gone' },
  }),
  // 400 days: a year of 365 and 35 more.
  fate('C-10', 'audit.Audit Trail', {
    given: { When: '2025-01-01T12:00' },
    asOf: { '2026-02-05T11:59:59.999999Z': 'kept', '2026-02-05T12:00Z': 'gone' },
  }),
  fate('C-11', 'drug_register', { given: { entered_at: '1990-01-01T00:00' }, asOf: { '2026-01-01T00:00Z': 'kept' } }),

  // Fourteen days from 20 March are 3 April; the clock went forward on the 29th.
  fate('C-12', 'clients', {
    given: { deletion_requested_at: '2026-03-20T10:00' },
    asOf: { '2026-04-03T09:59:59.999999+01:00': 'kept', '2026-04-03T10:00+01:00': 'gone' },
  }),
  fate('C-12', 'lab.samples', {
    given: { 'clients.deletion_requested_at': '2026-03-20T10:00' },
    asOf: { '2026-04-03T09:59:59.999999+01:00': 'kept', '2026-04-03T10:00+01:00': 'gone' },
  }),
  fate('C-13', 'invoices', {
    given: { issued_on: '2018-05-05', billed_to: 'Ms Hart', 'clients.deletion_requested_at': '2020-01-10T10:00' },
    asOf: {
      '2020-01-24T09:59:59.999999Z': 'kept',
      '2020-01-24T10:00Z': { client_no: null, billed_to: 'Ms Hart' },
      '2025-12-31T23:59:59.999999Z': { client_no: null, billed_to: 'Ms Hart' },
      '2026-01-01T00:00Z': 'gone',
    },
  }),
  fate('C-13', 'prescriptions', {
    given: { controlled: true, dispensed_on: '2019-05-31', 'clients.deletion_requested_at': '2020-01-10T10:00' },
    asOf: { '2024-05-31T23:59:59.999999+01:00': 'kept', '2026-06-01T00:00+01:00': 'gone' },
  }),
  // And with them the visit they belong to.
  fate('C-13', 'visits', {
    given: {
      visited_at: '2019-05-31T09:00',
      'prescriptions.controlled': true,
      'prescriptions.dispensed_on': '2019-05-31',
      'clients.deletion_requested_at': '2020-01-10T10:00',
    },
    asOf: { '2024-05-31T23:59:59.999999+01:00': 'kept', '2026-06-01T00:00+01:00': 'gone' },
  }),

  // While a complaint is open, nothing that belongs to the treatment goes.
  fate('C-14', 'visits', { given: { visited_at: '2010-01-01T09:00', complaint_open: true }, asOf: { '2026-01-01T00:00Z': 'kept' } }),
  fate('C-14', 'lab.samples', {
    given: { resulted_at: '2010-01-01T09:00', 'visits.complaint_open': true },
    asOf: { '2026-01-01T00:00Z': 'kept' },
  }),
  fate('C-14', 'prescriptions', {
    given: { controlled: false, dispensed_on: '2010-01-01', 'visits.complaint_open': true },
    asOf: { '2026-01-01T00:00Z': 'kept' },
  }),
]
