import { describe, expect, test } from 'vitest'
import { atLeast, between, days, destroy, exactly, hours, manual, months, nothing, upTo, years } from '../../../src/index.ts'
import { fateOf, instant, language, policyOf, schema, table, why, world } from './tiny.ts'

/** Clauses of the four published texts, each edge worked out with a calendar. */

const { after, archive, before, earliestOf, endOf, latest, latestOf, orElse, owner, related, retain, rule, sever, subject } = language
const activation = manual()
const user = subject('users', { key: 'id', events: { closed: 'closed_at' }, erasure: {} })
const users = table('users', { id: 'uuid', closed_at: 'at', status: 'text' })
const clock = { ...why, dispose: destroy(), onErasure: destroy() }

describe('V-10: while the account is open nothing; after it, up to 7 years from the date of the transaction', () => {
  const db = schema(users, table('transactions', { id: 'uuid', user_id: 'uuid', occurred_on: 'date' }, [['user_id', 'users']]))
  const policy = policyOf({
    timeZone: 'America/New_York',
    activation,
    subjects: [user],
    schedule: [rule('transactions', { ...clock, cutoff: 'occurred_on', keep: upTo(years(7)), while: before(user.closed) })],
  })
  const fate = (closed: string | null, asOf: string) =>
    fateOf(
      policy,
      db,
      world(db, { users: [{ id: 'u', closed_at: closed }], transactions: [{ id: '1', user_id: 'u', occurred_on: '2019-03-10' }] }),
      asOf,
      'transactions',
    )

  test('open account: kept, however old', () => {
    expect(fate(null, '2040-01-01 00:00:00Z')).toMatchObject({ state: 'kept', dueAt: null, overdueAt: null, className: 'transactions' })
  })
  test('account closed before: due when 10 March 2026 is over in New York', () => {
    // 11 March 2026, 00:00 EDT (UTC-4)
    expect(fate('2020-01-01 00:00:00+00', '2026-03-11 03:59:59.999999Z').state).toBe('kept')
    expect(fate('2020-01-01 00:00:00+00', '2026-03-11 04:00:00Z').state).toBe('due')
  })
  test('account closed afterwards: due at that instant', () => {
    const closed = '2027-05-05 12:00:00.000001+00'
    expect(fate(closed, '2027-05-05 12:00:00Z')).toMatchObject({ state: 'kept', dueAt: instant('2027-05-05 12:00:00.000001Z') })
    expect(fate(closed, '2027-05-05 12:00:00.000001Z').state).toBe('due')
  })
  test('a closing date of infinity is missing', () => {
    expect(fate('infinity', '2040-01-01 00:00:00Z').state).toBe('kept')
    expect(fate('-infinity', '2040-01-01 00:00:00Z').state).toBe('kept')
  })
  test('overdue one day (the tolerance) after the ceiling', () => {
    expect(fate('2020-01-01 00:00:00+00', '2026-03-11 04:00:00Z').overdueAt?.toString()).toBe('2026-03-12T04:00:00Z')
  })
})

describe('V-17: 3 years from the date of the last message, or from the opening', () => {
  const db = schema(
    table('support_threads', { id: 'uuid', opened_at: 'at' }),
    table('support_messages', { id: 'uuid', thread_id: 'uuid', sent_at: 'at' }, [['thread_id', 'support_threads']]),
  )
  const policy = policyOf({
    activation,
    schedule: [
      rule('support_threads', {
        ...clock,
        cutoff: orElse(latest('support_messages.sent_at'), 'opened_at'),
        keep: exactly(years(3)),
        parts: ['support_messages'],
      }),
    ],
  })
  const due = (...sent: (string | null)[]) =>
    fateOf(
      policy,
      db,
      world(db, {
        support_threads: [
          { id: '1', opened_at: '2024-02-29 10:00:00+00' },
          { id: '2', opened_at: '2020-01-01 00:00:00+00' },
        ],
        support_messages: [
          ...sent.map((sent_at, i) => ({ id: `m${i}`, thread_id: '1', sent_at })),
          { id: 'other', thread_id: '2', sent_at: '2025-12-31 00:00:00+00' },
        ],
      }),
      '2026-01-01 00:00:00Z',
      'support_threads',
    ).dueAt?.toString()

  test('the newest message counts, in whichever order they lie', () => {
    expect(due('2024-05-02 08:00:00.000002+00', '2024-05-01 08:00:00+00')).toBe('2027-05-02T08:00:00.000002Z')
  })
  test('no message, or none with a date: the opening, 29 February plus 3 years', () => {
    expect(due()).toBe('2027-02-28T10:00:00Z')
    expect(due(null, 'infinity')).toBe('2027-02-28T10:00:00Z')
  })
})

describe('V-24: 30 days after disconnection or account deletion, whichever comes first', () => {
  const db = schema(users, table('plaid_connections', { id: 'uuid', user_id: 'uuid', disconnected_at: 'at' }, [['user_id', 'users']]))
  const rules = (more: object) =>
    policyOf({
      timeZone: 'America/New_York',
      activation,
      subjects: [user],
      schedule: [
        rule('plaid_connections', { ...clock, cutoff: earliestOf('disconnected_at', user.closed), keep: exactly(days(30)), ...more }),
      ],
    })
  const fate = (disconnected: string | null, closed: string | null, asOf: string, more = {}) =>
    fateOf(
      rules(more),
      db,
      world(db, { users: [{ id: 'u', closed_at: closed }], plaid_connections: [{ id: '1', user_id: 'u', disconnected_at: disconnected }] }),
      asOf,
      'plaid_connections',
    )

  test('the earlier of the two; 30 days over the change of clocks on 8 March', () => {
    // 20 February, 12:00 EST is 17:00 UTC; 22 March, 12:00 EDT is 16:00 UTC.
    expect(fate('2026-02-20 17:00:00+00', '2026-03-01 00:00:00+00', '2026-03-22 15:59:59.999999Z').state).toBe('kept')
    expect(fate('2026-03-01 00:00:00+00', '2026-02-20 17:00:00+00', '2026-03-22 16:00:00Z').state).toBe('due')
  })
  test('one of them alone', () => {
    expect(fate(null, '2026-02-20 17:00:00+00', '2026-03-22 16:00:00Z').state).toBe('due')
    expect(fate('2026-02-20 17:00:00+00', null, '2026-03-22 16:00:00Z').state).toBe('due')
  })
  test('neither: the clock has not started', () => {
    expect(fate(null, null, '2040-01-01 00:00:00Z')).toMatchObject({ state: 'indeterminate', start: null, dueAt: null })
  })
  test('disabled: nothing runs', () => {
    const disabled = { activation: { kind: 'disabled', until: 'bank linking is enabled' } }
    expect(fate('2020-01-01 00:00:00+00', null, '2026-01-01 00:00:00Z', disabled)).toMatchObject({
      state: 'kept',
      wanted: [],
      why: 'disabled until bank linking is enabled',
    })
  })
})

test('K-07: partial renders go after 24 hours and are overdue after 72 and the tolerance', () => {
  const db = schema(table('generation_jobs', { id: 'uuid', created_at: 'at' }))
  const policy = policyOf({
    activation,
    schedule: [rule('generation_jobs', { ...clock, cutoff: 'created_at', keep: between(hours(24), hours(72)) })],
  })
  const rows = world(db, { generation_jobs: [{ id: '1', created_at: '2026-05-01 00:00:00.000001+00' }] })
  expect(fateOf(policy, db, rows, '2026-05-02 00:00:00Z', 'generation_jobs')).toMatchObject({
    state: 'kept',
    dueAt: instant('2026-05-02 00:00:00.000001Z'),
    overdueAt: instant('2026-05-05 00:00:00.000001Z'),
  })
  expect(fateOf(policy, db, rows, '2026-05-02 00:00:00.000001Z', 'generation_jobs').state).toBe('due')
})

describe('X-06: 7 years from the end of the fiscal year, archived, then reviewed', () => {
  const db = schema(
    users,
    table('invoices', { id: 'uuid', user_id: 'uuid', issued_on: 'date', archived_at: 'at' }, [['user_id', 'users', 'set null']]),
  )
  const rules = (fiscalYearFrom: number) =>
    policyOf({
      timeZone: 'Europe/Belgrade',
      activation,
      subjects: [user],
      schedule: [
        rule('invoices', {
          ...why,
          cutoff: endOf({ fiscalYearFrom }, 'issued_on'),
          keep: exactly(years(7)),
          interim: [after(years(1), archive({ column: 'archived_at' }))],
          dispose: destroy(),
          gate: { kind: 'review', by: 'accountant' },
          onErasure: retain('legal obligation', sever('user_id')),
        }),
      ],
    })
  const fate = (issued_on: string, asOf: string, fiscalYearFrom = 1) =>
    fateOf(rules(fiscalYearFrom), db, world(db, { invoices: [{ id: '1', issued_on }] }), asOf, 'invoices')

  test('31 December and 1 January lie a year apart', () => {
    expect(fate('2026-12-31', '2026-12-31 00:00:00Z').dueAt?.toString()).toBe('2033-12-31T23:00:00Z')
    expect(fate('2027-01-01', '2027-01-01 00:00:00Z').dueAt?.toString()).toBe('2034-12-31T23:00:00Z')
  })
  test('a fiscal year from April ends in summer time', () => {
    expect(fate('2026-03-31', '2026-12-31 00:00:00Z', 4).dueAt?.toString()).toBe('2033-03-31T22:00:00Z')
    expect(fate('2026-04-01', '2026-12-31 00:00:00Z', 4).dueAt?.toString()).toBe('2034-03-31T22:00:00Z')
  })
  test('archiving is due a year after that end, review at the end of the period', () => {
    expect(fate('2026-06-30', '2027-12-31 22:59:59.999999Z').wanted).toEqual([])
    expect(fate('2026-06-30', '2027-12-31 23:00:00Z')).toMatchObject({ state: 'due', wanted: ['stage'] })
    expect(fate('2026-06-30', '2033-12-31 23:00:00Z')).toMatchObject({ state: 'awaiting review', wanted: ['stage', 'disposal'] })
  })
})

describe('K-14: until unsubscribing', () => {
  const sends = (more: Parameters<typeof table>[2], preferences: ReturnType<typeof table>) =>
    schema(users, preferences, table('marketing_sends', { id: 'uuid', preference_id: 'uuid', user_id: 'uuid' }, more))
  const policy = policyOf({
    activation,
    schedule: [rule('marketing_sends', { ...clock, cutoff: related('marketing_preferences.unsubscribed_at'), keep: nothing })],
  })
  const unsubscribed_at = '2026-05-01 10:00:00+00'

  test('found in the row it refers to', () => {
    const db = sends([['preference_id', 'marketing_preferences']], table('marketing_preferences', { id: 'uuid', unsubscribed_at: 'at' }))
    const rows = world(db, {
      marketing_preferences: [{ id: 'p', unsubscribed_at }],
      marketing_sends: [{ id: '1', preference_id: 'p' }, { id: '2' }],
    })
    expect(fateOf(policy, db, rows, '2026-05-01 09:59:59.999999Z', 'marketing_sends').state).toBe('kept')
    expect(fateOf(policy, db, rows, '2026-05-01 10:00:00Z', 'marketing_sends').state).toBe('due')
    expect(fateOf(policy, db, rows, '2026-05-01 10:00:00Z', 'marketing_sends', '2').state).toBe('indeterminate')
  })
  test('or in the one row that belongs to the same person', () => {
    const preferences = table('marketing_preferences', { user_id: 'uuid', unsubscribed_at: 'at' }, [['user_id', 'users']])
    const db = sends([['user_id', 'users']], preferences)
    const rows = world(db, {
      users: [{ id: 'a' }, { id: 'b' }],
      marketing_preferences: [{ user_id: 'a', unsubscribed_at }, { user_id: 'b' }],
      marketing_sends: [
        { id: '1', user_id: 'a' },
        { id: '2', user_id: 'b' },
      ],
    })
    expect(fateOf(policy, db, rows, '2026-05-01 10:00:00Z', 'marketing_sends').state).toBe('due')
    expect(fateOf(policy, db, rows, '2026-05-01 10:00:00Z', 'marketing_sends', '2').state).toBe('indeterminate')
  })
  test('and not in one of many', () => {
    const preferences = table('marketing_preferences', { id: 'uuid', user_id: 'uuid', unsubscribed_at: 'at' }, [['user_id', 'users']])
    const db = sends([['user_id', 'users']], preferences)
    const rows = world(db, { marketing_sends: [{ id: '1', user_id: 'a' }] })
    expect(() => fateOf(policy, db, rows, '2026-05-01 10:00:00Z', 'marketing_sends')).toThrow('refers to marketing_preferences in no way')
  })
})

test('of two references to one table the declared owner is the related row', () => {
  const db = schema(
    table('requests', { id: 'uuid', decided_at: 'at' }),
    table('audit', { id: 'uuid', request_id: 'uuid', copied_from: 'uuid' }, [
      ['request_id', 'requests'],
      ['copied_from', 'requests'],
    ]),
  )
  const rules = (...links: unknown[]) =>
    policyOf({
      activation,
      links,
      schedule: [rule('audit', { ...clock, cutoff: related('requests.decided_at'), keep: exactly(days(90)) })],
    })
  const rows = world(db, {
    requests: [
      { id: 'a', decided_at: '2026-01-01 00:00:00+00' },
      { id: 'b', decided_at: '2020-01-01 00:00:00+00' },
    ],
    audit: [{ id: '1', request_id: 'a', copied_from: 'b' }],
  })
  const settled = fateOf(rules(owner('audit', 'requests', { by: 'request_id' })), db, rows, '2026-01-01 00:00:00Z', 'audit')
  expect(settled.dueAt?.toString()).toBe('2026-04-01T00:00:00Z')
  expect(() => fateOf(rules(), db, rows, '2026-01-01 00:00:00Z', 'audit')).toThrow('audit refers to requests in 2 ways')
})

describe('days and instants together', () => {
  const db = schema(table('cases', { id: 'uuid', closed_on: 'date', decided_on: 'date', seen_at: 'at', noted_at: 'local' }))
  const start = (cutoff: unknown, row: Record<string, string>, zone = 'America/New_York') =>
    fateOf(
      policyOf({
        timeZone: zone,
        storedTimeZone: 'Europe/Belgrade',
        activation,
        schedule: [rule('cases', { ...clock, cutoff, keep: exactly(months(1)) })],
      }),
      db,
      world(db, { cases: [{ id: '1', ...row }] }),
      '2026-01-01 00:00:00Z',
      'cases',
    )

  test('days among days stay days', () => {
    const fate = start(latestOf('closed_on', 'decided_on'), { closed_on: '2026-01-31', decided_on: '2026-01-30' })
    // 31 January + 1 month is 28 February, and the midnight that ends it is 05:00 UTC.
    expect(fate.dueAt?.toString()).toBe('2026-03-01T05:00:00Z')
  })
  test('beside an instant a day is the midnight that ends it, even where the instant is missing', () => {
    // The midnight that ends 30 January is 31 January, 00:00; a month later is 28 February, 00:00.
    expect(start(latestOf('closed_on', 'seen_at'), { closed_on: '2026-01-30' }).dueAt?.toString()).toBe('2026-02-28T05:00:00Z')
    expect(start(orElse('seen_at', 'closed_on'), { closed_on: '2026-01-30' }).dueAt?.toString()).toBe('2026-02-28T05:00:00Z')
    // 30 January, 23:00 in New York is before that midnight; a month later it is 28 February, 23:00.
    const both = { closed_on: '2026-01-30', seen_at: '2026-01-31 04:00:00+00' }
    expect(start(earliestOf('closed_on', 'seen_at'), both).dueAt?.toString()).toBe('2026-03-01T04:00:00Z')
  })
  test('a timestamp without zone is read in the stored zone', () => {
    // 12:00 in Belgrade in winter is 11:00 UTC.
    expect(start('noted_at', { noted_at: '2026-01-10 12:00:00' }).dueAt?.toString()).toBe('2026-02-10T11:00:00Z')
  })
})

test('atLeast has a floor and no ceiling', () => {
  const db = schema(table('incidents', { id: 'uuid', closed_at: 'at' }))
  const policy = policyOf({
    activation,
    schedule: [rule('incidents', { ...clock, cutoff: 'closed_at', keep: atLeast(years(3), { noCeiling: 'reviewed' }) })],
  })
  const rows = world(db, { incidents: [{ id: '1', closed_at: '2023-01-01 00:00:00+00' }] })
  expect(fateOf(policy, db, rows, '2026-01-01 00:00:00Z', 'incidents')).toMatchObject({ state: 'due', overdueAt: null })
})
