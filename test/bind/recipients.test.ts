import { describe, expect, test } from 'vitest'
import { bind } from '../../src/bind/bind.ts'
import { days, iso, ownRegime } from '../../src/index.ts'
import { codes, language, model, notes, person, policy, refers, rule, schema, table, untilErased, users } from '../check/tiny.ts'

const files = language.recipient('files', { clause: 'C-1', hears: 'destruction', within: days(1) })
const bank = language.recipient('bank', { clause: 'C-1', hears: 'erasure', within: days(1) })
const { part, tell } = language
const found = (rest: object, database = schema(users, notes)) =>
  bind(policy(rest), database, { database: 'tiny' }).diagnostics.map(d => [d.code, d.position !== null])

describe('what a class tells', () => {
  const lines = table('lines', 'note_id key', {
    foreignKeys: [refers('note_id', 'notes')],
    indexes: [{ name: 'lines_note_id_idx', columns: ['note_id'], unique: false }],
  })
  const m = model(
    policy({
      recipients: [files, bank],
      schedule: [
        untilErased('users', {
          onErasure: language.anonymize({ email: 'x' }),
          tell: [tell(files, 'email'), tell(files, 'name'), tell(bank, 'id')],
        }),
        rule('notes', { parts: [part('lines', { tell: tell(files, 'key') })], tell: [tell(files, 'text'), tell(bank, 'id')] }),
      ],
    }),
    schema(users, notes, lines),
  )
  const told = (name: string, stage: string) =>
    m.classes
      .find(c => c.class.name === name)!
      .stages.find(s => s.name === stage)!
      .tells.map(t => `${t.recipient.name} ${t.table.name}.${t.columns.map(c => c.as).join(',')}`)

  test('goes with the stages that take the row, or the value', () => {
    expect(told('notes', 'dispose')).toEqual(['files notes.text', 'files lines.key'])
    expect(told('notes', 'erase')).toEqual(['files notes.text', 'bank notes.id', 'files lines.key'])
    // The row stays, and of what it names only the address goes.
    expect(told('users', 'erase')).toEqual(['files users.email', 'bank users.id'])
  })

  test('is watched on the tables of those who hear of every destruction', () => {
    expect(m.witnesses.map(w => [w.table.name.name, w.tells.map(t => t.columns[0]!.name)])).toEqual([
      ['lines', ['key']],
      ['notes', ['text']],
      ['users', ['email', 'name']],
    ])
    expect(m.witnesses[0]!.persons.map(p => [p.table.name, p.key, p.joins.map(j => j.table.name)])).toEqual([
      ['users', ['id'], ['notes', 'users']],
    ])
  })

  test('by a name that there is not is refused where it stands', () => {
    const nobody = language.recipient('nobody', { clause: 'C-1', hears: 'erasure', within: days(1) })
    expect(found({ schedule: [untilErased('users'), rule('notes', { tell: tell(nobody, 'text') })] })).toEqual([
      ['recipient-unknown', true],
    ])
    expect(found({ recipients: [bank], schedule: [untilErased('users'), rule('notes', { tell: tell(bank, 'txt') })] })).toEqual([
      ['unknown-column', true],
    ])
  })
})

describe('an export', () => {
  const who = person()
  const requests = [
    language.request(who, ['access', 'portability'], { clause: 'C-1', regimes: ownRegime({ respond: days(9) }), verify: 'none' }),
  ]
  const exports = (rights: string | readonly string[], columns: object, rest: object = {}) =>
    language.exportProfile(who, rights, { clause: 'C-1', columns, ...rest })

  test('of a table that leads to nobody, of a name that there is not, of nobody or twice is refused where it stands', () => {
    const news = table('news', 'text created_at')
    const of = (...all: readonly unknown[]) =>
      found({ subjects: [who], requests, exports: all, outOfScope: { news: 'of nobody' } }, schema(users, notes, news))
    expect(of(exports('access', { news: ['text'] }))).toEqual([['export-path-missing', true]])
    expect(of(exports('access', { users: ['nme'] }))).toEqual([['unknown-column', true]])
    expect(of(exports('access', { user: ['name'] }))).toEqual([['unknown-table', true]])
    expect(of(exports('access', { users: ['name'] }), exports(['access', 'portability'], { users: ['name'] }))).toEqual([
      ['export-twice', true],
    ])
    expect(of(language.exportProfile({ table: 'notes' }, 'access', { clause: 'C-1', columns: { notes: ['text'] } }))).toEqual([
      ['export-of-nobody', true],
    ])
  })

  test('reaches what the person owns, and what the person may see', () => {
    const shared = table('shared', 'owner_id reader_id text', {
      foreignKeys: [refers('owner_id', 'users'), refers('reader_id', 'users')],
      indexes: ['owner_id', 'reader_id'].map(c => ({ name: c, columns: [c], unique: false })),
    })
    const m = model(
      policy({
        subjects: [who],
        links: [language.owner('shared', 'users', { by: 'owner_id' }), language.accessor('shared', 'users', { by: 'reader_id' })],
        requests,
        exports: [exports('access', { shared: ['text'], users: ['name'], notes: ['text'] })],
        schedule: [untilErased('users'), rule('notes'), untilErased('shared')],
      }),
      schema(users, notes, shared),
    )
    expect(m.exports[0]!.tables.map(t => [t.written, t.ways.map(w => w.joins.map(j => j.pairs[0]!.left.column))])).toEqual([
      ['shared', [['owner_id'], ['reader_id']]],
      ['users', [[]]],
      ['notes', [['user_id']]],
    ])
    // Whoever may only see a row does not have it erased.
    expect(m.classes.find(c => c.class.name === 'shared')!.persons).toHaveLength(1)
  })

  test('and a recipient have periods that are read like all others', () => {
    const late = language.recipient('late', { clause: 'C-1', hears: 'erasure', within: iso('soon') })
    const rest = { subjects: [who], requests, exports: [exports('portability', { users: ['name'] }, { onePer: iso('PT0H') })] }
    expect(
      [
        ...codes(policy({ ...rest, recipients: [late], schedule: [untilErased('users', { tell: tell(late, 'id') }), rule('notes')] })),
      ].sort(),
    ).toEqual(['error period-not-iso', 'error period-not-positive'])
  })
})

describe('what cannot be meant is refused at once', () => {
  const who = person()
  const because = (write: () => unknown): string => {
    try {
      write()
    } catch (error) {
      return (error as { readonly diagnostics: readonly { readonly code: string }[] }).diagnostics[0]!.code
    }
    return 'nothing'
  }
  test.each([
    ['recipient-hears-unknown', () => language.recipient('x', { clause: 'C-1', hears: 'all', within: days(1) })],
    ['recipient-without-term', () => language.recipient('x', { clause: 'C-1', hears: 'erasure' })],
    ['tell-nobody', () => tell('files', 'text')],
    ['tell-nothing', () => tell(files)],
    ['export-right-unknown', () => language.exportProfile(who, 'erasure', { clause: 'C-1', columns: {} })],
    ['export-of-nothing', () => language.exportProfile(who, 'access', { clause: 'C-1', columns: { users: [] } })],
    [
      'export-table-twice',
      () => language.exportProfile(who, 'access', { clause: 'C-1', columns: { users: ['id'] }, optional: { more: { users: ['name'] } } }),
    ],
  ])('%s', (code, write) => {
    expect(because(write)).toBe(code)
  })
})
