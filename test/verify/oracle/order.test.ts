import { expect, test } from 'vitest'
import type { Table } from '../../../src/schema/schema.ts'
import { openGround } from '../../../src/verify/oracle/ground.ts'
import { childrenFirst } from '../../../src/verify/oracle/order.ts'
import { activation, bound, instant, language, old, policyOf, schema, table, user, users, world } from './tiny.ts'

const { ignore, owner, part, rule, untilErased } = language

const logs = table('logs', { id: 'uuid', mail: 'text', created_at: 'at' })
const byMail = owner('logs', 'users', { on: (eb: any) => eb('logs.mail', '=', eb.ref('users.name')) })

const order = (links: readonly unknown[], schedule: readonly unknown[], ...tables: readonly Table[]) => {
  const db = schema(...tables)
  const policy = policyOf({ activation, subjects: [user], links, schedule })
  return childrenFirst(openGround(policy, db, world(db, {}), instant('2026-01-01 00:00:00Z'), {})).map(t => t.name)
}

test('rows that belong to a person by a declared link come before the person, whatever stands first in the schema', () => {
  const schedule = [untilErased('users', bound), rule('logs', old)]
  expect(order([byMail], schedule, users, logs)).toEqual(['logs', 'users'])
  expect(order([byMail], schedule, logs, users)).toEqual(['logs', 'users'])
})

test('a declared link gives way to references that lead around in a circle', () => {
  // A part of the person refers to the log.
  const visits = table('visits', { id: 'uuid', user_id: 'uuid', log_id: 'uuid' }, [
    ['user_id', 'users'],
    ['log_id', 'logs'],
  ])
  const schedule = [untilErased('users', { ...bound, parts: [part('visits', {})] }), rule('logs', old)]
  expect(order([byMail, ignore('visits', 'logs')], schedule, users, logs, visits)).toEqual(['users', 'logs'])
})
