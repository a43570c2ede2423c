import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { fates } from '../../../src/verify/oracle/oracle.ts'
import type { Row } from '../../../src/verify/oracle/world.ts'
import { instant, language, policyOf, schema, table, why, world } from './tiny.ts'

const { untilErased, permanent } = language
const db = schema(
  table('rows', {
    id: 'uuid',
    kind: 'text',
    n: 'bigint',
    price: 'numeric',
    flag: 'boolean',
    day: 'date',
    at: 'at',
    other: 'text',
    data: 'jsonb',
    mail: 'public.citext',
  }),
)

/** The class of a row whose first class has this predicate: `yes`, or `rest` where it is false or unknown. */
function classOf(where: (eb: any) => unknown, row: Row): string {
  const policy = policyOf({
    schedule: [
      untilErased('rows', { ...why, name: 'yes', where, onErasure: { kind: 'untouched', why: '' } }),
      permanent('rows', { ...why, name: 'rest', because: 'the rest' }),
    ],
  })
  return fates(policy, db, world(db, { rows: [{ id: '1', ...row }] }), instant('2026-01-01 00:00:00Z'))[0]!.className
}

describe('true takes the row, false and unknown do not', () => {
  test.each<[string, (eb: any) => unknown, Row, 'yes' | 'rest']>([
    ['=', eb => eb('kind', '=', 'a'), { kind: 'a' }, 'yes'],
    ['= is exact', eb => eb('kind', '=', 'a'), { kind: 'A' }, 'rest'],
    ['= of NULL', eb => eb('kind', '=', 'a'), {}, 'rest'],
    ['!= of NULL', eb => eb('kind', '!=', 'a'), {}, 'rest'],
    ['not of unknown', eb => eb.not(eb('kind', '=', 'a')), {}, 'rest'],
    ['<>', eb => eb('kind', '<>', 'a'), { kind: 'b' }, 'yes'],
    ['numbers, not texts', eb => eb('n', '>', 9), { n: '10' }, 'yes'],
    ['decimal scale', eb => eb('price', '=', 1.5), { price: '1.50' }, 'yes'],
    ['big numbers', eb => eb('n', '<', 9007199254740993n), { n: '9007199254740992' }, 'yes'],
    ['>=', eb => eb('n', '>=', 10), { n: '10' }, 'yes'],
    ['<', eb => eb('n', '<', 10), { n: '10' }, 'rest'],
    ['between', eb => eb.between('n', 1, 3), { n: '3' }, 'yes'],
    ['in', eb => eb('kind', 'in', ['a', 'b']), { kind: 'b' }, 'yes'],
    ['not in', eb => eb('kind', 'not in', ['a', 'b']), { kind: 'c' }, 'yes'],
    ['not in of NULL', eb => eb('kind', 'not in', ['a']), {}, 'rest'],
    ['not in a list with NULL', eb => eb('kind', 'not in', ['a', null]), { kind: 'c' }, 'rest'],
    ['is null', eb => eb('kind', 'is', null), {}, 'yes'],
    ['is not null', eb => eb('kind', 'is not', null), {}, 'rest'],
    ['is true of NULL', eb => eb('flag', 'is', true), {}, 'rest'],
    ['is not true of NULL', eb => eb('flag', 'is not', true), {}, 'yes'],
    ['a boolean column', eb => eb.ref('flag'), { flag: 'true' }, 'yes'],
    ['= false', eb => eb('flag', '=', false), { flag: 'false' }, 'yes'],
    ['is distinct from', eb => eb('kind', 'is distinct from', eb.val('a')), {}, 'yes'],
    ['is not distinct from', eb => eb('kind', 'is not distinct from', eb.ref('other')), {}, 'yes'],
    ['two columns', eb => eb('kind', '=', eb.ref('other')), { kind: 'x', other: 'x' }, 'yes'],
    ['like', eb => eb('kind', 'like', 'a_c%'), { kind: 'abc.def' }, 'yes'],
    ['like takes a dot for a dot', eb => eb('kind', 'like', 'a.c'), { kind: 'abc' }, 'rest'],
    ['like with an escape', eb => eb('kind', 'like', '100\\%'), { kind: '1000' }, 'rest'],
    ['not ilike', eb => eb('kind', 'not ilike', 'ab%'), { kind: 'ABC' }, 'rest'],
    ['citext', eb => eb('mail', '=', 'A@B.example'), { mail: 'a@b.example' }, 'yes'],
    ['days', eb => eb('day', '<', '2026-02-01'), { day: '2026-01-31' }, 'yes'],
    ['instants', eb => eb('at', '>=', '2026-01-01T01:00:00+01:00'), { at: '2026-01-01 00:00:00+00' }, 'yes'],
    ['infinity', eb => eb('at', '>', new Date('2026-01-01T00:00:00Z')), { at: 'infinity' }, 'yes'],
    ['and: unknown and false is false', eb => eb.not(eb.and([eb('kind', '=', 'a'), eb('n', '=', 1)])), { n: '2' }, 'yes'],
    ['or: unknown or true is true', eb => eb.or([eb('kind', '=', 'a'), eb('n', '=', 1)]), { n: '1' }, 'yes'],
    ['or: unknown or false is unknown', eb => eb.or([eb('kind', '=', 'a'), eb('n', '=', 1)]), { n: '2' }, 'rest'],
    ['precedence', eb => eb.and([eb('n', '=', 1), eb.or([eb('kind', '=', 'a'), eb('kind', '=', 'b')])]), { n: '2', kind: 'b' }, 'rest'],
    ['a qualified name', eb => eb('rows.kind', '=', 'a'), { kind: 'a' }, 'yes'],
    ['a cast to text', eb => eb(eb.cast('n', 'text'), '=', '10'), { n: '10' }, 'yes'],
    ['constants', eb => eb.lit(true), {}, 'yes'],
    ['an empty and', eb => eb.and([]), {}, 'yes'],
  ])('%s', (_, where, row, expected) => {
    expect(classOf(where, row)).toBe(expected)
  })
})

describe('what it cannot evaluate is refused by name', () => {
  test.each<[string, (eb: any) => unknown, RegExp]>([
    ['raw SQL', () => sql<boolean>`true`, /oracle-unsupported: .*RawNode/],
    ['a function', eb => eb(eb.fn('lower', ['kind']), '=', 'a'), /FunctionNode/],
    ['CASE', eb => eb(eb.case().when('n', '=', 1).then('a').else('b').end(), '=', 'a'), /CaseNode/],
    ['an operator', eb => eb('kind', '~', 'a'), /the operator ~/],
    ['the order of texts', eb => eb('kind', '<', 'b'), /collation/],
    ['json', eb => eb('data', '=', '{}'), /jsonb/],
    ['a moment without a zone', eb => eb('at', '<', '2026-01-01 00:00:00'), /without a zone/],
    ['an unknown column', eb => eb('nope', '=', 1), /nope names 0 columns/],
    ['an empty list', eb => eb('kind', 'in', []), /empty/],
  ])('%s', (_, where, message) => {
    const row = { kind: 'a', n: '1', data: '{}', at: '2026-01-01 00:00:00+00' }
    expect(() => classOf(where, row)).toThrow(message)
  })
})
