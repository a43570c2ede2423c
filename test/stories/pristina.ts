import { digest, id, nothing, type Story } from './story.ts'

const business = '99999999-0000-4000-8000-000000000001'
const set = (what: string) => (person: Parameters<typeof id>[0]) => [`update users set ${what} where id = '${id(person)}'`]

export const pristina: Story = {
  policy: 'pristina',
  subject: 'public.users',
  key: person => ({ id: id(person) }),
  apart: { schema_migrations: 'the migration tool', businesses: 'the register' },
  shared: `insert into businesses (id, name, registration_no, legal_form, municipality) values ('${business}', 'a business', '1', 'SH.P.K.', 'Prishtinë')`,
  values: person => ({
    'users.id': id(person),
    'users.legal_hold_reason': null,
    'subscriptions.plan': 'small',
    'subscriptions.ends_at': '2099-01-01',
    'invoices.number': `2026-${person.n}`,
    'payments.provider_ref': `ref ${person.n}`,
    'auth_login_events.ip_hash': null,
    'user_activity_log.ip_hash': null,
    'user_activity_log.action': 'looked',
    'user_activity_log.target': '{}',
    'error_events.user_id': id(person),
    'error_events.message': 'failed',
    'upgrade_intent_events.source': 'menu',
    'search_usage.query': 'bakeries',
    'search_usage_daily.user_id': id(person),
    'api_usage.endpoint': '/',
    'api_usage.id': `99999999-0000-4000-8000-00000000010${person.n}`,
    'api_usage_daily.user_id': id(person),
    'api_usage_daily.endpoint': '/',
    'watches.business_id': business,
    'business_removal_requests.business_id': business,
    // An officer decides, and not the person of the request.
    'business_removal_requests.decided_by': null,
    'removal_request_audit.actor_id': null,
    'removal_request_audit.event': 'received',
  }),
  more: [],
  application: {
    erase: set(`deleted_at = now() - interval '31 days'`),
    leave: set(`deleted_at = now() - interval '12 days'`),
    comeBack: set('deleted_at = null'),
    idle: nothing,
  },
  promptly: [],
  remains: {
    // the term runs out, and the invoice has the buyer as printed.
    subscriptions: { written: { user_id: null } },
    invoices: { written: { user_id: null }, names: ['buyer_name', 'buyer_tax_no'] },
    payments: {},
    // without the person until their own clocks end; the address is a digest whose key is gone.
    auth_login_events: { written: { user_id: null, ip: null, ip_hash: digest } },
    user_activity_log: { written: { user_id: null, ip: null, ip_hash: digest } },
    error_events: { written: { user_id: null, context: null } },
    upgrade_intent_events: { written: { user_id: null } },
    search_usage: { written: { user_id: null } },
    api_usage: { written: { user_id: null, api_key_id: null } },
    search_usage_daily: { written: { user_id: null } },
    api_usage_daily: { written: { user_id: null } },
    // whoever asks need not have an account, and the decision is proved for 90 days.
    business_removal_requests: { names: ['requester_name', 'requester_email', 'id_document_url'] },
    removal_request_audit: {},
  },
  unfinished: [],
}
