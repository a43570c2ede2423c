import { Temporal } from 'temporal-polyfill'
import type { Policy } from '../../src/policy/policy.ts'
import { findTable, type Schema } from '../../src/schema/schema.ts'
import type { Draft } from '../../src/verify/build/draft.ts'
import { fromLocal, printInstant, printLocal, toLocal } from '../../src/verify/oracle/instant.ts'
import type { Value } from '../../src/verify/oracle/world.ts'
import type { InstantType, Reference, TableDesign } from './design.ts'
import { texts } from './predicate.ts'
import { linkColumn } from './schema-sql.ts'
import { pick, type RowSpec, type TimeSpec } from './spec.ts'
import { periodsOf } from './times.ts'

/** A row, and which of its table's it was in the specification. */
export interface MadeRow extends Draft {
  readonly design: TableDesign
  readonly spec: RowSpec
}

/** The rows of a world, owners first. A row that cannot have what its table asks for is left out. */
export function rowsOf(designs: readonly TableDesign[], policy: Policy, schema: Schema, asOf: Temporal.Instant): readonly MadeRow[] {
  const made: MadeRow[] = []
  const periods = periodsOf(policy)
  const timed = (spec: TimeSpec, type: InstantType): Value => timeOf(spec, type, periods, policy, asOf)
  for (const t of designs) {
    const table = findTable(schema, t)!
    const own: MadeRow[] = []
    for (const [j, spec] of t.spec.rows.entries()) {
      const values = new Map<string, Value>()
      const of = (r: Reference): readonly MadeRow[] => made.filter(m => m.design.index === r.to)
      const wanting = t.references.filter(r => r.kind !== 'self' && r.required && of(r).length === 0)
      if (wanting.length > 0) continue
      const c = t.column
      values.set(c.region, `r${j % 2}`)
      for (const r of t.references) {
        if (r.kind === 'self') continue
        const wish = spec[r.kind]
        const to = of(r).length > 0 && (wish !== null || r.required) ? pick(of(r), wish ?? 0) : null
        refer(values, r, to, wish ?? 0)
      }
      const taken = own.filter(m => m.values.get(c.region) === values.get(c.region)).length
      values.set(c.id, keyOf(t, t.key[0]!.role === 'region' ? taken : j))
      const a = timed(spec.a, t.types.a)
      values.set(c.a, a === null && t.partitioned ? timed({ ...spec.a, kind: 0 }, t.types.a) : a)
      values.set(c.b, timed(spec.b, t.types.b))
      values.set(c.k, pick([...texts, null, null], spec.k))
      values.set(c.n, pick(['0', '1', '2', '3', '4', null], spec.n))
      values.set(c.flag, pick(['false', 'true', null], spec.flag))
      values.set(c.v, spec.v ? `name ${j}` : null)
      values.set(c.mail, `m${j}`)
      if (t.linkedTo !== null) {
        const owners = made.filter(m => m.design.index === t.linkedTo)
        const owner = owners.length > 0 && spec.owner !== null ? pick(owners, spec.owner) : null
        values.set(linkColumn(t), owner?.values.get(owner.design.column.mail) ?? null)
      }
      for (const name of values.keys()) if (!table.columns.some(x => x.name === name)) values.delete(name)
      own.push({ table, values, design: t, spec })
    }
    for (const row of own)
      for (const r of t.references) if (r.kind === 'self') refer(row.values, r, row.spec.self === null ? null : pick(own, row.spec.self), 0)
    made.push(...own)
  }
  return made
}

function refer(values: Map<string, Value>, r: Reference, to: MadeRow | null, wish: number): void {
  // One column of several may be NULL: then the row refers to nothing.
  const half = !r.required && r.columns.length > 1 && !r.columns[0]!.shared && wish % 11 === 10
  for (const [i, column] of r.columns.entries()) {
    if (column.shared && to === null) continue
    values.set(column.name, to === null || (half && i === 0) ? null : (to.values.get(r.toColumns[i]!) ?? null))
  }
}

const keyOf = (t: TableDesign, n: number): Value =>
  ({ integer: `${n + 1}`, uuid: `00000000-0000-4000-8000-00000000000${n}`, text: `K '${n}"` })[t.keyType]

const kinds = [
  'edge',
  'edge',
  'edge',
  'edge',
  'missing',
  'old',
  'edge',
  'infinity',
  '-infinity',
  'recent',
  'coming',
  'ancient',
  'remote',
] as const
/** As PostgreSQL prints it, so that a key is found again. */
const printed = (day: string, type: InstantType, era = ''): string =>
  `${day}${{ date: '', timestamp: ' 12:00:00', timestamptz: ' 12:00:00+00' }[type]}${era}`

interface Offset {
  readonly days?: number
  readonly hours?: number
  readonly microseconds?: number
}
const offsets: readonly Offset[] = [
  { hours: 0 },
  { hours: 0 },
  { microseconds: -1 },
  { microseconds: 1 },
  { hours: 1 },
  { hours: -1 },
  { days: -1 },
  { days: 1 },
  { days: -40 },
]

/** A time: on an edge of a period counted back from the moment of the run, missing, or far off. */
function timeOf(spec: TimeSpec, type: InstantType, periods: readonly string[], policy: Policy, asOf: Temporal.Instant): Value {
  const now = toLocal(asOf, policy.timeZone)
  const print = (local: Temporal.PlainDateTime): string => {
    if (type === 'date') return printDay(local)
    const at = fromLocal(local, policy.timeZone)
    return type === 'timestamptz' ? printInstant(at) : printLocal(toLocal(at, policy.storedTimeZone))
  }
  switch (pick(kinds, spec.kind)) {
    case 'edge': {
      const back = now.subtract(periods.length > 0 ? pick(periods, spec.period) : 'P0D')
      const offset = pick(offsets, spec.offset)
      // The day of the event is not counted.
      return type === 'date' ? printDay(back.subtract({ days: 1 }).add(days(offset))) : print(back.add(offset))
    }
    case 'missing':
      return null
    case 'infinity':
      return 'infinity'
    case '-infinity':
      return '-infinity'
    case 'old':
      return print(Temporal.PlainDateTime.from('2015-06-15T10:00'))
    case 'recent':
      return print(now.subtract({ hours: 5 }))
    case 'coming':
      return print(now.add({ months: 7 }))
    case 'ancient':
      return printed('0044-03-15', type, ' BC')
    case 'remote':
      return printed('9999-12-31', type)
  }
}

const days = (offset: Offset): Offset => (offset.days ? offset : offset.hours ? { days: 1 } : { days: 0 })
const printDay = (local: Temporal.PlainDateTime): string => local.toPlainDate().toString()
