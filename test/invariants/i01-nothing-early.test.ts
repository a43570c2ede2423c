import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alter, alterRoutine } from '../alter.ts'
import type { Database, World } from '../real/world.ts'
import { armed, openServer, reference } from './installation.ts'

// The clinic, London time: BST is UTC+1, from 2023-03-26, 2024-03-31 and 2025-03-30 to 2023-10-29, 2024-10-27 and 2025-10-26, each at 01:00Z.
// Its columns hold the wall clock. Every instant was worked out by hand from the policy's text; the reasoning stands beside it.

interface Case {
  readonly what: string
  readonly class: string
  /** The row, by its only condition. */
  readonly row: string
  /** The first instant at which it may go; null for never. */
  readonly due: string | null
}
/** For what is never due: an instant after all others. */
const longAfter = '2026-01-01 00:00:00Z'

const sample = (barcode: string) => ({ class: 'lab.samples', row: `lab.samples where barcode = '${barcode}'` })
const visit = (no: string) => ({ class: 'visits', row: `visits where visit_no = '${no}'` })
const reminder = (text: string) => ({ class: 'reminders', row: `reminders where text = '${text}'` })
const drug = (name: string, kind: string) => ({ class: `${kind} prescriptions`, row: `prescriptions where drug = '${name}'` })

const cases: readonly Case[] = [
  // 18 months. 31 February 2024 is the 29th, in a leap year; noon is noon on both sides of a clock change.
  { what: 'a month end into a leap February', ...sample('month end'), due: '2024-02-29 12:00:00Z' },
  { what: 'winter into summer', ...sample('into summer'), due: '2025-06-15 11:00:00Z' },
  { what: 'summer into winter', ...sample('into winter'), due: '2024-12-15 12:00:00Z' },
  { what: 'a cutoff that is missing', ...sample('no result'), due: null },
  // Five years from 29 February 2020, to the day: there is no 29 February 2025.
  { what: 'a leap day', ...visit('leap day'), due: '2025-02-28 12:00:00Z' },
  // 90 days from 1 March: 30 + 30 + 30 end on 30 May. From 1 September: 29 + 31 + 30 end on 30 November.
  { what: 'days into summer', ...reminder('into summer'), due: '2025-05-30 11:00:00Z' },
  { what: 'days into winter', ...reminder('into winter'), due: '2024-11-30 12:00:00Z' },
  // Never sent: from the midnight that ends 1 January, 30 + 28 + 31 + 1 days to the one that begins 2 April, 00:00 BST.
  { what: 'the substitute of a missing instant', ...reminder('never sent'), due: '2025-04-01 23:00:00Z' },
  // The day of the event is not counted: two years end with 14 June 2025, 00:00 BST.
  { what: 'a day in summer', ...drug('two years', 'other'), due: '2025-06-14 23:00:00Z' },
  { what: 'a leap day without hours', ...drug('five years', 'controlled'), due: '2025-03-01 00:00:00Z' },
  // The year 2017 ends at midnight; seven years later it is 2025.
  { what: 'the end of a year', class: 'invoices', row: `invoices where billed_to = 'seven years'`, due: '2025-01-01 00:00:00Z' },
  // 14 days after 20 March, noon, and after 20 October, noon.
  { what: 'a residence into summer', ...reminder('asked in spring'), due: '2025-04-03 11:00:00Z' },
  { what: 'a residence into winter', ...reminder('asked in autumn'), due: '2024-11-03 12:00:00Z' },
  // The same person's controlled drug is retained for its five years, to the end of 1 March 2025.
  { what: 'what an erasure retains', ...drug('retained', 'controlled'), due: '2025-03-02 00:00:00Z' },
]
const rows = `
  insert into clients (client_no, name, registered_at, deletion_requested_at) values
    ('here', 'H', '2010-01-01', null), ('spring', 'S', '2010-01-01', '2025-03-20 12:00'), ('autumn', 'A', '2010-01-01', '2024-10-20 12:00');
  insert into patients (client_no, name) values ('here', 'Rex'), ('autumn', 'Kim');
  insert into visits (visit_no, client_no, patient_name, visited_at) values
    ('recent', 'here', 'Rex', '2026-01-01'), ('leap day', 'here', 'Rex', '2020-02-29 12:00'), ('retained', 'autumn', 'Kim', '2026-01-01');
  insert into lab.samples (barcode, visit_no, resulted_at) values
    ('month end', 'recent', '2022-08-31 12:00'), ('into summer', 'recent', '2023-12-15 12:00'), ('into winter', 'recent', '2023-06-15 12:00'),
    ('no result', 'recent', null);
  insert into reminders (client_no, appointment_on, text, sent_at) values
    ('here', '2026-01-01', 'into summer', '2025-03-01 12:00'), ('here', '2026-01-01', 'into winter', '2024-09-01 12:00'),
    ('here', '2025-01-01', 'never sent', null),
    ('spring', '2026-01-01', 'asked in spring', '2025-12-31'), ('autumn', '2026-01-01', 'asked in autumn', '2025-12-31');
  insert into prescriptions (visit_no, line_no, drug, controlled, dispensed_on) values
    ('recent', 1, 'two years', false, '2023-06-14'), ('recent', 2, 'five years', true, '2020-02-29'), ('retained', 1, 'retained', true, '2020-03-01');
  insert into invoices (branch, invoice_no, billed_to, issued_on, total) values ('city', 1, 'seven years', '2017-12-31', 1);
`

/** What a session may bring with it. Whoever reaches these operators finds everything due. */
const shadows = `
  create schema shadow;
  grant usage on schema shadow to public;
  create function shadow.yes(timestamptz, timestamptz) returns boolean language sql immutable as 'select true';
  create operator shadow.<= (leftarg = timestamptz, rightarg = timestamptz, function = shadow.yes);
`
const strangeSession = `
  set timezone = 'Pacific/Kiritimati';
  set datestyle = 'SQL, DMY';
  set intervalstyle = 'sql_standard';
  set search_path = shadow, pg_catalog, public;
  set default_transaction_isolation = 'serializable';
`

let world: World
beforeAll(async () => {
  world = await openServer()
})
afterAll(() => world.close())

const clinic = reference('clinic')
const clinicWith = (files: readonly OutputFile[]) => armed(world, { ...clinic, files })

/** Run each class a microsecond before each row's instant, then at it. A row that goes in the first run, or does not in the second, is named. */
async function untimely(
  database: Database,
  { settings = '', only = cases }: { settings?: string; only?: readonly Case[] } = {},
): Promise<readonly string[]> {
  await database.ask(shadows)
  await database.ask(rows)
  const [ops, eye] = [await database.session('ops'), await database.session()]
  await ops.query(settings)
  const look = `select array[${only.map(c => `exists (select from ${c.row})`).join(', ')}] as there`
  const gone = async (): Promise<readonly Case[]> => {
    const { there } = (await eye.query(look)).rows[0]
    return only.filter((_, i) => !there[i])
  }
  const found: string[] = []
  const note = (finding: string) => found.includes(finding) || found.push(finding)
  const runAt = (c: Case, before: string) =>
    ops
      .query(`call retention.run($1, as_of => $2::timestamptz operator(pg_catalog.-) $3::interval)`, [c.class, c.due ?? longAfter, before])
      .catch((e: pg.DatabaseError) => note(`${c.what}: ${e.code}`))
  const inOrder = only.toSorted((a, b) => Date.parse(a.due ?? longAfter) - Date.parse(b.due ?? longAfter))
  for (const [i, c] of inOrder.entries()) {
    await runAt(c, '1 microsecond')
    for (const early of await gone()) if (!inOrder.slice(0, i).includes(early)) note(`${early.what}: early`)
    await runAt(c, '0')
    if (c.due !== null && !(await gone()).includes(c)) note(`${c.what}: late`)
  }
  return found
}
/** The cases of these names. */
const named = (names: readonly string[]) => cases.filter(c => names.includes(c.what))

describe('I1 Nothing early', () => {
  test('to the microsecond: month ends, leap days, clock changes, days, missing cutoffs, erasures', async () => {
    expect(await untimely(await armed(world, clinic))).toEqual([])
  })

  test('whatever the session sets: zone, styles, search path, isolation', async () => {
    expect(await untimely(await armed(world, clinic), { settings: strangeSession })).toEqual([])
  })

  const { files } = clinic
  const inLondon = `((start at time zone 'Europe/London') + period) at time zone 'Europe/London'`
  test.each<readonly [string, readonly string[], () => readonly OutputFile[]]>([
    [
      'a microsecond is given away',
      ['a leap day'],
      () => alterRoutine(files, 'dispose_visits', 'f.due_at <= as_of', `f.due_at <= as_of + interval '1 microsecond'`),
    ],
    [
      'periods are counted in UTC',
      ['summer into winter', 'days into winter', 'a residence into winter'],
      () => alterRoutine(files, 'due', inLondon, 'start + period'),
    ],
    [
      'the day of the event is counted',
      ['a day in summer', 'a leap day without hours', 'what an erasure retains'],
      () => alter(files, /_calendar\.sql$/, `((start + period) + interval '1 day')`, '(start + period)'),
    ],
    [
      'a missing cutoff is long ago',
      ['a cutoff that is missing'],
      () => {
        const started = alter(
          files,
          /lab_samples\.sql$/,
          'retention.counted(r.resulted_at)',
          `coalesce(retention.counted(r.resulted_at), 'epoch')`,
        )
        return alterRoutine(started, 'dispose_lab_samples', /and f\.cutoff_value < [^\n]*/g, '')
      },
    ],
    [
      'there is no residence',
      ['a residence into summer', 'a residence into winter'],
      () => alter(files, /_reminders\.sql$/, /interval 'P14D'/g, `interval 'P0D'`),
    ],
    [
      'an erasure destroys what it should retain',
      ['what an erasure retains'],
      () =>
        alterRoutine(
          files,
          'erase_controlled_prescriptions',
          '-- The rows stay as they are',
          'delete from public.prescriptions as r using unnest(key_1, key_2) as k (v, l) where r.visit_no = k.v and r.line_no = k.l; --',
        ),
    ],
  ])('removed: %s', async (_, expected, altered) => {
    const only = named(expected)
    expect(only).toHaveLength(expected.length)
    const early = new Set(expected.map(what => `${what}: early`))
    expect(new Set(await untimely(await clinicWith(altered()), { only }))).toEqual(early)
  })

  test('removed: the zone of the batch, so that a session counts in its own', async () => {
    const inSession = alterRoutine(
      alterRoutine(files, 'due', inLondon, 'start + period'),
      'dispose_reminders',
      `set timezone = 'UTC'\n`,
      '',
    )
    // Noon in London on 1 September is 2 September, 01:00, on Kiritimati, which never changes its clocks.
    const found = await untimely(await clinicWith(inSession), { settings: strangeSession, only: named(['days into winter']) })
    expect(found).toEqual(['days into winter: early'])
  })

  test('removed: the pinned search path, so that a session brings its own operators', async () => {
    const pinned = 'set search_path = pg_catalog, pg_temp'
    const open = alterRoutine(alterRoutine(files, 'run_step', pinned, ''), 'dispose_visits', `${pinned}\n`, '')
    const found = await untimely(await clinicWith(open), { settings: strangeSession, only: named(['a leap day']) })
    expect(found).toEqual(['a leap day: early'])
  })

  test('removed: the isolation level of the driver, so that a serializable session cannot run', async () => {
    const bare = alterRoutine(files, 'run', 'set transaction isolation level read committed;', '')
    const found = await untimely(await clinicWith(bare), { settings: strangeSession, only: named(['a leap day']) })
    expect(found).toEqual(['a leap day: RH003', 'a leap day: late'])
  })
})
