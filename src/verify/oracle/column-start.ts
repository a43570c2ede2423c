import { findColumn, type Table } from '../../schema/schema.ts'
import type { Ground } from './ground.ts'
import { parseDay, parseInstant, type Start } from './instant.ts'
import type { Entity } from './store.ts'
import { OracleUnsupported } from './unsupported.ts'

/** Whether a column counts days or instants. Throws OracleUnsupported on any other type. */
export function columnType(ground: Ground, table: Table, name: string): Start['kind'] {
  const { baseType } = findColumn(table, ground.column(table, name))!
  if (baseType === 'date') return 'day'
  if (baseType.startsWith('timestamp')) return 'instant'
  throw new OracleUnsupported(`the cutoff ${name} has the type ${baseType}`)
}

/** The column's value as a start; NULL and ±infinity are missing. */
export function columnStart(ground: Ground, entity: Entity, name: string): Start | null {
  const text = entity.row[ground.column(entity.table, name)] ?? null
  if (text === null) return null
  if (columnType(ground, entity.table, name) === 'day') {
    const day = parseDay(text)
    return day && { kind: 'day', day }
  }
  const at = parseInstant(text, ground.policy.storedTimeZone)
  return at && { kind: 'instant', at }
}
