import { describe, expect, test } from 'vitest'
import { bind } from '../../src/bind/bind.ts'
import type { OwnerPath } from '../../src/bind/model.ts'
import { untouched } from '../../src/index.ts'
import type { Schema } from '../../src/schema/schema.ts'
import { language, model, person, policy, refers, rule, schema, table, untilErased, users } from '../check/tiny.ts'

// How a row reaches its owners, and what is said where the way is missing or not the only one.

const shops = table('shops', 'user_id name', { foreignKeys: [refers('user_id', 'users')] })
const orders = table('orders', 'shop_id created_at', { foreignKeys: [refers('shop_id', 'shops')] })
const written = (path: OwnerPath): string =>
  path.joins
    .map(
      j =>
        `${j.table.name} as ${j.alias} on ${j.predicate ?? j.pairs.map(p => `${p.left.alias}.${p.left.column} = ${p.right.alias}.${p.right.column}`).join(' and ')}`,
    )
    .join(', ')
const paths = (database: Schema, of: string, rest: object): readonly string[] =>
  model(policy(rest), database)
    .tables.find(t => t.name.name === of)!
    .ancestors.map(written)
const findings = (database: Schema, rest: object) =>
  bind(policy(rest), database, { database: 'tiny' }).diagnostics.map(d => ({
    code: d.code,
    message: d.message,
    help: d.help,
    placed: d.position !== null,
  }))

describe('owner paths', () => {
  test('follow the foreign keys from the row up, the nearest owner first', () => {
    expect(paths(schema(users, shops, orders), 'orders', { schedule: [untilErased(['users', 'shops']), rule('orders')] })).toEqual([
      'shops as shops on r.shop_id = shops.id',
      'shops as shops on r.shop_id = shops.id, users as users on shops.user_id = users.id',
    ])
  })
  test('pair the columns of a composite key', () => {
    const tenants = table('users', 'shop_id closed_at', { primaryKey: ['shop_id', 'id'] })
    const notes = table('notes', 'shop_id user_id created_at', {
      foreignKeys: [
        refers('user_id', 'users', {
          columns: ['shop_id', 'user_id'],
          references: { schema: 'public', name: 'users', columns: ['shop_id', 'id'] },
        }),
      ],
    })
    expect(paths(schema(tenants, notes), 'notes', {})).toEqual(['users as users on r.shop_id = users.shop_id and r.user_id = users.id'])
  })
  test('are the declared join where there is no foreign key', () => {
    const logs = table('logs', 'email created_at')
    const links = [language.owner('logs', 'users', { on: (eb: any) => eb('logs.email', '=', eb.ref('users.email')) })]
    expect(paths(schema(users, logs), 'logs', { schedule: [untilErased('users'), rule('logs')], links })).toEqual([
      'users as users on r.email = users.email',
    ])
  })
  test('leave out what is ignored, and what only gives access', () => {
    const notes = table('notes', 'user_id read_by created_at', { foreignKeys: [refers('user_id', 'users'), refers('read_by', 'users')] })
    for (const kind of ['ignore', 'accessor'])
      expect(paths(schema(users, notes), 'notes', { links: [language[kind]('notes', 'users', { by: 'read_by' })] })).toEqual([
        'users as users on r.user_id = users.id',
      ])
    expect(paths(schema(users, notes), 'notes', { links: [language.owner('notes', 'users', { by: 'read_by' })] })).toEqual([
      'users as users on r.read_by = users.id',
    ])
  })
  test('come to an end in a circle, and at a reference of a table to itself', () => {
    const cats = table('cats', 'dog_id mother_id created_at', { foreignKeys: [refers('dog_id', 'dogs'), refers('mother_id', 'cats')] })
    const dogs = table('dogs', 'cat_id user_id created_at', { foreignKeys: [refers('cat_id', 'cats'), refers('user_id', 'users')] })
    expect(paths(schema(users, cats, dogs), 'cats', { schedule: [untilErased('users'), rule(['cats', 'dogs'])] })).toEqual([
      'dogs as dogs on r.dog_id = dogs.id',
      'dogs as dogs on r.dog_id = dogs.id, users as users on dogs.user_id = users.id',
    ])
  })
  test('give each table of theirs an alias of its own', () => {
    const d = table('d', 'user_id', { foreignKeys: [refers('user_id', 'users')] })
    const other = { ...table('users', 'user_id'), schema: 'crm', foreignKeys: [refers('user_id', 'users')] }
    const notes = table('notes', 'd_id crm_id created_at', {
      foreignKeys: [refers('d_id', 'd'), refers('crm_id', 'users', { references: { schema: 'crm', name: 'users', columns: ['id'] } })],
    })
    const aliases = model(
      policy({
        schedule: [untilErased(['users', 'd', 'crm.users']), rule('notes', { onErasure: untouched('a test') })],
      }),
      schema(users, d, other, notes),
    )
      .tables.find(t => t.name.name === 'notes')!
      .ancestors.map(p => p.alias)
    expect(aliases).toHaveLength(4)
    expect(new Set(aliases).size).toBe(4)
    expect(aliases).not.toContain('d')
  })
})

describe('the way to the data subject', () => {
  const twice = table('notes', 'user_id sender_id created_at', { foreignKeys: [refers('user_id', 'users'), refers('sender_id', 'users')] })

  test('twice is an error, with both ways and how to settle it', () => {
    const [found, ...rest] = findings(schema(users, twice), {})
    expect(rest).toEqual([])
    expect(found).toMatchObject({ code: 'subject-path-ambiguous', placed: true, help: expect.stringContaining('ignore(…) or accessor(…)') })
    expect(found!.message).toContain('class "notes" reaches its subject "users" in 2 ways')
    expect(found!.message.match(/notes → users/g)).toHaveLength(2)
  })
  test('twice over different tables is an error too', () => {
    const receipts = table('receipts', 'shop_id user_id created_at', {
      foreignKeys: [refers('shop_id', 'shops'), refers('user_id', 'users')],
    })
    const [found] = findings(schema(users, shops, receipts), { schedule: [untilErased(['users', 'shops']), rule('receipts')] })
    expect(found).toMatchObject({ code: 'subject-path-ambiguous' })
    expect(found!.message).toContain('receipts → users; receipts → shops → users')
  })
  test('missing is an error, with the link to write', () => {
    const logs = table('logs', 'email created_at')
    expect(findings(schema(users, logs), { schedule: [untilErased('users'), rule('logs')] })).toEqual([
      {
        code: 'subject-path-missing',
        placed: true,
        message: expect.stringContaining('no owner path leads from "logs" to a data subject'),
        help: expect.stringMatching(/owner\('logs', .*untouched/),
      },
    ])
  })
  test('missing is no error where an erasure leaves the rows alone', () => {
    const logs = table('logs', 'email created_at')
    expect(
      findings(schema(users, logs), { schedule: [untilErased('users'), rule('logs', { onErasure: untouched('names nobody') })] }),
    ).toEqual([])
  })
  test("an event of a subject that the row does not reach, and one that it reaches twice, cannot be a row's cutoff", () => {
    const she = person()
    const alone = table('logs', 'created_at')
    expect(
      findings(schema(users, alone), {
        subjects: [she],
        schedule: [untilErased('users'), rule('logs', { cutoff: she.closed, onErasure: untouched('a test') })],
      }).map(d => d.code),
    ).toEqual(['subject-path-missing'])
    expect(
      findings(schema(users, twice), {
        subjects: [she],
        schedule: [untilErased('users'), rule('notes', { cutoff: she.closed, onErasure: untouched('a test') })],
      }).map(d => d.code),
    ).toEqual(['event-ambiguous'])
  })
})

test('a table without a key is named with the statement that gives it one', () => {
  const bare = table('notes', 'user_id created_at', { primaryKey: null, foreignKeys: [refers('user_id', 'users')] })
  expect(findings(schema(users, bare), {})).toEqual([
    {
      code: 'primary-key-missing',
      placed: true,
      message: expect.stringContaining('table "notes" has no primary key'),
      help: expect.stringContaining('alter table notes add column'),
    },
  ])
  const unique = { ...bare, uniqueKeys: [['user_id'], ['id']] }
  expect(model(policy(), schema(users, unique)).tables.find(t => t.name.name === 'notes')!.key).toMatchObject([
    { name: 'id', type: 'bigint', as: 'id' },
  ])
})

test.each(['a\nb', 'a$$b', '$x$'])('a key called %j, which a trigger cannot read, is an error', name => {
  const odd = table('notes', '', { foreignKeys: [refers(name, 'users')], primaryKey: [name] })
  const columns = [...odd.columns, { ...odd.columns[0]!, name }, { ...users.columns[3]!, name: 'created_at' }]
  expect(findings(schema(users, { ...odd, columns }), {})).toMatchObject([
    { code: 'column-name-unusable', message: expect.stringContaining(JSON.stringify(name)) },
  ])
})
