import { id, type Story } from './story.ts'

const incident = '99999999-0000-4000-8000-000000000001'
const set = (what: string) => (person: Parameters<typeof id>[0]) => [`update users set ${what} where id = '${id(person)}'`]

export const kaevo: Story = {
  policy: 'kaevo',
  subject: 'public.users',
  key: person => ({ id: id(person) }),
  apart: {
    schema_migrations: 'the migration tool',
    security_incidents: 'names nobody',
    analytics_monthly: 'sums of nobody in particular',
  },
  shared: `insert into security_incidents (id, opened_at, severity) values ('${incident}', now(), 'low')`,
  values: person => ({
    'auth.users.id': id(person),
    'app_logs.user_id': id(person),
    'app_logs.message': 'signed in',
    'analytics_events.name': 'viewed',
    'analytics_events.props': '{}',
    'billing_events.type': 'charge',
    'incident_subjects.incident_id': incident,
  }),
  more: [],
  application: {
    erase: set(`deletion_requested_at = now() - interval '31 days'`),
    leave: set(`deletion_requested_at = now() - interval '12 days'`),
    comeBack: set('deletion_requested_at = null'),
    idle: set(`created_at = now() - interval '9 years', last_login_at = now() - interval '25 months', last_api_at = null`),
  },
  // V-13: medical records go on request, and do not come back.
  promptly: ['medical_records'],
  remains: {
    // V-21: payment records for seven years after the account; who paid is with Stripe.
    subscriptions: { written: { user_id: null } },
    billing_events: {},
    // V-18 and V-20: logs and events end by their own clock.
    app_logs: { written: { user_id: null, ip: null } },
    analytics_events: { written: { user_id: null } },
  },
  unfinished: [],
}
