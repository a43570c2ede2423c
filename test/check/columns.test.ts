import { describe, expect, test } from 'vitest'
import { destroy } from '../../src/index.ts'
import { expectNothing, expectOnly } from './expect-finding.ts'
import { language, notes, policy, refers, rule, schema, table, untilErased, users } from './tiny.ts'

const { anonymize, generalize, pseudonymize, sever, retain } = language
const erasing = (onErasure: unknown) => policy({ schedule: [untilErased('users'), rule('notes', { onErasure })] })
const withColumn = (columns: string, as: NonNullable<Parameters<typeof table>[2]>['as']) =>
  schema(
    users,
    table('notes', `user_id text created_at ${columns}`, { foreignKeys: [refers('user_id', 'users')], indexes: notes.indexes, as: as! }),
  )

describe('erasure-keeps-not-null', () => {
  const strict = schema(
    users,
    table('notes', 'user_id text created_at', {
      foreignKeys: [refers('user_id', 'users')],
      indexes: notes.indexes,
      as: { user_id: { notNull: true } },
    }),
  )
  test('sever of a column that is NOT NULL', () => {
    const found = expectOnly(
      'error erasure-keeps-not-null',
      ['class "notes"', '"notes.user_id"', 'sever'],
      erasing(sever('user_id')),
      strict,
    )
    expect(found.property).toEqual(['onErasure'])
  })
  test('anonymize to NULL, meanwhile', () => {
    expectOnly(
      'error erasure-keeps-not-null',
      ['"notes.user_id"', 'anonymize'],
      erasing(retain('legal claims', anonymize({ user_id: null }))),
      strict,
    )
  })
  test('once per column, whatever the stages', () => {
    expectOnly(
      'error erasure-keeps-not-null',
      ['"notes.user_id"'],
      policy({ schedule: [untilErased('users'), rule('notes', { dispose: sever('user_id'), onErasure: sever('user_id') })] }),
      strict,
    )
  })
  test('a value instead', () => {
    expectNothing(erasing(anonymize({ user_id: 0 })), strict)
    expectNothing(erasing(sever('user_id')))
  })
})

describe('act-on-generated-column', () => {
  test.each(['stored', 'virtual', 'always as identity'] as const)('%s', generated => {
    expectOnly(
      'error act-on-generated-column',
      ['class "notes"', '"notes.made"'],
      erasing(anonymize({ made: 'x' })),
      withColumn('made', { made: { generated, notNull: true } }),
    )
  })
  test('an identity that can be written', () => {
    expectNothing(erasing(anonymize({ made: 'x' })), withColumn('made', { made: { generated: 'by default as identity' } }))
  })
})

describe('act-on-key-column', () => {
  test('a pseudonym in place of the key', () => {
    expectOnly('error act-on-key-column', ['class "notes"', '"notes.id"'], erasing(generalize({ id: 0 })))
  })
  test('the key that stands in for a missing primary key', () => {
    const keyed = schema(
      users,
      table('notes', 'user_id text code created_at', {
        primaryKey: null,
        uniqueKeys: [['code']],
        foreignKeys: [refers('user_id', 'users')],
        indexes: notes.indexes,
        as: { code: { notNull: true } },
      }),
    )
    expectOnly('error act-on-key-column', ['"notes.code"'], erasing(sever('code')), keyed)
  })
})

describe('pseudonym-key-kept', () => {
  const database = withColumn('ip ip_hash', { ip_hash: { type: 'bytea', baseType: 'bytea' } })
  test('a key that somebody keeps', () => {
    const found = expectOnly(
      'warning pseudonym-key-kept',
      ['class "notes"', '"notes.ip_hash"'],
      erasing(pseudonymize({ ip: 'ip_hash' }, 'key kept')),
      database,
    )
    expect(found.property).toEqual(['onErasure'])
  })
  test('as the disposal', () => {
    const acts = [pseudonymize({ ip: 'ip_hash' }, 'key kept')]
    const found = expectOnly(
      'warning pseudonym-key-kept',
      [],
      policy({ schedule: [untilErased('users'), rule('notes', { dispose: acts })] }),
      database,
    )
    expect(found.property).toEqual(['dispose'])
  })
  test('a key that goes', () => {
    expectNothing(erasing([pseudonymize({ ip: 'ip_hash' }, 'key destroyed after the run')]), database)
    expectNothing(erasing(destroy()), database)
  })
})
