import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { bind } from '../../src/bind/bind.ts'
import { emit } from '../../src/emit/emit.ts'
import { contract, days, destroy, disabledUntil, exactly, retention, scheduled } from '../../src/index.ts'
import { plan } from '../../src/plan/plan.ts'
import { plain } from '../../src/report/paint.ts'
import { fromSql } from '../../src/schema/from-sql.ts'
import { momentsOf } from '../../src/verify/instants.ts'
import { proofDocument } from '../../src/verify/proof-document.ts'
import { proofText } from '../../src/verify/proof-text.ts'
import { situationWords } from '../../src/verify/report/situation.ts'
import { verify } from '../../src/verify/verify.ts'
import type { VerifyReport } from '../../src/verify/verify-report.ts'
import { tableLines } from '../docs/documents.ts'
import { alter, proveShop, files as shopFiles } from './shop.ts'

/** A desk: one rule that runs, one that waits, one on rows that nobody can make up, one for which there are no rows. */
const schemaSql = `
create table entries (id bigint generated always as identity primary key, body text not null, at timestamptz not null);
create table drafts (id bigint generated always as identity primary key, at timestamptz not null);
create table codes (id bigint generated always as identity primary key, code text not null check (code ~ '^[a-f]{40}7$'), at timestamptz not null);
create table sums (day date primary key, n bigint not null);
`
const { permanent, policy, rule, statement } = retention<any>() as any
const why = { purpose: 'to work', basis: contract('GDPR 6(1)(b)'), onErasure: destroy(), cutoff: 'at', dispose: destroy() }
const desk = policy({
  name: 'Desk',
  version: '1',
  effective: '2026-01-01',
  timeZone: 'UTC',
  clauses: {
    'D-1': 'Entries go after 30 days.',
    'D-2':
      'Drafts go after 90 days, once that is switched on, which nobody has done so far although it was promised long ago to everybody.',
    'D-3': 'Codes go after 10 days.',
    'D-4': 'Sums stay.',
    'D-5': 'We *never* sell | <b>data</b>\n# to others.',
  },
  subjects: [],
  activation: scheduled('7 * * * *'),
  schedule: [
    rule('entries', { ...why, clause: 'D-1', keep: exactly(days(30)) }),
    rule('drafts', { ...why, clause: 'D-2', keep: exactly(days(90)), activation: disabledUntil('launch') }),
    rule('codes', { ...why, clause: 'D-3', keep: exactly(days(10)) }),
    permanent('sums', { clause: 'D-4', purpose: 'statistics', basis: contract(''), because: 'sums', noIdentifiersIn: ['day', 'n'] }),
    statement('D-5', 'The sale of data is a matter of contracts.'),
  ],
  evidence: { keep: exactly(days(1000)) },
})
const schema = await fromSql([{ path: 'schema.sql', sql: schemaSql }])
const { model, diagnostics } = bind(desk, schema, { database: 'desk' })
if (!model) throw new Error(diagnostics.map(d => d.message).join('\n'))
const files = emit(plan(model))

let report: VerifyReport
let text: string
let markdown: string
beforeAll(async () => {
  const moments = momentsOf(desk).filter(m => m.cases === 'all')
  report = await verify({ policy: desk, schema, model, files, schemaSql, moments })
  text = proofText(report, plain)
  markdown = proofDocument(report)
})
const clause = (id: string) => report.clauses.find(c => c.id === id)!

describe('what was shown for a clause', () => {
  // Over at, before and after the instant; the two infinities; nobody's; on hold, and no longer on hold.
  test('cases, rows and instants, each counted by hand', () => {
    expect(clause('D-1')).toMatchObject({ status: 'enforced', verdict: 'shown', cases: 8, rows: 8, moments: 1, uncovered: [] })
  })

  test('in words, with what became of the rows', () => {
    const found = markdown.split('### D-1\n')[1]!.split('### ')[0]!
    expect(found.trim()).toBe(
      `> Entries go after 30 days.

Status: enforced.

Verdict: shown. 8 cases, 8 rows, 1 instant.

- class entries: 8 cases, 8 rows, 1 instant.
  - dispose, row gone: period over exactly at the instant (1); period over just before the instant (1); period over, and nobody owns it (1); due, and the hold is released (1).
  - dispose, row stayed, not due: period over just after the instant (1).
  - dispose, row stayed, its clock has not started: the date recorded lies endlessly far ahead, which counts as missing (1); the date recorded lies endlessly far back, which counts as missing (1).
  - dispose, row stayed, on hold: due, and on hold (1).`,
    )
  })

  test('a text of others stays text', () => {
    expect(markdown).toContain('\n> We \\*never\\* sell \\| \\<b\\>data\\</b\\> # to others.\n')
    expect(clause('D-5')).toMatchObject({ text: desk.clauses['D-5'], status: 'documentary', verdict: 'outside the proof', cases: 0 })
  })
})

describe('a rule that no scenario covers says so', () => {
  const impossible = /check/i
  test('in the JSON', () => {
    expect(report.proved).toBe(true)
    expect(report.uncovered).toEqual([
      { rule: 'any disposal', classes: ['drafts'], clauses: ['D-2'], reason: 'disabled until launch' },
      { rule: 'the whole class', classes: ['codes'], clauses: ['D-3'], reason: expect.stringMatching(impossible) },
      { rule: 'permanent sums', classes: [], clauses: ['D-4'], reason: 'no case speaks of it' },
    ])
    expect(report.totals.uncovered).toBe(3)
    expect(['D-2', 'D-3', 'D-4'].map(id => clause(id).verdict)).toEqual(['not shown', 'not shown', 'not shown'])
    expect(clause('D-2').uncovered).toEqual(['any disposal of drafts: disabled until launch'])
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })

  test('on the terminal, within 120 columns', () => {
    expect(text).toContain(
      '\nrules that no scenario covers\n  any disposal of drafts (D-2): disabled until launch\n  the whole class of codes (D-3): ',
    )
    expect(text).toContain('    NOT COVERED: any disposal of drafts: disabled until launch · by class drafts\n')
    expect(text).toContain('\nDesk 1: proved, 3 rules not covered. ')
    expect(text).toMatch(/^D-1 +enforced +shown +8 +8 +1 +Entries go after 30 days\.$/m)
    const table = text.split('\nclause ')[1]!.split('\nrules that')[0]!.split('\n')
    expect(table.filter(line => line.length > 120)).toEqual([])
    expect(table.find(line => line.startsWith('D-2 '))).toMatch(/Drafts go after 90 days.*…$/)
  })

  test('in the document', () => {
    expect(markdown).toContain('**Proved.** In 16 cases')
    expect(markdown).toContain('3 rules of the policy are covered by no scenario, and nothing was shown for them')
    expect(markdown).toContain('\n| any disposal | drafts | D-2 | disabled until launch |\n')
    expect(markdown).toContain('\n| permanent sums | – | D-4 | no case speaks of it |\n')
    expect(markdown.split('### D-3\n')[1]!.split('### ')[0]).toContain('**Not covered by any scenario:**\n- the whole class of codes: ')
  })
})

test('docs/proof.md has every field of the JSON', () => {
  const fields = tableLines('docs/proof.md', 'The JSON')
    .slice(1)
    .flatMap(([cell]) => [...cell!.matchAll(/`(\w+)`/g)].map(m => m[1]))
  expect(fields.toSorted()).toEqual(Object.keys(report).toSorted())
})

test('the document can be matched with what was applied, and with the engine that proved it', () => {
  const migrations = files.filter(f => f.path.startsWith('migrations/'))
  expect(migrations.length).toBeGreaterThan(7)
  for (const f of migrations) {
    const sum = createHash('sha256').update(f.text).digest('hex')
    expect(markdown).toContain(`\n| ${f.path.replace('migrations/', '')} | \`${sum}\` |\n`)
  }
  expect(markdown).toMatch(/\| Database engine \| PostgreSQL 1\d\.\d+ /)
  expect(markdown).toContain('\n| an ordinary day | 2024-09-11 15:16:17.123456 | 2024-09-11T15:16:17.123456Z |\n')
})

describe('names of cases in plain words', () => {
  test.each([
    ['period over just after as_of, another value', 'period over just after the instant'],
    ['cutoff NULL', 'no date recorded, the clock has not started'],
    ['due, while unknown', 'due, and the condition that keeps it cannot be told, a value is missing'],
    ['due, and the predicate is false', 'due, and the condition of the class does not hold'],
    ['due, and the standing hold of users (S-1) is true', 'due, and the standing hold of users (S-1) holds'],
    ['due, with a row of visits (user_id, on delete set null)', 'due, with a row of visits (user_id)'],
    ['due, kept until users.closed_at: NULL', 'due, kept until users.closed_at: missing'],
    ['erased while its clock runs', 'erasure of the person due while its clock runs'],
  ])('%s', (name, words) => expect(situationWords(name)).toBe(words))
})

describe('two proofs', () => {
  let first: VerifyReport
  beforeAll(async () => {
    first = await proveShop(shopFiles, 'ordinary')
  })

  test('of the same input are one document', async () => {
    const second = await proveShop(shopFiles, 'ordinary')
    expect(proofDocument(second)).toBe(proofDocument(first))
    expect({ ...second, elapsedMs: 0 }).toEqual({ ...first, elapsedMs: 0 })
  })

  test('of altered SQL: the document names the disagreement, and other checksums', async () => {
    const wrong = await proveShop(alter(shopFiles, /\/\d+_visits\.sql$/, /f\.due_at <= as_of/g, 'f.due_at < as_of'), 'ordinary')
    const page = proofDocument(wrong)
    expect(page).toContain('**Not proved.** The generated migrations and the policy disagree in ')
    expect(page).toMatch(/\| Stage \| dispose \|\n\| Situation \| period over exactly at the instant \|\n/)
    expect(page).toContain('\n| The programs | kept the row |\n')
    expect(page).toMatch(/ {2}- dispose, DISAGREEMENT: .*period over exactly at the instant/)
    expect(wrong.clauses[0]!.verdict).toBe('disagreement')
    expect(first.clauses[0]!.verdict).toBe('shown')
    const differing = wrong.migrations.filter(m => !first.migrations.some(f => f.sha256 === m.sha256))
    expect(differing.map(m => m.name)).toEqual([expect.stringMatching(/^\d+_visits\.sql$/)])
  })
})
