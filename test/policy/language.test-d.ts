import {
  atLeast,
  between,
  contract,
  days,
  destroy,
  exactly,
  freshPreview,
  gdpr,
  hours,
  manual,
  months,
  nothing,
  retention,
  review,
  scheduled,
  untouched,
  upTo,
  years,
} from 'lapse'
import { describe, expectTypeOf, test } from 'vitest'
import type { Policy } from '../../src/policy/policy.ts'
import type { RecordClass } from '../../src/policy/record-class.ts'
import type { RequestRule } from '../../src/policy/request.ts'
import type { Subject } from '../../src/policy/subject.ts'
import type { Database } from './database.ts'

const language = retention<Database, 'A-1' | 'A-2'>()
const { accessor, actor, after, anonymize, archive, before, copyOf, earliestOf, endOf, generalize, ignore, latest, latestOf } = language
const { orElse, owner, part, permanent, policy, pseudonymize, related, request, retain, rollup, rule, sever, standingHold, subject } =
  language
const { exportProfile, ladder, letter, recipient, tell, tenant, untilErased } = language

const user = subject('users', {
  key: 'id',
  events: { closed: 'closed_at', gone: orElse('closed_at', 'closed_at') },
  erasure: { closed: { clause: ['A-1', 'A-2'], residence: days(30), cancel: 'event cleared', within: days(30) } },
})
const why = { clause: 'A-1', purpose: 'to serve the order', basis: contract() } as const
const visits = { ...why, cutoff: 'at', keep: upTo(days(90)), dispose: destroy(), onErasure: destroy() } as const
const orders = { ...why, cutoff: 'placed_at', keep: exactly(years(7)), dispose: destroy(), onErasure: destroy() } as const

// What must compile, without a type argument anywhere.
describe('a rule', () => {
  test('takes every kind of cutoff', () => {
    expectTypeOf(rule('orders', { ...orders, cutoff: 'paid_at' })).toEqualTypeOf<readonly RecordClass[]>()
    rule('orders', { ...orders, cutoff: user.closed })
    rule('orders', { ...orders, cutoff: related('users.closed_at') })
    rule('orders', { ...orders, cutoff: orElse(latest('order_lines.added_at'), 'placed_at'), parts: ['order_lines'] })
    rule('orders', { ...orders, cutoff: earliestOf('paid_at', user.closed, related('users.closed_at')) })
    rule('orders', { ...orders, cutoff: endOf({ fiscalYearFrom: 4 }, latestOf('paid_at', orElse('placed_at', user.gone))) })
    rule('audit.entries', { ...orders, cutoff: earliestOf('at', user.closed) })
  })

  test('takes several tables, by the columns they share', () => {
    rule(['visits', 'audit.entries'], { ...visits, where: eb => eb('user_id', 'is not', null), onErasure: sever('user_id') })
    untilErased(['orders', 'order_lines'], { ...why, onErasure: destroy() })
  })

  test('takes every keep, while, gate and activation', () => {
    rule('orders', { ...orders, keep: atLeast(years(3), { noCeiling: 'each is reviewed' }), gate: review('officer') })
    rule('orders', { ...orders, keep: between(hours(24), hours(72)), while: before(user.closed) })
    rule('orders', { ...orders, keep: nothing, while: eb => eb('state', '=', 'open'), preserve: 'block', collected: 'placed_at' })
    rule('orders', {
      ...orders,
      activation: [
        manual(
          actor('users', eb => eb('email', 'like', '%@lapse.test')),
          freshPreview,
        ),
      ],
    })
  })

  test('takes every act', () => {
    rule('visits', { ...visits, interim: [after(days(7), [sever('user_id', 'ip'), anonymize({ page: '' })])] })
    rule('visits', { ...visits, onErasure: [pseudonymize({ ip: 'ip_hash' }, 'key destroyed after the run'), sever('user_id')] })
    rule('visits', { ...visits, onErasure: untouched('counts only') })
    rule('visits', {
      ...visits,
      dispose: [rollup('visits_daily', { key: { day: { grain: 'day', of: 'at' }, page: 'page' }, add: { n: 'count' } }), destroy()],
    })
    rule('orders', { ...orders, dispose: [archive({ column: 'paid_at' }), archive('order_lines'), destroy()] })
    rule('orders', { ...orders, onErasure: retain('legal claims', generalize({ note: copyOf('users.email') }), sever('user_id')) })
    rule('orders', { ...orders, dispose: anonymize({ note: eb => eb.fn<string>('left', ['note', eb.lit(3)]), total: 0 }) })
  })

  test('takes an act that was made for its own table beforehand', () => {
    const cut = sever<'visits'>('user_id', 'ip')
    rule('visits', { ...visits, onErasure: cut })
    // @ts-expect-error an act of another table
    rule('audit.entries', { ...visits, onErasure: cut })
  })
})

test('a subject carries its events and nothing else', () => {
  expectTypeOf(user).toExtend<Subject>()
  expectTypeOf(user.closed).toEqualTypeOf(user.gone)
  expectTypeOf(user).not.toHaveProperty('left')
})

test('tables, columns and clauses are those of the application', () => {
  type RuleTable = Parameters<typeof language.archive>[0]
  expectTypeOf<'orders'>().toExtend<RuleTable>()
  expectTypeOf<'order'>().not.toExtend<RuleTable>()
  expectTypeOf<'orders.placed_at'>().toExtend<Parameters<typeof related>[0]>()
  expectTypeOf<'orders.note'>().not.toExtend<Parameters<typeof related>[0]>()
  // Neither `any` nor `unknown` is a date.
  expectTypeOf<'orders.extra'>().not.toExtend<Parameters<typeof latest>[0]>()
  expectTypeOf<'orders.address'>().not.toExtend<Parameters<typeof latest>[0]>()
  expectTypeOf<'orders.note'>().toExtend<Parameters<typeof copyOf>[0]>()
  expectTypeOf<Parameters<typeof language.statement>[0]>().toEqualTypeOf<'A-1' | 'A-2' | readonly ('A-1' | 'A-2')[]>()
})

test('a whole policy', () => {
  const written = policy({
    name: 'Example',
    version: '1',
    effective: '2026-01-01',
    timeZone: 'UTC',
    clauses: { 'A-1': 'Orders are kept for 7 years.', 'A-2': 'Visits are kept for 90 days.' },
    subjects: [user],
    tenant: tenant('users', { key: 'id', optIn: eb => eb('closed_at', 'is', null) }),
    links: [
      owner('visits', 'users', { on: eb => eb('visits.user_id', '=', eb.ref('users.id')) }),
      ignore('orders', 'users', { by: 'user_id' }),
      accessor('audit.entries', 'users'),
    ],
    activation: scheduled('7 * * * *'),
    schedule: [
      rule('orders', { ...orders, parts: [part('order_lines', { parts: [] })], acknowledge: { 'some-code': 'for a reason' } }),
      permanent('visits_daily', { ...why, because: 'counts', noIdentifiersIn: ['day', 'page', 'n'] }),
    ],
    holds: [
      standingHold('orders', {
        ...{ clause: 'A-2', notify: 'never' },
        where: eb => eb('state', '=', 'open'),
        matter: 'open',
        reason: 'note',
      }),
    ],
    evidence: { clause: 'A-1', keep: exactly(months(24)) },
    outOfScope: { schema_migrations: 'tooling', 'audit.entries': 'of another team' },
  })
  expectTypeOf(written).toEqualTypeOf<Policy>()
})

describe('a request', () => {
  test('takes rights and regimes, one or several, and an event of the subject', () => {
    expectTypeOf(request(user, 'access', { clause: 'A-1', regimes: gdpr(), verify: 'basic' })).toEqualTypeOf<RequestRule>()
    request(user, ['erasure', 'portability'], { clause: ['A-1'], regimes: [gdpr('DE')], verify: 'none', event: user.closed })
    // @ts-expect-error there is no such right
    request(user, 'objection', { clause: 'A-1', regimes: gdpr(), verify: 'basic' })
    // @ts-expect-error there is no such clause
    request(user, 'access', { clause: 'A-9', regimes: gdpr(), verify: 'basic' })
  })
})

describe('recipients', () => {
  const stripe = recipient('Stripe', { clause: 'A-1', hears: 'erasure', within: days(30) })
  test('are told columns of the table, of a part those of the part', () => {
    untilErased('orders', { ...why, onErasure: destroy(), tell: tell(stripe, 'id', 'user_id') })
    untilErased('orders', { ...why, onErasure: destroy(), tell: [tell(stripe, 'id'), tell(stripe, 'user_id')] })
    untilErased('orders', { ...why, onErasure: destroy(), parts: [part('order_lines', { tell: tell(stripe, 'added_at') })] })
    // @ts-expect-error: visits have one of the name, orders none
    untilErased('orders', { ...why, onErasure: destroy(), tell: tell(stripe, 'page') })
    // @ts-expect-error: a part has its own columns
    untilErased('orders', { ...why, onErasure: destroy(), parts: [part('order_lines', { tell: tell(stripe, 'placed_at') })] })
    // @ts-expect-error: nobody is told by name alone
    tell('Stripe', 'id')
    // @ts-expect-error: it hears of one or the other
    recipient('Stripe', { clause: 'A-1', hears: 'everything', within: days(30) })
    // @ts-expect-error: no default for what a policy must decide
    recipient('Stripe', { clause: 'A-1', hears: 'erasure' })
  })
})

describe('an export', () => {
  test('lists tables and their columns', () => {
    exportProfile(user, ['access', 'portability'], {
      clause: 'A-1',
      columns: { orders: ['placed_at'], 'audit.entries': ['at'] },
      optional: { lines: { order_lines: ['added_at'] } },
      onePer: hours(1),
    })
    // @ts-expect-error: there is no such table
    exportProfile(user, 'access', { clause: 'A-1', columns: { order: ['placed_at'] } })
    // @ts-expect-error: there is no such column
    exportProfile(user, 'access', { clause: 'A-1', columns: { orders: ['place_at'] } })
    // @ts-expect-error: nor in a section
    exportProfile(user, 'access', { clause: 'A-1', columns: {}, optional: { lines: { order_lines: ['placed_at'] } } })
    // @ts-expect-error: no export answers an erasure
    exportProfile(user, 'erasure', { clause: 'A-1', columns: {} })
  })
})

describe('a ladder', () => {
  test('reads and stamps columns of its subject', () => {
    const rise = (steps: Parameters<typeof ladder<'users'>>[2]['steps']) =>
      ladder('silence', user, { clause: 'A-1', since: 'closed_at', steps })
    rise([
      { after: months(24), do: 'notify' },
      { after: days(0), do: 'erase', closes: 'closed_at' },
    ])
    // @ts-expect-error: no such column
    ladder('silence', user, { clause: 'A-1', since: 'seen_at', steps: [] })
    // @ts-expect-error: an address is no instant
    ladder('silence', user, { clause: 'A-1', since: 'email', steps: [] })
    // @ts-expect-error: an address takes no instant
    rise([{ after: days(0), do: 'erase', closes: 'email' }])
    // @ts-expect-error: a notice closes nothing
    rise([{ after: days(0), do: 'notify', closes: 'closed_at' }])
    // @ts-expect-error: there is no such step
    rise([{ after: days(0), do: 'forget' }])
    // @ts-expect-error: there is no such clause
    ladder('silence', user, { clause: 'A-9', since: 'closed_at', steps: [] })
  })
})

describe('a letter', () => {
  const common = { clause: 'A-1', to: 'users.email', within: days(3) } as const
  test('names fields that there are', () => {
    letter('goodbye', user, {
      ...common,
      on: 'completion',
      fields: { mail: 'users.email' },
      title: 'To {mail}',
      text: ['{date}', '{erased} {mail}'],
    })
    letter('goodbye', user, { ...common, on: 'ladder', title: 'Hello', text: ['{since}', 'or {next}'] })
    // @ts-expect-error: nobody fills it
    letter('goodbye', user, { ...common, on: 'completion', title: 'Dear {name}', text: ['x'] })
    // @ts-expect-error: nor in a later line, after one that is there
    letter('goodbye', user, { ...common, on: 'completion', title: 'x', text: ['x', '{date} {name}'] })
    // @ts-expect-error: a ladder has erased nothing
    letter('goodbye', user, { ...common, on: 'ladder', title: 'x', text: ['{erased}'] })
    // @ts-expect-error: there is no such column
    letter('goodbye', user, { ...common, on: 'hold', fields: { name: 'users.name' }, title: 'x', text: ['{name}'] })
    // @ts-expect-error: there is no such address
    letter('goodbye', user, { ...common, to: 'users.mail', on: 'hold', title: 'x', text: ['y'] })
  })
})
