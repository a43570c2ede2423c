import { findColumn, type Table, tableKey } from '../../schema/schema.ts'
import type { Database } from '../database/database.ts'
import { checkColumns, tableText } from '../database/statements.ts'
import { write } from '../database/write.ts'
import type { Row, Value } from '../oracle/world.ts'
import { openScope, Unbuildable } from './draft.ts'
import { alternatives } from './value.ts'
import { combinations, holdsOn } from './variants.ts'
import { make, type Recipe, tiesFrom, type Workshop } from './workshop.ts'

const attempts = 200

/**
 * Find out for each table how to make a row that its checks accept and that no standing hold holds: by trying, since only
 * PostgreSQL knows. Gives the tables of which no row can be made, with the reason.
 */
export async function learnRecipes(db: Database, workshop: Workshop, order: readonly Table[]): Promise<ReadonlyMap<Table, string>> {
  const failed = new Map<Table, string>()
  for (const table of order) {
    const calm = unheld(workshop, table)
    const reason = await learn(db, workshop, order, table, { set: calm, without: [] })
    if (reason !== null) failed.set(table, reason)
  }
  return failed
}

/** Column values with which no standing hold on the table is true. */
function unheld({ ground }: Workshop, table: Table): Row {
  const predicates = ground.policy.holds.filter(h => ground.table(h.table) === table).map(h => h.where)
  if (predicates.length === 0) return {}
  const free = combinations(ground, table, predicates).filter(row => predicates.every(p => !holdsOn(ground, table, p, row)))
  // A value says more than a NULL.
  return free.find(row => !Object.values(row).includes(null)) ?? free[0] ?? {}
}

interface Refusal extends Error {
  readonly code?: string
  readonly constraint?: string
}

async function learn(db: Database, workshop: Workshop, order: readonly Table[], table: Table, first: Recipe): Promise<string | null> {
  let queue: readonly Recipe[] = [first]
  let reason = ''
  for (let i = 0; i < attempts && queue.length > 0; i++) {
    const [recipe, ...rest] = queue
    queue = rest
    workshop.recipes.set(tableKey(table), recipe!)
    const scope = openScope()
    try {
      make(workshop, scope, table)
    } catch (error) {
      if (!(error instanceof Unbuildable)) throw error
      return error.message
    }
    const refusal = (await write(db, order, scope, false)) as Refusal | null
    if (refusal === null) return null
    reason ||= refusal.message
    if (refusal.code === '23514' && refusal.constraint)
      queue = [...queue, ...(await variations(db, workshop, table, recipe!, refusal.constraint))]
    // A circle of references that are not deferred: one of them must stay open.
    const circular = tiesFrom(workshop, table).find(t => t.name === refusal.constraint && !t.required && !recipe!.without.includes(t.name))
    if (refusal.code === '23503' && circular) queue = [...queue, { ...recipe!, without: [...recipe!.without, circular.name] }]
  }
  return `PostgreSQL refuses every row that was made up: ${reason}`
}

/** The recipe with other values for the columns of the check that refused it. */
async function variations(db: Database, workshop: Workshop, table: Table, recipe: Recipe, constraint: string): Promise<readonly Recipe[]> {
  const { rows } = await db.query<{ readonly name: string }>(checkColumns, [constraint, tableText(table)])
  const names = rows.map(r => r.name).filter(name => !(name in recipe.set))
  const open = tiesFrom(workshop, table).filter(
    t => !t.required && !recipe.without.includes(t.name) && t.pairs.some(([c]) => names.includes(c)),
  )
  const tied = new Set(open.flatMap(t => t.pairs.map(([c]) => c)))
  return [
    ...open.map(t => ({ ...recipe, without: [...recipe.without, t.name] })),
    ...names
      .filter(name => !tied.has(name))
      .flatMap(name =>
        alternatives(findColumn(table, name)!).map((value: Value) => ({ ...recipe, set: { ...recipe.set, [name]: value } })),
      ),
  ]
}
