import { describe, expect, test } from 'vitest'
import { days, destroy, months, upTo } from '../../../src/index.ts'
import { outcome } from '../../../src/verify/oracle/oracle.ts'
import { fateOf, holdOn, instant, language, left, policyOf, schema, table, why, world } from './tiny.ts'

const { after, anonymize, before, owner, related, rule, sever, subject, untilErased } = language
const activation = { kind: 'manual', gates: [] } as const
const people = table('people', { id: 'uuid', asked_on: 'date', left_at: 'at' })
const person = (residence: unknown) =>
  subject('people', {
    key: 'id',
    events: { asked: 'asked_on', left: 'left_at' },
    erasure: { asked: { clause: 'C-01', residence, cancel: 'event cleared' } },
  })
const bound = { ...why, onErasure: destroy() }

describe('an erasure and its clock', () => {
  test('a residence in months counts a day as any period does', () => {
    // 31 January plus a month is 28 February, and the day of the event is not counted: over at the start of 1 March.
    const db = schema(people)
    const rules = policyOf({ activation: [activation], subjects: [person(months(1))], schedule: [untilErased('people', bound)] })
    const rows = world(db, { people: [{ id: '1', asked_on: '2023-01-30' }] })
    expect(fateOf(rules, db, rows, '2023-02-01 00:00:00Z', 'people').eraseAt?.toString()).toBe('2023-03-01T00:00:00Z')
  })

  const letters = table('letters', { id: 'uuid', person_id: 'uuid', sent_at: 'at' }, [['person_id', 'people']])
  const kept = (onErasure: unknown) => {
    const p = person(days(30))
    return policyOf({
      activation: [activation],
      subjects: [p],
      schedule: [
        untilErased('people', bound),
        rule('letters', { ...why, cutoff: 'sent_at', keep: upTo(days(90)), while: before(p.left), dispose: destroy(), onErasure }),
      ],
    })
  }
  const db = schema(people, letters)
  const row = { id: '1', person_id: '1', sent_at: '2020-01-01 00:00:00+00' }

  test('what an event keeps is let go once the erasure has severed the row from the person, in the same run', () => {
    const rows = (asked_on: string | null) => world(db, { people: [{ id: '1', asked_on }], letters: [row] })
    expect(left(kept(sever('person_id')), db, rows(null), '2023-06-01 00:00:00Z', 'letters')).toHaveLength(1)
    expect(left(kept(sever('person_id')), db, rows('2023-01-01'), '2023-06-01 00:00:00Z', 'letters')).toEqual([])
  })
  test('an erasure that has to wait lets nothing go', () => {
    const pages = table('pages', { id: 'uuid', letter_id: 'uuid' }, [['letter_id', 'letters']])
    const p = person(days(30))
    const clock = { cutoff: 'sent_at', keep: upTo(days(90)), while: language.before(p.left) }
    const rules = policyOf({
      activation: [activation],
      subjects: [p],
      schedule: [
        untilErased('people', bound),
        rule('letters', { ...bound, ...clock, interim: [after(days(1), anonymize({ note: null }))], dispose: destroy() }),
      ],
      outOfScope: { pages: 'kept elsewhere' },
    })
    const noted = table('letters', { id: 'uuid', person_id: 'uuid', sent_at: 'at', note: 'text' }, [['person_id', 'people']])
    const of = schema(people, noted, pages)
    const rows = world(of, {
      people: [{ id: '1', asked_on: '2023-01-01' }],
      letters: [{ ...row, note: 'x' }],
      pages: [{ id: '1', letter_id: '1' }],
    })
    expect(left(rules, of, rows, '2023-06-01 00:00:00Z', 'letters')).toMatchObject([{ note: 'x' }])
  })
  test('what was done to a row that is gone is told all the same', () => {
    const rows = world(db, { people: [{ id: '1', asked_on: '2023-01-01' }], letters: [row] })
    const { performed } = outcome(kept(sever('person_id')), db, rows, instant('2023-06-01 00:00:00Z'))
    expect(performed.map(d => [d.className, d.fact.kind])).toEqual([
      ['letters', 'erased'],
      ['letters', 'disposed'],
      ['people', 'erased'],
    ])
  })
})

describe('what belongs to a row without a foreign key', () => {
  const logs = table('logs', { id: 'uuid', person_id: 'uuid', at: 'at' })
  const link = owner('logs', 'people', { on: (eb: any) => eb('logs.person_id', '=', eb.ref('people.id')) })
  const rules = policyOf({
    activation: [activation],
    subjects: [person(days(30))],
    links: [link],
    schedule: [untilErased('people', bound), untilErased('logs', bound)],
  })
  const db = schema(people, logs)
  const rows = { people: [{ id: '1', asked_on: '2023-01-01' }], logs: [{ id: '7', person_id: '1' }] }

  test('a hold on it keeps the row too', () => {
    expect(fateOf(rules, db, world(db, rows, [holdOn('logs', '7')]), '2023-06-01 00:00:00Z', 'people').state).toBe('held')
    expect(fateOf(rules, db, world(db, rows), '2023-06-01 00:00:00Z', 'people').state).toBe('due')
  })
})

describe('a row on which the clock of another stands', () => {
  const wishes = { ...table('wishes', { person_id: 'uuid', ended_at: 'at' }, [['person_id', 'people']]) }
  const sends = table('sends', { id: 'uuid', person_id: 'uuid' }, [['person_id', 'people']])
  const db = schema(people, wishes, sends)
  const rules = policyOf({
    activation: [activation],
    subjects: [person(days(30))],
    schedule: [
      untilErased('people', bound),
      rule('wishes', { ...bound, cutoff: 'ended_at', keep: upTo(days(1)), dispose: destroy() }),
      rule('sends', { ...bound, cutoff: related('wishes.ended_at'), keep: upTo(days(90)), dispose: destroy() }),
    ],
  })
  test('waits for it, and goes with it', () => {
    const rows = world(db, {
      people: [{ id: '1' }],
      wishes: [{ person_id: '1', ended_at: '2023-01-01 00:00:00+00' }],
      sends: [{ id: '9', person_id: '1' }],
    })
    expect(left(rules, db, rows, '2023-02-01 00:00:00Z', 'wishes')).toHaveLength(1)
    expect(left(rules, db, rows, '2023-06-01 00:00:00Z', 'wishes')).toEqual([])
    expect(left(rules, db, rows, '2023-06-01 00:00:00Z', 'sends')).toEqual([])
  })
})
