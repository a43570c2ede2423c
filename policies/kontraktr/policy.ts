import {
  ccpa,
  contract,
  days,
  destroy,
  exactly,
  freshPreview,
  gdpr,
  legitimateInterest,
  manual,
  months,
  ownRegime,
  phrase,
  retention,
  scheduled,
  ukGdpr,
  untouched,
} from 'lapse'
import { clauses } from './clauses.ts'
import type { Database } from './database.ts'

const {
  actor,
  copyOf,
  external,
  generalize,
  ignore,
  letter,
  owner,
  part,
  policy,
  recipient,
  request,
  retain,
  rule,
  statement,
  subject,
  tell,
  tenant,
  untilErased,
} = retention<Database, keyof typeof clauses>()

const shop = tenant('shops', { key: 'id', optIn: eb => eb('purge_schedule', 'is not', null) })
// The owner of a shop is an admin of it.
const admin = actor('shop_users', eb => eb('role', 'in', ['owner', 'admin']))
// No event column starts an erasure: an admin confirms it.
const customer = subject('customers', { key: ['shop_id', 'id'], events: {}, erasure: {} })

const files = recipient('file store', { clause: 'T-15', hears: 'destruction', within: days(1) })
/** The erasure takes the customer id by which Stripe knows the customer, so the shop gets it before. */
const shopForStripe = recipient('the shop, for Stripe', { clause: 'T-31', hears: 'erasure', within: days(30) })

const core = { purpose: 'run the shop', basis: contract('GDPR 6(1)(b)'), onErasure: destroy() } as const
const log = { basis: legitimateInterest('GDPR 6(1)(f)'), cutoff: 'created_at', dispose: destroy() } as const
const purge = ['T-01', 'T-02', 'T-03', 'T-10'] as const

export default policy({
  name: 'Kontraktr',
  // The page carries neither a version nor a date.
  version: '1.0',
  effective: '2026-01-01',
  timeZone: 'UTC',
  clauses,
  tenant: shop,
  subjects: [customer],
  links: [
    ignore('invoices', 'jobs'),
    // What an entry is about stands in two columns, which no foreign key can follow.
    owner('activity_logs', 'customers', {
      on: eb =>
        eb.and([
          eb('entity_type', '=', 'customer'),
          eb('activity_logs.shop_id', '=', eb.ref('customers.shop_id')),
          eb('entity_id', '=', eb.ref('customers.id')),
        ]),
    }),
    owner('activity_logs', 'jobs', {
      on: eb =>
        eb.and([
          eb('entity_type', '=', 'job'),
          eb('activity_logs.shop_id', '=', eb.ref('jobs.shop_id')),
          eb('entity_id', '=', eb.ref('jobs.id')),
        ]),
    }),
    owner('activity_logs', 'invoices', {
      on: eb =>
        eb.and([
          eb('entity_type', '=', 'invoice'),
          eb('activity_logs.shop_id', '=', eb.ref('invoices.shop_id')),
          eb('entity_id', '=', eb.ref('invoices.id')),
        ]),
    }),
    owner('activity_logs', 'mockups', {
      on: eb =>
        eb.and([
          eb('entity_type', '=', 'mockup'),
          eb('activity_logs.shop_id', '=', eb.ref('mockups.shop_id')),
          eb('entity_id', '=', eb.ref('mockups.id')),
        ]),
    }),
    owner('notifications', 'shops', { on: eb => eb('notifications.shop_id', '=', eb.ref('shops.id')) }),
    owner('chat_messages', 'shops', { on: eb => eb('chat_messages.shop_id', '=', eb.ref('shops.id')) }),
    owner('webhook_logs', 'shops', { on: eb => eb('webhook_logs.shop_id', '=', eb.ref('shops.id')) }),
    owner('ai_usage_logs', 'shops', { on: eb => eb('ai_usage_logs.shop_id', '=', eb.ref('shops.id')) }),
  ],
  // By hand unless the shop opted in: the text promises a schedule (T-01) and denies it (T-02).
  activation: [manual(admin, freshPreview), scheduled('41 1 * * *', { optIn: shop })],
  schedule: [
    rule('activity_logs', {
      ...log,
      clause: ['T-05', 'T-28', 'T-29', ...purge],
      purpose: 'audit trail, disputes',
      keep: exactly(days(365)),
      onErasure: retain('legal claims', generalize({ summary: copyOf('customers.company_name') })),
    }),
    rule('notifications', {
      ...log,
      clause: ['T-06', ...purge],
      purpose: 'alerts to the staff of the shop',
      keep: exactly(days(90)),
      onErasure: untouched('addressed to the staff, not about the customer'),
    }),
    rule('chat_messages', {
      ...log,
      clause: ['T-07', ...purge],
      purpose: 'internal communication',
      keep: exactly(days(730)),
      onErasure: untouched('free text of the staff: it may name a customer, and nothing says which'),
    }),
    rule('webhook_logs', {
      ...log,
      clause: ['T-08', ...purge],
      purpose: 'debugging of integrations',
      keep: exactly(days(90)),
      onErasure: untouched('bodies as received: they may name a customer, and nothing says which'),
    }),
    rule('ai_usage_logs', {
      ...log,
      clause: ['T-09', ...purge],
      purpose: 'plan quotas',
      keep: exactly(days(365)),
      onErasure: untouched('about the staff who used the model, not about the customer'),
    }),

    // Core business data: what an erasure of the customer removes
    untilErased('invoices', {
      ...core,
      clause: ['T-04', 'T-13', 'T-14', 'T-35'],
      parts: ['invoice_line_items'],
      tell: tell(files, 'pdf_key'),
    }),
    untilErased('jobs', { ...core, clause: ['T-04', 'T-15', 'T-16'], parts: [part('mockups', { tell: tell(files, 'file_key') })] }),
    untilErased('customers', { ...core, clause: ['T-04', 'T-17'], tell: tell(shopForStripe, 'stripe_customer_id', 'shop_id') }),
    statement('T-20', 'The shop exports what tax law makes it keep before it erases a customer; the erasure does not do it.'),

    // What others hold, and who answers for what
    external('Payment data', {
      clause: 'T-30',
      purpose: 'take payments',
      basis: contract('GDPR 6(1)(b)'),
      at: 'Stripe',
      keeps: 'as financial regulation demands',
    }),
    statement('T-31', 'Whoever wants payment data deleted asks Stripe; the shop is told the Stripe customer id that the erasure removes.'),
    statement('T-32', 'The shop decides and Kontraktr processes on its behalf; every row carries the shop it belongs to.'),
    statement('T-33', 'The published text ends in the middle: the list of duties is missing.'),
    statement('T-34', 'Questions go to legal@kontraktr.io.'),
  ],
  recipients: [files, shopForStripe],
  letters: [
    // The text gives the words; what it leaves to the shop in brackets, the database knows.
    letter('erasure complete', customer, {
      clause: ['T-25', 'T-26', 'T-27'],
      on: 'completion',
      to: 'customers.email',
      fields: { customer: 'customers.contact_name', shop: 'shops.name' },
      title: 'Your data deletion request — {shop}',
      text: [
        'Hi {customer},',
        "We've completed your request to delete all personal data associated with your account at {shop}.",
        'As of {date}, the following has been permanently removed from our systems:',
        '{erased}',
        'Please note that we may retain certain records where required by law. Of yours we keep:',
        '{retained}',
        'If you have any questions, reply to this email.',
        'Kind regards,',
        '{shop}',
      ],
      within: days(7),
    }),
  ],
  requests: [
    request(customer, 'erasure', {
      clause: ['T-11', 'T-12', 'T-18', 'T-19', 'T-21', 'T-22', 'T-23', 'T-24', 'T-25', 'T-27'],
      regimes: [ownRegime({ respond: days(30) }), gdpr(), ukGdpr(), ccpa()],
      verify: 'basic',
      gate: [admin, freshPreview, phrase('DELETE ALL DATA')],
    }),
  ],
  // The proof of an erasure outlives the log entry about it, which goes after 365 days.
  evidence: { clause: 'T-29', keep: exactly(months(24)) },
  outOfScope: {
    schema_migrations: "the migration tool's own table, no personal data",
    shops: 'the tenants: kept while their contract runs, which the text does not schedule',
    shop_users: 'the staff of the tenants: kept by their shop, which the text does not schedule',
  },
})
