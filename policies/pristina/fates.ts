import { retention } from 'lapse'
import type { clauses } from './clauses.ts'
import type { Database } from './database.ts'

const { fate } = retention<Database, keyof typeof clauses>()

/** Thirty days from 15 March are 14 April; the clock went forward on the 29th, and half past two stays half past two. */
const deleted = { 'users.deleted_at': '2026-03-15T14:30+01:00' } as const
const before = '2026-04-14T14:29:59.999999+02:00'
const after = '2026-04-14T14:30+02:00'
const erased = { [before]: 'kept', [after]: 'gone' } as const

/**
 * What the published text says of single rows, counted on a calendar and not by the policy. Pristina counts in the time of
 * Belgrade: +01:00 in winter, +02:00 in summer.
 */
export default [
  fate('X-04', 'users', { given: { created_at: '2010-01-01T00:00+01:00' }, asOf: { '2026-01-01T00:00+01:00': 'kept' } }),
  fate('X-16', 'users', { given: { deleted_at: '2026-03-15T14:30+01:00' }, asOf: erased }),
  fate('X-04', 'api_keys', { given: deleted, asOf: erased }),

  fate('X-05', 'subscriptions', {
    given: { starts_at: '2025-01-31T00:00+01:00', ends_at: '2026-01-31T00:00+01:00' },
    asOf: { '2026-01-30T23:59:59.999999+01:00': 'kept', '2026-01-31T00:00+01:00': 'gone' },
  }),
  // Its invoice needs it, and is kept for seven years.
  fate('X-06', 'subscriptions', {
    given: { starts_at: '2025-01-31T00:00+01:00', ends_at: '2026-01-31T00:00+01:00', 'invoices.issued_on': '2025-02-01' },
    asOf: { '2026-06-01T00:00+02:00': 'kept' },
  }),

  // The fiscal year is the calendar year: what was issued in May 2018 counts from the end of December, like what was issued on its last day.
  fate('X-06', 'invoices', {
    given: { issued_on: '2018-05-05' },
    approved: true,
    asOf: {
      '2019-12-31T23:59:59.999999+01:00': 'kept',
      '2020-01-01T00:00+01:00': { archived_at: '2020-01-01T00:00+01:00' },
      '2025-12-31T23:59:59.999999+01:00': { archived_at: '2020-01-01T00:00+01:00' },
      '2026-01-01T00:00+01:00': 'gone',
    },
  }),
  fate('X-06', 'invoices', {
    given: { issued_on: '2018-12-31', archived_at: '2019-02-01T00:00+01:00' },
    approved: true,
    asOf: { '2018-12-31T12:00+01:00': 'kept', '2026-01-01T00:00+01:00': 'gone' },
  }),
  // Manually: not before somebody has looked at it.
  fate('X-06', 'invoices', {
    given: { issued_on: '2010-05-05', buyer_name: 'Ilir' },
    asOf: { '2026-01-01T00:00+01:00': { buyer_name: 'Ilir' } },
  }),
  // Exempt from user deletion, and without the user.
  fate('X-06', 'invoices', {
    given: { issued_on: '2018-05-05', buyer_name: 'Ilir', 'users.deleted_at': '2018-06-10T12:00+02:00' },
    approved: true,
    asOf: {
      '2018-07-10T11:59:59.999999+02:00': 'kept',
      '2018-07-10T12:00+02:00': { user_id: null, buyer_name: 'Ilir' },
      '2025-12-31T23:59:59.999999+01:00': { user_id: null, buyer_name: 'Ilir' },
      '2026-01-01T00:00+01:00': 'gone',
    },
  }),

  // 180 days from 31 August, over the change of the clock in October: 27 February.
  fate('X-07', 'auth_login_events', {
    given: { created_at: '2025-08-31T08:00+02:00' },
    asOf: { '2026-02-27T07:59:59.999999+01:00': 'kept', '2026-02-27T08:00+01:00': 'gone' },
  }),
  fate('X-08', 'user_activity_log', {
    given: { created_at: '2025-08-31T08:00+02:00' },
    asOf: { '2026-02-27T07:59:59.999999+01:00': 'kept', '2026-02-27T08:00+01:00': 'gone' },
  }),
  fate('X-09', 'error_events', {
    given: { created_at: '2025-08-31T08:00+02:00', user_id: null },
    asOf: { '2026-02-27T07:59:59.999999+01:00': 'kept', '2026-02-27T08:00+01:00': 'gone' },
  }),
  fate('X-10', 'upgrade_intent_events', {
    given: { created_at: '2025-08-31T08:00+02:00' },
    asOf: { '2026-02-27T07:59:59.999999+01:00': 'kept', '2026-02-27T08:00+01:00': 'gone' },
  }),
  fate('X-18', 'auth_login_events', {
    given: { created_at: '2026-03-01T00:00+01:00', ip: '192.0.2.7', ...deleted },
    asOf: { [before]: 'kept', [after]: { ip: null, user_id: null } },
  }),
  fate('X-18', 'user_activity_log', {
    given: { created_at: '2026-03-01T00:00+01:00', ip: '192.0.2.7', ...deleted },
    asOf: { [before]: 'kept', [after]: { ip: null, user_id: null } },
  }),

  // 90 days from 2 December are 2 March.
  fate('X-11', 'search_usage', {
    given: { created_at: '2025-12-02T08:00+01:00' },
    asOf: { '2026-03-02T07:59:59.999999+01:00': 'kept', '2026-03-02T08:00+01:00': 'gone' },
  }),
  fate('X-11', 'api_usage', {
    given: { created_at: '2025-12-02T08:00+01:00' },
    asOf: { '2026-03-02T07:59:59.999999+01:00': 'kept', '2026-03-02T08:00+01:00': 'gone' },
  }),
  fate('X-11', 'search_usage_daily', { given: { day: '2015-01-01' }, asOf: { '2026-01-01T00:00+01:00': 'kept' } }),
  fate('X-11', 'api_usage_daily', { given: { day: '2015-01-01', ...deleted }, asOf: { [before]: 'kept', [after]: { user_id: null } } }),

  fate('X-12', 'saved_searches', { given: deleted, asOf: erased }),
  fate('X-12', 'watches', { given: deleted, asOf: erased }),
  fate('X-27', 'export_requests', { given: deleted, asOf: erased }),

  // 90 days from 30 November are 28 February, if somebody has looked at it.
  fate('X-13', 'business_removal_requests', {
    given: { status: 'granted', decided_at: '2025-11-30T10:00+01:00' },
    approved: true,
    asOf: { '2026-02-28T09:59:59.999999+01:00': 'kept', '2026-02-28T10:00+01:00': 'gone' },
  }),
  fate('X-13', 'business_removal_requests', {
    given: { status: 'refused', decided_at: '2025-11-30T10:00+01:00' },
    asOf: { '2026-06-01T00:00+02:00': 'kept' },
  }),
  fate('X-13', 'business_removal_requests', { given: { decided_at: null }, approved: true, asOf: { '2026-06-01T00:00+02:00': 'kept' } }),

  // The legal_hold column on the user record
  fate('X-23', 'users', {
    given: { deleted_at: '2024-01-01T00:00+01:00', legal_hold: true },
    asOf: { '2026-01-01T00:00+01:00': 'kept' },
  }),
  fate('X-23', 'auth_login_events', {
    given: { created_at: '2020-01-01T00:00+01:00', 'users.legal_hold': true },
    asOf: { '2026-01-01T00:00+01:00': 'kept' },
  }),
  fate('X-23', 'search_usage', {
    given: { created_at: '2020-01-01T00:00+01:00', 'users.deleted_at': '2020-02-01T00:00+01:00', 'users.legal_hold': true },
    asOf: { '2026-01-01T00:00+01:00': 'kept' },
  }),
  fate('X-25', 'watches', {
    given: { 'users.deleted_at': '2024-01-01T00:00+01:00', 'users.legal_hold': true },
    asOf: { '2026-01-01T00:00+01:00': 'kept' },
  }),
]
