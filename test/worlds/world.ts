import type { PGlite } from '@electric-sql/pglite'
import type { Temporal } from 'temporal-polyfill'
import { bind } from '../../src/bind/bind.ts'
import type { Model } from '../../src/bind/model.ts'
import { check } from '../../src/check/check.ts'
import { emit } from '../../src/emit/emit.ts'
import { tableNames } from '../../src/emit/object-names.ts'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { plan } from '../../src/plan/plan.ts'
import type { RecordClass } from '../../src/policy/record-class.ts'
import { readSchema } from '../../src/schema/read-schema.ts'
import { sameTable } from '../../src/schema/schema.ts'
import { identifier } from '../../src/sql/quote.ts'
import { openWorkshop } from '../../src/verify/build/workshop.ts'
import type { Case } from '../../src/verify/case/case.ts'
import { ask } from '../../src/verify/database/ask.ts'
import { askedTables } from '../../src/verify/database/asked.ts'
import { rehearsing } from '../../src/verify/database/rehearse.ts'
import {
  addHold,
  addScope,
  decide,
  guardedTables,
  holdClass,
  insert,
  insertAsked,
  prepareFates,
  tableText,
} from '../../src/verify/database/statements.ts'
import { type Ground, openGround } from '../../src/verify/oracle/ground.ts'
import { printInstant } from '../../src/verify/oracle/instant.ts'
import { entryOf } from '../../src/verify/oracle/membership.ts'
import { newEntity } from '../../src/verify/oracle/store.ts'
import type { Done, Hold, Row } from '../../src/verify/oracle/world.ts'
import type { Guarded, Proof } from '../../src/verify/prove/proof.ts'
import type { Draught } from './draught.ts'
import { type MadeRow, rowsOf } from './rows.ts'
import { pick } from './spec.ts'
import { applyAll } from './storage.ts'

/** A world in its database, installed and peopled, before anything has run. */
export interface World {
  readonly draught: Draught
  readonly model: Model
  readonly rows: readonly MadeRow[]
  readonly proof: Proof
}

/** The compiler refuses the policy: a fault of the generator, or of the compiler. */
export class Refused extends Error {}

/** Alters emitted files, to see whether it is noticed. */
export type Alter = (files: readonly OutputFile[]) => readonly OutputFile[]

/** A schema and its policy, installed in a database in which nobody lives yet. */
export interface Land {
  readonly db: PGlite
  readonly model: Model
  readonly files: readonly OutputFile[]
}

/** Make the tables of a world in an empty database, and install its policy. Throws Refused where the policy has an error. */
export async function settleLand(db: PGlite, { policy, schemaSql }: Draught, alter: Alter = files => files): Promise<Land> {
  await db.exec(schemaSql)
  const schema = await readSchema(async sql => (await db.query<Record<string, unknown>>(sql)).rows)
  const { model, diagnostics } = bind(policy, schema, { database: 'worlds' })
  const errors = [...diagnostics, ...(model ? check(model) : [])].filter(d => d.severity === 'error')
  if (model === null || errors.length > 0) throw new Refused(errors.map(d => `${d.code}: ${d.message}`).join('\n'))
  const files = alter(emit(plan(model)))
  const migrations = files.filter(f => f.path.startsWith('migrations/'))
  await applyAll(
    db,
    migrations.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  )
  await db.exec(model.classes.map((c, i) => prepareFates(c, `fates_${i}`)).join(';'))
  await callErasures(db, model)
  return { db, model, files }
}

/** Write the rows of a world, its holds and what was decided; where it will be taken back, in the transaction under way. */
export async function peopleLand({ db, model, files }: Land, draught: Draught): Promise<World> {
  const { policy, asOf } = draught
  const { schema } = model
  const rows = rowsOf(draught.designs, policy, schema, asOf)
  const inserts = draught.designs.flatMap(t => {
    const own = rows.filter(r => r.design === t)
    return own.length > 0 ? [insert(own[0]!.table, own)] : []
  })
  confirmSome(rows, asOf)
  const confirmed = rows.flatMap(r => {
    const into = askedTables(model).get(model.schema.tables.find(t => sameTable(t, r.table))!)
    return into && r.asked !== undefined ? [insertAsked(into, r)] : []
  })
  const all = `${[...inserts, ...confirmed].join(';')}; set constraints all immediate`
  await db.exec(rehearsing(db) ? all : `begin; ${all}; commit;`)
  const ground = openGround(policy, schema, { rows: new Map(), holds: [], done: [] }, asOf, model.naming)
  const proof: Proof = {
    db,
    model,
    files,
    workshop: openWorkshop(ground),
    order: schema.tables,
    unbuildable: new Map(),
    apart: new Set(),
    guarded: await ask<Guarded>(db, guardedTables),
    classes: policy.schedule.filter((e): e is RecordClass => e.kind === 'class'),
    findings: [],
    notCovered: [],
    shown: [],
    cases: new Map(),
    holds: [],
    done: [],
    rows: rows.length,
    checks: 0,
    nextHold: 1,
  }
  await placeHolds(proof, draught, rows)
  await decideReviews(proof, ground, rows)
  return { draught, model, rows, proof }
}

/** What an erasure by request calls plans and runs, whatever the names; for nobody, so that nothing changes. */
async function callErasures(db: PGlite, model: Model): Promise<void> {
  for (const r of model.requests) {
    const { foreseeFunction, listFunction, lockFunction, remainFunction } = tableNames(r.table)
    for (const call of [
      `${foreseeFunction}('{}', now())`,
      `${remainFunction}('{}')`,
      `${listFunction}(0, '{}', now())`,
      `${lockFunction}('{}')`,
    ]) {
      const [name, ...rest] = call.split('(')
      await db.exec(`select * from retention.${identifier(name!)}(${rest.join('(')}`)
    }
  }
}

/** The erasure of some persons was confirmed: long ago, at the moment of the run, or just before or after. */
function confirmSome(rows: readonly MadeRow[], asOf: Temporal.Instant): void {
  for (const row of rows) {
    const away = pick([null, null, { hours: -999 }, { microseconds: 0 }, { microseconds: -1 }, { microseconds: 1 }], row.spec.decision)
    if (row.design.subject && away !== null) row.asked = printInstant(asOf.add(away))
  }
}

async function placeHolds(proof: Proof, { spec, designs }: Draught, rows: readonly MadeRow[]): Promise<void> {
  for (const wish of spec.holds) {
    const t = pick(designs, wish.table)
    const own = rows.filter(r => r.design === t)
    const classes = proof.classes.filter(c => c.table === t.written)
    const id = proof.nextHold
    if (wish.row === null && classes.length > 0) {
      const className = pick(classes, id).name
      await proof.db.exec(`${addHold(id, wish.released)};${holdClass(id, className)}`)
      proof.holds.push({ id: String(id), scope: { kind: 'class', className }, released: wish.released })
    } else if (own.length > 0) {
      const row = pick(own, wish.row ?? 0)
      const guard = proof.guarded.find(g => g.table_name === tableText(row.table))
      // Tables that no run and no guard touches take no holds.
      if (!guard) continue
      const key = guard.key_columns.map(k => row.values.get(k) ?? null)
      await proof.db.exec(`${addHold(id, wish.released)};${addScope(guard.scope_table, guard.view_columns, id, key)}`)
      const scope: Hold['scope'] = { kind: 'record', table: row.table, key: keyOf(row) }
      proof.holds.push({ id: String(id), scope, released: wish.released })
    }
    proof.nextHold++
  }
}

/** What people decided about rows of classes with a review; most rows wait. */
async function decideReviews(proof: Proof, ground: Ground, rows: readonly MadeRow[]): Promise<void> {
  for (const row of rows) {
    const decision = pick([null, null, 'dispose', 'dispose', 'keep'] as const, row.spec.decision)
    const entry = entryOf(ground, newEntity(ground.store, row.table, rowOf(row)))
    if (decision === null || entry?.kind !== 'class' || entry.clock?.gate?.kind !== 'review') continue
    const bound = proof.model.classes.find(c => c.class === entry)!
    const key = bound.table.key.map(k => row.values.get(k.name) ?? null)
    await proof.db.query(decide(bound, key, decision, null))
    const done: Done = { table: row.table, key: keyOf(row), className: entry.name, fact: { kind: 'approved' } }
    if (decision === 'dispose') proof.done = [...proof.done, done]
    const made: Case = {
      class: entry,
      stage: 'dispose',
      name: 'review',
      scope: { drafts: [row] },
      row,
      holds: [],
      decisions: [{ decision, until: null }],
    }
    proof.cases.set(JSON.stringify([row.table.name, key]), made)
  }
}

const rowOf = (row: MadeRow): Row => Object.fromEntries(row.table.columns.map(c => [c.name, row.values.get(c.name) ?? null]))
const keyOf = (row: MadeRow): Row => Object.fromEntries(row.table.primaryKey!.map(k => [k, row.values.get(k) ?? null]))
