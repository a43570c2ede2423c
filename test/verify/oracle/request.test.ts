import { expect, test } from 'vitest'
import { destroy, gdpr, manual, untouched } from '../../../src/index.ts'
import { tableKey } from '../../../src/schema/schema.ts'
import { fateOf, language, policyOf, schema, table, why, world } from './tiny.ts'

// An erasure that no event starts begins with its confirmation, for all that belongs to the person by both columns of the key, and for nobody else.

const { owner, request, subject, untilErased } = language
const customer = subject('customers', { key: ['shop', 'id'], events: {}, erasure: {} })
const db = schema(
  table('customers', { id: 'bigint', shop: 'bigint' }),
  table('jobs', { id: 'bigint', shop: 'bigint', customer_id: 'bigint' }),
)
const policy = (rest: object) =>
  policyOf({
    activation: manual(),
    subjects: [customer],
    links: [
      owner('jobs', 'customers', {
        on: (eb: any) => eb.and([eb('jobs.shop', '=', eb.ref('customers.shop')), eb('customer_id', '=', eb.ref('customers.id'))]),
      }),
    ],
    schedule: [untilErased('jobs', { ...why, onErasure: destroy(), ...rest }), untilErased('customers', { ...why, onErasure: destroy() })],
    requests: [request(customer, 'erasure', { clause: why.clause, regimes: gdpr(), verify: 'none' })],
  })
const rows = world(db, {
  customers: [
    { id: '1', shop: '1' },
    { id: '2', shop: '1' },
  ],
  jobs: [
    { id: '1', shop: '1', customer_id: '1' },
    { id: '2', shop: '1', customer_id: '2' },
    { id: '3', shop: '2', customer_id: '1' },
  ],
})
const confirmed = {
  ...rows,
  asked: new Map([[tableKey({ schema: 'public', name: 'customers' }), [{ key: { shop: '1', id: '1' }, at: '2026-01-01 12:00:00+00' }]]]),
}
const job = (key: string, asOf: string, there = confirmed, rest = {}) => fateOf(policy(rest), db, there, asOf, 'jobs', key)

test('from its instant on', () => {
  expect(job('1', '2026-01-01 11:59:59.999999Z').state).toBe('kept')
  expect(job('1', '2026-01-01 12:00:00Z')).toMatchObject({ state: 'due', wanted: ['erasure'] })
})
test('of nobody else, and of nobody unless it is confirmed', () => {
  expect(job('2', '2030-01-01 00:00:00Z').state).toBe('kept')
  expect(job('3', '2030-01-01 00:00:00Z').state).toBe('kept')
  expect(job('1', '2030-01-01 00:00:00Z', rows as typeof confirmed).state).toBe('kept')
})
test('what the policy leaves untouched stays', () => {
  expect(job('1', '2030-01-01 00:00:00Z', confirmed, { onErasure: untouched('names nobody') }).state).toBe('untouched')
})
