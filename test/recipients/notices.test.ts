import type { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alter, alterRoutine } from '../alter.ts'
import { openStudio, studioCopies, studioFiles } from './studio.ts'

// Which notices are written, by whatever way a row goes. What each recipient is to hear is written here by hand.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 120_000 })

type Row = Readonly<Record<string, any>>
let files: readonly OutputFile[]
let copy: () => Promise<PGlite>
let db: PGlite
beforeAll(async () => {
  files = await studioFiles()
  copy = await studioCopies()
})
beforeEach(async () => {
  db = await copy()
})
afterEach(() => db.close())

const rows = async (sql: string): Promise<readonly Row[]> => (await db.query<Row>(sql)).rows
const value = async (sql: string): Promise<any> => Object.values((await rows(sql))[0]!)[0]
const run = async (...classes: readonly string[]): Promise<void> => {
  const all =
    classes.length > 0 ? classes : (await rows('select class_name from retention.class order by run_order')).map(r => r.class_name)
  for (const name of all) await db.query(`call retention.run('${name}')`)
}
/** The notices so far, as `recipient table first-value`. */
const told = async (): Promise<readonly string[]> =>
  (
    await rows(
      `select recipient || ' ' || table_name || ' ' || coalesce(payload ->> 'blob_key', payload ->> 'avatar_key', payload ->> 'customer_no', payload ->> 'id') as line
       from retention.outbox`,
    )
  )
    .map(r => r.line)
    .toSorted()
const leaves = () => db.exec(`update people set leaving_at = now() - interval '1 minute' where id = 1`)

const ofAda = [
  'bank public.contracts cus_ada',
  'bank public.people 1',
  'files public.drafts d/ada',
  'files public.people a/ada',
  'files public.pictures p/ada-1',
  'files public.prints r/ada',
  'files public.thumbs t/ada-1',
  'files public.thumbs t/ada-2',
]
const ofTheOldPicture = ['files public.pictures p/ben-old', 'files public.thumbs t/ben-old']

describe('a run', () => {
  test('tells of an erasure, and of what goes by its own rule only who hears of every destruction', async () => {
    await leaves()
    await run()
    expect(await told()).toEqual([...ofAda, ...ofTheOldPicture].toSorted())
    expect(
      await rows(
        `select payload from retention.outbox where payload ? 'customer_no' or payload ->> 'blob_key' = 't/ada-1' order by payload ? 'customer_no'`,
      ),
    ).toEqual([{ payload: { width: 64, blob_key: 't/ada-1' } }, { payload: { plan: 'gold', customer_no: 'cus_ada' } }])
    // The row that is kept was told of before it lost its person, the draft before it lost its file.
    expect(await rows('select id, person_id, customer_no from contracts where id = 1')).toEqual([
      { id: 1, person_id: null, customer_no: 'cus_ada' },
    ])
    expect(await rows('select id, blob_key from drafts where id = 1')).toEqual([{ id: 1, blob_key: null }])
  })

  test('says nothing twice', async () => {
    await leaves()
    await run()
    const first = await told()
    await run()
    expect(await told()).toEqual(first)
  })

  test('says whose row it was, and for which request', async () => {
    await db.exec(`set role dpo`)
    const request = await value(`select retention.open_request('public.people', '{"id": 1}', 'erasure', 'letter')`)
    await db.exec(`reset role`)
    await leaves()
    await run()
    const digest = await value(`select retention.keyed_digest(jsonb_build_array('public.people', '{"id": 1}'::jsonb)::text)`)
    const other = await value(`select retention.keyed_digest(jsonb_build_array('public.people', '{"id": 2}'::jsonb)::text)`)
    expect(
      await rows('select request_id, person, recipient, notices::int, waiting::int, done::int from retention.told order by 1, 3'),
    ).toEqual([
      { request_id: request, person: digest, recipient: 'bank', notices: 2, waiting: 2, done: 0 },
      { request_id: request, person: digest, recipient: 'files', notices: 6, waiting: 6, done: 0 },
      { request_id: null, person: other, recipient: 'files', notices: 2, waiting: 2, done: 0 },
    ])
  })

  test('puts how many it told into the evidence, and nothing of what', async () => {
    await leaves()
    await run()
    const acts = await rows(
      `select body ->> 'class' as class, body -> 'told' as told from retention.evidence where act = 'erasure' order by 1`,
    )
    expect(acts).toEqual([
      { class: 'contracts', told: { bank: 1 } },
      { class: 'drafts', told: { files: 1 } },
      { class: 'people', told: { bank: 1, files: 1 } },
      { class: 'pictures', told: { files: 3 } },
      { class: 'prints', told: { files: 1 } },
    ])
    expect(await value(`select count(*)::int from retention.evidence where body::text ~ '[/_-](ada|ben)'`)).toBe(0)
  })

  test('tells of no row on hold', async () => {
    await leaves()
    await db.query(`call retention.place_hold('M', 'k', 'a', 'r', on_table => 'public.people', row_key => '{"id": 1}')`)
    await run()
    expect(await told()).toEqual(ofTheOldPicture)
  })

  test('that could not do a batch has told of nothing in it', async () => {
    await db.exec(`
      create function public.keep() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
      create trigger keep before delete on people for each row execute function public.keep()`)
    await leaves()
    await run()
    expect((await told()).filter(line => line.includes('public.people'))).toEqual([])
    expect(await value('select count(*)::int from people where id = 1')).toBe(1)
  })
})

describe('what others delete', () => {
  test('is told in their transaction, cascades included', async () => {
    await db.exec(`set role app; delete from prints where person_id = 1; delete from people where id = 1; reset role`)
    expect(await told()).toEqual(ofAda.filter(line => line.startsWith('files') && !line.includes('drafts')))
  })

  test('and undone with it', async () => {
    await db.exec(`begin; delete from pictures where id = 1; rollback`)
    expect(await told()).toEqual([])
  })

  test('a row that names nothing is no notice', async () => {
    await db.exec(`delete from thumbs where picture_id = 2; delete from pictures where id = 2`)
    expect(await told()).toEqual(['files public.thumbs t/ada-2'])
  })

  test('a row that moves to another partition still names its file', async () => {
    await db.exec(`update prints set region = 'south' where id = 1`)
    expect(await told()).toEqual([])
    await db.exec(`delete from prints_south where id = 1`)
    expect(await told()).toEqual(['files public.prints r/ada'])
  })

  test('in a session that replays a replica as well', async () => {
    await db.exec(`set session_replication_role = replica; delete from thumbs where id = 1; set session_replication_role = origin`)
    expect(await told()).toEqual(['files public.thumbs t/ada-1'])
  })
})

describe('without the mechanism', () => {
  const altered = async (changed: readonly OutputFile[]): Promise<void> => {
    await db.close()
    db = await openStudio(changed)
  }
  test('a batch that does not tell shows', async () => {
    await altered(alterRoutine(files, 'erase_contracts', 'perform retention._tell(', 'perform concat('))
    await leaves()
    await run()
    expect(await told()).toEqual([...ofAda.filter(l => !l.includes('contracts')), ...ofTheOldPicture].toSorted())
  })
  test('so does a table without its trigger', async () => {
    await altered(
      alter(files, /recipients\.sql$/, /create trigger "~retention_tell" after delete on public\.thumbs[\s\S]*?;\n[\s\S]*?;\n/, ''),
    )
    await db.exec(`delete from thumbs where id = 1`)
    expect(await told()).toEqual([])
  })
  test('and a move between partitions that nobody looks at', async () => {
    await altered(alter(files, /recipients\.sql$/, /\n {4}-- A row that moves[^\n]*\n[^\n]*(?= then)/, ''))
    await db.exec(`update prints set region = 'south' where id = 1`)
    expect(await told()).toEqual(['files public.prints r/ada'])
  })
})
