import { id, nothing, type Story } from './story.ts'

const set = (what: string) => (person: Parameters<typeof id>[0]) => [`update users set ${what} where id = '${id(person)}'`]

export const klonr: Story = {
  policy: 'klonr',
  subject: 'public.users',
  key: person => ({ id: id(person) }),
  apart: {
    schema_migrations: 'the migration tool',
    usage_daily: 'sums of nobody in particular',
    moderation_flags: 'what is flagged keeps the account: K-20',
    registration_blocklist: 'digests that lead to no account',
  },
  shared: '',
  values: person => ({
    'users.id': id(person),
    'users.termination_reason': null,
    'access_logs.user_id': id(person),
    'access_logs.path': '/',
    'error_logs.user_id': id(person),
    'error_logs.path': '/',
    'usage_events.user_id': id(person),
    'usage_events.name': 'viewed',
    'transactions.stripe_pi': `pi_${person.n}`,
    'invoices.number': `2026-${person.n}`,
    'invoice_lines.description': 'a subscription',
    // An open dispute keeps the account: K-19.
    'disputes.closed_at': 'now',
  }),
  more: [['uploads', { 'uploads.kind': 'face' }]],
  application: {
    // K-28: there is no way back, and no residence.
    erase: set(`deletion_requested_at = now() - interval '1 hour'`),
    leave: set(`deactivated_at = now() - interval '12 days'`),
    comeBack: set('deactivated_at = null'),
    idle: nothing,
  },
  promptly: [],
  remains: {
    // K-11: tax and accounting. The buyer stands on the invoice as printed, and the file of it lies in the store.
    transactions: { written: { user_id: null } },
    disputes: {},
    invoices: { written: { user_id: null }, names: ['billing_name', 'billing_email', 'pdf_key'] },
    invoice_lines: {},
    // K-15 to K-17: logs end by their own clock.
    access_logs: { written: { user_id: null, ip: null } },
    error_logs: { written: { user_id: null, ip: null, context: '{}' } },
    usage_events: { written: { user_id: null } },
    security_events: { written: { user_id: null, ip: null } },
  },
  unfinished: [],
}
