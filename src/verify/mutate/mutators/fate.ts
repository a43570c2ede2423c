import { findColumn } from '../../../schema/schema.ts'
import { identifier } from '../../../sql/quote.ts'
import type { Definition } from '../definition.ts'
import type { TextMutator } from '../mutator.ts'

const inFate = { in: ['fate'] } as const
const view = { ...inFate, steps: ['views', 'run'] } as const
const due = (column: string): RegExp => new RegExp(`(interval ')(P(?!T?0)[\\dA-Z]+)('[^\\n]*) as ${column}\\b`)

const longer = (iso: string): string => iso.replace(/\d+/, n => String(Number(n) + 1))
const shorter = (iso: string): string => iso.replace(/\d+/, n => String(Number(n) - 1))
/** A unit of nearly the same length; the mistake that a reader does not see. */
const nearby = (iso: string): string =>
  iso
    .replace(/^P(\d+)Y$/, (_, n) => `P${Number(n) * 365}D`)
    .replace(/^P(\d+)M$/, (_, n) => `P${Number(n) * 30}D`)
    .replace(/^P365D$/, 'P1Y')
    .replace(/^P730D$/, 'P2Y')
    .replace(/^P(30|60|90|180)D$/, (_, n) => `P${Number(n) / 30}M`)
    .replace(/^PT(\d+)H$/, (_, n) => `PT${Number(n) - 1}H59M`)
const period =
  (change: (iso: string) => string): TextMutator['to'] =>
  m =>
    m[0].replace(m[2]!, change(m[2]!))

/** Another column of the row that would fit the join: the foreign key next to the right one. */
function otherColumn(m: RegExpExecArray, { table }: Definition): string {
  const [whole, column] = [m[0], m[1]!]
  const name = column.replaceAll('"', '')
  const right = table && findColumn(table.catalog, name)
  const other = right && table.catalog.columns.find(c => c.type === right.type && c.name !== name)
  return other ? whole.replace(`r.${column} `, `r.${identifier(other.name)} `) : whole.replace(/ on .*/, ' on false')
}

/** Mistakes in the one definition of when a row may go. */
export const fateMutators: readonly TextMutator[] = [
  { ...view, kind: 'interval', what: 'a period one unit longer', protects: 'I2', from: due('due_at'), to: period(longer) },
  { ...view, kind: 'floor', what: 'a period one unit shorter', protects: 'I1', from: due('due_at'), to: period(shorter) },
  { ...view, kind: 'unit', what: 'a period in another unit', protects: 'I1', from: due('due_at'), to: period(nearby) },
  { ...view, kind: 'interval', what: 'an interim stage one unit later', protects: 'I2', from: due('interim_\\d+_at'), to: period(longer) },
  { ...view, kind: 'ceiling', what: 'overdue one unit later', protects: 'I2', from: due('overdue_at'), to: period(longer) },
  { ...view, kind: 'residence', what: 'a residence one unit shorter', protects: 'I10', from: due('erase_at'), to: period(shorter) },
  {
    ...view,
    kind: 'NULL cutoff',
    what: 'a clock that started in 1970 where it has not started',
    protects: 'I1',
    from: /\) as start\n|^ {2}select (?!\()(.*) as start$/m,
    to: m => (m[1] ? `  select coalesce(${m[1]}, '1970-01-01') as start` : m[0]),
  },
  {
    ...view,
    kind: 'cutoff',
    what: 'the first of the children instead of the last',
    protects: 'I1',
    from: /select max\((?=retention\.counted)/,
    to: 'select min(',
  },
  {
    ...view,
    kind: 'cutoff',
    what: 'the later of two starts instead of the earlier',
    protects: 'I2',
    from: /(select )least\((?=.* as start)/,
    to: '$1greatest(',
  },
  {
    ...view,
    kind: 'cutoff',
    what: 'the earlier of two starts instead of the later',
    protects: 'I1',
    from: /(select )greatest\((?=.* as start)/,
    to: '$1least(',
  },
  {
    ...view,
    kind: 'while',
    what: 'does not keep for whoever is still there',
    protects: 'I1',
    from: /coalesce\((retention\.counted\([^()]*\)), 'infinity'\)(?=.* as kept_until)/,
    to: '$1',
  },
  {
    ...view,
    kind: 'while',
    what: 'keeps no longer than the period',
    protects: 'I1',
    from: /greatest\((retention\.due\([^()]*\)), floor\.kept_until\)(?=.* as due_at)/,
    to: '$1',
  },
  { ...view, kind: 'class predicate', what: 'every row of the table', protects: 'I1', from: /\nwhere [^;]+$/, to: '' },
  {
    ...view,
    kind: 'class predicate',
    what: 'the rows of the other classes',
    protects: 'I1',
    from: /\nwhere ([^;]+)$/,
    to: '\nwhere ($1) is not true',
  },
  {
    ...view,
    kind: 'wrong hop',
    what: 'joins its owner by another column',
    protects: 'I10',
    from: /^left join (?!retention\.)[^\n]* on r\.("?[\w]+"?) = [^\n]*$/m,
    to: otherColumn,
  },
  {
    ...view,
    kind: 'dependants',
    what: 'sees no dependants',
    protects: 'I7',
    from: /\n {2}case\n[\s\S]*? end as deferred_by/,
    to: '\n  null::text as deferred_by',
  },
  {
    ...view,
    kind: 'dependants',
    what: 'sees one kind of dependants less',
    protects: 'I7',
    from: /\n {4}when exists \([^\n]*(?=\n {4}when exists)/,
    to: '',
  },
  {
    ...view,
    kind: 'dependants',
    what: 'does not wait for what belongs to it by a declared link',
    protects: 'I1',
    from: /(\n {4}when )exists \([^\n]*\ba\.stage = 'erase'\)\)(?= then ')/,
    // An erasure of both takes the dependant first.
    to: (m, { class: c }) => (c?.stages.some(s => s.name === 'dispose' && s.destroys) ? `${m[1]}false` : m[0]),
  },
  {
    ...view,
    kind: 'hold test',
    what: 'shows nothing as held',
    protects: 'I4',
    from: /on_hold\.hold_id as hold_id/,
    to: 'null::bigint as hold_id',
  },
  {
    ...view,
    kind: 'stored fact',
    what: 'forgets that a stage is done',
    protects: 'I2',
    from: /case when interim_\d+\.done_at is null then (.*) end as (interim_\d+_at)/,
    to: '$1 as $2',
  },
  {
    ...view,
    kind: 'stored fact',
    what: 'forgets the start that an erasure recorded',
    protects: 'I1',
    from: /coalesce\(erased\.started_at, /,
    to: 'coalesce(null::timestamptz, ',
    steps: ['run', 'again', 'views'],
  },
  {
    ...view,
    kind: 'tenant',
    what: 'every tenant opted in',
    protects: 'I9',
    from: /\([^\n]*\) is true as opted_in/,
    to: 'true as opted_in',
  },
]

/** Mistakes in what previews, status and the fuse count. */
export const countMutators: readonly TextMutator[] = [
  {
    in: ['count'],
    kind: 'counts',
    what: 'counts what is due at this very instant as not due',
    protects: 'I4',
    from: /\bwhere \([^\n]*<= as_of\)/,
    to: m => m[0].replaceAll('<= as_of', '< as_of'),
  },
  {
    in: ['count'],
    kind: 'counts',
    what: 'counts held rows as due',
    protects: 'I4',
    from: /when f\.hold_id is not null then 'held'/,
    to: "when f.hold_id is not null then 'due'",
  },
  {
    in: ['count'],
    kind: 'ceiling',
    what: 'never finds anything overdue',
    protects: 'I2',
    from: /coalesce\(retention\.due\(f\.overdue_at[^\n]* as overdue/,
    to: 'false as overdue',
  },
  {
    in: ['count'],
    kind: 'counts',
    what: 'does not count what waits for a review',
    protects: 'I4',
    from: /then 'review'/,
    to: "then 'due'",
  },
  {
    in: ['gate'],
    kind: 'gate',
    what: 'asks for nothing',
    protects: 'I9',
    steps: ['tenant', 'refusals'],
    from: /#variable_conflict use_variable\nbegin/,
    to: '#variable_conflict use_variable\nbegin\n  return null;',
  },
]
