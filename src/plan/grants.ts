import type { BoundAct, BoundClass, Model } from '../bind/model.ts'
import { cutoffTables, readTables } from '../bind/run-order.ts'
import { type Table, type TableName, tableKey } from '../schema/schema.ts'
import type { Grant } from './step.ts'

interface Needs {
  readonly table: Table
  readonly owner: Set<string>
  readonly disposer: Set<string>
  readonly updates: Set<string>
}

/** The least that the generated functions need on the application's tables. */
export function grants(model: Model): readonly Grant[] {
  const needs = new Map<string, Needs>()
  const of = (name: TableName): Needs => {
    const table = model.schema.tables.find(t => tableKey(t) === tableKey(name))!
    const found = needs.get(tableKey(name)) ?? { table, owner: new Set<string>(), disposer: new Set<string>(), updates: new Set<string>() }
    needs.set(tableKey(name), found)
    return found
  }
  for (const table of model.tables) {
    const n = of(table.name)
    n.owner.add('select')
    // A row lock needs UPDATE on some column; the key is one that nothing of ours ever sets.
    n.disposer.add('select')
    if (table.key[0]) n.updates.add(table.key[0].name)
    if (table.pinned) n.owner.add('references')
    for (const path of table.ancestors) of(path.to).owner.add('select')
  }
  for (const t of model.exports.flatMap(e => e.tables))
    for (const table of [t.table, ...t.ways.flatMap(way => way.joins.map(j => j.table))]) of(table).owner.add('select')
  for (const d of model.deadlines) of(d.table).owner.add('select')
  for (const l of model.ladders) {
    for (const table of cutoffTables(l.since)) of(table).owner.add('select')
    for (const step of l.steps) if (step.closes) of(l.table.name).updates.add(step.closes.name)
  }
  for (const l of model.letters)
    for (const s of [l.to, ...l.fields.map(f => f.source)])
      for (const t of [s.from, ...s.joins.map(j => j.table)]) of(t).owner.add('select')
  if (model.tenant) of(model.tenant.table).owner.add('select')
  for (const hold of model.standingHolds) of(hold.table).owner.add('select')
  for (const cascade of model.cascades) for (const act of cascade.acts) actNeeds(act, cascade.class, of)
  for (const gate of [...model.classes.flatMap(c => c.manualGates), ...model.requests.flatMap(r => r.gates)])
    if (gate.kind === 'actor')
      for (const table of [gate.table, ...(gate.tenant?.joins ?? []).map(j => j.table)]) of(table).owner.add('select')
  for (const c of model.classes) {
    for (const join of c.joins) of(join.table).owner.add('select')
    for (const cutoff of [c.cutoff, c.keptUntil]) for (const table of readTables(cutoff, c)) of(table).owner.add('select')
    for (const deferral of c.deferrals) for (const t of deferral.tables) of(t.table).owner.add('select')
    for (const stage of c.stages) for (const act of stage.acts) actNeeds(act, c, of)
    for (const self of c.selfReferences) for (const column of self.columns) of(c.table.name).updates.add(column)
  }
  return [...needs.values()]
    .toSorted((a, b) => (tableKey(a.table) < tableKey(b.table) ? -1 : 1))
    .map(n => ({
      table: { schema: n.table.schema, name: n.table.name },
      owner: [...n.owner].toSorted(),
      disposer: [...n.disposer].toSorted(),
      disposerUpdates: [...n.updates].toSorted(),
      rowSecurity: n.table.rowSecurity.enabled,
      foreign: n.table.schema !== 'public',
    }))
}

function actNeeds(act: BoundAct, c: BoundClass, of: (name: TableName) => Needs): void {
  switch (act.kind) {
    case 'destroy':
      of(c.table.name).disposer.add('delete')
      for (const part of c.parts) for (const right of ['select', 'delete']) of(part.table).disposer.add(right)
      return
    case 'set':
      for (const a of act.assignments) of(c.table.name).updates.add(a.column.name)
      return
    case 'rollup':
      for (const right of ['select', 'insert']) of(act.into).disposer.add(right)
      for (const a of act.adds) of(act.into).updates.add(a.column.name)
      return
    case 'archive':
      of(act.into).disposer.add('insert')
  }
}
