import { bind } from '../../src/bind/bind.ts'
import { emit } from '../../src/emit/emit.ts'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { atLeast, contract, days, destroy, exactly, legalObligation, months, retention, review, scheduled, years } from '../../src/index.ts'
import { plan } from '../../src/plan/plan.ts'
import { fromSql } from '../../src/schema/from-sql.ts'
import { momentsOf } from '../../src/verify/instants.ts'
import { verify } from '../../src/verify/verify.ts'
import type { VerifyReport } from '../../src/verify/verify-report.ts'

export { alter } from '../alter.ts'

/** A small shop that has one of everything that a proof must notice. */
export const schemaSql = `
create table users (id uuid primary key, email text not null unique, requested_at timestamptz, closed_at timestamptz, dispute boolean not null default false);
create table notes (id uuid primary key, user_id uuid not null references users, body text not null);
create table orders (id bigint generated always as identity primary key, user_id uuid references users, ordered_on date not null, total numeric(10, 2) not null check (total > 5));
create table order_lines (order_id bigint not null references orders, line smallint not null, what text not null, primary key (order_id, line));
create table returns (id uuid primary key, order_id bigint not null references orders, returned_at timestamptz not null);
create table visits (id bigint generated always as identity primary key, user_id uuid references users on delete set null, page text not null, at timestamptz not null);
create table visits_daily (day date not null, page text not null, n bigint not null, primary key (day, page));
create table complaints (id uuid primary key, user_id uuid references users, settled_at timestamptz, text text);
create table messages (id uuid primary key, user_id uuid references users, reply_to uuid references messages, sent_at timestamptz not null, ip inet);
create table vouchers (id uuid primary key, user_id uuid references users, issued_at timestamptz not null, used_at timestamptz);
create table vouchers_archive (id uuid primary key, user_id uuid, issued_at timestamptz not null, used_at timestamptz);
create table redemptions (id uuid primary key, voucher_id uuid, at timestamptz not null, device text);
create table letters (id uuid primary key, user_id uuid references users, address text, sent_at timestamptz not null);
`

const {
  after,
  anonymize,
  archive,
  before,
  latestOf,
  owner,
  permanent,
  policy,
  retain,
  rollup,
  rule,
  sever,
  standingHold,
  subject,
  untilErased,
} = retention<any>() as any
const why = { clause: 'S-1', purpose: 'run the shop', basis: contract('GDPR 6(1)(b)'), onErasure: destroy() }
const user = subject('users', {
  key: 'id',
  events: { requested: 'requested_at', closed: 'closed_at' },
  erasure: { requested: { clause: 'S-1', residence: days(30), cancel: 'event cleared' } },
})

export const shop = policy({
  name: 'Shop',
  version: '1',
  effective: '2026-01-01',
  timeZone: 'America/New_York',
  clauses: { 'S-1': 'Everything goes in its time.' },
  subjects: [user],
  // Whoever takes a voucher keeps its number, and no foreign key.
  links: [owner('redemptions', 'vouchers', { on: (eb: any) => eb('redemptions.voucher_id', '=', eb.ref('vouchers.id')) })],
  activation: scheduled('7 * * * *'),
  schedule: [
    untilErased('users', why),
    untilErased('notes', why),
    rule('orders', {
      ...why,
      basis: legalObligation(),
      cutoff: 'ordered_on',
      keep: exactly(years(7)),
      dispose: destroy(),
      parts: ['order_lines'],
      onErasure: retain('legal obligation', sever('user_id')),
    }),
    rule('returns', { ...why, cutoff: 'returned_at', keep: exactly(months(6)), dispose: destroy() }),
    rule('visits', {
      ...why,
      cutoff: 'at',
      keep: exactly(months(14)),
      dispose: [rollup('visits_daily', { key: { day: { grain: 'day', of: 'at' }, page: 'page' }, add: { n: 'count' } }), destroy()],
      onErasure: sever('user_id'),
    }),
    permanent('visits_daily', {
      clause: 'S-1',
      purpose: 'statistics',
      basis: contract(''),
      because: 'sums',
      noIdentifiersIn: ['day', 'page', 'n'],
    }),
    rule('complaints', {
      ...why,
      cutoff: 'settled_at',
      keep: atLeast(years(3), { noCeiling: 'each is looked at' }),
      dispose: destroy(),
      gate: review('the shop'),
    }),
    rule('messages', {
      ...why,
      cutoff: 'sent_at',
      while: before(user.closed),
      keep: exactly(years(1)),
      interim: [after(days(90), anonymize({ ip: null }))],
      dispose: destroy(),
    }),
    rule('vouchers', {
      ...why,
      cutoff: latestOf('issued_at', 'used_at'),
      keep: exactly(months(18)),
      dispose: [archive('vouchers_archive'), destroy()],
    }),
    rule('redemptions', {
      ...why,
      cutoff: 'at',
      keep: exactly(years(5)),
      dispose: destroy(),
      onErasure: retain('legal claims', anonymize({ device: null })),
    }),
    rule('letters', { ...why, cutoff: 'sent_at', keep: exactly(days(30)), dispose: anonymize({ address: null }) }),
  ],
  outOfScope: { vouchers_archive: 'the shop keeps it elsewhere' },
  holds: [standingHold('users', { clause: 'S-1', where: (eb: any) => eb('dispute', '=', true), matter: 'dispute', notify: 'never' })],
  evidence: { keep: exactly(months(24)) },
})

export const schema = await fromSql([{ path: 'schema.sql', sql: schemaSql }])
const bound = bind(shop, schema, { database: 'shop' })
if (!bound.model) throw new Error(bound.diagnostics.map(d => d.message).join('\n'))
export const model = bound.model
export const files = emit(plan(model))

const moments = momentsOf(shop)

/** Prove the shop's files, or altered ones; at the first moment and the ordinary day, which have every step and a case of every kind, or at every moment. */
export const proveShop = (altered: readonly OutputFile[] = files, at: 'ordinary' | 'every' = 'every'): Promise<VerifyReport> =>
  verify({
    policy: shop,
    schema,
    model,
    files: altered,
    schemaSql,
    moments: moments.filter(m => at === 'every' || m.cases === 'first' || m.cases === 'all'),
  })
