import {
  contract,
  days,
  destroy,
  exactly,
  gdpr,
  hours,
  legalObligation,
  legitimateInterest,
  months,
  nothing,
  ownRegime,
  retention,
  review,
  scheduled,
  untouched,
  years,
} from 'lapse'
import { clauses } from './clauses.ts'
import type { Database } from './database.ts'

const {
  accessor,
  after,
  archive,
  endOf,
  exportProfile,
  external,
  ignore,
  letter,
  owner,
  policy,
  pseudonymize,
  recipient,
  request,
  retain,
  rollup,
  rule,
  sever,
  standingHold,
  statement,
  subject,
  tell,
  total,
  untilErased,
} = retention<Database, keyof typeof clauses>()

const user = subject('users', {
  key: 'id',
  events: { deleted: 'deleted_at' },
  erasure: {
    deleted: { clause: ['X-04', 'X-16', 'X-25'], residence: days(30), cancel: 'event cleared', within: days(30) },
  },
})

const documents = recipient('document store', { clause: 'X-13', hears: 'destruction', within: days(1) })

/** The two laws number the grounds alike. */
const art6 = {
  b: contract('GDPR 6(1)(b)', '06/L-082 6(1)(b)'),
  c: legalObligation('GDPR 6(1)(c)', '06/L-082 6(1)(c)'),
  f: legitimateInterest('GDPR 6(1)(f)', '06/L-082 6(1)(f)'),
} as const
const log180 = { basis: art6.f, cutoff: 'created_at', keep: exactly(days(180)), dispose: destroy() } as const
const quota = { clause: 'X-11', purpose: 'quota enforcement', basis: art6.f } as const

export default policy({
  name: 'Pristina',
  version: '1.0',
  effective: '2026-04-07',
  timeZone: 'Europe/Belgrade',
  notice: days(30),
  clauses,
  subjects: [user],
  links: [
    ignore('invoices', 'subscriptions'),
    ignore('api_usage', 'api_keys'),
    ignore('business_removal_requests', 'users', { by: 'decided_by' }),
    accessor('removal_request_audit', 'users', { by: 'actor_id' }),
    owner('error_events', 'users', { on: eb => eb('error_events.user_id', '=', eb.ref('users.id')) }),
    owner('search_usage_daily', 'users', { on: eb => eb('search_usage_daily.user_id', '=', eb.ref('users.id')) }),
    owner('api_usage_daily', 'users', { on: eb => eb('api_usage_daily.user_id', '=', eb.ref('users.id')) }),
  ],
  activation: scheduled('23 * * * *'),
  schedule: [
    total('X-02', 'Every table stands in this schedule, which is what the database runs.'),

    untilErased('users', { clause: ['X-04', 'X-16'], purpose: 'account', basis: art6.b, onErasure: destroy() }),
    untilErased('api_keys', { clause: 'X-04', purpose: 'access to the API', basis: art6.b, onErasure: destroy() }),
    rule('subscriptions', {
      clause: 'X-05',
      purpose: 'subscription',
      basis: art6.b,
      // The term runs until here; invoices keep a subscription that has ended until they go themselves.
      cutoff: 'ends_at',
      keep: nothing,
      dispose: destroy(),
      onErasure: sever('user_id'),
    }),
    rule('invoices', {
      clause: 'X-06',
      purpose: 'billing',
      basis: art6.c,
      cutoff: endOf({ fiscalYearFrom: 1 }, 'issued_on'),
      keep: exactly(years(7)),
      // The text says archived and not when: once the books of the year are closed.
      interim: [after(years(1), archive({ column: 'archived_at' }))],
      dispose: destroy(),
      gate: review('accountant'),
      parts: ['payments'],
      // The buyer as printed stays on the invoice, so the account can go.
      onErasure: retain('legal obligation', sever('user_id')),
    }),
    rule('auth_login_events', {
      ...log180,
      clause: ['X-07', 'X-18', 'X-19'],
      purpose: 'security',
      onErasure: [pseudonymize({ ip: 'ip_hash' }, 'key destroyed after the run'), sever('user_id')],
    }),
    rule('user_activity_log', {
      ...log180,
      clause: ['X-08', 'X-18', 'X-19'],
      purpose: 'audit',
      onErasure: [pseudonymize({ ip: 'ip_hash' }, 'key destroyed after the run'), sever('user_id')],
    }),
    // The context holds what the failing request carried, whoever is named in it.
    rule('error_events', { ...log180, clause: 'X-09', purpose: 'operations', onErasure: sever('user_id', 'context') }),
    rule('upgrade_intent_events', { ...log180, clause: 'X-10', purpose: 'analytics', onErasure: sever('user_id') }),
    rule('search_usage', {
      ...quota,
      cutoff: 'created_at',
      keep: exactly(days(90)),
      dispose: [
        rollup('search_usage_daily', { key: { day: { grain: 'day', of: 'created_at' }, user_id: 'user_id' }, add: { n: 'count' } }),
        destroy(),
      ],
      onErasure: sever('user_id'),
    }),
    rule('api_usage', {
      ...quota,
      cutoff: 'created_at',
      keep: exactly(days(90)),
      dispose: [
        rollup('api_usage_daily', {
          key: { day: { grain: 'day', of: 'created_at' }, user_id: 'user_id', endpoint: 'endpoint' },
          add: { n: 'count', errors: { count: eb => eb('status', '>=', 500) } },
        }),
        destroy(),
      ],
      onErasure: sever('user_id', 'api_key_id'),
    }),
    // Sums per user are personal data until the user is taken out of them.
    untilErased(['search_usage_daily', 'api_usage_daily'], { ...quota, onErasure: sever('user_id') }),
    untilErased(['saved_searches', 'watches'], {
      clause: 'X-12',
      purpose: 'what users keep of the register',
      basis: art6.b,
      onErasure: destroy(),
    }),
    rule('business_removal_requests', {
      clause: 'X-13',
      purpose: 'proof of the decision',
      basis: art6.c,
      cutoff: 'decided_at',
      keep: exactly(days(90)),
      dispose: destroy(),
      gate: review('registrar'),
      parts: ['removal_request_audit'],
      // The scan behind the address goes with the row.
      tell: tell(documents, 'id_document_url'),
      onErasure: untouched('keyed by the e-mail address of the requester, who need not have an account'),
    }),
    external('Email delivery logs', {
      clause: 'X-14',
      purpose: 'service operation',
      basis: art6.f,
      at: 'Microsoft Azure',
      keeps: 'typically 30 days',
    }),
    statement('X-17', 'The periods of cookies stand in the Cookie Policy; the database holds none.'),

    // Purge, backups and holds
    statement(
      'X-18',
      'The address becomes a keyed digest whose key is destroyed after the run; an MD5 of an address is undone by trying them all.',
    ),
    statement('X-20', 'Where backups lie and that they are encrypted is the work of the operators.'),
    statement('X-21', 'The operators test the restore each quarter; no database can see whether they did.'),

    // Rights of the users
    untilErased('export_requests', { clause: 'X-27', purpose: 'limit the rate of exports', basis: art6.f, onErasure: destroy() }),
    statement('X-29', 'The application recommends the export where it offers the deletion.'),

    // About the text
    statement('X-01', 'The version and the date of the text are those of this schedule.'),
    statement('X-03', 'Every ground in this schedule cites both laws.'),
    statement('X-30', 'The lead time stands in this policy. This is the first version, and no other can be applied over it yet.'),
    statement('X-31', 'Prishtinë, Republic of Kosovo, NUI 812382414.'),
  ],
  holds: [
    standingHold('users', {
      clause: ['X-23', 'X-24'],
      where: eb => eb('legal_hold', '=', true),
      matter: 'legal proceedings, regulatory investigation or chargeback fraud',
      reason: 'legal_hold_reason',
      notify: 'where lawful',
    }),
  ],
  exports: [
    // The text promises all personal data, and cites the right that covers what the user has provided.
    exportProfile(user, 'access', {
      clause: ['X-26', 'X-27', 'X-28'],
      onePer: hours(1),
      columns: {
        users: ['email', 'name', 'created_at', 'deleted_at'],
        subscriptions: ['plan', 'starts_at', 'ends_at', 'cancelled_at'],
        invoices: ['number', 'issued_on', 'buyer_name', 'buyer_tax_no', 'total'],
        payments: ['provider_ref', 'paid_at'],
        api_keys: ['prefix', 'revoked_at'],
        saved_searches: ['query'],
        watches: ['business_id'],
        auth_login_events: ['ip', 'success', 'created_at'],
        user_activity_log: ['ip', 'action', 'target', 'created_at'],
        error_events: ['message', 'context', 'created_at'],
        upgrade_intent_events: ['source', 'created_at'],
        search_usage: ['query', 'created_at'],
        api_usage: ['endpoint', 'status', 'created_at'],
        search_usage_daily: ['day', 'n'],
        api_usage_daily: ['day', 'endpoint', 'n', 'errors'],
        // What somebody who works on the register has done there.
        removal_request_audit: ['event', 'at'],
        export_requests: ['requested_at'],
      },
    }),
    exportProfile(user, 'portability', {
      clause: ['X-26', 'X-27', 'X-28'],
      onePer: hours(1),
      columns: { users: ['email', 'name'], saved_searches: ['query'], watches: ['business_id'] },
    }),
  ],
  recipients: [documents],
  letters: [
    // Where it is lawful: an officer decides person by person.
    letter('data on hold', user, {
      clause: 'X-24',
      on: 'hold',
      to: 'users.email',
      fields: { name: 'users.name' },
      title: 'Deletion of your data is suspended',
      text: ['Dear {name},', 'as of {date} the automated deletion of your data is suspended until the matter is closed.'],
      within: days(3),
    }),
  ],
  requests: [
    request(user, 'erasure', {
      clause: 'X-25',
      regimes: [ownRegime({ respond: days(30) }), gdpr('XK')],
      verify: 'basic',
      event: user.deleted,
    }),
    request(user, ['access', 'portability'], { clause: 'X-26', regimes: gdpr('XK'), verify: 'basic' }),
  ],
  backups: { clause: 'X-15', horizon: days(30), promise: { clause: 'X-22', within: days(30) } },
  evidence: { keep: exactly(months(24)) },
  outOfScope: {
    schema_migrations: "the migration tool's own table, no personal data",
    businesses: 'the register itself: companies, published by law',
  },
  acknowledge: {
    'backup-promise-broken':
      'The text says 30 days (X-22). Accounts are restorable for 30 days and backups keep what goes for another 30: all copies are gone after 60.',
    'zero-width-window':
      'The text gives the same 30 days twice (X-04, X-25). The purge runs hourly, so a request made in the last hour of a day may miss the day by an hour.',
  },
})
