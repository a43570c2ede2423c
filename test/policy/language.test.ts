import { readFileSync } from 'node:fs'
import {
  atLeast,
  between,
  businessDays,
  contract,
  days,
  destroy,
  exactly,
  gdpr,
  hours,
  months,
  nothing,
  ownRegime,
  retention,
  untouched,
  upTo,
  weeks,
  years,
} from 'lapse'
import { describe, expect, test } from 'vitest'
import { firstDifference } from '../../src/policy/first-difference.ts'
import { callSite, positionOf } from '../../src/policy/position.ts'
import type { Diagnostic } from '../../src/report/diagnostic.ts'
import { isLapseError } from '../../src/report/lapse-error.ts'
import type { Database } from './database.ts'

const language = retention<Database, 'A-1' | 'A-2'>()
const { absent, after, anonymize, archive, before, copyOf, earliestOf, endOf, external, latest, orElse, owner, part, pending } = language
const { permanent, policy, pseudonymize, related, request, retain, rollup, rule, sever, standingHold, statement, subject, total } = language
const { tenant, untilErased } = language

const here = import.meta.filename
/** The line of this file, counted from 1, on which a text stands for the first time. */
const lineOf = (text: string): number =>
  readFileSync(here, 'utf8')
    .split('\n')
    .findIndex(line => line.includes(text)) + 1

/** What an author did wrong, as the one finding it leads to. */
function mistake(write: () => unknown): Diagnostic {
  try {
    write()
  } catch (error) {
    if (isLapseError(error) && error.diagnostics.length === 1) return error.diagnostics[0]!
    throw error
  }
  throw new Error('nothing was wrong')
}

const user = subject('users', {
  key: 'id',
  events: { closed: 'closed_at' },
  erasure: { closed: { clause: 'A-2', residence: 'none', cancel: 'never' } },
})
const why = { clause: 'A-1', purpose: 'to serve the order', basis: contract('GDPR 6(1)(b)') } as const
const visits = { ...why, cutoff: 'at', keep: upTo(days(90)), dispose: destroy(), onErasure: destroy() } as const
const orders = { ...why, cutoff: 'placed_at', keep: exactly(years(7)), dispose: destroy(), onErasure: destroy() } as const

const asked = { clause: 'A-1', regimes: gdpr(), verify: 'basic' } as const

const example = policy({
  name: 'Example',
  version: '1',
  effective: '2026-01-01',
  timeZone: 'Europe/Vienna',
  clauses: { 'A-1': 'Orders are kept for 7 years.', 'A-2': 'Accounts go at once.' },
  tenant: tenant('users', { key: 'id', optIn: eb => eb('closed_at', 'is', null) }),
  subjects: [user],
  links: [owner('visits', 'users', { on: eb => eb('visits.user_id', '=', eb.ref('users.id')) })],
  activation: { kind: 'scheduled', cron: '7 * * * *', optIn: false },
  schedule: [
    total('A-1', 'Every table is scheduled.'),
    rule('orders', {
      ...orders,
      where: eb => eb('state', 'in', ['open', 'paid']),
      name: 'known orders',
      cutoff: orElse(latest('order_lines.added_at'), endOf('year', earliestOf('paid_at', user.closed))),
      while: before(user.closed),
      interim: [after(months(6), anonymize({ note: eb => eb.fn<string>('left', ['note', eb.lit(3)]) }))],
      dispose: [archive({ column: 'paid_at' }), destroy()],
      parts: [part('order_lines', {})],
      onErasure: retain('legal obligation', sever('user_id')),
    }),
    untilErased('orders', { ...why, onErasure: [anonymize({ note: copyOf('users.email'), total: 0 })] }),
    rule('visits', {
      ...visits,
      where: eb => eb('at', '>=', new Date('2026-01-01T00:00:00Z')),
      dispose: [
        rollup('visits_daily', {
          key: { day: { grain: 'day', of: 'at' }, page: 'page' },
          add: { n: { count: eb => eb('ip', 'is not', null) } },
        }),
        destroy(),
      ],
      onErasure: pseudonymize({ ip: 'ip_hash' }, 'key kept'),
    }),
    rule('audit.entries', { ...visits, cutoff: related('users.closed_at'), onErasure: untouched('about the staff') }),
    permanent('visits_daily', { ...why, because: 'counts', where: eb => eb('n', '>', 0), noIdentifiersIn: ['page'] }),
    external('card data', { ...why, at: 'the bank', keeps: 'as it says' }),
    statement('A-1', 'Said.'),
    pending('A-2', 'Later.'),
    absent({ clause: 'A-1', column: 'card_number', because: 'never stored' }),
  ],
  holds: [standingHold('orders', { clause: 'A-1', where: eb => eb('note', '=', 'hold'), matter: 'dispute', notify: 'never' })],
  backups: { clause: 'A-1', horizon: days(30), promise: { clause: 'A-2', within: days(60) } },
  outOfScope: { schema_migrations: 'tooling' },
  acknowledge: { 'some-code': 'for a reason' },
})

/** Every value inside another one, with the path to it. */
function* inside(value: unknown, path = 'policy'): Generator<readonly [string, unknown]> {
  yield [path, value]
  if (typeof value === 'object' && value !== null && !(value instanceof Date))
    for (const key of Reflect.ownKeys(value)) yield* inside((value as Record<PropertyKey, unknown>)[key], `${path}.${String(key)}`)
}

describe('a policy value', () => {
  test('is frozen to the bottom', () => {
    const loose = [...inside(example)].filter(([, x]) => typeof x === 'object' && x !== null && !(x instanceof Date) && !Object.isFrozen(x))
    expect(loose.map(([path]) => path)).toEqual([])
  })

  test('holds no functions and no symbols', () => {
    const alive = [...inside(example)].filter(([, x]) => typeof x === 'function' || typeof x === 'symbol')
    expect(alive.map(([path]) => path)).toEqual([])
  })

  test('loses nothing as JSON, and carries no positions', () => {
    const text = JSON.stringify(example)
    expect(firstDifference(JSON.parse(text), example)).toBeNull()
    expect(text).not.toContain(here)
  })

  test('is another object each time, with the same JSON', () => {
    const again = rule('visits', visits)
    expect(JSON.stringify(again)).toBe(JSON.stringify(rule('visits', visits)))
    expect(again[0]).not.toBe(rule('visits', visits)[0])
  })

  test('spells out the defaults', () => {
    expect(example).toMatchObject({ storedTimeZone: 'UTC', appliesTo: 'allRows', notice: null })
    expect(example.evidence).toEqual({ clauses: [], keep: exactly(months(24)) })
    expect(example.run).toMatchObject({ start: 'shadow', batch: 1000, tolerance: { iso: 'PT24H' } })
  })
})

describe('a rule', () => {
  test('gives one class per table', () => {
    const classes = rule(['orders', 'order_lines'], {
      ...why,
      cutoff: user.closed,
      keep: nothing,
      dispose: destroy(),
      onErasure: destroy(),
    })
    expect(classes.map(c => [c.name, c.table])).toEqual([
      ['orders', 'orders'],
      ['order_lines', 'order_lines'],
    ])
    expect(classes[0]!.clock).toEqual(classes[1]!.clock)
  })

  test('stands in the schedule in the order written, however it is nested', () => {
    const names = example.schedule.flatMap(e => (e.kind === 'class' ? [e.name] : []))
    expect(names).toEqual(['known orders', 'orders', 'visits', 'audit.entries'])
  })

  test('keeps what was written as plain data', () => {
    const [written] = rule('orders', { ...orders, parts: ['order_lines'], collected: 'placed_at' })
    expect(written).toEqual({
      kind: 'class',
      name: 'orders',
      table: 'orders',
      where: null,
      clauses: ['A-1'],
      purpose: 'to serve the order',
      basis: [{ kind: 'basis', ground: 'contract', cites: ['GDPR 6(1)(b)'] }],
      special: null,
      clock: {
        cutoff: { kind: 'column', column: 'placed_at' },
        while: null,
        keep: { kind: 'keep', min: { kind: 'period', iso: 'P7Y' }, max: { kind: 'period', iso: 'P7Y' }, noCeiling: null },
        interim: [],
        dispose: [{ kind: 'destroy' }],
        gate: null,
        activation: null,
      },
      onErasure: { kind: 'acts', acts: [{ kind: 'destroy' }] },
      promptly: false,
      parts: [{ kind: 'part', table: 'order_lines', parts: [], tells: [] }],
      tells: [],
      suppresses: [],
      preserve: 'copy',
      collected: 'placed_at',
      acknowledge: {},
    })
  })

  test('splits a reference at its last dot', () => {
    const [written] = rule('visits', { ...visits, cutoff: related('audit.entries.at') })
    expect(written!.clock!.cutoff).toEqual({ kind: 'related', table: 'audit.entries', column: 'at' })
  })

  test('without a clock has none', () => {
    expect(untilErased('orders', { ...why, onErasure: destroy() })[0]!.clock).toBeNull()
  })
})

test('a bare period is floor and ceiling; up to is a ceiling; at least is a floor', () => {
  const bounds = (k: { readonly min: { readonly iso: string } | null; readonly max: { readonly iso: string } | null }) => [
    k.min?.iso ?? null,
    k.max?.iso ?? null,
  ]
  expect(bounds(exactly(years(7)))).toEqual(['P7Y', 'P7Y'])
  expect(bounds(upTo(days(90)))).toEqual([null, 'P90D'])
  expect(bounds(atLeast(years(3), { noCeiling: 'reviewed' }))).toEqual(['P3Y', null])
  expect(bounds(between(hours(24), hours(72)))).toEqual(['PT24H', 'PT72H'])
  expect(bounds(exactly(weeks(2)))).toEqual(['P14D', 'P14D'])
  expect(bounds(nothing)).toEqual(['PT0H', 'PT0H'])
})

describe('a position', () => {
  test('is where the author wrote the rule', () => {
    const [written] = rule('visits', visits) // the rule with a position
    const found = positionOf(written!)
    expect(found).toMatchObject({ file: here, line: lineOf('// the rule with a position') })
    expect(
      readFileSync(here, 'utf8')
        .split('\n')
        [found!.line - 1]!.slice(found!.column - 1),
    ).toMatch(/^rule\(/)
  })

  test('is known of the policy and of each of its entries, subjects, links and holds', () => {
    const all = [example, ...example.schedule, ...example.subjects, ...example.links, ...example.holds]
    expect(all.filter(x => positionOf(x)?.file !== here)).toEqual([])
    expect(positionOf(example)?.line).toBe(lineOf('const example = policy({'))
  })

  test('of the calling code is that of the caller', () => {
    expect(callSite()).toMatchObject({ file: here, line: lineOf('expect(callSite())') })
  })
})

describe('what cannot be a policy is refused at the line of the author', () => {
  const misspelt = { ...why, onErasure: destroy(), specal: 'health' }

  test('a property that the language does not have, also in a spread', () => {
    const found = mistake(() => untilErased('orders', misspelt)) // the line of the misspelling
    expect(found).toMatchObject({ severity: 'error', code: 'unknown-property', position: { file: here } })
    expect(found.position!.line).toBe(lineOf('// the line of the misspelling'))
    expect(found.message).toBe('untilErased("orders") has no property "specal"')
    expect(found.help).toContain('special')
  })

  test('a clock where there is none', () => {
    const clocked = { ...why, onErasure: destroy(), keep: nothing }
    expect(mistake(() => untilErased('orders', clocked)).message).toBe('untilErased("orders") has no property "keep"')
  })

  test.each([
    ['policy', () => policy({ ...example, schedul: [] } as never), 'policy has no property "kind"'],
    [
      'permanent',
      () => permanent('orders', { ...why, because: 'b', keep: nothing } as never),
      'permanent("orders") has no property "keep"',
    ],
    ['owner', () => owner('orders', 'users', { on_: 1 } as never), 'owner("orders", "users") has no property "on_"'],
    ['subject', () => subject('users', { key: 'id', events: {}, erasures: {} } as never), 'subject("users") has no property "erasures"'],
    ['part', () => part('order_lines', { part: [] } as never), 'part("order_lines") has no property "part"'],
    ['standingHold', () => standingHold('orders', { clauses: [] } as never), 'standingHold("orders") has no property "clauses"'],
  ])('a property that %s does not have', (_, write, message) => {
    expect(mistake(write)).toMatchObject({ code: 'unknown-property', message })
  })

  test('an act after destroy', () => {
    const found = mistake(() => rule('visits', { ...visits, dispose: [destroy(), sever('ip')] }))
    expect(found).toMatchObject({ code: 'act-after-destroy', message: 'dispose: nothing can follow destroy()', position: { file: here } })
    expect(mistake(() => rule('visits', { ...visits, onErasure: [destroy(), destroy()] })).code).toBe('act-after-destroy')
    expect(mistake(() => rule('visits', { ...visits, interim: [after(days(1), [destroy(), sever('ip')])] })).code).toBe('act-after-destroy')
  })

  test.each([
    ['no act', () => rule('visits', { ...visits, dispose: [] }), 'acts-missing'],
    ['an act on no column', () => rule('visits', { ...visits, dispose: sever() }), 'act-empty'],
    ['an empty patch', () => rule('visits', { ...visits, dispose: anonymize({}) }), 'act-empty'],
    ['a value that is none', () => rule('visits', { ...visits, dispose: anonymize({ page: [] as never }) }), 'act-value-invalid'],
    ['no cutoff', () => rule('visits', { ...visits, cutoff: undefined as never }), 'rule-incomplete'],
    ['no word on erasure', () => rule('visits', { ...visits, onErasure: undefined as never }), 'rule-incomplete'],
    ['one name for two classes', () => rule(['orders', 'order_lines'], { ...orders, name: 'both' } as never), 'class-name-shared'],
    ['an earliest of one', () => rule('orders', { ...orders, cutoff: earliestOf('paid_at') }), 'cutoff-incomplete'],
    ['a cutoff of no kind', () => rule('orders', { ...orders, cutoff: { kind: 'toString' } as never }), 'cutoff-unknown'],
    ['a 13th month', () => rule('orders', { ...orders, cutoff: endOf({ fiscalYearFrom: 13 }, 'paid_at') }), 'fiscal-year-invalid'],
    ['a condition that is none', () => rule('orders', { ...orders, where: (() => true) as never }), 'predicate-not-an-expression'],
    ['a right that is none', () => request(user, 'objection' as never, asked), 'right-unknown'],
    ['a verification that is none', () => request(user, 'access', { ...asked, verify: 'strong' as never }), 'verification-unknown'],
    ['a request without a clock', () => request(user, 'access', { ...asked, regimes: [] }), 'request-without-regime'],
    ['one law twice', () => request(user, 'access', { ...asked, regimes: [gdpr(), gdpr('DE')] }), 'regime-twice'],
    ['a term in hours', () => request(user, 'access', { ...asked, regimes: ownRegime({ respond: hours(72) }) }), 'request-in-hours'],
    ['half a business day', () => businessDays(0.5), 'business-days-not-whole'],
    ['an event of somebody else', () => request({ ...user, table: 'orders' }, 'access', { ...asked, event: user.closed }), 'event-unknown'],
    ['an absence of nothing', () => absent({ clause: 'A-1', because: 'b' }), 'absent-of-nothing'],
  ])('%s', (_, write, code) => {
    expect(mistake(write)).toMatchObject({ code, position: { file: here } })
  })

  test('an event that would hide what a subject is', () => {
    const named = { key: 'id', events: { key: 'closed_at' }, erasure: {} } as const
    expect(mistake(() => subject('users', named)).message).toBe('an event cannot be called "key"')
  })
})
