import type { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alter, alterRoutine } from '../alter.ts'
import { parishCopies, parishFiles } from './parish.ts'

// Letters to persons: what they say, when they are written, and what is left of them. Words are by hand, from parish.ts.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

type Row = Readonly<Record<string, any>>
let files: readonly OutputFile[]
let fresh: () => Promise<PGlite>
let db: PGlite
beforeAll(async () => {
  files = await parishFiles()
  fresh = await parishCopies(files)
})
beforeEach(async () => {
  db = await fresh()
})
afterEach(() => db.close())
/** The same with other files. */
const instead = async (all: readonly OutputFile[]): Promise<void> => {
  await db.close()
  db = await (await parishCopies(all))()
}

const rows = async (sql: string): Promise<readonly Row[]> => (await db.query<Row>(sql)).rows
const value = async (sql: string): Promise<any> => Object.values((await rows(sql))[0]!)[0]
const state = (sql: string): Promise<string> =>
  db.query(sql).then(
    () => 'done',
    error => (error as { readonly code: string }).code,
  )
const run = (what: string) => db.query(`call retention.run('${what}')`)
/** What the worker gets, as the worker. */
async function take(): Promise<readonly Row[]> {
  await db.exec('set session authorization courier')
  try {
    return await rows('select notice_id, recipient, table_name, payload, attempt from retention.take_notices()')
  } finally {
    await db.exec('set session authorization postgres')
  }
}
const settle = (outcome = 'done', id = 1) => db.query(`select retention.settle_notice(${id}, 1, '${outcome}', 'SMTP 250')`)
const today = (plus = '0 days') => value(`select ((now() at time zone 'Europe/Berlin') + interval '${plus}')::date::text`)
const outbox = () => rows('select recipient, state, outcome, payload, note from retention.outbox order by notice_id')

/** Ada leaves: the event, its request, the runs. */
async function erased(): Promise<number> {
  await db.exec('update people set leaving_at = now() where id = 1; select retention.take_requests()')
  for (const c of ['notes', 'mailboxes', 'gifts', 'people']) await run(c)
  return value(`select request_id from retention.request`)
}

describe('when an erasure is complete', () => {
  test('T-26: the letter has the day, what was removed, and what is kept, on which ground and until when', async () => {
    const request = await erased()
    expect(await rows('select id from people')).toEqual([{ id: 2 }])
    await db.query(`select retention.complete_request(${request})`)
    // 1 March 2026 and seven years.
    expect(await take()).toEqual([
      {
        notice_id: 1,
        recipient: 'goodbye',
        table_name: 'public.people',
        attempt: 1,
        payload: {
          to: 'ada@mail',
          title: 'Your data, Ada',
          text: `Hi Ada,\nas of ${await today()} we have removed:\n- mailboxes: destroyed\n- notes: destroyed\n- people: destroyed\nWe keep:\n- gifts: legal obligation, until 2033-03-01\nSt Anne`,
        },
      },
    ])
  })
  test('once, also where the request is completed a second time', async () => {
    const request = await erased()
    await db.query(`select retention.complete_request(${request})`)
    await db.query(`select retention.complete_request(${request})`)
    expect((await outbox()).length).toBe(1)
  })
  test('K-26, V-30: that it was sent is on record, and then nothing of it is left', async () => {
    const request = await erased()
    await db.query(`select retention.complete_request(${request})`)
    expect(await rows(`select stage from retention.requests_due where stage like 'notice%'`)).toEqual([
      { stage: 'notice of partial completion' },
    ])
    await take()
    await settle()
    expect(await rows(`select stage from retention.requests_due where stage like 'notice%'`)).toEqual([])
    expect(await outbox()).toEqual([{ recipient: 'goodbye', state: 'settled', outcome: 'done', payload: null, note: 'SMTP 250' }])
    for (const table of ['letter_kept', 'outbox', 'request_notice', 'evidence'])
      expect(await value(`select coalesce(string_agg(x::text, ''), '') from retention.${table} as x`)).not.toMatch(/ada@mail|Ada/)
    expect((await rows(`select body from retention.evidence where act = 'letter written'`)).map(r => r.body.letter)).toEqual(['goodbye'])
  })
  test('a letter that was not sent leaves the notice due', async () => {
    const request = await erased()
    await db.query(`select retention.complete_request(${request})`)
    await take()
    await settle('failed')
    expect(await rows(`select stage from retention.requests_due where stage like 'notice%'`)).toEqual([
      { stage: 'notice of partial completion' },
    ])
  })
  test('the address is kept from the request on, and the newest one that was seen', async () => {
    const request = await value(`select retention.open_request('public.people', '{"id": 1}', 'erasure', 'e-mail')`)
    expect(await value(`select payload ->> 'to' from retention.letter_kept`)).toBe('ada@mail')
    await db.exec(`update mailboxes set address = 'new@mail' where person_id = 1`)
    await db.query(`select retention.verify_request(${request}, 'basic')`)
    expect(await value(`select payload ->> 'to' from retention.letter_kept`)).toBe('new@mail')
    await db.exec('delete from mailboxes')
    await db.query(`select retention._keep_letter(${request}, 'public.people', '{"id": 1}')`)
    expect(await value(`select payload ->> 'to' from retention.letter_kept`)).toBe('new@mail')
  })
  test.each(['deny', 'cancel'])('%s: what was kept for it goes', async step => {
    const request = await value(`select retention.open_request('public.people', '{"id": 1}', 'erasure', 'e-mail')`)
    await db.query(`select retention.${step}_request(${request}, 'no')`)
    expect(await rows('select * from retention.letter_kept')).toEqual([])
    expect(await outbox()).toEqual([])
  })
  test('no other request keeps anything', async () => {
    await db.query(`select retention.open_request('public.people', '{"id": 1}', 'access', 'e-mail')`)
    expect(await rows('select * from retention.letter_kept')).toEqual([])
  })
  test('while something stays for a hold nothing is written of its own accord: somebody has to say what may be said', async () => {
    await db.query(`call retention.place_hold('M', 'litigation', 'a', 'r', on_table => 'public.notes', row_key => '{"id": 1}')`)
    const request = await erased()
    await db.query(`select retention.complete_request(${request})`)
    expect(await outbox()).toEqual([])
    await db.query(`select retention.release_hold(1, 'over')`)
    for (const c of ['notes', 'people']) await run(c)
    await db.query(`select retention.complete_request(${request})`)
    expect((await take()).map(n => n.payload.to)).toEqual(['ada@mail'])
  })
  test('removed: keeping the address', async () => {
    await instead(
      alterRoutine(files, '_open_request', /perform retention\._keep_letter[^;]*;/g, '').map(f => ({
        ...f,
        text: f.text.replace(/perform retention\._keep_letter\(request\.request_id, request\.subject_table[^;]*;/, ''),
      })),
    )
    const request = await erased()
    await db.query(`select retention.complete_request(${request})`)
    expect(await outbox()).toEqual([])
  })
})

describe('words', () => {
  test('a value that looks like a field is none, and the title has one line', async () => {
    await db.exec(`update people set name = E'Eve {chapter}\\nBcc: all@mail' where id = 1`)
    const request = await erased()
    await db.query(`select retention.complete_request(${request})`)
    const [letter] = await take()
    expect(letter!.payload.title).toBe('Your data, Eve {chapter} Bcc: all@mail')
    expect(letter!.payload.text.startsWith('Hi Eve {chapter}\nBcc: all@mail,')).toBe(true)
  })
  test('removed: the one line', async () => {
    await instead(
      alterRoutine(
        files,
        '_letter_words',
        /regexp_replace\((_letter_words\.payload ->> p\.field), '[^']*', ' ', 'g'\)/g,
        '_letter_words.payload ->> p.field',
      ),
    )
    await db.exec(`update people set name = E'Eve\\nBcc: all@mail' where id = 1`)
    const request = await erased()
    await db.query(`select retention.complete_request(${request})`)
    expect((await take())[0]!.payload.title).toContain('\n')
  })
  test('without an address the letter has failed, and waits for an officer', async () => {
    await db.exec(`update mailboxes set address = null where person_id = 1`)
    await db.query(`call retention.place_hold('M', 'litigation', 'a', 'r', on_table => 'public.people', row_key => '{"id": 1}')`)
    await db.query(`select retention.decide_notice(1, 'public.people', '[1]', 'tell', 'nothing forbids it')`)
    expect(await take()).toEqual([])
    expect(await rows('select state, last_error from retention.open_notices')).toEqual([
      { state: 'failed', last_error: 'the person has no address' },
    ])
  })
})

describe('X-24: when an officer decides to tell of a hold', () => {
  const hold = () => db.query(`call retention.place_hold('M', 'litigation', 'a', 'r', on_table => 'public.people', row_key => '{"id": 1}')`)
  test('tell: the person is written to', async () => {
    await hold()
    expect(await outbox()).toEqual([])
    await db.query(`select retention.decide_notice(1, 'public.people', '[1]', 'tell', 'nothing forbids it')`)
    expect((await take()).map(n => [n.recipient, n.payload])).toEqual([
      ['hold', { to: 'ada@mail', title: 'Kept for now', text: `Ada: since ${await today()} nothing of yours is deleted (litigation).` }],
    ])
  })
  test('withhold: nobody is', async () => {
    await hold()
    await db.query(`select retention.decide_notice(1, 'public.people', '[1]', 'withhold', 'the prosecutor asks for silence')`)
    expect(await outbox()).toEqual([])
  })
})

describe('V-31: when a ladder notifies', () => {
  test('the letter names the day after which the next step comes, and its sending starts the sixty days', async () => {
    await run('silence')
    const [letter] = await take()
    const next = await today('60 days')
    expect(letter!.payload).toEqual({
      to: 'ada@mail',
      title: 'Are you there?',
      text: `Since ${await value(`select (seen_at at time zone 'Europe/Berlin')::date::text from people where id = 1`)} we have not heard of you. After ${next} we may close your account.`,
    })
    expect(await rows('select done_at from retention.silence_step')).toEqual([{ done_at: null }])
    await settle()
    expect(await rows('select announced_on::text, done_at is not null as told from retention.silence_step')).toEqual([
      { announced_on: next, told: true },
    ])
    expect(await rows('select * from retention.ladder_notice_due')).toEqual([])
  })
  test('a letter that comes back starts nothing', async () => {
    await run('silence')
    await take()
    await settle('failed')
    expect(await rows('select done_at from retention.silence_step')).toEqual([{ done_at: null }])
    expect((await rows('select subject_key from retention.ladder_notice_due')).length).toBe(1)
  })
  test('the day is that of the hand-out, and not of the writing', async () => {
    await run('silence')
    await db.exec(`update retention.outbox set created_at = created_at - interval '10 days'`)
    await take()
    expect(await value(`select payload ->> 'next' from retention.outbox`)).toBe(await today('60 days'))
  })
  test('who was heard of meanwhile is not written to', async () => {
    await run('silence')
    await db.exec('update people set seen_at = now() where id = 1')
    expect(await take()).toEqual([])
    expect((await outbox()).map(o => [o.state, o.outcome, o.payload])).toEqual([['settled', 'failed', null]])
  })
  test('who comes back while the letter is on its way is out all the same', async () => {
    await run('silence')
    await take()
    await db.exec('update people set seen_at = now() where id = 1')
    await settle()
    expect((await outbox()).map(o => o.outcome)).toEqual(['done'])
    await run('silence')
    expect(await rows('select * from retention.silence_step')).toEqual([])
  })
  test('who was told by hand is not written to as well', async () => {
    await run('silence')
    await db.query(`select retention.give_ladder_notice('silence', '{"id": 1}')`)
    expect(await take()).toEqual([])
  })
  test('removed: the look before the hand-out', async () => {
    await instead(alter(files, /0010_recipients\.sql/, 'perform retention._withdraw_letters();', ''))
    await run('silence')
    await db.exec('update people set seen_at = now() where id = 1')
    expect((await take()).length).toBe(1)
  })
  test('removed: that sending is what counts', async () => {
    await instead(alter(files, /0010_recipients\.sql/, "if settle_notice.outcome = 'done' then", 'if true then'))
    await run('silence')
    await take()
    await settle('failed')
    expect((await rows('select done_at from retention.silence_step'))[0]!.done_at).not.toBeNull()
  })
})

describe('letters wait where everything waits', () => {
  test('RH014: in a copy of the database', async () => {
    await run('silence')
    await db.exec('update retention.installation set system_identifier = system_identifier + 1')
    expect(await state('select retention.take_notices()')).toBe('RH014')
  })
  test('the worker reads none of it but what it is handed', async () => {
    await db.exec('set session authorization courier')
    for (const sql of [
      'select * from retention.outbox',
      'select * from retention.letter_kept',
      `select retention._letter_of('goodbye', '{"id": 2}')`,
    ])
      expect(await state(sql)).toBe('42501')
    await db.exec('set session authorization postgres')
  })
  test('the way back', async () => {
    for (const name of ['0900_operations', '0830_ladders', '0801_erasures', '0800_requests', '0013_letters'])
      expect(files.some(f => f.path === `way-back/${name}.down.sql`)).toBe(true)
    await instead(files)
    for (const step of ['0830_ladders', '0013_letters'])
      await db.exec(`begin;\n${files.find(f => f.path === `way-back/${step}.down.sql`)!.text}\ncommit;`)
    expect(await value(`select count(*)::int from pg_class where relnamespace = 'retention'::regnamespace and relname ~ 'letter'`)).toBe(0)
    expect(await value(`select count(*)::int from pg_proc where pronamespace = 'retention'::regnamespace and proname ~ 'letter'`)).toBe(0)
  })
})
