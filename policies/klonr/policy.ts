import {
  between,
  consent,
  contract,
  days,
  destroy,
  exactly,
  hours,
  legalObligation,
  legitimateInterest,
  months,
  nothing,
  ownRegime,
  retention,
  scheduled,
  untouched,
  upTo,
  years,
} from 'lapse'
import { clauses } from './clauses.ts'
import type { Database } from './database.ts'

const {
  absent,
  accessor,
  anonymize,
  external,
  ignore,
  letter,
  owner,
  part,
  permanent,
  placedHolds,
  policy,
  recipient,
  related,
  request,
  retain,
  rollup,
  rule,
  sever,
  standingHold,
  statement,
  subject,
  suppression,
  tell,
  total,
  untilErased,
} = retention<Database, keyof typeof clauses>()

const user = subject('users', {
  key: 'id',
  events: { deactivated: 'deactivated_at', requested: 'deletion_requested_at' },
  erasure: {
    // Thirty days are a floor here: the account must stay restorable for as long.
    deactivated: { clause: 'K-03', residence: days(30), cancel: 'event cleared' },
    // And a ceiling here: the request cannot be taken back, so the first run serves it.
    requested: { clause: ['K-04', 'K-25', 'K-27', 'K-28'], residence: 'none', cancel: 'never', within: days(30) },
  },
})

/** Files lie where no foreign key reaches: whatever row names one, the store hears when that row goes. */
const files = recipient('object store', { clause: ['K-06', 'K-09', 'K-28'], hears: 'destruction', within: days(1) })
const providers = recipient('AI providers', { clause: 'K-32', hears: 'destruction', within: days(30) })

/** Who must not be written to again, and who must not register again, once the record that says so has gone. The text names no end, which the law demands. */
const optedOut = suppression('marketing', { clause: 'K-14', keep: upTo(years(5)) })
const terminated = suppression('registration', { clause: 'K-21', keep: upTo(years(5)) })

const copies = part('upload_provider_copies', { tell: tell(providers, 'provider', 'provider_ref') })

const service = { purpose: 'provide the service', basis: contract('GDPR 6(1)(b)'), onErasure: destroy() } as const
const queue = { clause: 'K-07', cutoff: 'created_at', keep: between(hours(24), hours(72)), dispose: destroy() } as const
const books = {
  purpose: 'tax and accounting',
  basis: legalObligation('GDPR 6(1)(c)'),
  keep: exactly(years(7)),
  dispose: destroy(),
} as const
const marketing = { purpose: 'marketing e-mail', basis: consent('GDPR 6(1)(a)'), keep: nothing, dispose: destroy() } as const
const security = { purpose: 'security and debugging', basis: legitimateInterest('GDPR 6(1)(f)'), cutoff: 'at', dispose: destroy() } as const
const insight = { purpose: 'product improvement', basis: legitimateInterest('GDPR 6(1)(f)') } as const

export default policy({
  name: 'Klonr',
  version: '2026-04-15',
  effective: '2026-04-15',
  timeZone: 'UTC',
  clauses,
  subjects: [user],
  links: [
    ignore('generations', 'projects'),
    accessor('support_messages', 'users', { by: 'author_user_id' }),
    owner('access_logs', 'users', { on: eb => eb('access_logs.user_id', '=', eb.ref('users.id')) }),
    owner('error_logs', 'users', { on: eb => eb('error_logs.user_id', '=', eb.ref('users.id')) }),
    owner('usage_events', 'users', { on: eb => eb('usage_events.user_id', '=', eb.ref('users.id')) }),
  ],
  activation: scheduled('11 * * * *'),
  schedule: [
    total(['K-01', 'K-18'], 'Every table is scheduled for a purpose, on one of the four grounds.'),

    // Account information
    untilErased('users', {
      ...service,
      clause: ['K-02', 'K-03', 'K-04'],
      tell: tell(files, 'avatar_key'),
      suppress: { list: terminated, of: 'users.email', when: eb => eb('termination_reason', 'in', ['fraud', 'abuse', 'policy']) },
    }),
    untilErased('projects', { ...service, clause: 'K-28' }),

    // Generated content
    untilErased('generations', {
      ...service,
      clause: ['K-05', 'K-06'],
      parts: [part('generation_assets', { parts: ['moderation_flags'], tell: tell(files, 'blob_key') })],
    }),
    rule('partial_renders', { ...service, ...queue, tell: tell(files, 'blob_key') }),
    rule('generation_jobs', { ...service, ...queue }),

    // Uploaded content
    untilErased('uploads', {
      ...service,
      name: 'face uploads',
      where: eb => eb('kind', '=', 'face'),
      clause: ['K-08', 'K-09'],
      special: 'biometric',
      parts: [copies, 'moderation_flags'],
      tell: tell(files, 'blob_key'),
    }),
    untilErased('uploads', {
      ...service,
      clause: ['K-08', 'K-09'],
      parts: [copies, 'moderation_flags'],
      tell: tell(files, 'blob_key'),
    }),
    external('Copies of uploaded content', {
      clause: 'K-10',
      purpose: 'generate images and videos',
      basis: contract('GDPR 6(1)(b)'),
      at: 'Google, Kuaishou, ByteDance',
      keeps: 'as their own policies say',
    }),

    // Financial and transaction data
    rule('transactions', {
      ...books,
      clause: 'K-11',
      cutoff: 'occurred_at',
      parts: ['disputes'],
      onErasure: retain('legal obligation', sever('user_id')),
    }),
    rule('invoices', {
      ...books,
      clause: 'K-11',
      cutoff: 'issued_at',
      parts: ['invoice_lines'],
      tell: tell(files, 'pdf_key'),
      onErasure: retain('legal obligation', sever('user_id')),
    }),
    external('Credit card details', {
      clause: 'K-12',
      purpose: 'take payments',
      basis: contract('GDPR 6(1)(b)'),
      at: 'Stripe',
      keeps: 'as its own policy says',
    }),
    absent({ clause: 'K-12', column: 'card_number', because: 'card details are stored by Stripe alone' }),
    absent({ clause: 'K-12', column: 'card_expiry', because: 'card details are stored by Stripe alone' }),
    absent({ clause: 'K-12', column: 'card_cvc', because: 'card details are stored by Stripe alone' }),

    // Communication data
    rule('support_tickets', {
      ...service,
      clause: 'K-13',
      cutoff: 'resolved_at',
      keep: exactly(years(2)),
      dispose: destroy(),
      parts: ['support_messages'],
    }),
    rule('marketing_sends', {
      ...marketing,
      clause: 'K-14',
      cutoff: related('marketing_preferences.unsubscribed_at'),
      onErasure: destroy(),
    }),
    rule('marketing_preferences', {
      ...marketing,
      clause: 'K-14',
      cutoff: 'unsubscribed_at',
      onErasure: destroy(),
      suppress: { list: optedOut, of: 'users.email', when: eb => eb('unsubscribed_at', 'is not', null) },
    }),

    // Logs and analytics
    rule('access_logs', { ...security, clause: 'K-15', keep: upTo(days(90)), onErasure: sever('user_id', 'ip') }),
    rule('error_logs', {
      ...security,
      clause: 'K-15',
      keep: upTo(days(90)),
      // The context holds what the failing request carried, whoever is named in it.
      onErasure: [sever('user_id', 'ip'), anonymize({ context: '{}' })],
    }),
    rule('usage_events', {
      ...insight,
      clause: 'K-16',
      cutoff: 'at',
      // The text keeps only aggregates, and gives the events behind them no period; they get the one of the server logs.
      keep: upTo(days(90)),
      dispose: [rollup('usage_daily', { key: { day: { grain: 'day', of: 'at' }, metric: 'name' }, add: { n: 'count' } }), destroy()],
      onErasure: sever('user_id'),
    }),
    permanent('usage_daily', {
      ...insight,
      clause: 'K-16',
      because: 'counts per day, of nobody in particular',
      noIdentifiersIn: ['day', 'metric', 'n'],
    }),
    rule('security_events', { ...security, clause: 'K-17', keep: upTo(years(1)), onErasure: sever('user_id', 'ip') }),

    // Extended retention
    rule('registration_blocklist', {
      clause: 'K-21',
      purpose: 'prevent the re-registration of accounts terminated for fraud, abuse or policy violations',
      basis: legitimateInterest('GDPR 6(1)(f)'),
      cutoff: 'added_at',
      // The text names no end, which the law demands.
      keep: upTo(years(5)),
      dispose: destroy(),
      onErasure: untouched('a keyed digest that leads to no account; it is there for the time after the account'),
    }),
    placedHolds(
      'K-20',
      'A subpoena or an investigation is entered as a legal hold; it stops every class of this schedule until it is released.',
    ),

    // Data deletion requests
    statement(
      'K-24',
      'A request by mail is verified before it is worked on; that the application knows who asks before it sets users.deletion_requested_at is its own affair.',
    ),

    // Secure disposal
    statement('K-29', 'Rows are deleted, not destroyed with a key: DELETE gives no cryptographic erasure.'),
    statement('K-30', 'A deleted row is overwritten when PostgreSQL reuses its space after VACUUM, at no promised time.'),

    // Third parties and updates
    statement('K-32', 'Klonr binds its partners by contract, and passes on what went; no database can see whether they comply.'),
    statement('K-33', 'Klonr announces material changes itself; the text promises no lead time.'),
    statement('K-34', 'The date of the text is the version of this schedule.'),
  ],
  holds: [
    standingHold('disputes', {
      clause: 'K-19',
      where: eb => eb('closed_at', 'is', null),
      holds: 'transactions',
      matter: 'dispute or chargeback',
      notify: 'never',
    }),
    standingHold('moderation_flags', {
      clause: 'K-22',
      where: eb => eb('category', 'in', ['csam', 'identity_fraud']),
      holds: 'generation_assets',
      matter: 'flagged for illegal activity',
      notify: 'never',
    }),
    standingHold('moderation_flags', {
      clause: 'K-22',
      where: eb => eb('category', 'in', ['csam', 'identity_fraud']),
      holds: 'uploads',
      matter: 'flagged for illegal activity',
      notify: 'never',
    }),
  ],
  recipients: [files, providers],
  suppressions: [optedOut, terminated],
  letters: [
    letter('deletion complete', user, {
      clause: ['K-26', 'K-27'],
      on: 'completion',
      to: 'users.email',
      title: 'Your Klonr account is deleted',
      text: [
        'On {date} the deletion of your account was completed. What was done, record by record:',
        '{erased}',
        'What the law makes us keep:',
        '{retained}',
        'The last backup with a copy of your data is gone by the end of {everywhere}.',
      ],
      within: days(3),
    }),
  ],
  requests: [
    request(user, 'erasure', {
      clause: ['K-04', 'K-23', 'K-24', 'K-25', 'K-26', 'K-27'],
      regimes: ownRegime({ respond: days(30) }),
      verify: 'basic',
      event: user.requested,
    }),
  ],
  backups: { clause: 'K-31', horizon: days(90) },
  evidence: { keep: exactly(months(24)) },
  outOfScope: { schema_migrations: "the migration tool's own table, no personal data" },
})
