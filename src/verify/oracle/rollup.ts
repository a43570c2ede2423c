import type { Measure, Rollup, RollupKey } from '../../policy/act.ts'
import { findColumn, type Table } from '../../schema/schema.ts'
import type { Ground } from './ground.ts'
import { fromLocal, parseDay, parseInstant, printInstant, printLocal, toLocal } from './instant.ts'
import { holds } from './predicate.ts'
import { change, type Entity, entitiesOf, newEntity, put, type Store } from './store.ts'
import { OracleUnsupported } from './unsupported.ts'
import type { Row, Value } from './world.ts'

/** Add a row to its group in the aggregate table. Rows whose key holds a NULL form one group here; compare sums, not rows. */
export function rollUp(ground: Ground, store: Store, entity: Entity, act: Rollup): void {
  const into = ground.table(act.into)
  const key = Object.fromEntries(act.key.map(k => [ground.column(into, k.column), keyValue(ground, entity, into, k)]))
  const found = entitiesOf(store, into).find(e => Object.entries(key).every(([c, v]) => (e.row[c] ?? null) === v))
  const sums = Object.fromEntries(
    act.add.map(m => {
      const column = ground.column(into, m.column)
      return [column, sum(found?.row[column] ?? '0', measured(ground, entity, m))]
    }),
  )
  if (found) change(store, found, sums)
  else put(store, newEntity(store, into, { ...key, ...sums } as Row))
}

function keyValue(ground: Ground, entity: Entity, into: Table, { column, from }: RollupKey): Value {
  const source = ground.column(entity.table, from.column)
  const text = entity.row[source] ?? null
  if (from.kind === 'column' || text === null) return text
  const { timeZone, storedTimeZone } = ground.policy
  const isDay = findColumn(entity.table, source)!.baseType === 'date'
  const at = isDay ? null : parseInstant(text, storedTimeZone)
  const local = isDay ? parseDay(text)?.toPlainDateTime() : at && toLocal(at, timeZone)
  if (!local) throw new OracleUnsupported(`${source} is ${text} and lies in no ${from.grain}`)
  const first = from.grain === 'month' ? local.with({ day: 1 }) : local
  const floored = first.round({ smallestUnit: from.grain === 'hour' ? 'hour' : 'day', roundingMode: 'floor' })
  const type = findColumn(into, ground.column(into, column))!.baseType
  if (type === 'date') return floored.toPlainDate().toString()
  const instant = fromLocal(floored, timeZone)
  if (type === 'timestamp with time zone') return printInstant(instant)
  if (type === 'timestamp without time zone') return printLocal(toLocal(instant, storedTimeZone))
  throw new OracleUnsupported(`a ${from.grain} in ${column}, of type ${type}`)
}

function measured(ground: Ground, entity: Entity, { measure }: Measure): string {
  if (measure.kind === 'sum') return entity.row[ground.column(entity.table, measure.column)] ?? '0'
  return measure.where === null || holds(ground, measure.where, [entity]) ? '1' : '0'
}

/** Exact decimal addition, with the larger of the two scales, as `numeric` prints it. */
function sum(a: string, b: string): string {
  if (![a, b].every(x => /^-?\d+(\.\d+)?$/.test(x))) throw new OracleUnsupported(`the sum of ${a} and ${b}`)
  const scale = Math.max(...[a, b].map(x => x.split('.')[1]?.length ?? 0))
  const scaled = (x: string): bigint => {
    const [whole, fraction = ''] = x.split('.')
    return BigInt(whole + fraction.padEnd(scale, '0'))
  }
  const total = scaled(a) + scaled(b)
  const digits = (total < 0n ? -total : total).toString().padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return total < 0n ? `-${text}` : text
}
