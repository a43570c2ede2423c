import { type CatalogNames, catalogNames } from '../bind/catalog-names.ts'
import type { BoundClass, Model } from '../bind/model.ts'
import { problems } from '../bind/problems.ts'
import type { RecordClass } from '../policy/record-class.ts'
import { sameTable, type TableName } from '../schema/schema.ts'

/** The policy's names and the catalog's, one from the other; what bind reported of them is not reported again. */
export const namesOf = (model: Model): CatalogNames => catalogNames(model.schema, model.naming, problems())

/** Classes as the policy lists them; the model has them in run order. */
export const classesOf = (model: Model): readonly BoundClass[] => {
  const place = new Map(model.policy.schedule.map((entry, i) => [entry as object, i]))
  return model.classes.toSorted((a, b) => place.get(a.class)! - place.get(b.class)!)
}

/** How a message names a class. */
export const title = (c: Pick<RecordClass, 'name' | 'table'>): string =>
  c.name === c.table ? `class "${c.name}"` : `class "${c.name}" of "${c.table}"`

/** The first class of a table, or the policy where it has none: what a finding about the table points at. */
export const entryOf = (model: Model, table: TableName): object =>
  classesOf(model).find(c => sameTable(c.table.name, table) || c.parts.some(p => sameTable(p.table, table)))?.class ?? model.policy
