import { Temporal } from 'temporal-polyfill'
import type { Column } from '../../schema/schema.ts'
import { printInstant, printLocal, type Start, toLocal } from '../oracle/instant.ts'
import type { Value } from '../oracle/world.ts'

/** What a cutoff's column is set to. */
export type Point = Start | null | 'infinity' | '-infinity'

/** A start in the other kind, or moved by days, roughly: for values that shall lie clearly before or after another one. */
export function moved(point: Point, days: number, kind: Start['kind']): Point {
  if (point === null || typeof point === 'string') return point
  const at = point.kind === 'instant' ? point.at : point.day.toZonedDateTime('UTC').toInstant()
  const there = at.add({ hours: 24 * days })
  return kind === 'instant' ? { kind, at: there } : { kind, day: toLocal(there, 'UTC').toPlainDate() }
}

/** The point as text of the column's type; a timestamp without a zone is written in `storedZone`. */
export function pointText(point: Point, column: Column, storedZone: string): Value {
  if (point === null || typeof point === 'string') return point
  if (column.baseType === 'date') return dayText(point.kind === 'day' ? point.day : toLocal(point.at, 'UTC').toPlainDate())
  const at = point.kind === 'instant' ? point.at : point.day.toZonedDateTime('UTC').toInstant()
  return column.baseType === 'timestamp with time zone' ? printInstant(at) : printLocal(toLocal(at, storedZone))
}

const dayText = (day: Temporal.PlainDate): string => day.toString()

/** Microseconds since 1970, and back. */
export const ticks = (at: Temporal.Instant): bigint => at.epochNanoseconds / 1000n
export const fromTicks = (n: bigint): Temporal.Instant => new Temporal.Instant(n * 1000n)
