import { findColumn, sameTable, type Table, tableKey } from '../../schema/schema.ts'
import type { Ground } from '../oracle/ground.ts'
import type { Row, Value } from '../oracle/world.ts'
import { type Draft, findDraft, type Scope, Unbuildable } from './draft.ts'
import { type Tie, tiesOf } from './tie.ts'
import { isMoment, valueFor } from './value.ts'

/** What has been learned about a table: values that its checks accept, and ties that must stay open. */
export interface Recipe {
  readonly set: Row
  readonly without: readonly string[]
}

/** Makes up valid rows from the catalog, each with the rows that it refers to. */
export interface Workshop {
  readonly ground: Ground
  readonly recipes: Map<string, Recipe>
  readonly ties: Map<string, readonly Tie[]>
  next: number
}

export const openWorkshop = (ground: Ground): Workshop => ({ ground, recipes: new Map(), ties: new Map(), next: 1 })

export interface MakeOptions {
  /** Ties to leave open where they may be. */
  readonly without?: readonly string[]
  /** Optional ties to nobody: the row belongs to no one but whom it must. */
  readonly alone?: boolean
  readonly path?: readonly Table[]
}

export function tiesFrom(workshop: Workshop, table: Table): readonly Tie[] {
  const found = workshop.ties.get(tableKey(table)) ?? tiesOf(workshop.ground, table)
  workshop.ties.set(tableKey(table), found)
  return found
}

/**
 * Make up one row and, within the scope, whatever it must or may belong to; owners that are there already are shared.
 * `set` fixes columns. Throws Unbuildable where the catalog asks for more than is known here.
 */
export function make(workshop: Workshop, scope: Scope, table: Table, set: Row = {}, options: MakeOptions = {}): Draft {
  const recipe = workshop.recipes.get(tableKey(table))
  const path = [...(options.path ?? []), table]
  const n = workshop.next++
  const draft: Draft = { table, values: new Map(Object.entries({ ...recipe?.set, ...set })) }
  const open = new Set([...(recipe?.without ?? []), ...(options.without ?? [])])
  const ties = tiesFrom(workshop, table).filter(t => t.required || (t.owner && !options.alone && !open.has(t.name)))
  const tied = new Set(tiesFrom(workshop, table).flatMap(t => t.pairs.map(([c]) => c)))
  // Keys that nothing else decides come first: somebody may refer to them while the owners are made.
  for (const column of keyed(table)) if (!tied.has(column) && !draft.values.has(column)) fill(draft, column, n)
  for (const column of table.primaryKey ?? [])
    if (!draft.values.has(column) && !ties.some(t => t.foreignKey && t.pairs.some(([c]) => c === column))) fill(draft, column, n)
  scope.drafts.push(draft)
  for (const tie of ties) attach(workshop, scope, draft, tie, path)
  selfTie(draft)
  for (const column of table.columns) {
    if (draft.values.has(column.name) || column.generated === 'stored' || column.generated === 'virtual') continue
    if (keyed(table).includes(column.name) && column.notNull) fill(draft, column.name, n)
    else if (tied.has(column.name) && !column.notNull) draft.values.set(column.name, null)
    else if (isMoment(column) && !column.notNull) draft.values.set(column.name, null)
    else fill(draft, column.name, keyed(table).includes(column.name) || /text|char/.test(column.baseType) ? n : 1)
  }
  return draft
}

/** A reference to a row of the same table stays open, or leads to the row itself where it must lead somewhere. */
function selfTie({ table, values }: Draft): void {
  for (const fk of table.foreignKeys.filter(f => sameTable(f.references, table)))
    for (const [i, c] of fk.columns.entries())
      if (!values.has(c)) values.set(c, findColumn(table, c)!.notNull ? (values.get(fk.references.columns[i]!) ?? null) : null)
}

/** Tie a row to a row of another table, which is found in the scope or made. False where the tie contradicts what is set. */
export function attach(workshop: Workshop, scope: Scope, draft: Draft, tie: Tie, path: readonly Table[] = [draft.table]): boolean {
  if (tie.constants.some(([c, v]) => draft.values.has(c) && draft.values.get(c) !== v)) return false
  // A column that was set to NULL on purpose stays so.
  if (!tie.required && tie.pairs.some(([c]) => draft.values.get(c) === null)) return false
  const fixed: Record<string, Value> = {}
  for (const [mine, theirs] of tie.pairs) if (draft.values.has(mine)) fixed[theirs] = draft.values.get(mine)!
  let parent = findDraft(scope, tie.to, fixed)
  if (!parent) {
    if (path.includes(tie.to)) {
      if (tie.required) throw new Unbuildable(`${draft.table.name} and ${tie.to.name} need each other first`)
      return false
    }
    parent = make(workshop, scope, tie.to, fixed, { path })
  }
  for (const [mine, theirs] of tie.pairs) draft.values.set(mine, parent.values.get(theirs) ?? null)
  for (const [column, value] of tie.constants) draft.values.set(column, value)
  return true
}

function fill(draft: Draft, name: string, n: number): void {
  const column = findColumn(draft.table, name)!
  const value = valueFor(column, n)
  if (value === null && column.notNull && !column.hasDefault && !column.generated)
    throw new Unbuildable(`no value is known for ${draft.table.name}.${name}, of type ${column.type}`)
  if (value === null && column.hasDefault) return
  draft.values.set(name, value)
}

/** Columns that tell rows apart, or that others refer to. */
const keyed = (table: Table): readonly string[] => [...new Set([...(table.primaryKey ?? []), ...table.uniqueKeys.flat()])]
