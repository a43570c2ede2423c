import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import type { OutputFile } from '../../emit/output-file.ts'
import type { Project } from '../../project.ts'
import { table } from '../../report/table.ts'
import * as sql from '../demo-statements.ts'
import type { Outcome } from '../shell.ts'
import type { Terminal } from '../terminal.ts'

const policies = ['klonr', 'kontraktr', 'kaevo', 'pristina']
const root = resolve(import.meta.dirname, '../../..')

interface Run {
  readonly class_name: string
  readonly clauses: readonly string[]
  readonly disposed: number | null
  readonly held: number
  readonly waiting: number
  readonly review: number
  readonly indeterminate: number
}
interface Person {
  readonly name: string
  readonly story: string
  readonly before: number
  readonly after: number
}

interface Proven {
  readonly project: Project
  readonly files: readonly OutputFile[]
  readonly proved: boolean
  readonly line: string
}

/** Compile a reference policy into `generated/`, and prove it. */
async function compileAndVerify(name: string, terminal: Terminal): Promise<Proven> {
  const { withProofProject } = await import('../with-proof-project.ts')
  const { compile } = await import('../../compile.ts')
  const { writeOutput } = await import('../../emit/write-output.ts')
  const { loadFates } = await import('../../policy/load-fates.ts')
  const { verify } = await import('../../verify/verify.ts')
  terminal.progress(`${name}: compiling and proving`)
  return withProofProject(join(root, 'policies', name), async ({ schemaSql, databases, read }) => {
    const project = await read()
    const { model, files } = await compile(project)
    if (model === null || files.length === 0 || schemaSql === null)
      throw new Error(`${name} does not compile: npm run -s lapse -- check policies/${name}`)
    writeOutput(project.output, files)
    const { policy, schema } = project
    const fates = project.fatesFile === null ? [] : await loadFates(project.fatesFile)
    const report = await verify({ policy, schema, model, files, fates, schemaSql, databases: () => databases })
    const cases = report.classes.reduce((sum, c) => sum + c.cases, 0)
    const proof = report.proved
      ? terminal.paint(
          'green',
          `proved on ${cases.toLocaleString('en')} cases at ${report.moments.length} instants and ${fates.length} published examples`,
        )
      : terminal.paint('red', `${report.diagnostics.length} disagreements; npm run -s lapse -- verify policies/${name} shows them`)
    const count = (status: string) => model.clauses.filter(c => c.status === status).length
    const counts = ['enforced', 'documentary', 'external', 'pending'].map(status => `${count(status)} ${status}`).join(', ')
    const line = `${terminal.paint('bold', policy.name.padEnd(10))} ${model.clauses.length} clauses: ${counts}; ${proof}\n`
    return { project, files, proved: report.proved, line }
  })
}

const one = async <Row>(db: PGlite, statement: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
  (await db.query<Row>(statement, [...values])).rows

/** A database with Kaevo's schema, its migrations and the demonstration's rows. */
async function prepare({ project, files }: Proven): Promise<PGlite> {
  const { openPglite } = await import('../../schema/pglite.ts')
  const schema = await readFile(join(project.folder, 'schema.sql'), 'utf8')
  const db = await openPglite([{ path: 'schema.sql', sql: schema }])
  await db.exec(schema)
  for (const file of files.filter(f => f.path.startsWith('migrations/'))) await db.exec(file.text)
  await db.exec(await readFile(join(project.folder, 'demo.sql'), 'utf8'))
  return db
}

async function tour(kaevo: Proven, terminal: Terminal): Promise<string> {
  terminal.progress('kaevo: loading forty households and running every rule')
  const db = await prepare(kaevo)
  await db.query(sql.armAll)
  await db.query(sql.widenFuse)
  for (const [name, matter] of [
    ['Cleo', 'M-2026-07'],
    ['Eve', 'M-2026-11'],
  ] as const) {
    const [person] = await one<{ id: string }>(db, sql.findPerson, [name])
    await db.query(sql.placeHold, [matter, 'claim filed', JSON.stringify({ id: person!.id })])
  }
  const { callRun, readClasses } = await import('../../operate/statements.ts')
  for (const { class_name } of await one<{ class_name: string }>(db, readClasses)) await db.query(callRun(['class_name']), [class_name])

  const runs = await one<Run>(db, sql.runs)
  const people = await one<Person>(db, sql.people)
  const [others] = await one<{ people: number; before: number; after: number }>(db, sql.ordinary)
  const [chain] = await one<{ acts: number; intact: number }>(db, sql.chain)
  const [cleo] = await one<{ id: string }>(db, sql.findPerson, ['Cleo'])
  const refused = await db.query(sql.deleteHeld, [cleo!.id]).then(
    () => 'it went through: this is a bug',
    (e: Error) => e.message,
  )
  await db.close()

  const { paint } = terminal
  const n = (x: number | null) => (x ? x.toLocaleString('en') : '·')
  const shown = runs.filter(r => [r.disposed, r.held, r.waiting, r.review, r.indeterminate].some(x => (x ?? 0) > 0))
  return [
    paint('bold', '\nKaevo: what a run disposed of, and what it left alone\n\n'),
    table<Run>(
      [
        { title: 'record class', align: 'left', cell: r => r.class_name },
        { title: 'clause', align: 'left', cell: r => r.clauses.join(' ') },
        { title: 'disposed', align: 'right', cell: r => n(r.disposed) },
        { title: 'on hold', align: 'right', cell: r => n(r.held) },
        { title: 'waiting', align: 'right', cell: r => n(r.waiting) },
        { title: 'in review', align: 'right', cell: r => n(r.review) },
        { title: 'no start', align: 'right', cell: r => n(r.indeterminate) },
      ],
      shown,
    ),
    paint(
      'dim',
      '\non hold: due, and kept by a legal hold · waiting: due, and another row still refers to it\nin review: due, and a person decides · no start: the clock has not started\n',
    ),
    paint('bold', '\nWhose rows\n\n'),
    table<Person>(
      [
        { title: 'person', align: 'left', cell: p => p.name },
        { title: 'rows before', align: 'right', cell: p => n(p.before) },
        { title: 'after', align: 'right', cell: p => n(p.after) },
        { title: '', align: 'left', cell: p => p.story },
      ],
      [
        ...people,
        {
          name: `${others!.people} others`,
          story: 'ordinary customers: only what is past its period went',
          before: others!.before,
          after: others!.after,
        },
      ],
    ),
    `\nAn application that tries to delete what is on hold is told: ${paint('yellow', refused)}\n`,
    `Evidence: ${chain!.acts} acts in one hash chain, ${chain!.intact} of them intact.\n`,
  ].join('')
}

/** The main job, start to end: compile the four reference policies, prove them, then run one of them on realistic rows. */
export async function demo(terminal: Terminal): Promise<Outcome> {
  const proven = new Map<string, Proven>()
  for (const name of policies) {
    proven.set(name, await compileAndVerify(name, terminal))
    terminal.out(proven.get(name)!.line)
  }
  const shown = await tour(proven.get('kaevo')!, terminal)
  return {
    document: {},
    text: `${shown}\nRead next: generated/kaevo/SCHEDULE.md for the privacy officer, generated/kaevo/migrations for the DBA.\n`,
  }
}
