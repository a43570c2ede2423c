import type { BoundAct, BoundAssignment, BoundClass, BoundStage, Model } from '../../bind/model.ts'
import type { Period } from '../../policy/period.ts'
import { sameTable, type TableName } from '../../schema/schema.ts'
import { identifier, literal, plainIdentifier } from '../../sql/quote.ts'
import { classNames, stageFunction, tableNames } from '../object-names.ts'
import { periodWords } from '../words.ts'
import { tellContext } from './recipients-context.ts'

/** A table as a text that PostgreSQL turns into a `regclass`. */
export const tableText = (t: TableName): string => `${plainIdentifier(t.schema)}.${plainIdentifier(t.name)}`

/** The view's column that says when a stage falls due. */
export const dueColumn = (stage: BoundStage): string => ({ dispose: 'due_at', erase: 'erase_at' })[stage.name] ?? `${stage.name}_at`

/** The bound for the index on the cutoff, in the column's own type. */
function indexBound(c: BoundClass, model: Model, period: Period): string {
  const latest = `retention.latest_cutoff(as_of, interval ${literal(period.iso)})`
  switch (c.prefilter!.column.baseType) {
    case 'date':
      return `(${latest} at time zone 'UTC')::date + 1`
    case 'timestamp without time zone':
      return `${latest} at time zone ${literal(model.policy.storedTimeZone)}`
    default:
      return latest
  }
}

const assigned: { readonly [K in BoundAssignment['kind']]: (a: Extract<BoundAssignment, { kind: K }>) => string } = {
  null: () => 'null',
  expression: a => a.sql,
  copy: a => `f.${identifier(a.as)}`,
  'as of': a => (a.column.baseType === 'date' ? `(as_of at time zone current_setting('timezone'))::date` : 'as_of'),
  // Where there is nothing to replace, what an earlier act put there stays.
  pseudonym: a => `coalesce(retention.pseudonym(r.${identifier(a.from)}::text, of_run, ${a.kept}), r.${identifier(a.column.name)})`,
}

function actContext(act: BoundAct, shared: object, model: Model): object {
  switch (act.kind) {
    case 'destroy':
      return { ...shared, kind: 'destroy' }
    case 'set':
      return {
        ...shared,
        kind: 'set',
        copies: act.assignments.some(a => a.kind === 'copy'),
        assignments: act.assignments.map(a => ({ column: a.column, value: (assigned[a.kind] as (x: BoundAssignment) => string)(a) })),
      }
    case 'rollup':
      return {
        ...shared,
        kind: 'rollup',
        into: act.into,
        keys: act.keys.map((k, i) => ({
          column: k.column,
          ordinal: i + 1,
          value: k.grain === null ? `r.${identifier(k.source.name)}` : grainValue(k.source, k.grain, k.column.type, model),
        })),
        adds: act.adds.map(a => ({
          column: a.column,
          value:
            a.kind === 'sum'
              ? `coalesce(sum(r.${identifier(a.source!)}), '0')`
              : a.where === null
                ? 'count(*)'
                : `count(*) filter (where ${a.where})`,
        })),
      }
    case 'archive':
      return { ...shared, kind: 'archive', into: act.into, columns: act.columns }
  }
}

function grainValue(source: { readonly name: string; readonly baseType: string }, grain: string, type: string, model: Model): string {
  const column = `r.${identifier(source.name)}`
  const local =
    source.baseType === 'timestamp with time zone'
      ? `${column} at time zone ${literal(model.policy.timeZone)}`
      : source.baseType === 'date'
        ? `${column}::timestamp`
        : `${column} at time zone ${literal(model.policy.storedTimeZone)} at time zone ${literal(model.policy.timeZone)}`
  const start = `date_trunc(${literal(grain)}, ${local})`
  return type === 'timestamp with time zone' ? `${start} at time zone ${literal(model.policy.timeZone)}` : `${start}::${type}`
}

const titles = (c: BoundClass, stage: BoundStage): string =>
  stage.name === 'dispose'
    ? `Disposal of "${c.class.name}".`
    : stage.name === 'erase'
      ? `Erasure of the person, for "${c.class.name}".`
      : `Stage of "${c.class.name}", ${periodWords(stage.after!)} after the cutoff.`

/** Where the rows of the class, or of a part, are the persons themselves: how their erasure gets into the ledger. */
function enteredBy(c: BoundClass, model: Model): object | null {
  for (const { table } of model.erasable) {
    const part = c.parts.find(p => sameTable(p.table, table.name)) ?? null
    if (table === c.table || part)
      return { erasureView: tableNames(table).erasureView, tableText: tableText(table.name), person: table, row: c.table, part }
  }
  return null
}

/** What the template of a batch function needs. */
export function stageContext(c: BoundClass, stage: BoundStage, model: Model): object {
  const names = classNames(c)
  const clockPeriod = stage.name === 'dispose' ? c.prefilter?.period : stage.after
  const bound = c.prefilter && clockPeriod && stage.name !== 'erase' ? indexBound(c, model, clockPeriod) : null
  const orderColumns = [
    ...(bound ? [{ text: 'f.cutoff_value', type: c.prefilter!.column.type }] : []),
    ...c.table.key.map(k => ({ text: `f.${identifier(k.as)}`, type: k.type })),
  ]
  const ledgers = [...(c.remembers ? [names.actTable] : []), ...(c.review ? [names.reviewTable] : [])]
  const shared = {
    ...names,
    heldView: tableNames(c.table).heldView,
    table: c.table,
    tableText: tableText(c.table.name),
    selfReferences: c.selfReferences,
    parts: c.parts.map(p => ({ ...p, text: tableText(p.table) })),
    ledgers,
  }
  return {
    ...shared,
    policy: model.policy,
    class: c.class,
    stage: stage.name,
    function: stageFunction(c, stage),
    title: titles(c, stage),
    due: dueColumn(stage),
    destroys: stage.destroys,
    // An erasure by request, and a replay, name the rows.
    takesRows: stage.name === 'erase',
    enters: stage.name === 'erase' ? enteredBy(c, model) : null,
    waits: stage.destroys && c.deferrals.length > 0,
    reviewed: stage.name === 'dispose' && c.review !== null,
    remembersThis: stage.name === 'dispose' && !stage.destroys,
    tenant: c.tenant,
    optIn: c.optedIn !== null && c.activation.some(a => a.kind === 'scheduled' && a.optIn),
    bound,
    order: orderColumns.map(o => o.text).join(', '),
    orderDescending: orderColumns.map(o => `${o.text} desc`).join(', '),
    positionList: orderColumns.map(o => o.text).join(', '),
    positionCasts: orderColumns.map((o, i) => `("position" ->> ${i})::${o.type}`).join(', '),
    ground: stage.name === 'erase' && c.erasure.kind === 'retain' ? c.erasure.ground : null,
    evidenceAct: stage.name === 'erase' ? 'erasure' : stage.destroys ? 'disposal' : 'stage done',
    clausesJson: JSON.stringify(c.class.clauses),
    tells: stage.tells.map(t => tellContext(t, c)),
    writes: stage.tells.length > 0 || (stage.name === 'erase' && enteredBy(c, model) !== null),
    suppresses: stage.suppresses.map(s => ({
      ...s,
      ...names,
      row: c.table,
      value: s.own === null ? `f.${identifier(s.copied!)}` : `r.${identifier(s.own)}`,
    })),
    acts: stage.acts.map(a => actContext(a, shared, model)),
    // An act that changes or deletes the rows counts them itself.
    counted: stage.acts.some(a => a.kind === 'destroy' || a.kind === 'set'),
  }
}
