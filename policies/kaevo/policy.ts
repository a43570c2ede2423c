import {
  atLeast,
  businessDays,
  ccpa,
  contract,
  days,
  destroy,
  disabledUntil,
  exactly,
  gdpr,
  legalObligation,
  legitimateInterest,
  months,
  ownRegime,
  retention,
  review,
  scheduled,
  ukGdpr,
  untouched,
  upTo,
  years,
} from 'lapse'
import { clauses } from './clauses.ts'
import type { Database } from './database.ts'

const {
  absent,
  before,
  deadline,
  earliestOf,
  exportProfile,
  external,
  ignore,
  ladder,
  latest,
  latestOf,
  letter,
  orElse,
  owner,
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
  statement,
  subject,
  tell,
  total,
  untilErased,
} = retention<Database, keyof typeof clauses>()

const user = subject('users', {
  key: 'id',
  events: { requested: 'deletion_requested_at', closed: 'closed_at', child: 'child_known_at' },
  erasure: {
    requested: { clause: ['V-05', 'V-08', 'V-29'], residence: days(30), cancel: 'event cleared', within: days(30) },
    // "Promptly" has no number: the next run.
    child: { clause: 'V-52', residence: 'none', cancel: 'event cleared', within: days(1) },
  },
})

/** The subprocessors of V-36. Supabase has the database itself and, once there are files, the store behind the vault. */
const propagated = { clause: 'V-36', within: days(30) } as const
const supabase = recipient('Supabase storage', { ...propagated, hears: 'destruction' })
const plaid = recipient('Plaid', { ...propagated, hears: 'destruction' })
const stripe = recipient('Stripe', { ...propagated, hears: 'erasure' })
const netlify = recipient('Netlify', { ...propagated, hears: 'erasure' })
const anthropic = recipient('Anthropic', { ...propagated, hears: 'erasure' })
const google = recipient('Google', { ...propagated, hears: 'erasure' })

const operate = { purpose: 'operate the service', basis: contract('GDPR 6(1)(b)') } as const
/** "Duration of active account + 30 days after deletion request": no clock of its own. */
const withTheAccount = { ...operate, onErasure: destroy(), collected: 'created_at' } as const
/** Nothing goes while the account is open; afterwards seven years are the most, and a deletion request beats them. */
const money = {
  clause: 'V-10',
  purpose: 'tax filing, dispute resolution, financial review',
  basis: contract('GDPR 6(1)(b)'),
  keep: upTo(years(7)),
  while: before(user.closed),
  dispose: destroy(),
  onErasure: destroy(),
  collected: 'created_at',
} as const
const incident = {
  clause: 'V-25',
  purpose: 'regulatory compliance, post-incident analysis, future investigations',
  basis: legalObligation('GDPR 33(5)'),
  keep: atLeast(years(3), { noCeiling: 'an officer decides on each, and the text sets no end' }),
  dispose: destroy(),
  gate: review('privacy officer'),
} as const

/** The groups of V-37. Of the vault its metadata, so not the key of a file. */
const exported = {
  users: ['created_at', 'last_login_at', 'jurisdiction'],
  'auth.users': ['email'],
  households: ['created_at'],
  household_members: ['name', 'dob', 'relationship', 'zip', 'city', 'state'],
  accounts: ['kind', 'name', 'closed_at'],
  transactions: ['occurred_on', 'amount', 'merchant', 'category'],
  bills: ['payee', 'amount', 'due_on'],
  incomes: ['source', 'amount', 'created_at'],
  expenses: ['description', 'amount', 'created_at'],
  budgets: ['name', 'amount'],
  balance_snapshots: ['as_of', 'balance'],
  investment_accounts: ['name', 'kind', 'balance'],
  medical_records: ['kind', 'details', 'created_at'],
  vehicles: ['label', 'vin'],
  homes: ['address'],
  vacations: ['title', 'starts_on'],
  recipes: ['title', 'body'],
  chores: ['title', 'done'],
  vault_documents: ['type', 'description', 'doc_date'],
  calendar_events: ['starts_at', 'title'],
} as const

/** The promise and the laws that the text names; the shorter deadline applies. */
const deadlines = {
  regimes: [ownRegime({ acknowledge: businessDays(5), respond: days(30), extend: days(60), holidays: 'US-FL' }), gdpr(), ukGdpr(), ccpa()],
  verify: 'additional',
} as const

export default policy({
  name: 'Kaevo',
  version: '1.0',
  effective: '2026-05-18',
  timeZone: 'America/New_York',
  appliesTo: 'newRowsOnly',
  clauses,
  subjects: [user],
  links: [
    // A member of a household belongs to the account of its owner, also where the member has one.
    ignore('household_members', 'users', { by: 'user_id' }),
    ignore('accounts', 'plaid_accounts'),
    // The platform's row is the parent by its key; the person is the row that refers to it.
    ignore('users', 'auth.users'),
    owner('auth.users', 'users', { on: eb => eb('auth.users.id', '=', eb.ref('users.id')) }),
    owner('app_logs', 'users', { on: eb => eb('app_logs.user_id', '=', eb.ref('users.id')) }),
  ],
  activation: scheduled('7 * * * *'),
  schedule: [
    total('V-04', 'Every table has a purpose and a period, or an event that ends it.'),

    // Both rows go in one step: the credentials would not know when, once the account is gone.
    untilErased('auth.users', {
      ...withTheAccount,
      clause: 'V-08',
      purpose: 'account access',
      parts: ['users'],
      // They know an account by its id, Google by the address with which it signs in.
      tell: [tell(netlify, 'id'), tell(anthropic, 'id'), tell(google, 'email')],
      acknowledge: { 'foreign-key-circle': 'The two rows are judged as one and leave as one.' },
    }),
    untilErased('households', { ...withTheAccount, clause: 'V-09' }),
    untilErased('household_members', { ...withTheAccount, clause: 'V-09', special: 'children' }),

    rule('transactions', { ...money, cutoff: 'occurred_on' }),
    rule('bills', { ...money, cutoff: orElse('due_on', 'created_at') }),
    rule(['incomes', 'expenses'], { ...money, cutoff: 'created_at' }),
    // An account has no date of its own: it stays for its transactions.
    untilErased('accounts', { ...withTheAccount, clause: 'V-10' }),
    // Part of the export, without a line in the published schedule.
    untilErased('budgets', { ...withTheAccount, clause: 'V-37' }),
    untilErased('balance_snapshots', { ...withTheAccount, clause: 'V-11', collected: 'as_of' }),
    untilErased('investment_accounts', { ...withTheAccount, clause: 'V-12' }),
    // "Deleted promptly on request": the first run after the request, without the 30 days.
    untilErased('medical_records', { ...withTheAccount, clause: 'V-13', special: 'health', promptly: true }),
    untilErased(['vehicles', 'homes', 'vacations', 'recipes', 'chores'], { ...withTheAccount, clause: 'V-14' }),
    untilErased('vault_documents', { ...withTheAccount, clause: 'V-15', tell: tell(supabase, 'blob_key') }),
    untilErased('calendar_events', { ...withTheAccount, clause: 'V-16' }),

    rule('support_threads', {
      clause: 'V-17',
      purpose: 'service quality, dispute resolution, internal training',
      basis: legitimateInterest('GDPR 6(1)(f)'),
      cutoff: orElse(latest('support_messages.sent_at'), 'opened_at'),
      keep: exactly(years(3)),
      dispose: destroy(),
      parts: ['support_messages'],
      onErasure: destroy(),
      collected: 'opened_at',
    }),
    rule('app_logs', {
      clause: 'V-18',
      purpose: 'security monitoring, debugging',
      basis: legitimateInterest('GDPR 6(1)(f)'),
      cutoff: 'at',
      keep: exactly(days(90)),
      dispose: destroy(),
      onErasure: sever('user_id', 'ip'),
      collected: 'at',
    }),
    rule('analytics_events', {
      clause: 'V-20',
      purpose: 'product improvement',
      basis: legitimateInterest('GDPR 6(1)(f)'),
      cutoff: 'collected_at',
      keep: exactly(months(14)),
      dispose: [
        rollup('analytics_monthly', { key: { month: { grain: 'month', of: 'collected_at' }, name: 'name' }, add: { n: 'count' } }),
        destroy(),
      ],
      onErasure: sever('user_id'),
      collected: 'collected_at',
    }),
    permanent('analytics_monthly', {
      clause: ['V-20', 'V-35'],
      purpose: 'product improvement',
      basis: legitimateInterest('GDPR 6(1)(f)'),
      because: 'counts per month, of nobody in particular',
      noIdentifiersIn: ['month', 'name', 'n'],
    }),
    rule('subscriptions', {
      clause: 'V-21',
      purpose: 'tax, accounting and audit',
      basis: legalObligation('26 CFR 1.6001-1'),
      // An account may be deleted without having been closed before: without a start the record would stay for good.
      cutoff: orElse(user.closed, earliestOf(user.requested, user.child)),
      keep: exactly(years(7)),
      dispose: destroy(),
      parts: ['billing_events'],
      onErasure: retain('legal obligation', sever('user_id')),
      // The record stays with Kaevo; Stripe keys its customers by ours.
      tell: tell(stripe, 'id', 'user_id'),
      collected: 'started_at',
    }),
    external('Payment processor records', {
      clause: 'V-22',
      purpose: 'take payments',
      basis: contract('GDPR 6(1)(b)'),
      at: 'Stripe',
      keeps: 'as its own policy says, as a controller of its own',
    }),
    external('AI processing logs', {
      clause: 'V-23',
      purpose: 'operate AI features',
      basis: contract('GDPR 6(1)(b)'),
      at: 'Anthropic',
      keeps: 'as its own policy says',
    }),
    absent({ clause: 'V-23', table: 'ai_prompts', because: 'prompts live no longer than the request that carries them' }),
    rule('plaid_connections', {
      clause: 'V-24',
      purpose: 'bank linking',
      basis: contract('GDPR 6(1)(b)'),
      cutoff: earliestOf('disconnected_at', user.closed),
      keep: exactly(days(30)),
      dispose: destroy(),
      parts: ['plaid_accounts'],
      tell: tell(plaid, 'item_id'),
      onErasure: destroy(),
      activation: disabledUntil('bank linking is enabled'),
      collected: 'connected_at',
    }),
    rule('security_incidents', {
      ...incident,
      cutoff: 'closed_at',
      onErasure: untouched(
        'kept for legal claims, GDPR 17(3)(e): the incident names nobody, and the links to the people it hit are destroyed',
      ),
      collected: 'opened_at',
    }),
    rule('incident_subjects', {
      ...incident,
      cutoff: related('security_incidents.closed_at'),
      onErasure: destroy(),
      collected: 'created_at',
    }),

    // Deletion mechanics
    // What the application has sent by itself; the ladder of V-31 keeps its own record of who was told when, and reads nothing here.
    untilErased('inactivity_notices', { ...withTheAccount, clause: 'V-31', collected: 'sent_at' }),
    statement('V-33', 'Backups are for disaster recovery; nobody restores the data of one user from them.'),

    // Legal holds
    placedHolds(['V-07', 'V-47'], 'A legal hold placed by the privacy officer stops every class of this schedule until it is released.'),
    statement(
      'V-48',
      'Each hold names its reason, authority and document, and who released it; that the matter is over is for people to say.',
    ),

    // About the text
    statement('V-01', 'The version and the date of the text are those of this schedule.'),
    statement('V-02', 'The text names the laws it follows; which of them governs a request is decided per request.'),
    statement('V-03', 'This schedule covers the database; what the subprocessors hold is listed where the text names it.'),
    statement(
      'V-45',
      'Which law of another state applies is for people to say; the promised 30 days, or its own clock beside them, hold for it too.',
    ),
    statement(
      'V-54',
      'Each class names the column that says when a row was collected. This is the first version, and no other can be applied over it yet.',
    ),
    statement('V-53', 'Kaevo announces material changes itself; the text promises no lead time.'),
    statement('V-55', 'Kaevo Group LLC, Florida, United States.'),
  ],
  exports: [
    exportProfile(user, 'access', {
      clause: ['V-37', 'V-41'],
      columns: exported,
      optional: { support: { support_threads: ['subject', 'opened_at'], support_messages: ['direction', 'body', 'sent_at'] } },
    }),
    // Support is given on request and not what the user has entered.
    exportProfile(user, 'portability', { clause: ['V-37', 'V-41'], columns: exported }),
  ],
  ladders: [
    ladder('inactive accounts', user, {
      clause: 'V-31',
      // Who never came back after signing up was last heard of then.
      since: orElse(latestOf('last_login_at', 'last_api_at'), 'created_at'),
      steps: [
        { after: months(24), do: 'notify' },
        { after: days(60), do: 'review' },
        // Closing the account starts the seven years of V-21.
        { after: days(0), do: 'erase', closes: 'closed_at' },
      ],
    }),
  ],
  letters: [
    letter('deletion complete', user, {
      clause: ['V-29', 'V-30'],
      on: 'completion',
      to: 'auth.users.email',
      title: 'Your Kaevo data has been deleted',
      text: [
        'We confirm that the deletion of your data was completed on {date}:',
        '{erased}',
        'These records we have to keep:',
        '{retained}',
        'The last backup with a copy of your data is overwritten by the end of {everywhere}.',
      ],
      within: days(3),
    }),
    letter('inactive account', user, {
      clause: 'V-31',
      on: 'ladder',
      to: 'auth.users.email',
      title: 'Your Kaevo account is inactive',
      text: [
        'Nobody has used your account since {since}.',
        'If nobody uses it until the end of {next}, we may close it and delete its data. Signing in keeps it.',
      ],
      within: days(3),
    }),
  ],
  recipients: [supabase, plaid, stripe, netlify, anthropic, google],
  requests: [
    request(user, 'erasure', {
      ...deadlines,
      clause: ['V-06', 'V-26', 'V-27', 'V-28', 'V-30', 'V-42', 'V-43', 'V-46', 'V-49', 'V-50', 'V-51'],
      event: user.requested,
    }),
    // What is exported may be medical or financial.
    request(user, ['access', 'portability'], {
      ...deadlines,
      clause: ['V-06', 'V-38', 'V-39', 'V-40', 'V-42', 'V-43', 'V-46', 'V-49', 'V-50', 'V-51'],
    }),
  ],
  // Florida's law counts from the day on which the breach is known, Fla. Stat. 501.171(4).
  deadlines: [deadline('security_incidents', { clause: 'V-44', from: 'breach_known_at', within: days(30), done: 'people_told_at' })],
  backups: { clause: ['V-19', 'V-32', 'V-34'], horizon: days(30) },
  evidence: { keep: exactly(months(24)) },
  outOfScope: { schema_migrations: "the migration tool's own table, no personal data" },
  acknowledge: {
    'export-leaves-out':
      'The text lists six groups (V-37). Logs, analytics, billing and bank links are not among them; who asks for these gets them by hand.',
    'zero-width-window':
      'The text gives the same 30 days twice (V-08, V-28). The purge runs hourly, so a request made in the last hour of a day may miss the day by an hour.',
  },
})
