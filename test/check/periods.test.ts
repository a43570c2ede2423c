import { describe, expect, test } from 'vitest'
import { atLeast, between, days, destroy, exactly, hours, iso, months, nothing, upTo, years } from '../../src/index.ts'
import { expectNothing, expectOnly } from './expect-finding.ts'
import { codes, language, person, policy, rule, untilErased } from './tiny.ts'

const keeping = (keep: unknown, rest: object = {}) => policy({ schedule: [untilErased('users'), rule('notes', { keep, ...rest })] })
const { after, anonymize } = language

test('the policy that the others are made from is good', () => {
  expectNothing(policy())
})

describe('period-not-iso', () => {
  test('a period in words', () => {
    const found = expectOnly('error period-not-iso', ['class "notes"', '"1 year"'], keeping(exactly(iso('1 year'))))
    expect(found.property).toEqual(['keep'])
  })
  test('a number where a period belongs, which types let through in a cast', () => {
    expectOnly('error period-not-iso', ['class "notes"', '"30"'], keeping(exactly(30 as never)))
  })
  test('every place of the policy is read', () => {
    const bad = iso('soon')
    const found = codes(
      policy({
        notice: bad,
        backups: { clause: 'C-1', horizon: bad, promise: { clause: 'C-1', within: bad } },
        evidence: { keep: exactly(bad) },
        run: { tolerance: bad, atMost: bad },
        subjects: [person({ residence: bad, within: bad })],
        schedule: [
          untilErased('users'),
          rule('notes', { keep: between(bad, iso('later')), interim: after(bad, anonymize({ text: null })) }),
        ],
      }),
    )
    expect(found).toEqual(Array(11).fill('error period-not-iso'))
  })
  test('a good one', () => {
    expectNothing(keeping(exactly(iso('P1Y6M'))))
  })
})

describe('period-negative', () => {
  test('a period back in time', () => {
    expectOnly('error period-negative', ['class "notes"', 'P-30D'], keeping(upTo(days(-30))))
  })
})

describe('period-fractional', () => {
  test('an hour and a half', () => {
    expectOnly('error period-fractional', ['class "notes"', 'PT1.5H'], keeping(upTo(hours(1.5))))
  })
})

describe('period-too-long', () => {
  test('more than a thousand years', () => {
    expectOnly('error period-too-long', ['class "notes"', 'P300000Y'], keeping(exactly(years(300_000))))
  })
})

describe('period-not-positive', () => {
  test.each([exactly(days(0)), upTo(months(0)), atLeast(years(0), { noCeiling: 'why' }), between(days(0), days(3))])('%o', keep => {
    expectOnly('error period-not-positive', ['class "notes"'], keeping(keep))
  })
  test('a residence of zero has a name of its own', () => {
    const found = expectOnly(
      'error period-not-positive',
      ['subject "users"', '"closed"', 'residence'],
      policy({ subjects: [person({ residence: days(0) })] }),
    )
    expect(found.property).toEqual(['erasure', 'closed', 'residence'])
  })
  test('nothing is a period, and so is a stage at the cutoff', () => {
    expectNothing(keeping(nothing))
    expectNothing(keeping(exactly(days(3)), { interim: after(days(0), anonymize({ text: null })) }))
  })
})

describe('floor-above-ceiling', () => {
  test('the longer period first', () => {
    expectOnly('error floor-above-ceiling', ['class "notes"', '72 hours', '24 hours'], keeping(between(hours(72), hours(24))))
    expectOnly('error floor-above-ceiling', ['1 year 1 month', '1 year'], keeping(between(months(13), years(1))))
  })
  test('the same length in other units is none', () => {
    expectNothing(keeping(between(hours(24), days(1))))
  })
})

describe('evidence-kept-too-short', () => {
  const proving = (keep: unknown) => policy({ evidence: { keep } })
  test.each([months(23), days(730), years(1)])('%o', period => {
    const found = expectOnly('error evidence-kept-too-short', ['the evidence'], proving(exactly(period)))
    expect(found.help).toContain('24 months')
    expect(found.property).toEqual(['evidence', 'keep'])
  })
  test('the floor counts', () => {
    expectOnly('error evidence-kept-too-short', ['6 months'], proving(between(months(6), months(36))))
  })
  test('two years, in whatever words', () => {
    for (const keep of [exactly(months(24)), upTo(years(2)), atLeast(days(731), { noCeiling: 'why' })]) expectNothing(proving(keep))
  })
})

describe('interim-after-disposal', () => {
  const staged = (stage: unknown, keep: unknown) => keeping(keep, { interim: after(stage, anonymize({ text: null })), dispose: destroy() })
  test('a stage after the end', () => {
    expectOnly('error interim-after-disposal', ['class "notes"', '2 years', '1 year'], staged(years(2), exactly(years(1))))
    expectOnly('error interim-after-disposal', ['100 days', '90 days'], staged(days(100), upTo(days(90))))
  })
  test('a floor is when a row is due, even under a higher ceiling', () => {
    expectOnly('error interim-after-disposal', ['48 hours', '24 hours'], staged(hours(48), between(hours(24), hours(72))))
  })
  test('a stage before the end', () => {
    expectNothing(staged(months(6), exactly(years(3))))
  })
})
