import { describe, expect, test } from 'vitest'
import type { BoundClass, Model } from '../../src/bind/model.ts'
import { between, days, exactly, months, nothing, upTo, years } from '../../src/index.ts'
import { language, model, person, policy, refers, rule, schema, table, untilErased, users } from '../check/tiny.ts'

const notes = table('notes', 'user_id created_at', { foreignKeys: [refers('user_id', 'users')] })
const order = (m: Model): readonly string[] => m.classes.map(c => c.class.name)
const classOf = (m: Model, name: string): BoundClass => m.classes.find(c => c.class.name === name)!
const deferrals = (m: Model, name: string) =>
  classOf(m, name).deferrals.map(
    d =>
      `${d.by}: ${d.tables.map(t => `${t.table.name} ${t.alias}`).join(', ')} on ${d.pairs.map(p => `${p.left.alias}.${p.left.column} = ${p.right.alias}.${p.right.column}`).join(' and ')}`,
  )

describe('the order of a run', () => {
  test('rows that refer go before what they refer to, in whatever order they are written', () => {
    const pages = table('pages', 'note_id created_at', { foreignKeys: [refers('note_id', 'notes')] })
    const names = ['users', 'notes', 'pages']
    for (const written of [names, names.toReversed(), ['notes', 'users', 'pages']])
      expect(order(model(policy({ schedule: written.map(n => rule(n, { cutoff: 'created_at' })) }), schema(users, notes, pages)))).toEqual([
        'pages',
        'notes',
        'users',
      ])
  })
  test('a part counts for the class with which it goes', () => {
    const pages = table('pages', 'note_id user_id', { foreignKeys: [refers('note_id', 'notes'), refers('user_id', 'users')] })
    const links = [language.ignore('pages', 'users')]
    expect(
      order(model(policy({ links, schedule: [rule('users'), rule('notes', { parts: ['pages'] })] }), schema(users, notes, pages))),
    ).toEqual(['notes', 'users'])
  })
  test('a class whose cutoff stands on another row goes before the class of that row', () => {
    const preferences = table('preferences', 'user_id left_at', {
      primaryKey: ['user_id'],
      foreignKeys: [refers('user_id', 'users')],
      as: { user_id: { notNull: true } },
    })
    const sends = table('sends', 'user_id created_at', { foreignKeys: [refers('user_id', 'users')] })
    const both = [
      rule('preferences', { cutoff: 'left_at', keep: nothing }),
      rule('sends', { cutoff: language.related('preferences.left_at'), keep: nothing }),
    ]
    for (const written of [both, both.toReversed()]) {
      const m = model(policy({ schedule: [untilErased('users'), ...written] }), schema(users, preferences, sends))
      expect(order(m)).toEqual(['sends', 'preferences', 'users'])
      // And waits for it: without the preferences nobody could tell when the sends are due.
      expect(deferrals(m, 'preferences')).toEqual(['sends: sends d on d.user_id = r.user_id'])
    }
  })
  test('a class whose cutoff is an event of its subject goes before the subject', () => {
    const she = person()
    const m = model(
      policy({ subjects: [she], schedule: [rule('users', { cutoff: she.closed }), rule('notes', { cutoff: she.closed })] }),
      schema(users, notes),
    )
    expect(order(m)).toEqual(['notes', 'users'])
  })
  test('the classes of one table stay in the order written, and a circle is no endless loop', () => {
    const cats = table('cats', 'dog_id user_id created_at', { foreignKeys: [refers('dog_id', 'dogs'), refers('user_id', 'users')] })
    const dogs = table('dogs', 'cat_id created_at', { foreignKeys: [refers('cat_id', 'cats')] })
    const some = (eb: any) => eb('created_at', 'is', null)
    const m = model(
      policy({
        links: [language.ignore('cats', 'dogs')],
        schedule: [rule('dogs'), rule('cats', { name: 'b', where: some }), rule('cats', { name: 'a' }), untilErased('users')],
      }),
      schema(users, cats, dogs),
    )
    expect(order(m).filter(n => n !== 'dogs')).toEqual(['b', 'a', 'users'])
    expect(order(m)).toHaveLength(4)
  })
})

describe('what makes a row wait', () => {
  const child = (onDelete: 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default') =>
    schema(users, table('notes', 'user_id created_at', { foreignKeys: [refers('user_id', 'users', { onDelete })] }))

  test.each(['no action', 'restrict', 'cascade'] as const)('a row that refers to it, on delete %s', onDelete => {
    expect(deferrals(model(policy(), child(onDelete)), 'users')).toEqual(['notes: notes d on d.user_id = r.id'])
  })
  test.each(['set null', 'set default'] as const)('not one that PostgreSQL lets go of, on delete %s', onDelete => {
    expect(deferrals(model(policy(), child(onDelete)), 'users')).toEqual([])
  })
  test('a reference waits also where it says nothing about a person', () => {
    const links = [language.ignore('notes', 'users')]
    expect(
      deferrals(
        model(
          policy({ links, schedule: [untilErased('users'), rule('notes', { onErasure: { kind: 'untouched', why: 'a test' } })] }),
          child('no action'),
        ),
        'users',
      ),
    ).toEqual(['notes: notes d on d.user_id = r.id'])
  })
  test('not a part, but what refers to the part', () => {
    const pages = table('pages', 'note_id', { foreignKeys: [refers('note_id', 'notes')] })
    const stars = table('stars', 'page_id created_at', { foreignKeys: [refers('page_id', 'pages')] })
    const m = model(
      policy({ schedule: [untilErased('users'), rule('notes', { parts: ['pages'] }), rule('stars')] }),
      schema(users, notes, pages, stars),
    )
    expect(deferrals(m, 'notes')).toEqual(['stars: stars d, pages c1 on d.page_id = c1.id and c1.note_id = r.id'])
  })
  test('a part of a part that refers to the row itself, unless it is a part of this very row', () => {
    const pages = table('pages', 'note_id', { foreignKeys: [refers('note_id', 'notes')] })
    const stars = table('stars', 'page_id note_id', { foreignKeys: [refers('page_id', 'pages'), refers('note_id', 'notes')] })
    const links = [language.ignore('stars', 'notes', { by: 'note_id' })]
    const parts = [language.part('pages', { parts: ['stars'] })]
    const m = model(policy({ links, schedule: [untilErased('users'), rule('notes', { parts })] }), schema(users, notes, pages, stars))
    expect(deferrals(m, 'notes')).toEqual(['stars: stars d on d.note_id = r.id'])
    const ways = classOf(m, 'notes').deferrals[0]!.unlessPart.map(
      w =>
        `${w.between.map(t => `${t.table.name} ${t.alias}`).join(', ')} on ${w.pairs.map(p => `${p.left.alias}.${p.left.column} = ${p.right.alias}.${p.right.column}`).join(' and ')}`,
    )
    expect(ways).toEqual(['pages c1 on d.page_id = c1.id and c1.note_id = r.id'])
  })
  test('a row of its own table: cut where the column may be NULL, waited for where it may not', () => {
    const chain = (notNull: boolean) =>
      schema(
        users,
        table('notes', 'user_id reply_to created_at', {
          foreignKeys: [refers('user_id', 'users'), refers('reply_to', 'notes')],
          as: { reply_to: { notNull } },
        }),
      )
    const free = classOf(model(policy(), chain(false)), 'notes')
    expect([free.selfReferences.map(s => s.columns), free.deferrals]).toEqual([[['reply_to']], []])
    const tied = classOf(model(policy(), chain(true)), 'notes')
    expect([tied.selfReferences, tied.deferrals.map(d => [d.by, d.self])]).toEqual([[], [['notes', true]]])
  })
})

describe('the column for the index', () => {
  const she = person()
  const prefilter = (rest: object) => {
    const found = classOf(
      model(policy({ subjects: [she], schedule: [untilErased('users'), rule('notes', rest)] }), schema(users, notes)),
      'notes',
    ).prefilter
    return found && [found.column.name, found.period.iso]
  }
  test.each([
    ['a period', { keep: exactly(years(1)) }, 'P1Y'],
    ['a ceiling', { keep: upTo(days(90)) }, 'P90D'],
    ['a floor below a ceiling', { keep: between(months(1), months(3)) }, 'P1M'],
  ])('is the cutoff, with %s', (_, rest, iso) => {
    expect(prefilter(rest)).toEqual(['created_at', iso])
  })
  test.each([
    ['an event of the subject', { cutoff: she.closed }],
    ['a choice of two', { cutoff: language.orElse('created_at', she.closed) }],
    ['the end of a unit', { cutoff: language.endOf('year', 'created_at') }],
  ])('is none where the cutoff is %s', (_, rest) => {
    expect(prefilter(rest)).toBeNull()
  })
})
