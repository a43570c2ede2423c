import { retention } from 'lapse'
import type { clauses } from './clauses.ts'
import type { Database } from './database.ts'

const { fate } = retention<Database, keyof typeof clauses>()

/** A shop that lets the purge run by itself. */
const scheduled = { 'shops.purge_schedule': '41 1 * * *' } as const

/** What the published text says of single rows, counted on a calendar and not by the policy. Kontraktr counts in UTC. */
export default [
  // "Purges on a schedule", "doesn't run by default": one shop asked for it, the other did not.
  fate('T-01', 'webhook_logs', { given: { ...scheduled, created_at: '2020-01-01T00:00Z' }, asOf: { '2026-01-01T00:00Z': 'gone' } }),
  fate('T-02', 'webhook_logs', {
    given: { 'shops.purge_schedule': null, created_at: '2020-01-01T00:00Z' },
    asOf: { '2026-01-01T00:00Z': 'kept' },
  }),

  // Core business data is kept until the shop deletes it.
  fate('T-04', 'customers', { given: { ...scheduled }, asOf: { '2026-01-01T00:00Z': 'kept' } }),
  fate('T-04', 'jobs', { given: { ...scheduled, created_at: '2010-01-01T00:00Z' }, asOf: { '2026-01-01T00:00Z': 'kept' } }),
  fate('T-04', 'invoices', { given: { ...scheduled, issued_at: '2010-01-01T00:00Z' }, asOf: { '2026-01-01T00:00Z': 'kept' } }),

  // 365 days are a day less than the year that has a 29 February in it.
  fate('T-05', 'activity_logs', {
    given: { ...scheduled, entity_type: 'customer', created_at: '2023-06-01T09:00Z' },
    asOf: { '2024-05-31T08:59:59.999999Z': 'kept', '2024-05-31T09:00Z': 'gone' },
  }),
  fate('T-05', 'activity_logs', {
    given: { ...scheduled, entity_type: 'invoice', created_at: '2024-03-01T09:00Z' },
    asOf: { '2025-03-01T08:59:59.999999Z': 'kept', '2025-03-01T09:00Z': 'gone' },
  }),
  // 90 days are not three months: February has 28.
  fate('T-06', 'notifications', {
    given: { ...scheduled, created_at: '2025-01-31T09:00Z' },
    asOf: { '2025-05-01T08:59:59.999999Z': 'kept', '2025-05-01T09:00Z': 'gone' },
  }),
  fate('T-07', 'chat_messages', {
    given: { ...scheduled, created_at: '2023-01-01T09:00Z' },
    asOf: { '2024-12-31T08:59:59.999999Z': 'kept', '2024-12-31T09:00Z': 'gone' },
  }),
  // An answer that is still young keeps the message it answers.
  fate('T-07', 'chat_messages', {
    given: { ...scheduled, created_at: '2023-01-01T09:00Z', 'chat_messages.created_at': '2024-03-01T09:00Z' },
    asOf: { '2025-01-01T00:00Z': 'kept', '2026-03-01T09:00Z': 'gone' },
  }),
  fate('T-08', 'webhook_logs', {
    given: { ...scheduled, created_at: '2023-12-01T09:00Z' },
    asOf: { '2024-02-29T08:59:59.999999Z': 'kept', '2024-02-29T09:00Z': 'gone' },
  }),
  fate('T-09', 'ai_usage_logs', {
    given: { ...scheduled, created_at: '2023-12-31T23:00Z' },
    asOf: { '2024-12-30T22:59:59.999999Z': 'kept', '2024-12-30T23:00Z': 'gone' },
  }),
]
