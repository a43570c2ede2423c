import { describe, expect, test } from 'vitest'
import { bind } from '../../src/bind/bind.ts'
import { days, iso, months, ownRegime } from '../../src/index.ts'
import type { LapseError } from '../../src/report/diagnostic.ts'
import { codes, language, notes, person, policy, schema, users } from '../check/tiny.ts'

const who = person()
const erasure = language.request(who, 'erasure', { clause: 'C-1', regimes: ownRegime({ respond: days(30) }), verify: 'none' })
const steps = [
  { after: months(24), do: 'notify' },
  { after: days(60), do: 'review' },
  { after: days(0), do: 'erase' },
]
const ladder = (rest: object = {}, name = 'silence', subject: object = who) =>
  language.ladder(name, subject, { clause: 'C-1', since: 'created_at', steps, ...rest })
const found = (ladders: readonly object[], rest: object = {}) =>
  bind(policy({ subjects: [who], requests: [erasure], ladders, ...rest }), schema(users, notes), { database: 'tiny' }).diagnostics.map(
    d => [d.code, d.position !== null],
  )
const refusal = (act: () => unknown): string => {
  try {
    act()
    return 'none'
  } catch (error) {
    return (error as LapseError).diagnostics[0]!.code
  }
}

describe('a ladder', () => {
  test('of a subject that can be erased is bound', () => {
    expect(found([ladder()])).toEqual([])
  })
  test.each([
    ['unknown-column', ladder({ since: 'seen_at' }), {}],
    ['cutoff-not-a-date', ladder({ since: 'name' }), {}],
    ['unknown-column', ladder({ steps: [{ after: days(1), do: 'erase', closes: 'ended_at' }] }), {}],
    ['ladder-closes-no-date', ladder({ steps: [{ after: days(1), do: 'erase', closes: 'name' }] }), {}],
    ['ladder-name-taken', ladder({}, 'notes'), {}],
    ['ladder-without-request', ladder(), { requests: [] }],
    ['ladder-of-nobody', ladder({}, 'silence', { kind: 'subject', table: 'notes' }), {}],
    ['unknown-clause', ladder({ clause: 'C-9' }), {}],
  ])('is refused where it stands: %s', (code, written, rest) => {
    expect(found([written], rest)).toContainEqual([code, true])
  })
  test.each([
    ['ladder-without-end', () => ladder({ steps: [{ after: days(1), do: 'notify' }] })],
    ['ladder-without-end', () => ladder({ steps: [] })],
    [
      'ladder-without-end',
      () =>
        ladder({
          steps: [
            { after: days(1), do: 'erase' },
            { after: days(1), do: 'notify' },
          ],
        }),
    ],
    ['ladder-step-unknown', () => ladder({ steps: [{ after: days(1), do: 'forget' }] })],
    ['ladder-step-without-period', () => ladder({ steps: [{ do: 'erase' }] })],
    ['ladder-without-start', () => ladder({ since: undefined })],
    ['ladder-of-nobody', () => ladder({}, 'silence', {})],
    ['unknown-property', () => ladder({ until: 'x' })],
    ['unknown-property', () => ladder({ steps: [{ after: days(1), do: 'notify', closes: 'closed_at' }, ...steps] })],
  ])('cannot even be written: %s', (code, write) => {
    expect(refusal(write)).toBe(code)
  })
  test('has periods that are read like all others', () => {
    const written = ladder({
      steps: [
        { after: iso('P0D'), do: 'notify' },
        { after: iso('P-3D'), do: 'review' },
        { after: days(0), do: 'erase' },
      ],
    })
    const all = codes(policy({ subjects: [who], requests: [erasure], ladders: [written] }))
    expect([...all].sort()).toEqual(['error period-negative', 'error period-not-positive'])
  })
})
