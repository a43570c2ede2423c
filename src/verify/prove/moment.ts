import { tableKey } from '../../schema/schema.ts'
import { keyColumns, keyText } from '../build/draft.ts'
import { askedErasures } from '../database/asked.ts'
import { snapshot } from '../database/snapshot.ts'
import type { Moment } from '../instants.ts'
import { fates } from '../oracle/oracle.ts'
import type { Done, World } from '../oracle/world.ts'
import { prepareCases } from '../prepare-cases.ts'
import type { Proof } from './proof.ts'
import type { Prepared, StepName } from './step.ts'
import { steps } from './steps.ts'

/**
 * What can do without cases of every kind is tried at the first moment: the day that has them takes long enough.
 * Guards and evidence come before all else: they change session_replication_role, and with every change PostgreSQL forgets all its plans.
 */
const stepsOf: Readonly<Record<Moment['cases'], readonly StepName[]>> = {
  first: ['guards', 'views', 'held parts', 'ladders', 'run'],
  edges: ['views', 'run'],
  residence: ['views', 'run'],
  all: [
    'evidence',
    'views',
    'placed hold',
    'standing holds',
    'grants',
    'schedule',
    'refusals',
    'blocked row',
    'run',
    'chain',
    'again',
    'tenant',
  ],
  last: ['views', 'class holds', 'run'],
}

/** Write the cases of a moment and read how every row stands. */
export async function prepareMoment(proof: Proof, moment: Moment, next: Moment | null): Promise<Prepared> {
  const { cases, tenant } = await prepareCases(proof, moment, next)
  const { policy, schema, naming } = proof.model
  const world: World = {
    rows: await snapshot(proof.db, schema),
    holds: proof.holds,
    done: proof.done,
    asked: await askedErasures(proof.db, proof.model),
  }
  return { moment, cases, tenant, world, fates: fates(policy, schema, world, moment.asOf, naming), only: null }
}

/** One moment of the proof: cases, the run, and every comparison. */
export async function proveMoment(proof: Proof, moment: Moment, next: Moment | null): Promise<void> {
  let prepared = await prepareMoment(proof, moment, next)
  for (const name of stepsOf[moment.cases]) {
    const after = await steps[name](proof, prepared)
    if (name === 'run') noteShown(proof, prepared, after)
    prepared = after
  }
}

/** In which cases something was done to the row. */
function noteShown(proof: Proof, { cases, world: before, moment, fates: all }: Prepared, { world: after }: Prepared): void {
  const tables = new Map(proof.model.schema.tables.map(t => [tableKey(t), t]))
  const fateOf = new Map(all.map(f => [keyText(tables.get(tableKey(f.table))!, f.key), f]))
  for (const c of cases) {
    const key = keyText(c.row.table, Object.fromEntries(keyColumns(c.row.table).map(k => [k, c.row.values.get(k) ?? null])))
    const [was, is] = [before, after].map(w => (w.rows.get(tableKey(c.row.table)) ?? []).find(r => keyText(c.row.table, r) === key))
    const acted =
      JSON.stringify(was) !== JSON.stringify(is) ||
      newFacts(before.done, after.done).some(d => keyText(c.row.table, d.key) === key && d.table.name === c.row.table.name)
    const gone = was !== undefined && is === undefined
    proof.shown.push({ case: c, moment: moment.name, acted, gone, fate: fateOf.get(key) ?? null })
  }
}

const newFacts = (before: readonly Done[], after: readonly Done[]): readonly Done[] => {
  const old = new Set(before)
  return after.filter(d => !old.has(d))
}
