import { describe, expect, test } from 'vitest'
import { exactly, years } from '../../src/index.ts'
import { expectNothing, expectOnly } from './expect-finding.ts'
import { codes, findings, language, notes, permanent, policy, refers, rule, schema, table, untilErased, users } from './tiny.ts'

const where = (text: string) => ({ where: (eb: any) => eb('text', '=', text) })
const scheduled = (...entries: readonly unknown[]) => policy({ schedule: [untilErased('users'), ...entries] })

describe('classes-without-rest', () => {
  test('rows that no class takes', () => {
    const found = expectOnly(
      'error classes-without-rest',
      ['"notes"', '"a"', '"b"'],
      scheduled(rule('notes', { name: 'a', ...where('a') }), rule('notes', { name: 'b', ...where('b') })),
    )
    expect(found.property).toEqual(['where'])
  })
  test('a single class that takes some', () => {
    expectOnly('error classes-without-rest', ['"notes"'], scheduled(rule('notes', where('a'))))
  })
  test('a permanent class may be the rest', () => {
    expectNothing(scheduled(rule('notes', { name: 'a', ...where('a') }), permanent('notes')))
  })
})

describe('class-without-where', () => {
  test('a class after the rest', () => {
    expectOnly(
      'error class-without-where',
      ['"b"', '"notes"', '"a"'],
      scheduled(rule('notes', { name: 'a' }), rule('notes', { name: 'b', ...where('b') })),
    )
  })
  test('two that take everything', () => {
    expectOnly('error class-without-where', ['"b"', '"a"'], scheduled(rule('notes', { name: 'a' }), rule('notes', { name: 'b' })))
  })
  test('the rest comes last', () => {
    expectNothing(scheduled(rule('notes', { name: 'a', ...where('a') }), rule('notes', { name: 'b' })))
  })
})

describe('collected-missing', () => {
  const newRows = (more: object) =>
    policy({ appliesTo: 'newRowsOnly', schedule: [untilErased('users', { collected: 'closed_at' }), rule('notes', more)] })
  test('a class that cannot tell new rows from old', () => {
    expectOnly('error collected-missing', ['"notes"'], newRows({}))
  })
  test('is silent where each class can, and where the policy applies to all', () => {
    expectNothing(newRows({ collected: 'created_at' }))
    expectNothing(scheduled(rule('notes')))
  })
})

describe('class-name-duplicate', () => {
  test('one name on two tables', () => {
    expectOnly('error class-name-duplicate', ['"users"', '"notes"'], scheduled(rule('notes', { name: 'users' })))
  })
  test('one name on one table', () => {
    expectOnly('error class-name-duplicate', ['"notes"'], scheduled(rule('notes', where('a')), rule('notes')))
  })
})

describe('unscheduled-table', () => {
  const logs = table('Access Log', 'at_ip')
  test('a table that nobody mentions', () => {
    const found = expectOnly('error unscheduled-table', ['"Access Log"'], policy(), schema(users, notes, logs))
    expect(found.help).toContain("outOfScope: { 'Access Log': 'why' }")
  })
  test('a table of another schema is named with it', () => {
    expectOnly('error unscheduled-table', ['"audit.trail"'], policy(), schema(users, notes, table('trail', '', { schema: 'audit' })))
  })
  test('class, permanent, part and outOfScope are mentions', () => {
    const lines = table('lines', 'note_id', {
      foreignKeys: [refers('note_id', 'notes')],
      indexes: [{ name: 'lines_note_id_idx', columns: ['note_id'], unique: false }],
    })
    const totals = table('totals', 'month')
    expectNothing(
      policy({
        schedule: [untilErased('users'), rule('notes', { parts: ['lines'] }), permanent('totals')],
        outOfScope: { 'Access Log': 'tooling' },
      }),
      schema(users, notes, lines, totals, logs),
    )
  })
  test('a renamed table is known by the name the policy gives it', () => {
    const config = { names: { log: { table: 'Access Log' } } }
    expectNothing(policy({ outOfScope: { log: 'tooling' } }), schema(users, notes, logs), config)
    expectOnly('error unscheduled-table', ['table "log"'], policy(), schema(users, notes, logs), config)
  })
})

describe('out-of-scope-unknown', () => {
  test('a name that is none', () => {
    const found = expectOnly('warning out-of-scope-unknown', ['"note"'], policy({ outOfScope: { note: 'why' } }))
    expect(found.help).toBe('Did you mean "notes"?')
    expect(found.property).toEqual(['outOfScope', 'note'])
  })
  test('a partition goes with its table', () => {
    const parted = { ...notes, partitions: [{ schema: 'public', name: 'notes_2026' }] }
    expectOnly(
      'warning out-of-scope-unknown',
      ['"notes_2026"', 'partition of "notes"'],
      policy({ outOfScope: { notes_2026: 'why' } }),
      schema(users, parted),
    )
  })
})

describe('table-scheduled-twice', () => {
  const lines = table('lines', 'note_id created_at', {
    foreignKeys: [refers('note_id', 'notes')],
    indexes: [{ name: 'lines_note_id_idx', columns: ['note_id'], unique: false }],
  })
  const database = schema(users, notes, lines)
  test('a part with a rule of its own', () => {
    expectOnly(
      'error table-scheduled-twice',
      ['"lines"', 'part of class "notes"'],
      scheduled(rule('notes', { parts: ['lines'] }), rule('lines')),
      database,
    )
  })
  test('a class that is out of scope', () => {
    expectOnly(
      'error table-scheduled-twice',
      ['"lines"', 'out of scope'],
      policy({ schedule: [untilErased('users'), rule(['notes', 'lines'])], outOfScope: { lines: 'why' } }),
      database,
    )
  })
  test('a part of two classes of one table', () => {
    expectNothing(
      scheduled(rule('notes', { name: 'a', ...where('a'), parts: ['lines'] }), rule('notes', { name: 'b', parts: ['lines'] })),
      database,
    )
  })
})

describe('latest-not-a-part', () => {
  const lines = table('lines', 'note_id sent_at', {
    foreignKeys: [refers('note_id', 'notes')],
    indexes: [{ name: 'lines_note_id_idx', columns: ['note_id'], unique: false }],
  })
  const { latest, orElse } = language
  const cutoff = orElse(latest('lines.sent_at'), 'created_at')
  test('children that go by themselves', () => {
    expectOnly(
      'error latest-not-a-part',
      ['class "notes"', '"lines.sent_at"'],
      scheduled(rule('notes', { cutoff }), rule('lines', { cutoff: 'sent_at' })),
      schema(users, notes, lines),
    )
  })
  test('children that go with the row', () => {
    expectNothing(scheduled(rule('notes', { cutoff, parts: ['lines'] })), schema(users, notes, lines))
  })
})

describe('the order of findings', () => {
  test('is that of the policy, whatever the order of runs', () => {
    const found = findings(
      policy({
        timeZone: 'Mars/Olympus',
        schedule: [untilErased('users', { name: 'notes' }), rule('notes', { keep: exactly(years(2000)), ...where('a') })],
      }),
    )
    expect(found.map(d => d.code)).toEqual(['time-zone-unknown', 'period-too-long', 'class-name-duplicate', 'classes-without-rest'])
    expect(found.map(d => d.position?.file.endsWith('tiny.ts'))).toEqual([true, true, true, true])
  })
  test('is the same every time, and the findings are frozen', () => {
    const bad = policy({ effective: 'soon', timeZone: 'x' })
    expect(findings(bad)).toEqual(findings(bad))
    expect(codes(bad)).toHaveLength(2)
    expect(Object.isFrozen(findings(bad))).toBe(true)
  })
})
