import type { Cutoff } from '../policy/cutoff.ts'
import type { Policy } from '../policy/policy.ts'
import type { Part, RecordClass } from '../policy/record-class.ts'
import { type Column, findTable, type Schema, sameTable, type Table, type TableName, tableKey } from '../schema/schema.ts'
import { isField } from '../sql/quote.ts'
import { type Binder, cutoffType } from './bind-cutoff.ts'
import { membership, rowPredicate } from './membership.ts'
import type { BoundTable, Dependant, KeyColumn, OwnerPath } from './model.ts'
import { ownerPaths } from './owner-paths.ts'
import type { Problems } from './problems.ts'

/** Columns of our views and tables, and the variables of the functions that read them: in SQL a column beats a parameter of its name. */
const ourNames = new Set(
  `started_at due_at overdue_at erase_at disposed_at hold_id deferred_by waits_until opted_in tenant review cutoff_value
  stage subject_key began_at clauses done_at ground decision keep_until note decided_at decided_by
  of_run as_of scheduled only_tenant position batch_rows taken disposed next_position failure failure_state from_start to_start digest n counts told suppressed
  step_no reached_at announced_on next_at waits_for
  place at_position state overdue rows_due rows_overdue rows_held rows_deferred rows_in_review`.split(/\s+/),
)
const isOurs = (name: string): boolean => ourNames.has(name) || /^(interim_\d+_at|waits_until_\d+|copy_\d+|key_\d+)$/.test(name)

/** The columns by which one row is addressed: the primary key, or a unique key without NULLs. */
export function keyOf(table: Table): readonly KeyColumn[] | null {
  const notNull = (key: readonly string[]): boolean => key.every(k => table.columns.find(c => c.name === k)?.notNull)
  const key = table.primaryKey ?? table.uniqueKeys.find(notNull)
  return key?.map((name, i) => keyColumn(table, name, i)) ?? null
}

export const keyColumn = (table: Table, name: string, i: number): KeyColumn => ({
  name,
  type: table.columns.find(c => c.name === name)!.type,
  as: isOurs(name) ? `key_${name}` : name,
  variable: `key_${i + 1}`,
})

export const partTables = (parts: readonly Part[]): readonly string[] => parts.flatMap(p => [p.table, ...partTables(p.parts)])

/** Everything that a run or a guard touches: classes, their parts, the tables on the way to a subject, and what refers to any of them. */
function involved(policy: Policy, schema: Schema, { names, edges }: Binder): readonly Table[] {
  const set = new Map<string, Table>()
  const add = (name: TableName): boolean => {
    const table = findTable(schema, name)
    if (!table || set.has(tableKey(name))) return false
    set.set(tableKey(name), table)
    return true
  }
  const classes = policy.schedule.filter((e): e is RecordClass => e.kind === 'class')
  for (const c of classes) for (const t of [c.table, ...partTables(c.parts)]) add(names.tableName(t))
  for (const s of policy.subjects) add(names.tableName(s.table))
  for (const h of policy.holds) for (const t of [h.table, h.holds]) add(names.tableName(t))
  const subjects = policy.subjects.map(s => names.tableName(s.table))
  for (const table of [...set.values()])
    for (const path of ownerPaths(table, 'r', edges))
      if (subjects.some(s => sameTable(s, path.to))) for (const join of path.joins) add(join.table)
  // What refers to an involved table can be hurt by a cascade and can make a row wait.
  for (let grew = true; grew; ) {
    grew = false
    for (const table of [...set.values()])
      for (const edge of edges.down(table)) if (!Object.hasOwn(policy.outOfScope, names.written(edge.from))) grew = add(edge.from) || grew
  }
  return [...set.values()]
}

/** The involved tables, dependants first; references that close a circle are marked on the way. */
export function bindTables(policy: Policy, binder: Binder, stem: (name: string) => string, problems: Problems): readonly BoundTable[] {
  const { schema, names, edges } = binder
  const tables = involved(policy, schema, binder).toSorted((a, b) =>
    a.schema === b.schema ? compare(a.name, b.name) : compare(a.schema, b.schema),
  )
  const ordered: BoundTable[] = []
  const visiting = new Set<string>()
  const done = new Set<string>()

  const visit = (table: Table): void => {
    visiting.add(tableKey(table))
    const dependants: Dependant[] = []
    for (const edge of edges.down(table)) {
      const dependant = tables.find(t => sameTable(t, edge.from))
      if (!dependant) continue
      const self = sameTable(edge.from, table)
      const circular = !self && visiting.has(tableKey(dependant))
      if (!self && !circular && !done.has(tableKey(dependant))) visit(dependant)
      dependants.push({
        table: edge.from,
        foreignKey: edge.foreignKey,
        join: edges.join(edge, 'd', 'r', 'to'),
        joinOfOld: edges.join(edge, 'd', 'old', 'to'),
        referred: edges.ownerColumns(edge),
        self,
        circular,
      })
    }
    visiting.delete(tableKey(table))
    done.add(tableKey(table))
    const key = keyOf(table)
    const written = names.written(table)
    if (!key) {
      problems.error(
        policy.schedule.find(e => e.kind === 'class' && sameTable(names.tableName(e.table), table)) ?? policy,
        'primary-key-missing',
        `table "${written}" has no primary key and no unique key without NULLs, so that a row on hold or a row that waits could not be named`,
        `Add one: alter table ${written} add column id bigint generated always as identity primary key;`,
      )
    }
    const ancestors = ownerPaths(table, 'r', edges)
    const classes = policy.schedule.filter((e): e is RecordClass => e.kind === 'class' && sameTable(names.tableName(e.table), table))
    const ownerColumns = edges.up(table).flatMap(edges.columns)
    const dates = new Map(classes.map(c => [c, datedBy(c, table, binder)]))
    const partOf = policy.schedule.find(
      (e): e is RecordClass => e.kind === 'class' && partTables(e.parts).some(p => sameTable(names.tableName(p), table)),
    )
    const frozen = [...new Set([...(key ?? []).map(k => k.name), ...ownerColumns])]
    for (const name of frozen.filter(c => !isField(c)))
      problems.error(
        policy,
        'column-name-unusable',
        `table "${written}": the name of the column ${JSON.stringify(name)} holds a control character or a dollar quote, so that no guard could read it from the row`,
        `Rename it: alter table … rename column …;`,
      )
    ordered.push({
      kind: 'bound table',
      name: { schema: table.schema, name: table.name },
      catalog: table,
      stem: stem(written),
      key: key ?? [],
      ancestors,
      ancestorsOfOld: ownerPaths(table, 'old', edges),
      dependants,
      classes: classes.map(c => ({ name: c.name, where: membership(c, policy, binder, 'r'), datedBy: dates.get(c)! })),
      scopeColumns: [
        ...new Set([
          ...classes.flatMap(c => (c.where ? rowPredicate(c.where, c.table, 'r', c, `class "${c.name}": where`, binder).columns : [])),
          ...[...dates.values()].flatMap(c => (c ? [c.name] : [])),
        ]),
      ].filter(c => !frozen.includes(c)),
      tenant: tenantOf(table, ancestors, policy, binder),
      preserve: classes.some(c => c.preserve === 'block') || partOf?.preserve === 'block' ? 'block' : 'copy',
      pinned: table.partitions.length > 0 && table.primaryKey !== null,
      frozen,
    })
  }
  for (const table of tables) if (!done.has(tableKey(table))) visit(table)
  return ordered
}

/** The first column of the row itself that the class's cutoff reads, else the one that says when the row was collected. */
function datedBy(c: RecordClass, table: Table, { names }: Binder): Column | null {
  const first = (cutoff: Cutoff): string | null => {
    switch (cutoff.kind) {
      case 'column':
        return cutoff.column
      case 'earliestOf':
      case 'latestOf':
        return cutoff.of.map(first).find(x => x !== null) ?? null
      case 'orElse':
        return first(cutoff.cutoff) ?? first(cutoff.otherwise)
      case 'endOf':
        return first(cutoff.cutoff)
      default:
        return null
    }
  }
  const written = (c.clock ? first(c.clock.cutoff) : null) ?? c.collected
  const column = written === null ? undefined : table.columns.find(x => x.name === names.columnName(c.table, written))
  return column && cutoffType(column) ? column : null
}

function tenantOf(table: Table, ancestors: readonly OwnerPath[], { tenant }: Policy, { names }: Binder): BoundTable['tenant'] {
  if (!tenant) return null
  const target = names.tableName(tenant.table)
  const path = ancestors.find(p => sameTable(p.to, target))
  const alias = sameTable(target, table) ? 'r' : path?.alias
  return alias === undefined ? null : { joins: path?.joins ?? [], place: { alias, column: names.columnName(tenant.table, tenant.key) } }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
