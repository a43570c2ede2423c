import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { desk } from './desk.ts'

// What officers and the application do with holds, in one session: each test is a transaction that is taken back. Several sessions are in test/real/.
let db: PGlite
beforeAll(async () => {
  db = await desk()
})
afterAll(() => db.close())
beforeEach(async () => {
  await db.exec('rollback; begin')
})

const one = async <R = any>(sql: string, values: readonly unknown[] = []): Promise<R> =>
  Object.values((await db.query<Record<string, R>>(sql, [...values])).rows[0] ?? {})[0] as R
const all = async (sql: string): Promise<readonly unknown[]> => (await db.query(sql)).rows.map(r => Object.values(r as object)[0])

interface Named {
  readonly on_table?: string
  readonly row_key?: unknown
  readonly on_class?: string
  readonly since?: string
  readonly until?: string
  readonly on_tenant?: string
}
const scope = (s: Named) => [
  s.on_table ?? null,
  s.row_key === undefined ? null : JSON.stringify(s.row_key),
  s.on_class ?? null,
  s.since ?? null,
  s.until ?? null,
  s.on_tenant ?? null,
]
/** The halves of `place_hold` and `extend_hold`, whose commits would end the test. */
async function hold(named: Named, notify = 'where lawful', matter = 'M'): Promise<number> {
  const id = await one<number>(`select retention._open_hold($7, 'litigation', 'legal', 'claim', null, $8, $1, $2, $3, $4, $5, $6)`, [
    ...scope(named),
    matter,
    notify,
  ])
  await pin(id)
  return id
}
async function extend(id: number, named: Named): Promise<void> {
  await db.query('select retention._extend_hold($7, $1, $2, $3, $4, $5, $6)', [...scope(named), id])
  await pin(id)
}
const pin = (id: number) => db.query('select retention._pin_partitions($1)', [id])
const preserved = (id: number) => one<Record<string, number>>('select retention._hold_inventory($1)', [id])
const release = (id: number, coolOff = '0') => db.query(`select retention.release_hold($1, 'settled', $2)`, [id, coolOff])
/** Try a statement, and take it back: SQLSTATE, or 'done'. */
async function attempt(sql: string): Promise<string> {
  await db.exec('savepoint attempt')
  try {
    await db.exec(sql)
    return 'done'
  } catch (error) {
    return (error as { readonly code: string }).code
  } finally {
    await db.exec('rollback to attempt')
  }
}
const person = (id: number): Named => ({ on_table: 'public.persons', row_key: { id } })
/** What can be compared, and says nothing. */
const digest = expect.stringMatching(/^[0-9a-f]{64}$/)
const note = (...ids: number[]): Named => ({ on_table: 'public.notes', row_key: ids.map(id => ({ id })) })
const notesHeld = (id: number) => all(`select distinct id::int from retention.notes_held where hold_id = ${id} order by 1`)

describe('what a hold names', () => {
  test('a list of rows, none of which may be missing', async () => {
    expect(await preserved(await hold(note(10, 20)))).toEqual({ urgent: 2, persons: 2 })
    await db.exec('savepoint missing')
    await expect(hold(note(10, 99))).rejects.toMatchObject({ code: 'RH004', message: expect.stringContaining('[{"id": 99}]') })
    await db.exec('rollback to missing')
    await expect(hold({ on_table: 'public.notes', row_key: [] })).rejects.toMatchObject({ code: 'RH004' })
  })
  test.each([
    // 20 is a microsecond after, 30 a microsecond before, 31 without a date.
    ['2025-03-01 12:00Z', '2025-03-01 12:00:00.000001Z', [10, 31]],
    ['2025-03-01 12:00:00.000001Z', '2026-01-01Z', [20, 31]],
    ['-infinity', '2025-03-01 12:00Z', [30, 31]],
    ['2025-03-01 11:59:59.999999Z', 'infinity', [10, 20, 30, 31]],
  ])('the rows of a class from %s to before %s', async (since, until, ids) => {
    expect(await notesHeld(await hold({ on_class: 'urgent', since, until }))).toEqual(ids)
  })
  test.each([
    // Days of Copenhagen, an hour ahead of UTC in winter: a day is covered when some moment of it is.
    ['2025-03-01 22:59:59.999999Z', '2025-03-01 23:00Z', [10]],
    ['2025-03-01 23:00Z', '2025-03-01 23:00:00.000001Z', [20]],
    ['2025-03-01 12:00Z', '2025-03-02 23:00Z', [10, 20]],
    ['2025-03-03 23:00Z', 'infinity', []],
  ])('days from %s to before %s', async (since, until, ids) => {
    const id = await hold({ on_class: 'days', since, until })
    expect(await all(`select distinct id::int from retention.days_held where hold_id = ${id} order by 1`)).toEqual(ids)
  })
  test('a tenant, with what belongs to its persons by a declared link', async () => {
    expect(await preserved(await hold({ on_tenant: 'south' }))).toEqual({ persons: 1, urgent: 2, days: 1, files: 1, visits: 1 })
  })
  test.each<readonly [string, Named]>([
    ['two things at once', { on_class: 'urgent', on_tenant: 'north' }],
    ['a time of no class', { ...person(1), since: '2025-01-01' }],
    ['an unknown class', { on_class: 'letters' }],
    ['an unknown table', { on_table: 'public.tenants', row_key: { id: 'north' } }],
    ['nothing', {}],
    ['a table without a key', { on_table: 'public.persons' }],
    ['a key without its table', { row_key: { id: 1 } }],
    ['a key of another table', { on_table: 'public.persons', row_key: { name: 1 } }],
    ['half a key', { on_table: 'public.files', row_key: [{ shelf: 'a', id: 1 }, { id: 1 }] }],
    ['a number instead of a key', { on_table: 'public.persons', row_key: 1 }],
  ])('not %s', async (_, named) => {
    await expect(hold(named)).rejects.toMatchObject({ code: 'RH005' })
  })
  test('not a tenant that there is not, and not a time that ends before it begins', async () => {
    await db.exec('savepoint before')
    await expect(hold({ on_tenant: 'west' })).rejects.toMatchObject({ code: 'RH004' })
    await db.exec('rollback to before')
    await expect(hold({ on_class: 'urgent', since: '2025-02-01', until: '2025-01-01' })).rejects.toMatchObject({ code: '23514' })
  })
})

describe('extending and releasing', () => {
  test('a hold that is extended holds both, and what it was extended to is evidence', async () => {
    const id = await hold(note(10))
    expect(await attempt('delete from days where id = 30')).toBe('done')
    await extend(id, person(3))
    expect(await preserved(id)).toEqual({ urgent: 3, persons: 2, days: 1, files: 1, visits: 1 })
    expect(await attempt('delete from days where id = 30')).toBe('RH001')
    expect(await one(`select act || ' ' || (body ->> 'on_table') from retention.evidence order by evidence_id desc limit 1`)).toBe(
      'hold extended public.persons',
    )
  })
  test('what is released is not extended, and neither is a standing hold', async () => {
    const id = await hold(note(10))
    await release(id)
    for (const over of [id, -1]) {
      await db.exec('savepoint over')
      await expect(extend(over, note(11))).rejects.toMatchObject({ code: 'RH005' })
      await db.exec('rollback to over')
    }
  })
  test('of several matters on one row each keeps it until it is released', async () => {
    const ids = [await hold(note(10)), await hold(person(1)), await hold({ on_class: 'urgent' })]
    for (const id of ids) {
      expect(await attempt('delete from notes where id = 10')).toBe('RH001')
      await release(id)
    }
    expect(await attempt('delete from notes where id = 10')).toBe('done')
  })
  test('a refusal names all the matters', async () => {
    await hold(note(10), 'never', 'M-1')
    await hold(person(1), 'never', 'M-2')
    await expect(db.exec('delete from notes where id = 10')).rejects.toThrow('matter M-1, M-2')
  })
  test('through its cool-off a hold keeps its rows, and then no longer', async () => {
    const id = await hold(note(10))
    await release(id, '14 days')
    expect(await attempt('delete from notes where id = 10')).toBe('RH001')
    expect(await all('select hold_id::int from retention.active_hold where not standing')).toEqual([id])
    expect(await one(`select (covers_until - released_at)::text from retention.hold where hold_id = ${id}`)).toMatch(/^14 days/)
    // Its end comes: nobody waits for it.
    await db.exec(`update retention.hold set covers_until = covers_until - interval '14 days' where hold_id = ${id}`)
    expect(await attempt('delete from notes where id = 10')).toBe('done')
  })
  test('a cool-off does not end before it begins, and a hold is released once', async () => {
    const id = await hold(note(10))
    await db.exec('savepoint before')
    await expect(release(id, '-1 day')).rejects.toMatchObject({ code: 'RH006' })
    await db.exec('rollback to before')
    await release(id)
    await expect(release(id)).rejects.toMatchObject({ code: 'RH005' })
  })
})

describe('a row that leaves the scope of a hold', () => {
  const ways: Readonly<Record<string, readonly [Named, string, string]>> = {
    'by its class': [{ on_class: 'urgent' }, `update notes set kind = 'plain' where id = 10`, 'delete from notes where id = 10'],
    'by its date': [
      { on_class: 'urgent', since: '2025-01-01', until: '2025-12-31' },
      `update notes set at = '2024-01-01' where id = 10`,
      'delete from notes where id = 10',
    ],
    'by the other side of a declared link': [
      person(1),
      `update persons set email = 'new' where id = 1`,
      'delete from visits where id = 10',
    ],
  }
  test.each(Object.entries(ways))('%s is named by its key', async (_, [named, leaving, gone]) => {
    const id = await hold(named)
    await db.exec(leaving)
    expect(await attempt(gone)).toBe('RH001')
    await release(id)
    expect(await attempt(gone)).toBe('done')
  })
  test('control: without the names it is free', async () => {
    for (const [named, leaving, gone] of Object.values(ways)) {
      await db.exec('savepoint before')
      await hold(named)
      await db.exec(`${leaving}; delete from retention.notes_hold; delete from retention.visits_hold`)
      expect(await attempt(gone)).toBe('done')
      await db.exec('rollback to before')
    }
  })
  test('a row that only its dependants keep is not named by that: its other rows stay free', async () => {
    const id = await hold(note(10))
    await db.exec(`update persons set leaving_at = now(), email = 'new' where id = 1`)
    expect(await preserved(id)).toEqual({ urgent: 1, persons: 1 })
    expect(await attempt('delete from notes where id = 11')).toBe('done')
    expect(await attempt('delete from visits where id = 10')).toBe('done')
  })
  test('a standing hold names nothing, so that what ties rows to it cannot change', async () => {
    await db.exec('update persons set dispute = true where id = 1')
    expect(await attempt(`update persons set email = 'new' where id = 1`)).toBe('RH001')
    await db.exec(`update persons set dispute = true where id = 2`)
    // Nobody visited as ben.
    expect(await attempt(`update persons set email = 'new' where id = 2`)).toBe('done')
  })
})

describe('images', () => {
  const images = () => all('select image from retention.preserved order by image_id')
  test('the first is the whole row, later ones are what changed, for each hold', async () => {
    const was = await one('select to_jsonb(n) from notes as n where id = 10')
    const first = await hold(note(10))
    await db.exec(`update notes set text = 'x' where id = 10; update notes set text = 'y' where id = 10`)
    expect(await images()).toEqual([was, { text: 'x' }])
    const second = await hold(person(1))
    await db.exec(`update notes set text = 'z' where id = 10`)
    expect(await all(`select image from retention.preserved where hold_id = ${first} order by image_id`)).toEqual([
      was,
      { text: 'x' },
      { text: 'y' },
    ])
    expect(await all(`select image from retention.preserved where hold_id = ${second}`)).toEqual([{ ...was, text: 'y' }])
  })
  test('an UPDATE of what a row on hold refers to keeps an image too, and a DELETE is refused', async () => {
    const was = await one('select to_jsonb(p) from persons as p where id = 1')
    await hold(note(10))
    await db.exec(`update persons set leaving_at = '2026-01-01' where id = 1`)
    expect(await images()).toEqual([was])
    expect(await attempt('delete from persons where id = 1')).toBe('RH001')
  })
  test('they are destroyed when no hold covers the row, and not before', async () => {
    const ids = [await hold(note(10)), await hold(person(1))]
    await db.exec(`update notes set text = 'x' where id = 10`)
    expect(await one('select retention.dispose_of_images()::int')).toBe(0)
    await release(ids[0]!)
    expect(await one('select retention.dispose_of_images()::int')).toBe(1)
    expect(await all('select hold_id::int from retention.preserved')).toEqual([ids[1]])
    await release(ids[1]!, '1 day')
    expect(await one('select retention.dispose_of_images()::int')).toBe(0)
    await db.exec(`update retention.hold set covers_until = now() where hold_id = ${ids[1]}`)
    expect(await one('select retention.dispose_of_images()::int')).toBe(1)
    expect(await images()).toEqual([])
    expect(await all(`select (body ->> 'images')::int from retention.evidence where act = 'images destroyed'`)).toEqual([1, 1])
  })
  test('those of a standing hold, when its condition is no longer true of the row', async () => {
    await db.exec(`
      update persons set dispute = true where id in (1, 3);
      update notes set text = 'x' where id in (10, 30);
      update persons set dispute = false where id = 1`)
    await db.exec('select retention.dispose_of_images()')
    expect(await all(`select row_key ->> 0 from retention.preserved where table_name = 'public.notes'`)).toEqual(['30'])
  })
})

describe('notices', () => {
  const due = () => all(`select subject_key from retention.notice_due where hold_id > 0 order by 1`)
  test('are due to every person whom a hold concerns, unless it may not be spoken of', async () => {
    await hold({ on_class: 'urgent' }, 'never')
    expect(await due()).toEqual([])
    await hold(note(10, 30), 'where lawful')
    expect(await due()).toEqual([[1], [3]])
  })
  test('a decision takes one off the list, and is evidence without the key of the person', async () => {
    const id = await hold(person(3), 'always')
    await db.query(`select retention.decide_notice($1, 'public.persons', '[3]', 'withhold', 'silence')`, [id])
    expect(await due()).toEqual([])
    expect(await one('select decision from retention.hold_notice')).toBe('withhold')
    const body = await one<Record<string, unknown>>(`select body from retention.evidence where act = 'notice decided'`)
    expect(body).toEqual({ hold: id, decision: 'withhold', person: digest, note: digest })
    await expect(db.query(`select retention.decide_notice($1, 'public.persons', '[3]', 'tell', 'again')`, [id])).rejects.toMatchObject({
      code: 'RH005',
    })
  })
  test('none is due of a hold that is over, and one of a standing hold as its policy says', async () => {
    const id = await hold(person(3), 'always')
    await release(id)
    await db.exec('update persons set dispute = true where id = 2')
    expect(await all('select subject_key from retention.notice_due')).toEqual([[2]])
  })
})

describe('partitions', () => {
  const detach = (shelf: string) => `alter table files detach partition files_${shelf}`
  test('one with a row on hold cannot be detached; the others can, and one is detached before it is dropped', async () => {
    await hold(person(1))
    expect(await attempt(detach('a'))).toBe('23503')
    expect(await attempt('drop table files_b')).toBe('2BP01')
    expect(await attempt(`${detach('b')}; drop table files_b`)).toBe('done')
    expect(await attempt('truncate files_a')).toMatch(/^RH002|^0A000/)
  })
  test('when the hold is over, its pins go with the next run or images', async () => {
    const id = await hold(person(1))
    await release(id, '1 day')
    await db.exec('select retention.dispose_of_images()')
    expect(await attempt(detach('a'))).toBe('23503')
    await db.exec(`update retention.hold set covers_until = now() where hold_id = ${id}; select retention.dispose_of_images()`)
    expect(await attempt(detach('a'))).toBe('done')
  })
  test('control: without its pin it is detached with the row', async () => {
    await hold(person(1))
    expect(await attempt(`delete from retention.files_pin; ${detach('a')}`)).toBe('done')
  })
  test('a row that came after the placing is on hold and pins nothing: its partition can be detached', async () => {
    await hold(person(2))
    await db.exec(`insert into files values ('b', 20, 2, now())`)
    expect(await attempt(`delete from files where id = 20`)).toBe('RH001')
    expect(await attempt(detach('b'))).toBe('done')
  })
})
