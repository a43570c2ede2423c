import { Temporal } from 'temporal-polyfill'
import type { RecordClass } from '../policy/record-class.ts'
import { learnRecipes } from './build/recipes.ts'
import { openWorkshop } from './build/workshop.ts'
import { ask } from './database/ask.ts'
import type { Database } from './database/database.ts'
import { install } from './database/install.ts'
import { guardedTables, prepareFates } from './database/statements.ts'
import { parentsFirst } from './database/write.ts'
import { learnApart } from './learn-apart.ts'
import { openGround } from './oracle/ground.ts'
import type { Guarded, Proof } from './prove/proof.ts'
import type { VerifyInput } from './verify.ts'

/** The emitted files installed in a database that has the schema, and armed; nothing proved yet. */
export async function openProof({ policy, schema, model, files }: VerifyInput, db: Database): Promise<Proof> {
  await install(db, files)
  const nothing = { rows: new Map(), holds: [], done: [] }
  const workshop = openWorkshop(openGround(policy, schema, nothing, Temporal.Instant.from('2024-01-01T00:00Z'), model.naming))
  const order = parentsFirst(schema)
  for (const [i, c] of model.classes.entries()) await db.exec(prepareFates(c, `fates_${i}`))
  const unbuildable = await learnRecipes(db, workshop, order)
  const classes = policy.schedule.filter((e): e is RecordClass => e.kind === 'class')
  return {
    db,
    model,
    files,
    workshop,
    order,
    unbuildable,
    apart: await learnApart(db, order, classes, { workshop, unbuildable }),
    guarded: await ask<Guarded>(db, guardedTables),
    classes,
    findings: [],
    notCovered: [],
    shown: [],
    cases: new Map(),
    holds: [],
    done: [],
    rows: 0,
    checks: 0,
    nextHold: 1_000_000,
  }
}
