import { describe, expect, test } from 'vitest'
import { bind } from '../../src/bind/bind.ts'
import { ccpa, gdpr, iso, ownRegime } from '../../src/index.ts'
import { codes, language, model, notes, person, policy, schema, users } from '../check/tiny.ts'

const asked = (rest: object = {}) => ({ clause: 'C-1', regimes: gdpr(), verify: 'basic', ...rest })
const requested = (subject: object, rest: object = {}) => language.request(subject, 'erasure', asked(rest))
const found = (rest: object) =>
  bind(policy(rest), schema(users, notes), { database: 'tiny' }).diagnostics.map(d => [d.code, d.position !== null])

describe('requests', () => {
  test('are one for each right, by the key of the subject', () => {
    const who = person({ cancel: 'event cleared' })
    const m = model(
      policy({
        subjects: [who],
        requests: [requested(who, { event: who.closed }), language.request(who, ['access', 'portability'], asked())],
      }),
    )
    expect(m.requests.map(r => [r.right, r.table.name.name, r.key, r.event?.type ?? null, r.cancels])).toEqual([
      ['erasure', 'users', [{ name: 'id', type: 'bigint', as: 'id' }], 'instant', true],
      ['access', 'users', [{ name: 'id', type: 'bigint', as: 'id' }], null, false],
      ['portability', 'users', [{ name: 'id', type: 'bigint', as: 'id' }], null, false],
    ])
    expect(m.clauses[0]!.rules).toContain('request of users (access, portability)')
  })
  test('of an event that clearing does not cancel stay', () => {
    const who = person()
    expect(model(policy({ subjects: [who], requests: [requested(who, { event: who.closed })] })).requests[0]!.cancels).toBe(false)
  })
  test('of nobody, or of one right twice, are refused where they stand', () => {
    const who = person()
    const other = language.subject('notes', { key: 'id', events: {}, erasure: {} })
    expect(found({ subjects: [who], requests: [requested(other)] })).toEqual([['request-of-nobody', true]])
    expect(found({ subjects: [who], requests: [requested(who), requested(who, { regimes: ccpa() })] })).toEqual([['request-twice', true]])
  })
  test('have periods that are read like all others', () => {
    const who = person()
    const regimes = ownRegime({ acknowledge: iso('P0D'), respond: iso('soon'), extend: iso('P-3D') })
    expect([...codes(policy({ subjects: [who], requests: [requested(who, { regimes })] }))].sort()).toEqual([
      'error period-negative',
      'error period-not-iso',
      'error period-not-positive',
    ])
  })
})
