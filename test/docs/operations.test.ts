import { readdirSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { splitStatements } from '../../src/schema/statements.ts'
import { blocks, read, tableLines } from './documents.ts'
import { notesDatabase } from './notes.ts'

/** The SQL of the documents, run as it stands by a login that has the roles the documents name. */

type Row = Readonly<Record<string, any>>
const patience = 120_000
let copy: () => Promise<PGlite>
let db: PGlite

const rows = async (sql: string): Promise<readonly Row[]> => (await db.query<Row>(sql)).rows
const one = async (sql: string): Promise<Row> => {
  const found = await rows(sql)
  if (found.length !== 1) throw new Error(`${found.length} rows: ${sql}`)
  return found[0]!
}
const state = (sql: string): Promise<string> =>
  db.query(sql).then(
    () => 'done',
    (e: { code: string }) => e.code,
  )

/** The rows of each statement of a block. */
async function run(text: string): Promise<readonly (readonly Row[])[]> {
  const answers: (readonly Row[])[] = []
  for (const { sql } of await splitStatements({ path: 'document', sql: text })) answers.push(await rows(sql))
  return answers
}
const marked = (document: string, mark: string) => blocks(document).filter(b => b.mark === mark)

beforeAll(async () => {
  copy = await notesDatabase()
}, patience)

/** A copy of the database for each test, and the session that of the staff. */
function operated(): void {
  beforeEach(async () => {
    db = await copy()
    await db.exec('set role staff')
  }, patience)
  afterEach(() => db.close())
}

describe('docs/holds.md', { timeout: patience }, () => {
  operated()

  test('places, shows and releases', async () => {
    const answers: (readonly Row[])[] = []
    for (const block of marked('docs/holds.md', 'runs')) answers.push(...(await run(block.text)))
    const [person, wholeClass, extended, due, , active, held, preserved] = answers
    expect(person).toEqual([{ hold_id: 1, preserved: { notes: 2, people: 1 } }])
    expect(wholeClass![0]).toMatchObject({ hold_id: 2, preserved: { notes: 6, people: 3 } })
    expect(extended).toEqual([{ preserved: { notes: 6, people: 3 } }])
    expect(due!.map(r => [r.hold_id, r.notify, r.subject_key]).sort()).toEqual(
      [1, 2].flatMap(h => [1, 2, 3].map(id => [h, 'where lawful', [id]])),
    )
    expect(await rows('select decision, note from retention.hold_notice')).toEqual([
      { decision: 'withhold', note: 'the prosecutor asks for silence' },
    ])
    expect(active!.map(r => r.matter)).toEqual(['M-17', 'M-18'])
    expect(new Set(held!.map(r => r.id))).toEqual(new Set([1, 2, 3]))
    expect(preserved).toEqual([])
    expect(
      await one(
        'select released_by is not null as released, release_reason, covers_until - released_at as cool_off from retention.hold where hold_id = 1',
      ),
    ).toMatchObject({
      released: true,
      release_reason: 'claim settled on 4 June',
    })
  })

  test('what is refused, and what is kept', async () => {
    await rows(`call retention.place_hold('M', 'k', 'a', 'r', on_table => 'public.people', row_key => '{"id": 2}')`)
    await db.exec('set role application')
    expect(await state('delete from people where id = 2')).toBe('RH001')
    expect(await state('delete from notes where person_id = 2')).toBe('RH001')
    expect(await state('update notes set person_id = 1 where person_id = 2')).toBe('RH001')
    expect(await state('truncate notes')).toBe('RH002')
    expect(await state('truncate people cascade')).toBe('RH002')
    expect(await state(`update notes set body = 'changed' where person_id = 2`)).toBe('done')
    expect(await state('delete from notes where person_id = 1')).toBe('done')
    await db.exec('set role staff')
    expect((await rows('select image from retention.preserved')).map(r => r.image.body)).toEqual(['x', 'x'])
  })

  const place = (scope: string) => state(`call retention.place_hold('M', 'k', 'a', 'r', ${scope})`)

  test('a hold on a row that is not there is refused', async () => {
    expect(await place(`on_table => 'public.people', row_key => '{"id": 99}'`)).toBe('RH004')
    expect(await rows('select * from retention.hold')).toEqual([])
  })

  test('so is one on nobody’s table, on no class, and inside a transaction', async () => {
    expect(await place(`on_table => 'public.nothing', row_key => '{"id": 1}'`)).toBe('RH005')
    expect(await place(`on_class => 'nothing'`)).toBe('RH005')
    expect(await rows('select * from retention.hold')).toEqual([])
    await db.exec('begin')
    expect(await place(`on_class => 'notes'`)).toBe('2D000')
    await db.exec('rollback')
  })
})

describe('docs/runs.md', { timeout: patience }, () => {
  operated()

  test('runs as it says', async () => {
    const answers: (readonly Row[])[] = []
    for (const block of marked('docs/runs.md', 'runs')) answers.push(...(await run(block.text)))
    const [, preview, ahead, , , log] = answers
    expect(preview).toMatchObject([{ rows_due: 6, rows_held: 0 }])
    expect(ahead).toMatchObject([{ rows_due: 6 }])
    expect(log!.map(r => [r.state, r.stop_reason, r.rows_disposed])).toEqual([
      ['shadow', 'shadow: counted, nothing touched', 0],
      ['done', 'done', 6],
    ])
    expect((await rows('select state, stop_reason from retention.run_log order by run_id')).at(-1)).toEqual({
      state: 'refused',
      stop_reason: 'paused: release night',
    })
    const acts = await rows('select act from retention.evidence order by evidence_id')
    expect(acts.map(r => r.act)).toEqual(['policy installed', 'armed', 'disposal', 'limits changed'])
  })

  test('a run may look back and not ahead, and a missing guard refuses it', async () => {
    expect(await state(`call retention.run('notes', as_of => '2030-01-01')`)).toBe('RH006')
    expect(await state(`call retention.run('notes', as_of => '2026-06-01')`)).toBe('done')
    await db.exec('reset role; alter table notes disable trigger "~retention_guard"; set role staff')
    expect(await rows('select * from retention.findings()')).toEqual([{ findings: 'guard of public.notes is disabled' }])
    expect(await state(`call retention.run('notes')`)).toBe('done')
    expect((await rows('select state from retention.run_log order by run_id')).map(r => r.state)).toEqual(['shadow', 'refused'])
  })

  test('a person waits for the notes, and goes after them', async () => {
    await rows(`select retention.arm(class_name, 'test') from retention.class`)
    expect(await one(`select rows_due, rows_deferred, rows_indeterminate from retention.status where class_name = 'people'`)).toEqual({
      rows_due: 0,
      rows_deferred: 2,
      rows_indeterminate: 1,
    })
    for (const name of ['notes', 'people']) await rows(`call retention.run('${name}')`)
    expect(await one(`select rows_due, rows_deferred from retention.status where class_name = 'people'`)).toEqual({
      rows_due: 0,
      rows_deferred: 0,
    })
    await db.exec('reset role')
    expect(await rows('select name from people')).toEqual([{ name: 'ann' }])
  })

  test('the status has the columns of the table', async () => {
    const columns = await rows(
      `select attname from pg_attribute where attrelid = 'retention.status'::regclass and attnum > 0 order by attnum`,
    )
    const written = tableLines('docs/runs.md', 'Status')
      .slice(1)
      .flatMap(cells => [...cells[0]!.matchAll(/`(\w+)`/g)].map(m => m[1]!))
    expect(written).toEqual(columns.map(r => r.attname))
  })
})

describe('docs/drift.md', { timeout: patience }, () => {
  operated()

  test('shows nothing after an installation, and what has changed', async () => {
    const [block] = marked('docs/drift.md', 'runs')
    expect(await run(block!.text)).toEqual([[]])
    await db.exec('reset role; alter table notes enable trigger "~retention_guard"; set role staff')
    expect(await run(block!.text)).toEqual([
      [
        {
          what: 'guard',
          object: 'public.notes',
          expected: 'always',
          found: 'not always',
          stops_runs: true,
          hint: expect.stringMatching(/^Mend it: /),
        },
      ],
    ])
  })

  test('its table has every kind of difference', () => {
    const template = read('templates/sql/drift.hbs')
    const [facts, hints] = [template, template.split('left join (\n    values')[1]!]
    const kinds = [
      ...[...facts.matchAll(/^ {2,4}select '([a-z -]+)',/gm)].map(m => m[1]!),
      ...[...facts.matchAll(/^ {2,6}'(rights|trigger text|schedule|reference)',/gm)].map(m => m[1]!),
      ...[...hints.matchAll(/^ {6}\('([a-z -]+)', /gm)].map(m => m[1]!),
    ]
    const written = tableLines('docs/drift.md', 'What it looks at')
      .slice(1)
      .flatMap(cells => [...cells[0]!.matchAll(/`([^`]+)`/g)].map(m => m[1]!))
    expect(written.toSorted()).toEqual([...new Set(kinds)].toSorted())
  })
})

describe('docs/evidence.md', { timeout: patience }, () => {
  operated()

  test('verifies as it says', async () => {
    await rows(`select retention.arm(class_name, 'test') from retention.class`)
    await rows(`call retention.run('notes')`)
    const answers: (readonly Row[])[] = []
    for (const block of marked('docs/evidence.md', 'runs')) answers.push(...(await run(block.text)))
    expect(answers).toEqual([[{ evidence_id: 4, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }], [], []])
    const [block] = marked('docs/evidence.md', 'runs: chain')
    expect(await run(block!.text)).toEqual([[]])
    await db.exec(`
      reset role;
      alter table retention.evidence disable trigger user;
      update retention.evidence set act = 'x' where evidence_id = 2;
      set role notes_retention_auditor`)
    expect(await run(block!.text)).toEqual([[{ evidence_id: 2, finding: expect.stringMatching(/^altered: /) }]])
  })

  test('every finding is in the table, and every column', async () => {
    const text = read('templates/sql/evidence.hbs').split('── Verification')[1]!.split('── Retention')[0]!
    const said = [...text.matchAll(/'([a-z ]+): /g)].map(m => m[1]!)
    expect(
      tableLines('docs/evidence.md', 'Verify in the database')
        .slice(1)
        .map(cells => cells[0]!.replaceAll('`', ''))
        .sort(),
    ).toEqual(said.sort())
    const columns = await rows(
      `select attname from pg_attribute where attrelid = 'retention.evidence'::regclass and attnum > 0 order by attnum`,
    )
    const written = tableLines('docs/evidence.md', 'Evidence')
      .slice(1)
      .flatMap(cells => [...cells[0]!.matchAll(/`(\w+)`/g)].map(m => m[1]!))
    expect(written).toEqual(columns.map(r => r.attname))
  })
})

test('every act of the evidence is in docs/evidence.md', () => {
  const text = readdirSync(new URL('../../templates/sql/', import.meta.url))
    .map(name => read(`templates/sql/${name}`))
    .join('\n')
  const literal = [...text.matchAll(/_append_evidence\('([^']+)'/g)].map(m => m[1]!)
  const staged = /evidenceAct: (.*),/.exec(read('src/emit/context/stage-context.ts'))![1]!
  const acts = [...literal, ...[...staged.matchAll(/'([a-z]+ ?[a-z]+)'/g)].map(m => m[1]!).filter(a => a !== 'erase')]
  const written = tableLines('docs/evidence.md', 'Acts')
    .flatMap(cells => [...cells[0]!.matchAll(/`([^`]+)`/g)].map(m => m[1]!))
    .filter(word => word !== 'act')
  expect(written.sort()).toEqual([...new Set(acts)].sort())
})

test('every stop reason of docs/runs.md is one that a run can give', () => {
  // A finding is a line of the drift: `what of … is …`.
  const found = [...read('templates/sql/drift.hbs').matchAll(/(?:select|then|else)\s+'([a-z -]+)'/g)].map(m => `${m[1]} of`).join('\n')
  const given = found + read('templates/sql/runs.hbs') + read('templates/sql/class.hbs') + read('src/emit/context/gate-context.ts')
  const reasons = tableLines('docs/runs.md', 'One run')
    .flatMap(cells => cells[0]!.replaceAll('`', '').split(', '))
    .filter(r => !['state', 'stop_reason', 'running', 'shadow', 'refused', 'stopped'].includes(r))
  expect(reasons.length).toBeGreaterThan(15)
  for (const reason of reasons) expect(given).toContain(reason.split('…')[0]!.trimEnd())
})
