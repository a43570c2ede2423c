import { describe, expect, test } from 'vitest'
import { exactly, untouched, years } from '../../src/index.ts'
import type { RowPolicy, Table } from '../../src/schema/schema.ts'
import { expectNothing, expectOnly } from './expect-finding.ts'
import { findings, language, notes, policy, refers, rule, schema, table, trigger, untilErased, users } from './tiny.ts'

const notesWith = (rest: Partial<Table>) => schema(users, { ...notes, ...rest })
const suppressing = 'begin\n  RETURN  null;\nend'

describe('unlogged-table', () => {
  test('a class', () => {
    expectOnly('error unlogged-table', ['"notes"'], policy(), notesWith({ unlogged: true }))
  })
  test('a table that is out of scope', () => {
    expectNothing(policy({ outOfScope: { cache: 'rebuilt at start' } }), schema(users, notes, table('cache', '', { unlogged: true })))
  })
})

describe('restrictive-row-policy', () => {
  const secured = (rowPolicy: Partial<RowPolicy>, enabled = true) =>
    notesWith({
      rowSecurity: { enabled, forced: false, policies: [{ name: 'own tenant', permissive: false, command: 'all', ...rowPolicy }] },
    })
  test('rows that runs might not see', () => {
    expectOnly('error restrictive-row-policy', ['"own tenant"', '"notes"'], policy(), secured({}))
    expectOnly('error restrictive-row-policy', [], policy(), secured({ command: 'delete' }))
  })
  test('accepted where it is for another role', () => {
    expectNothing(
      policy({
        schedule: [untilErased('users'), rule('notes', { acknowledge: { 'restrictive-row-policy': 'to the application alone' } })],
      }),
      secured({}),
    )
  })
  test('policies that hide nothing from runs', () => {
    expectNothing(policy(), secured({ permissive: true }))
    expectNothing(policy(), secured({ command: 'insert' }))
    expectNothing(policy(), secured({}, false))
  })
})

describe('foreign-key-without-index', () => {
  const bare = notesWith({ indexes: [notes.indexes[0]!] })
  test('a child without an index', () => {
    const found = expectOnly('warning foreign-key-without-index', ['class "users"', 'notes(user_id)', '"users"'], policy(), bare)
    expect(found.help).toBe('create index concurrently on public.notes (user_id);')
  })
  test('columns in another order lead an index, a later column does not', () => {
    const pair = refers('user_id', 'users', {
      columns: ['user_id', 'text'],
      references: { schema: 'public', name: 'users', columns: ['id', 'name'] },
    })
    const indexed = (columns: readonly string[]) => notesWith({ foreignKeys: [pair], indexes: [{ name: 'i', columns, unique: false }] })
    expectNothing(policy(), indexed(['text', 'user_id', 'created_at']))
    expectOnly('warning foreign-key-without-index', ['notes(user_id, text)'], policy(), indexed(['created_at', 'user_id', 'text']))
  })
  test('a table out of scope slows the run as well', () => {
    const log = table('Log', 'user_id', { foreignKeys: [refers('user_id', 'users')] })
    const found = expectOnly(
      'warning foreign-key-without-index',
      ['Log(user_id)'],
      policy({ outOfScope: { Log: 'tooling' } }),
      schema(users, notes, log),
    )
    expect(found.help).toContain('on public."Log" (user_id)')
  })
  test('the parts of a class', () => {
    const lines = table('lines', 'note_id', {
      foreignKeys: [refers('note_id', 'notes')],
      indexes: [{ name: 'i', columns: ['note_id'], unique: false }],
    })
    const marks = table('marks', 'line_id', { foreignKeys: [refers('line_id', 'lines')] })
    expectOnly(
      'warning foreign-key-without-index',
      ['class "notes"', 'marks(line_id)', '"lines"'],
      policy({ schedule: [untilErased('users'), rule('notes', { parts: [language.part('lines', { parts: ['marks'] })] })] }),
      schema(users, notes, lines, marks),
    )
  })
  test('rows that stay need none', () => {
    const { sever } = language
    expectNothing(policy({ schedule: [untilErased('users', { onErasure: sever('email') }), rule('notes')] }), bare)
  })
})

describe('trigger-suppresses-delete', () => {
  test('a trigger that answers with NULL', () => {
    expectOnly(
      'warning trigger-suppresses-delete',
      ['class "notes"', '"theirs"', '"notes"'],
      policy(),
      notesWith({ triggers: [trigger(suppressing)] }),
    )
  })
  test.each([
    ['that returns the row', trigger('begin return old; end')],
    ['whose comment speaks of it', trigger('begin\n-- never return null\nreturn old; end')],
    ['after the delete', trigger(suppressing, { timing: 'after' })],
    ['for the statement', trigger(suppressing, { level: 'statement' })],
    ['on update', trigger(suppressing, { events: ['update'] })],
    ['in another language', trigger('', { source: null })],
  ])('a trigger %s', (_, one) => {
    expectNothing(policy(), notesWith({ triggers: [one] }))
  })
  test('on a class that only changes rows', () => {
    const changed = rule('notes', { dispose: language.sever('text'), onErasure: language.sever('text') })
    expectNothing(policy({ schedule: [untilErased('users'), changed] }), notesWith({ triggers: [trigger(suppressing)] }))
  })
})

describe('trigger-unqualified-name', () => {
  const source = (statement: string) => `declare\n  n int;\n  found record;\nbegin\n  ${statement};\n  return old;\nend`
  test.each([
    ['insert into trail (id) values (old.id)', '"trail"'],
    ['INSERT  INTO\n  "Audit Trail" values (1)', '"Audit Trail"'],
    ['update trail set n = 1', '"trail"'],
    ['delete from only trail where id = old.id', '"trail"'],
    ['select count(*) into n from trail', '"trail"'],
    ['select 1 into n from public.notes join trail using (id)', '"trail"'],
    ['merge into trail using public.notes n on true when matched then delete', '"trail"'],
    ['perform 1 from public.notes; insert into trail default values; delete from other', '"trail", "other"'],
  ])('%s', (statement, named) => {
    expectOnly(
      'warning trigger-unqualified-name',
      ['class "notes"', '"theirs"', `names ${named} without a schema`],
      policy(),
      notesWith({ triggers: [trigger(source(statement))] }),
    )
  })
  test.each([
    'insert into public.trail values (old.id)',
    'insert into "public"."trail" values (old.id)',
    'insert into public . trail values (old.id)',
    "raise notice 'deleted from trail'",
    '/* delete from trail */ perform 1',
    'perform 1 from unnest(array[1])',
    'perform 1 from pg_class',
    'execute $q$ delete from trail where id = $1 $q$ using old.id',
    'n := extract(day from now())',
    'if old is distinct from found then n := 1; end if',
    'perform 1 from public.trail for update',
    'insert into public.trail values (1) on conflict (id) do update set n = 1',
    'with gone as (delete from public.trail returning id) select count(*) into n from gone',
    "execute 'delete from trail'",
    "if tg_op = 'DELETE' then perform 1 from lateral (select 1) x; end if",
  ])('%s', statement => {
    expectNothing(policy(), notesWith({ triggers: [trigger(source(statement))] }))
  })
  test('a function with a search_path of its own', () => {
    expectNothing(policy(), notesWith({ triggers: [trigger(source('delete from trail'), { settings: ['search_path=public, pg_temp'] })] }))
  })
  test('only where the trigger fires', () => {
    const onUpdate = notesWith({ triggers: [trigger(source('delete from trail'), { events: ['update'] })] })
    expectNothing(policy(), onUpdate)
    expectOnly(
      'warning trigger-unqualified-name',
      ['"trail"'],
      policy({ schedule: [untilErased('users'), rule('notes', { onErasure: language.sever('text') })] }),
      onUpdate,
    )
  })
})

describe('foreign-key-circle', () => {
  const circle = schema(
    {
      ...table('users', 'name email created_at closed_at first_note'),
      foreignKeys: [refers('first_note', 'notes')],
      indexes: [{ name: 'i', columns: ['first_note'], unique: false }],
    },
    notes,
  )
  const settled = { links: [language.ignore('users', 'notes')] }
  test('two tables that refer to each other', () => {
    const found = expectOnly('warning foreign-key-circle', ['notes(user_id)', '"users"'], policy(settled), circle)
    expect(found.position).not.toBeNull()
  })
  test('a table that refers to itself is none', () => {
    const tree = {
      ...notes,
      foreignKeys: [...notes.foreignKeys, refers('parent', 'notes')],
      columns: [...notes.columns, { ...notes.columns[2]!, name: 'parent' }],
    }
    const indexed = { ...tree, indexes: [...notes.indexes, { name: 'p', columns: ['parent'], unique: false }] }
    expectNothing(policy(), schema(users, indexed))
  })
})

describe('link-against-reference', () => {
  const linked = (from: string, to: string, on: readonly [string, string]) =>
    language.owner(from, to, { on: (eb: any) => eb(on[0], '=', eb.ref(on[1])) })
  const byName = linked('notes', 'users', ['notes.text', 'users.name'])
  const loose = { ...notes, foreignKeys: [] }
  const back = {
    ...table('users', 'name email created_at closed_at first_note'),
    foreignKeys: [refers('first_note', 'notes')],
    indexes: [{ name: 'i', columns: ['first_note'], unique: false }],
  }
  const links = [byName, language.ignore('users', 'notes')]
  test('the owner refers to what belongs to it', () => {
    const found = findings(policy({ links }), schema(back, loose))
    expect(found.map(d => `${d.severity} ${d.code}`)).toEqual(['error link-against-reference', 'warning foreign-key-circle'])
    expect(found[0]!.message).toContain('owner("notes", "users")')
    expect(found[0]!.message).toContain('users → notes')
    expect(found[0]!.position).not.toBeNull()
  })
  test('a table that belongs to itself', () => {
    const own = linked('notes', 'notes', ['notes.text', 'notes.text'])
    expectOnly('error link-against-reference', ['owner("notes", "notes")'], policy({ links: [own] }), schema(users, notes))
  })
  test('nobody waits for what an erasure leaves untouched', () => {
    const schedule = [untilErased('users'), rule('notes', { onErasure: untouched('no names in it') })]
    expectOnly('warning foreign-key-circle', [], policy({ links, schedule }), schema(back, loose))
  })
  test('nothing leads back', () => {
    expectNothing(policy({ links: [byName] }), schema(users, loose))
  })
})

test('a finding about a table is told once, however many classes it has', () => {
  const two = policy({
    schedule: [
      untilErased('users'),
      rule('notes', { name: 'a', where: (eb: any) => eb('text', '=', 'a'), keep: exactly(years(2)) }),
      rule('notes'),
    ],
  })
  expectOnly('warning trigger-suppresses-delete', ['class "a" of "notes"'], two, notesWith({ triggers: [trigger(suppressing)] }))
})
