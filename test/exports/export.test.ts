import type { PGlite } from '@electric-sql/pglite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { splitStatements } from '../../src/schema/statements.ts'
import { alterRoutine } from '../alter.ts'
import { blocks } from '../docs/documents.ts'
import { bureauCopies, bureauFiles, forbidden } from './bureau.ts'

// What Ada gets, written down by hand: the whole document, the whole files.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

type Row = Readonly<Record<string, any>>
let files: readonly OutputFile[]
let copy: () => Promise<PGlite>
let shared: PGlite
let db: PGlite
beforeAll(async () => {
  files = await bureauFiles()
  copy = await bureauCopies(files)
  shared = await copy()
})
afterAll(() => shared.close())
// Each test is undone, or has a database of its own.
beforeEach(async () => {
  db = shared
  await db.exec('begin')
})
afterEach(async () => {
  if (db !== shared) await db.close()
  await shared.exec('rollback; reset all; reset role')
})

const rows = async (sql: string): Promise<readonly Row[]> => (await db.query<Row>(sql)).rows
const value = async (sql: string): Promise<any> => Object.values((await rows(sql))[0]!)[0]
async function state(sql: string): Promise<string> {
  await db.exec('savepoint before')
  try {
    await db.query(sql)
    return 'done'
  } catch (error) {
    await db.exec('rollback to savepoint before')
    return (error as { readonly code: string }).code
  }
}
/** A verified request. */
async function open(right = 'access', person = 1): Promise<number> {
  const id = await value(`select retention.open_request('public.people', '{"id": ${person}}', '${right}', 'e-mail')`)
  await rows(`select retention.verify_request(${id}, 'basic')`)
  return id
}
async function document(id: number, sections = '{}'): Promise<string> {
  const lines = await rows(`select file, line from retention.export_person(${id}, 'json', '${sections}')`)
  expect(new Set(lines.map(l => l.file))).toEqual(new Set(['']))
  return lines.map(l => l.line).join('\n')
}
async function tables(id: number, sections = '{}'): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {}
  for (const { file, line } of await rows(`select file, line from retention.export_person(${id}, 'csv', '${sections}')`))
    found[file] = `${found[file] ?? ''}${line}\n`
  return found
}
/** An hour later. */
const later = () => rows(`update retention.export set exported_at = exported_at - interval '1 hour'`)

const adaInJson = `"people": [
{"name":"Ada","email":"ada@example.org","born":"1815-12-10","joined_at":"2026-03-29T01:30:00.123456+00:00","wall_at":"2026-07-01T10:00:00+00:00"}
],
"letters": [
{"subject":"","body":null,"price":-5.00,"extra":null,"urgent":false,"token":null,"tags":[],"rating":null,"took":null},
{"subject":"=1+1","body":"Dear \\"Sir\\",\\nyours","price":1234567890.10,"extra":{"a": [null, "x"], "b": 1},"urgent":true,"token":"\\\\x00ff","tags":["a","b,c"],"rating":0.1,"took":"P1DT2H"}
],
"pages": [
{"page":1,"text":"ä; é"},
{"page":1,"text":"-"},
{"page":2,"text":"+49 30 1"}
],
"memos": [
{"text":"by Ada for Ben"},
{"text":"by Ben for Ada"},
{"text":"@both"}
],
"odd names.To,Do": [
{"a \\"quoted\\", one":"todo"}
]}}`

describe('the document', () => {
  test('has what is listed, in the order of the keys, with instants in UTC', async () => {
    const id = await open()
    const [head, ...rest] = (await document(id)).split('\n')
    expect(rest.join('\n')).toBe(adaInJson)
    expect(head).toMatch(
      /^\{"policy": "Bureau", "version": "1", "request": \d+, "right": "access", "exported_at": "\d{4}-\d\d-\d\dT[\d:.]+\+00:00", "sections": \[\], "data": \{$/,
    )
    expect(() => JSON.parse([head, ...rest].join('\n'))).not.toThrow()
  })

  test('is JSON also for who has nothing', async () => {
    await rows(`insert into people (id, name) values (3, 'Eve')`)
    const parsed = JSON.parse(await document(await open('access', 3)))
    expect(parsed.data).toEqual({
      people: [{ name: 'Eve', email: null, born: null, joined_at: null, wall_at: null }],
      letters: [],
      pages: [],
      memos: [],
      'odd names.To,Do': [],
    })
  })

  test('has an optional section for who asks', async () => {
    const parsed = JSON.parse(await document(await open(), '{support}'))
    expect(parsed.sections).toEqual(['support'])
    expect(parsed.data.tickets).toEqual([{ question: 'why?' }])
  })

  test('of portability has its own columns', async () => {
    expect(JSON.parse(await document(await open('portability'))).data).toEqual({
      people: [{ email: 'ada@example.org' }],
      letters: [{ body: null }, { body: 'Dear "Sir",\nyours' }],
    })
  })

  test('is the same whatever the session has set', async () => {
    await db.exec(`set timezone = 'Asia/Tokyo'; set datestyle = 'German'; set intervalstyle = 'postgres_verbose'; set bytea_output = 'escape';
      set extra_float_digits = -10; set search_path = "odd names"`)
    expect((await document(await open())).split('\n').slice(1).join('\n')).toBe(adaInJson)
  })
})

describe('the files', () => {
  test('are fields as RFC 4180 has them, and no formula', async () => {
    expect(await tables(await open(), '{support}')).toEqual({
      'people.csv':
        'name,email,born,joined_at,wall_at\nAda,ada@example.org,1815-12-10,2026-03-29T01:30:00.123456+00:00,2026-07-01T10:00:00+00:00\n',
      'letters.csv':
        'subject,body,price,extra,urgent,token,tags,rating,took\n"",,-5.00,,false,,[],,\n' +
        `'=1+1,"Dear ""Sir"",\nyours",1234567890.10,"{""a"": [null, ""x""], ""b"": 1}",true,\\x00ff,"[""a"", ""b,c""]",0.1,P1DT2H\n`,
      'pages.csv': `page,text\n1,ä; é\n1,'-\n2,'+49 30 1\n`,
      'memos.csv': `text\nby Ada for Ben\nby Ben for Ada\n'@both\n`,
      'odd_names_to_do.csv': '"a ""quoted"", one"\ntodo\n',
      'tickets.csv': 'question\nwhy?\n',
    })
  })
})

describe('nothing else', () => {
  const everything = async (): Promise<string> => {
    const json = await document(await open(), '{support}')
    await later()
    return json + JSON.stringify(await tables(await open(), '{support}'))
  }
  test('is in any format: no other column, no other person', async () => {
    const text = await everything()
    expect(forbidden.filter(word => text.includes(word))).toEqual([])
  })
  test('and a column too many shows', async () => {
    db = await (await bureauCopies(alterRoutine(files, 'export_people', 'r.subject as subject', 'r.clerk as subject')))()
    const text = await everything()
    expect(forbidden.filter(word => text.includes(word))).toEqual(['CLERK'])
  })
  test('and a way too wide shows', async () => {
    db = await (
      await bureauCopies(alterRoutine(files, 'export_people', `where r.id = (export_people.subject_key ->> 'id')::bigint`, 'where true'))
    )()
    const text = await everything()
    expect(forbidden.filter(word => text.includes(word))).toContain('ben@')
  })
})

describe('what was changed under a hold', () => {
  beforeEach(async () => {
    db = await copy()
  })
  const hold = (notify: string) =>
    db.query(`call retention.place_hold('M', 'k', 'a', 'r', notify => '${notify}', on_table => 'public.people', row_key => '{"id": 1}')`)
  const change = () =>
    db.exec(`update letters set subject = 'new', clerk = 'CLERK-2' where id = 10; update people set risk = 'RISK-2' where id = 1`)
  const earlier = async () => {
    const data = JSON.parse(await document(await open())).data
    await later()
    return Object.fromEntries(Object.entries<any>(data).filter(([name]) => name.includes('earlier')))
  }

  test('is given where the hold is no secret, by the listed columns', async () => {
    await hold('always')
    await change()
    const found = await earlier()
    expect(found['letters (earlier values)'].map((r: Row) => r.values)).toEqual([
      expect.objectContaining({ subject: '=1+1', price: 1234567890.1, tags: ['a', 'b,c'] }),
    ])
    expect(JSON.stringify(found)).not.toMatch(/CLERK|RISK|person_id/)
    // The first image is the whole row, so the listed columns of the person are in it.
    expect(found['people (earlier values)'].map((r: Row) => Object.keys(r.values))).toEqual([
      ['name', 'email', 'born', 'joined_at', 'wall_at'],
    ])
    const csv = await tables(await open())
    expect(csv['letters_earlier.csv']!.split('\n')[0]).toBe('kept_at,subject,body,price,extra,urgent,token,tags,rating,took')
    expect(csv['letters_earlier.csv']!.split('\n')[1]).toMatch(/^\d{4}-[\d:T.-]+\+00:00,'=1\+1,"Dear ""Sir"",$/)
  })

  test('would tell of a hold that is secret, and is not given', async () => {
    await hold('never')
    await change()
    expect(await earlier()).toEqual({})
  })

  test('waits for the decision where the law decides', async () => {
    await hold('where lawful')
    await change()
    expect(await earlier()).toEqual({})
    await rows(`select retention.decide_notice(1, 'public.people', '[1]', 'tell', 'closed')`)
    expect(Object.keys(await earlier())).toEqual(['people (earlier values)', 'letters (earlier values)'])
  })

  test('is nobody else’s', async () => {
    await hold('always')
    await change()
    expect(await document(await open('access', 2))).not.toContain('earlier')
    expect(await document(await open('portability'))).not.toContain('earlier')
  })

  test('and the row itself is given as it is', async () => {
    await hold('never')
    await change()
    expect(JSON.parse(await document(await open())).data.letters[1].subject).toBe('new')
  })
})

describe('it is refused', () => {
  const take = (id: number, more = '') => state(`select * from retention.export_person(${id}${more})`)

  test('before the verification, after the end, and for other rights', async () => {
    const id = await value(`select retention.open_request('public.people', '{"id": 1}', 'access', 'e-mail')`)
    expect(await take(id)).toBe('RH012')
    await rows(`select retention.verify_request(${id}, 'none')`)
    expect(await take(id)).toBe('RH012')
    await rows(`select retention.verify_request(${id}, 'basic')`)
    expect(await take(id)).toBe('done')
    await later()
    await rows(`select retention.complete_request(${id})`)
    expect(await take(id)).toBe('RH012')
    const erasure = await value(`select retention.open_request('public.people', '{"id": 1}', 'erasure', 'e-mail')`)
    expect(await take(erasure)).toBe('RH012')
    expect(await take(99)).toBe('RH013')
  })

  test('in a format or a section that there is not', async () => {
    const id = await open()
    for (const more of [`, 'xml'`, `, null`, `, 'json', '{secrets}'`, `, 'json', '{null}'`]) expect(await take(id, more)).toBe('RH012')
    const portability = await open('portability')
    expect(await take(portability, `, 'json', '{support}'`)).toBe('RH012')
  })

  test('a second time within the hour, by whatever request', async () => {
    const first = await open()
    expect(await take(first)).toBe('done')
    expect(await take(first, `, 'csv'`)).toBe('RH016')
    expect(await take(await open())).toBe('RH016')
    expect(await take(await open('access', 2))).toBe('done')
    await rows(`update retention.export set exported_at = exported_at - interval '59 minutes'`)
    expect(await take(first)).toBe('RH016')
    await rows(`update retention.export set exported_at = exported_at - interval '1 minute'`)
    expect(await take(first)).toBe('done')
  })

  test('where the policy sets no rate it may be taken again', async () => {
    const id = await open('portability')
    expect(await take(id)).toBe('done')
    expect(await take(id)).toBe('done')
  })

  test('to everybody but an officer', async () => {
    const id = await open()
    for (const [role, expected] of [
      ['ops', '42501'],
      ['eye', '42501'],
      ['dpo', 'done'],
    ] as const) {
      await db.exec(`set role ${role}`)
      expect(await take(id)).toBe(expected)
      if (role !== 'ops') expect(await state('select * from retention.export')).toBe('done')
      expect(await state(`select * from retention.export_people('access', '{"id": 1}', '{}', false)`)).toBe('42501')
      await db.exec('reset role')
    }
  })
})

test('it is on record, and in the evidence, by counts alone', async () => {
  const id = await open()
  await document(id, '{support}')
  const counts = { people: 1, letters: 2, pages: 3, memos: 3, 'odd names.To,Do': 1, tickets: 1 }
  expect(await rows('select request_id, format, sections, row_counts, exported_by from retention.export')).toEqual([
    { request_id: id, format: 'json', sections: ['support'], row_counts: counts, exported_by: 'postgres' },
  ])
  const [act] = await rows(`select body from retention.evidence where act = 'person exported'`)
  expect(act!.body).toMatchObject({ request: id, right: 'access', format: 'json', sections: ['support'], rows: counts })
  expect(await value(`select count(*)::int from retention.evidence where body::text ~ 'Ada|example|Sir|todo'`)).toBe(0)
  expect(await rows('select * from retention.verify_evidence()')).toEqual([])
})

test('an export that is undone was none', async () => {
  const id = await open()
  await db.exec('savepoint here')
  await document(id)
  await db.exec('rollback to savepoint here')
  expect(await rows('select * from retention.export')).toEqual([])
  await document(id)
})

test('docs/export.md, as it stands', async () => {
  await db.exec(`alter table retention.request alter request_id restart`)
  await open()
  await open('access', 2)
  const answers: (readonly Row[])[] = []
  await db.exec('set role dpo')
  for (const block of blocks('docs/export.md').filter(b => b.mark === 'runs'))
    for (const { sql } of await splitStatements({ path: 'document', sql: block.text })) answers.push(await rows(sql))
  const [json, csv, record] = answers
  expect(JSON.parse(json!.map(r => r.line).join('\n')).data.people).toEqual([expect.objectContaining({ name: 'Ada' })])
  expect(csv!.filter(r => r.file === 'tickets.csv')).toEqual([
    { file: 'tickets.csv', line: 'question' },
    { file: 'tickets.csv', line: 'BENTICKET' },
  ])
  expect(record!.map(r => [r.request_id, r.format, r.sections])).toEqual([
    [1, 'json', []],
    [2, 'csv', ['support']],
  ])
})
