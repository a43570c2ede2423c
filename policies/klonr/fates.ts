import { retention } from 'lapse'
import type { clauses } from './clauses.ts'
import type { Database } from './database.ts'

const { fate } = retention<Database, keyof typeof clauses>()

/** What the published text says of single rows, counted on a calendar and not by the policy. Klonr counts in UTC. */
export default [
  // Account information
  fate('K-02', 'users', { given: { created_at: '2018-01-01T00:00Z' }, asOf: { '2026-01-01T00:00Z': 'kept' } }),
  fate('K-03', 'users', {
    given: { deactivated_at: '2026-03-01T09:30Z' },
    asOf: { '2026-03-31T09:29:59.999999Z': 'kept', '2026-03-31T09:30Z': 'gone' },
  }),
  fate('K-04', 'users', {
    given: { deletion_requested_at: '2026-04-10T08:00Z' },
    asOf: { '2026-04-10T07:59:59.999999Z': 'kept', '2026-05-10T08:00Z': 'gone' },
  }),
  // What cannot be undone has no days of grace.
  fate('K-28', 'projects', {
    given: { 'users.deletion_requested_at': '2026-04-10T08:00Z' },
    asOf: { '2026-04-10T07:59:59.999999Z': 'kept', '2026-04-10T08:00Z': 'gone' },
  }),

  fate('K-25', 'support_tickets', {
    given: { resolved_at: null, 'users.deletion_requested_at': '2026-04-10T08:00Z' },
    asOf: { '2026-04-10T07:59:59.999999Z': 'kept', '2026-05-10T08:00Z': 'gone' },
  }),
  fate('K-27', 'security_events', {
    given: { at: '2026-04-01T18:00Z', ip: '192.0.2.7', 'users.deletion_requested_at': '2026-04-10T08:00Z' },
    asOf: { '2026-04-10T07:59:59.999999Z': 'kept', '2026-05-10T08:00Z': { user_id: null, ip: null } },
  }),

  // Generated content
  fate('K-05', 'generations', { given: { created_at: '2018-01-01T00:00Z' }, asOf: { '2026-01-01T00:00Z': 'kept' } }),
  fate('K-06', 'generations', {
    given: { 'users.deletion_requested_at': '2024-02-01T00:00Z' },
    asOf: { '2024-01-31T23:59:59.999999Z': 'kept', '2024-03-02T00:00Z': 'gone' },
  }),
  fate('K-07', 'partial_renders', {
    given: { created_at: '2026-03-28T20:00Z' },
    asOf: { '2026-03-29T19:59:59.999999Z': 'kept', '2026-03-31T20:00Z': 'gone' },
  }),
  fate('K-07', 'generation_jobs', {
    given: { created_at: '2024-02-28T20:00Z' },
    asOf: { '2024-02-29T19:59:59.999999Z': 'kept', '2024-03-02T20:00Z': 'gone' },
  }),

  // Uploaded content
  fate('K-08', 'uploads', { given: { kind: 'face', created_at: '2018-01-01T00:00Z' }, asOf: { '2026-01-01T00:00Z': 'kept' } }),
  fate('K-09', 'uploads', {
    given: { kind: 'face', 'users.deletion_requested_at': '2026-04-10T08:00Z' },
    asOf: { '2026-04-10T07:59:59.999999Z': 'kept', '2026-05-10T08:00Z': 'gone' },
  }),
  fate('K-09', 'uploads', {
    given: { kind: 'audio', 'users.deactivated_at': '2026-04-10T08:00Z' },
    asOf: { '2026-05-10T07:59:59.999999Z': 'kept', '2026-05-10T08:00Z': 'gone' },
  }),

  // Seven years, from a day that the seventh year does not have.
  fate('K-11', 'transactions', {
    given: { occurred_at: '2016-02-29T12:00Z' },
    asOf: { '2023-02-28T11:59:59.999999Z': 'kept', '2023-02-28T12:00Z': 'gone' },
  }),
  fate('K-11', 'transactions', {
    given: { occurred_at: '2018-06-30T12:00Z', 'users.deletion_requested_at': '2020-01-15T10:00Z' },
    asOf: {
      '2020-01-15T09:59:59.999999Z': 'kept',
      '2020-01-15T10:00Z': { user_id: null },
      '2025-06-30T11:59:59.999999Z': { user_id: null },
      '2025-06-30T12:00Z': 'gone',
    },
  }),
  // The buyer as printed stays on the invoice.
  fate('K-11', 'invoices', {
    given: { issued_at: '2018-08-31T00:00Z', billing_name: 'Ada', 'users.deletion_requested_at': '2020-01-15T10:00Z' },
    asOf: {
      '2020-01-15T10:00Z': { user_id: null, billing_name: 'Ada' },
      '2025-08-30T23:59:59.999999Z': { user_id: null, billing_name: 'Ada' },
      '2025-08-31T00:00Z': 'gone',
    },
  }),
  fate('K-11', 'invoice_lines', {
    given: { 'invoices.issued_at': '2018-08-31T00:00Z' },
    asOf: { '2025-08-30T23:59:59.999999Z': 'kept', '2025-08-31T00:00Z': 'gone' },
  }),

  // Communication data
  fate('K-13', 'support_tickets', {
    given: { resolved_at: '2024-02-29T10:00Z' },
    asOf: { '2026-02-28T09:59:59.999999Z': 'kept', '2026-02-28T10:00Z': 'gone' },
  }),
  fate('K-13', 'support_tickets', {
    given: { created_at: '2018-01-01T00:00Z', resolved_at: null },
    asOf: { '2026-01-01T00:00Z': 'kept' },
  }),
  fate('K-14', 'marketing_sends', {
    given: { sent_at: '2020-01-01T00:00Z', 'marketing_preferences.unsubscribed_at': '2026-02-03T04:05Z' },
    asOf: { '2026-02-03T04:04:59.999999Z': 'kept', '2026-02-03T04:05Z': 'gone' },
  }),
  fate('K-14', 'marketing_preferences', {
    given: { unsubscribed_at: '2026-02-03T04:05Z' },
    asOf: { '2026-02-03T04:04:59.999999Z': 'kept', '2026-02-03T04:05Z': 'gone' },
  }),
  fate('K-14', 'marketing_sends', {
    given: { sent_at: '2020-01-01T00:00Z', 'users.deletion_requested_at': '2026-04-10T08:00Z' },
    asOf: { '2026-04-10T07:59:59.999999Z': 'kept', '2026-05-10T08:00Z': 'gone' },
  }),

  // Logs and analytics: the longest that the text allows is what the schedule uses. Ninety days are not three months.
  fate('K-15', 'access_logs', {
    given: { at: '2026-01-31T18:00Z' },
    asOf: { '2026-05-01T17:59:59.999999Z': 'kept', '2026-05-01T18:00Z': 'gone' },
  }),
  fate('K-15', 'error_logs', {
    given: { at: '2026-04-01T18:00Z', ip: '192.0.2.7', context: '{"form": "Ada"}', 'users.deletion_requested_at': '2026-04-10T08:00Z' },
    asOf: {
      '2026-04-10T07:59:59.999999Z': 'kept',
      '2026-04-10T08:00Z': { user_id: null, ip: null, context: '{}' },
      '2026-06-30T18:00Z': 'gone',
    },
  }),
  fate('K-16', 'usage_events', {
    given: { at: '2026-04-01T18:00Z', 'users.deletion_requested_at': '2026-04-10T08:00Z' },
    asOf: { '2026-04-10T07:59:59.999999Z': 'kept', '2026-04-10T08:00Z': { user_id: null } },
  }),
  fate('K-17', 'security_events', {
    given: { at: '2024-02-29T06:00Z' },
    asOf: { '2025-02-28T05:59:59.999999Z': 'kept', '2025-02-28T06:00Z': 'gone' },
  }),

  // Extended retention
  fate('K-19', 'transactions', {
    given: { occurred_at: '2015-01-01T00:00Z', 'disputes.closed_at': null },
    asOf: { '2026-01-01T00:00Z': 'kept' },
  }),
  fate('K-19', 'transactions', {
    given: { occurred_at: '2015-01-01T00:00Z', 'disputes.closed_at': '2016-01-01T00:00Z' },
    asOf: { '2026-01-01T00:00Z': 'gone' },
  }),
  fate('K-20', 'access_logs', { given: { at: '2020-01-01T00:00Z' }, hold: 'users', asOf: { '2026-01-01T00:00Z': 'kept' } }),
  fate('K-20', 'uploads', {
    given: { kind: 'face', 'users.deletion_requested_at': '2024-01-01T00:00Z' },
    hold: 'uploads',
    asOf: { '2026-01-01T00:00Z': 'kept' },
  }),
  fate('K-21', 'registration_blocklist', {
    given: { added_at: '2021-05-31T00:00Z' },
    asOf: { '2025-12-31T00:00Z': 'kept', '2026-05-31T00:00Z': 'gone' },
  }),
  fate('K-22', 'uploads', {
    given: { kind: 'reference', 'users.deletion_requested_at': '2024-01-01T00:00Z', 'moderation_flags.category': 'csam' },
    asOf: { '2026-01-01T00:00Z': 'kept' },
  }),
  fate('K-22', 'generation_assets', {
    given: { 'users.deletion_requested_at': '2024-01-01T00:00Z', 'moderation_flags.category': 'identity_fraud' },
    asOf: { '2026-01-01T00:00Z': 'kept' },
  }),
]
