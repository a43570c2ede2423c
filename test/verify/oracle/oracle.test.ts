import { expect, test } from 'vitest'
import { afterRun, fates } from '../../../src/verify/oracle/oracle.ts'
import { activation, instant, language, old, policyOf, rowsOf, schema, table, world } from './tiny.ts'

const { rule } = language

test('a run leaves its input alone, and the next one at the same moment finds nothing to do', () => {
  const db = schema(table('logs', { id: 'uuid', created_at: 'at' }))
  const rules = policyOf({ activation, schedule: [rule('logs', old)] })
  const before = world(db, { logs: [{ id: '1', created_at: '2020-01-01 00:00:00+00' }] })
  const after = afterRun(rules, db, before, instant('2026-01-01 00:00:00Z'))
  expect([rowsOf(db, before, 'logs').length, rowsOf(db, after, 'logs').length]).toEqual([1, 0])
  expect(fates(rules, db, after, instant('2026-01-01 00:00:00Z'))).toEqual([])
})
