import { describe, expect, test } from 'vitest'
import { between, days, disabledUntil, exactly, hours, manual, months, scheduled } from '../../src/index.ts'
import { expectNothing, expectOnly } from './expect-finding.ts'
import { codes, language, notes, permanent, person, policy, refers, rule, schema, table, untilErased, users } from './tiny.ts'

describe('time-zone-unknown', () => {
  test.each(['Europe/Berln', '', '+02:00', 'Berlin', 'CEST+2'])('%j', timeZone => {
    expectOnly('error time-zone-unknown', ['timeZone', `"${timeZone}"`], policy({ timeZone }))
  })
  test('the zone of stored times too', () => {
    const found = expectOnly('error time-zone-unknown', ['storedTimeZone', '"local"'], policy({ storedTimeZone: 'local' }))
    expect(found.property).toEqual(['storedTimeZone'])
  })
  // Old and new names of one zone: PostgreSQL knows both.
  test.each(['UTC', 'Etc/UTC', 'Europe/Kiev', 'Europe/Kyiv', 'Asia/Kolkata', 'America/New_York'])('%s is one', timeZone => {
    expectNothing(policy({ timeZone }))
  })
})

describe('effective-not-a-date', () => {
  test.each(['18 May 2026', '2026-5-18', '2026-02-29', '2026-13-01', '2026-05-18T00:00Z'])('%s', effective => {
    expectOnly('error effective-not-a-date', [`"${effective}"`], policy({ effective }))
  })
  test('a leap day is a day', () => {
    expectNothing(policy({ effective: '2028-02-29' }))
  })
})

describe('cron-invalid', () => {
  test('of the policy', () => {
    const found = expectOnly('error cron-invalid', ['policy', '"7 * * *"', '4 fields'], policy({ activation: scheduled('7 * * *') }))
    expect(found.property).toEqual(['activation'])
  })
  test('of a class', () => {
    expectOnly(
      'error cron-invalid',
      ['class "notes"', '"61 * * * *"', 'minute 61'],
      policy({ schedule: [untilErased('users'), rule('notes', { activation: [manual(), scheduled('61 * * * *')] })] }),
    )
  })
})

describe('cron-too-rare', () => {
  const queue = (cron: string) =>
    policy({ schedule: [untilErased('users'), rule('notes', { keep: between(hours(24), hours(72)), activation: scheduled(cron) })] })
  test('24 to 72 hours need a run every 48 hours', () => {
    const found = expectOnly(
      'error cron-too-rare',
      ['class "notes"', '24 hours', '72 hours', '3 days'],
      queue('0 3 * * 1,4'.replace('1,4', '1-5')),
    )
    expect(found.help).toContain('48 hours')
    // Every other day of the month: 31 is followed by 1, never by more than 48 hours.
    expectNothing(queue('0 3 */2 * *'))
  })
  test('the deadline of an erasure', () => {
    const promised = (cron: string, rest: object) => policy({ activation: scheduled(cron), subjects: [person(rest)] })
    expectOnly(
      'error cron-too-rare',
      ['subject "users"', '"closed"', 'C-1', '30 days', '31 days'],
      promised('0 0 1 * *', { within: days(30) }),
    )
    expectOnly('error cron-too-rare', ['7 days'], promised('@weekly', { residence: days(25), within: days(30) }))
    expectNothing(promised('@daily', { residence: days(25), within: days(30) }))
  })
  test('the slowest class of the subject counts; one that nobody schedules does not', () => {
    const notesRun = (activation: unknown) =>
      policy({ subjects: [person({ within: days(30) })], schedule: [untilErased('users'), rule('notes', { activation })] })
    expectOnly('error cron-too-rare', ['class "notes"'], notesRun(scheduled('@yearly')))
    expectNothing(notesRun(disabledUntil('launch')))
  })
  test('the more frequent of two schedules counts', () => {
    expectNothing(policy({ activation: [scheduled('@yearly'), scheduled('@daily')], subjects: [person({ within: days(30) })] }))
  })
})

describe('residence-longer-than-deadline', () => {
  test('restorable after the promise', () => {
    const found = expectOnly(
      'error residence-longer-than-deadline',
      ['subject "users"', '"closed"', 'C-1', '40 days', '30 days'],
      policy({ subjects: [person({ residence: days(40), within: days(30) })] }),
    )
    expect(found.property).toEqual(['erasure', 'closed', 'residence'])
  })
  test('a month has 31 days, sometimes', () => {
    expectOnly(
      'error residence-longer-than-deadline',
      ['1 month'],
      policy({ subjects: [person({ residence: months(1), within: days(30) })] }),
    )
    expectNothing(policy({ subjects: [person({ residence: months(1), within: days(32) })] }))
  })
})

describe('zero-width-window', () => {
  const both = (rest: object = {}) => policy({ subjects: [person({ residence: days(30), within: days(30) })], ...rest })
  test('a residence that ends with the deadline', () => {
    expectOnly('warning zero-width-window', ['subject "users"', 'C-1', 'last 1 hour of a day', 'by up to 1 hour'], both())
  })
  test('the cadence is that of the schedule', () => {
    expectOnly('warning zero-width-window', ['by up to 24 hours'], both({ activation: scheduled('@daily') }))
  })
  test('accepted', () => {
    expectNothing(both({ acknowledge: { 'zero-width-window': 'the day of the event is not counted' } }))
  })
})

describe('backup-promise-broken', () => {
  const promise = (within: unknown, rest: object = {}) =>
    policy({
      subjects: [person({ residence: days(30) })],
      backups: { clause: 'C-1', horizon: days(30), promise: { clause: 'C-1', within } },
      ...rest,
    })
  test('the sum is told', () => {
    const found = expectOnly(
      'error backup-promise-broken',
      ['C-1', 'within 30 days', '30 days residence + 30 days backups = 60 days'],
      promise(days(30)),
    )
    expect(found.property).toEqual(['backups', 'promise', 'within'])
  })
  test('an error that a reason outweighs, on the policy', () => {
    expectNothing(promise(days(30), { acknowledge: { 'backup-promise-broken': 'the document states 60 days' } }))
  })
  test('a promise that holds', () => {
    expectNothing(promise(days(60)))
    expectOnly('error backup-promise-broken', ['59 days'], promise(days(59)))
  })
  test('without residence the backups alone count', () => {
    expectOnly(
      'error backup-promise-broken',
      ['no time residence + 30 days backups = 30 days'],
      promise(days(29), { subjects: [person()] }),
    )
  })
  test('its acknowledgement may stand without need: the document quotes it', () => {
    expectNothing(promise(days(60), { acknowledge: { 'backup-promise-broken': 'as counted by the operator' } }))
  })
})

describe('absent-violated', () => {
  const absent = (definition: object) =>
    policy({ schedule: [untilErased('users'), rule('notes'), language.absent({ clause: 'C-1', because: 'never stored', ...definition })] })
  test('a table that is there', () => {
    expectOnly('error absent-violated', ['C-1', 'never stored', 'table "notes"'], absent({ table: 'notes' }))
  })
  test('a column that is there', () => {
    expectOnly('error absent-violated', ['column "users.email"'], absent({ table: 'users', column: 'email' }))
  })
  test('a column that is there in any table', () => {
    expectOnly('error absent-violated', ['column "notes.text"'], absent({ column: 'text' }))
    expect(codes(absent({ column: 'created_at' }))).toEqual(['error absent-violated', 'error absent-violated'])
  })
  test('what is not there', () => {
    expectNothing(absent({ table: 'ai_prompts' }))
    expectNothing(absent({ column: 'card_number' }))
    expectNothing(absent({ table: 'users', column: 'card_number' }))
  })
})

describe('absent-table-unknown', () => {
  test('a misspelt table can have no column', () => {
    const found = expectOnly(
      'warning absent-table-unknown',
      ['"card_number"', '"user"'],
      policy({
        schedule: [
          untilErased('users'),
          rule('notes'),
          language.absent({ clause: 'C-1', table: 'user', column: 'card_number', because: 'x' }),
        ],
      }),
    )
    expect(found.help).toBe('Did you mean "users"?')
  })
})

describe('identifiers-in-permanent', () => {
  const totals = table('totals', 'month user_id email')
  const kept = (columns: readonly string[], links: readonly unknown[] = []) =>
    policy({ schedule: [untilErased('users'), rule('notes'), permanent('totals', { noIdentifiersIn: columns })], links })
  const referring = { ...totals, foreignKeys: [refers('user_id', 'users')], indexes: [{ name: 'i', columns: ['user_id'], unique: false }] }
  test('a column that refers to a person', () => {
    const found = expectOnly(
      'error identifiers-in-permanent',
      ['"totals.user_id"', '"users"'],
      kept(['month', 'user_id']),
      schema(users, notes, referring),
    )
    expect(found.property).toEqual(['noIdentifiersIn'])
  })
  test('a person behind another column', () => {
    expectOnly('error identifiers-in-permanent', ['"totals"', 'users'], kept(['month']), schema(users, notes, referring))
  })
  test('a declared link', () => {
    const link = language.owner('totals', 'users', { on: (eb: any) => eb('totals.email', '=', eb.ref('users.email')) })
    expectOnly('error identifiers-in-permanent', ['"totals.email"'], kept(['email'], [link]), schema(users, notes, totals))
  })
  test('figures of nobody', () => {
    expectNothing(kept(['month', 'email']), schema(users, notes, totals))
  })
})

describe('permanent-column-unknown', () => {
  test('a column that is none was not checked', () => {
    const found = expectOnly(
      'error permanent-column-unknown',
      ['"totals"', '"mnth"'],
      policy({ schedule: [untilErased('users'), rule('notes'), permanent('totals', { noIdentifiersIn: ['mnth'] })] }),
      schema(users, notes, table('totals', 'month')),
    )
    expect(found.help).toBe('Did you mean "month"?')
  })
})

test('a keep that is exact needs no schedule within it', () => {
  expectNothing(policy({ activation: scheduled('@monthly'), schedule: [untilErased('users'), rule('notes', { keep: exactly(days(7)) })] }))
})
