import { retention } from 'lapse'
import type { clauses } from './clauses.ts'
import type { Database } from './database.ts'

const { fate } = retention<Database, keyof typeof clauses>()

/** Asked for on 30 January, nine in the evening: thirty days later it is 1 March, since February 2026 has 28. */
const asked = { 'users.deletion_requested_at': '2026-01-30T21:15-05:00' } as const
const erased = { '2026-03-01T21:14:59.999999-05:00': 'kept', '2026-03-01T21:15-05:00': 'gone' } as const

/**
 * What the published text says of single rows, counted on a calendar and not by the policy. Kaevo counts in New York:
 * -05:00 in winter, -04:00 in summer.
 */
export default [
  fate('V-08', 'auth.users', { given: asked, asOf: erased }),
  // The clock goes forward on 8 March, and noon stays noon.
  fate('V-08', 'auth.users', {
    given: { 'users.deletion_requested_at': '2026-02-20T12:00-05:00' },
    asOf: { '2026-03-22T11:59:59.999999-04:00': 'kept', '2026-03-22T12:00-04:00': 'gone' },
  }),
  fate('V-09', 'households', { given: asked, asOf: erased }),
  fate('V-09', 'household_members', { given: asked, asOf: erased }),
  fate('V-09', 'household_members', { given: { created_at: '2010-01-01T00:00Z' }, asOf: { '2026-01-01T00:00Z': 'kept' } }),

  // Money: nothing goes while the account is open, …
  fate('V-10', 'transactions', { given: { occurred_on: '2010-01-15' }, asOf: { '2026-01-01T00:00Z': 'kept' } }),
  // … at the end of the day seven years after the day once it is closed, …
  fate('V-10', 'transactions', {
    given: { occurred_on: '2018-10-31', 'users.closed_at': '2024-05-05T09:00-04:00' },
    asOf: { '2025-10-31T23:59:59.999999-04:00': 'kept', '2025-11-01T00:00-04:00': 'gone' },
  }),
  // … at once where that is over already, …
  fate('V-10', 'transactions', {
    given: { occurred_on: '2010-01-15', 'users.closed_at': '2026-02-03T10:00-05:00' },
    asOf: { '2026-02-03T09:59:59.999999-05:00': 'kept', '2026-02-03T10:00-05:00': 'gone' },
  }),
  // … and earlier upon deletion request.
  fate('V-10', 'transactions', { given: { occurred_on: '2025-12-24', ...asked }, asOf: erased }),
  fate('V-10', 'bills', {
    given: { due_on: '2016-02-29', 'users.closed_at': '2020-01-01T00:00-05:00' },
    asOf: { '2023-02-28T23:59:59.999999-05:00': 'kept', '2023-03-01T00:00-05:00': 'gone' },
  }),
  fate('V-10', 'incomes', {
    given: { created_at: '2018-07-04T08:00-04:00', 'users.closed_at': '2020-01-01T00:00-05:00' },
    asOf: { '2025-07-04T07:59:59.999999-04:00': 'kept', '2025-07-04T08:00-04:00': 'gone' },
  }),
  fate('V-10', 'expenses', {
    given: { created_at: '2018-07-04T08:00-04:00', 'users.closed_at': '2020-01-01T00:00-05:00' },
    asOf: { '2025-07-04T07:59:59.999999-04:00': 'kept', '2025-07-04T08:00-04:00': 'gone' },
  }),
  fate('V-10', 'accounts', { given: asked, asOf: erased }),

  fate('V-11', 'balance_snapshots', { given: asked, asOf: erased }),
  fate('V-12', 'investment_accounts', { given: asked, asOf: erased }),
  // Promptly: not after thirty days.
  fate('V-13', 'medical_records', {
    given: asked,
    asOf: { '2026-01-30T21:14:59.999999-05:00': 'kept', '2026-01-30T21:15-05:00': 'gone' },
  }),
  fate('V-14', 'vehicles', { given: asked, asOf: erased }),
  fate('V-14', 'homes', { given: asked, asOf: erased }),
  fate('V-14', 'vacations', { given: asked, asOf: erased }),
  fate('V-14', 'recipes', { given: asked, asOf: erased }),
  fate('V-14', 'chores', { given: asked, asOf: erased }),
  fate('V-15', 'vault_documents', { given: asked, asOf: erased }),
  fate('V-16', 'calendar_events', { given: asked, asOf: erased }),
  fate('V-37', 'budgets', { given: asked, asOf: erased }),

  // Support: the last message counts, whenever the thread began.
  fate('V-17', 'support_threads', {
    given: {
      opened_at: '2019-01-01T00:00-05:00',
      'support_messages.sent_at': ['2020-01-01T00:00-05:00', '2023-02-28T15:00-05:00'],
    },
    asOf: { '2026-02-28T14:59:59.999999-05:00': 'kept', '2026-02-28T15:00-05:00': 'gone' },
  }),
  fate('V-17', 'support_threads', {
    given: { opened_at: '2022-08-01T00:00-04:00', user_id: null },
    asOf: { '2025-07-31T23:59:59.999999-04:00': 'kept', '2025-08-01T00:00-04:00': 'gone' },
  }),
  fate('V-17', 'support_messages', {
    given: { sent_at: '2023-02-28T15:00-05:00' },
    asOf: { '2026-02-28T14:59:59.999999-05:00': 'kept', '2026-02-28T15:00-05:00': 'gone' },
  }),

  // Ninety days from 31 January are 1 May, and the hour is New York's on both sides of the change.
  fate('V-18', 'app_logs', {
    given: { at: '2025-01-31T12:00-05:00' },
    asOf: { '2025-05-01T11:59:59.999999-04:00': 'kept', '2025-05-01T12:00-04:00': 'gone' },
  }),
  fate('V-18', 'app_logs', {
    given: { at: '2025-08-15T12:00-04:00' },
    asOf: { '2025-11-13T11:59:59.999999-05:00': 'kept', '2025-11-13T12:00-05:00': 'gone' },
  }),
  fate('V-18', 'app_logs', {
    given: { at: '2026-01-25T12:00-05:00', ip: '192.0.2.7', ...asked },
    asOf: {
      '2026-03-01T21:14:59.999999-05:00': 'kept',
      '2026-03-01T21:15-05:00': { user_id: null, ip: null },
      '2026-04-25T11:59:59.999999-04:00': { user_id: null, ip: null },
      '2026-04-25T12:00-04:00': 'gone',
    },
  }),

  // Fourteen months from 31 December end with a month of 28 days.
  fate('V-20', 'analytics_events', {
    given: { collected_at: '2024-12-31T12:00-05:00' },
    asOf: { '2026-02-28T11:59:59.999999-05:00': 'kept', '2026-02-28T12:00-05:00': 'gone' },
  }),
  fate('V-20', 'analytics_events', {
    given: { collected_at: '2026-01-01T12:00-05:00', ...asked },
    asOf: { '2026-03-01T21:14:59.999999-05:00': 'kept', '2026-03-01T21:15-05:00': { user_id: null } },
  }),
  fate('V-35', 'analytics_monthly', { given: { month: '2010-01-01' }, asOf: { '2026-01-01T00:00-05:00': 'kept' } }),

  // What people paid: as long as the account is open, and seven years.
  fate('V-21', 'subscriptions', { given: { started_at: '2010-01-01T00:00-05:00' }, asOf: { '2026-01-01T00:00-05:00': 'kept' } }),
  fate('V-21', 'subscriptions', {
    given: { started_at: '2010-01-01T00:00-05:00', 'users.closed_at': '2018-03-31T18:00-04:00' },
    asOf: { '2025-03-31T17:59:59.999999-04:00': 'kept', '2025-03-31T18:00-04:00': 'gone' },
  }),
  fate('V-21', 'billing_events', {
    given: { occurred_at: '2010-01-01T00:00-05:00', 'users.closed_at': '2018-03-31T18:00-04:00' },
    asOf: { '2025-03-31T17:59:59.999999-04:00': 'kept', '2025-03-31T18:00-04:00': 'gone' },
  }),
  // Deletion leaves what the law demands, without the person.
  fate('V-29', 'subscriptions', {
    given: { started_at: '2010-01-01T00:00-05:00', 'users.deletion_requested_at': '2018-05-01T12:00-04:00' },
    asOf: {
      '2018-05-31T11:59:59.999999-04:00': 'kept',
      '2018-05-31T12:00-04:00': { user_id: null },
      '2025-05-01T11:59:59.999999-04:00': { user_id: null },
      '2025-05-01T12:00-04:00': 'gone',
    },
  }),

  // Bank linking is not enabled: only a deletion removes what is there.
  fate('V-24', 'plaid_connections', {
    given: { disconnected_at: '2020-01-01T00:00-05:00' },
    asOf: { '2026-01-01T00:00-05:00': 'kept' },
  }),
  fate('V-24', 'plaid_connections', { given: asked, asOf: erased }),

  // A minimum: three years, and then somebody decides.
  fate('V-25', 'security_incidents', {
    given: { closed_at: '2020-02-29T10:00-05:00' },
    asOf: { '2026-01-01T00:00-05:00': 'kept' },
  }),
  fate('V-25', 'security_incidents', {
    given: { closed_at: '2020-02-29T10:00-05:00' },
    approved: true,
    asOf: { '2023-02-28T09:59:59.999999-05:00': 'kept', '2023-02-28T10:00-05:00': 'gone' },
  }),
  fate('V-25', 'security_incidents', {
    given: { opened_at: '2010-01-01T00:00-05:00', closed_at: null },
    approved: true,
    asOf: { '2026-01-01T00:00-05:00': 'kept' },
  }),
  fate('V-25', 'incident_subjects', {
    given: { 'security_incidents.closed_at': '2020-02-29T10:00-05:00' },
    approved: true,
    asOf: { '2023-02-28T09:59:59.999999-05:00': 'kept', '2023-02-28T10:00-05:00': 'gone' },
  }),
  fate('V-31', 'inactivity_notices', { given: asked, asOf: erased }),

  // Legal holds
  fate('V-07', 'app_logs', { given: { at: '2020-01-01T00:00-05:00' }, hold: 'users', asOf: { '2026-01-01T00:00-05:00': 'kept' } }),
  fate('V-47', 'medical_records', { given: asked, hold: 'users', asOf: { '2026-06-01T00:00-04:00': 'kept' } }),
  fate('V-47', 'transactions', {
    given: { occurred_on: '2010-01-15', 'users.closed_at': '2012-01-01T00:00-05:00' },
    hold: 'transactions',
    asOf: { '2026-01-01T00:00-05:00': 'kept' },
  }),

  // A child's account goes at once, and what the child asked for itself is not waited for.
  fate('V-52', 'auth.users', {
    given: { 'users.child_known_at': '2026-01-30T21:15-05:00' },
    asOf: { '2026-01-30T21:14:59.999999-05:00': 'kept', '2026-01-30T21:15-05:00': 'gone' },
  }),
  fate('V-52', 'household_members', {
    given: { 'users.child_known_at': '2026-02-10T08:00-05:00', ...asked },
    asOf: { '2026-02-10T07:59:59.999999-05:00': 'kept', '2026-02-10T08:00-05:00': 'gone' },
  }),
]
