import type { PGlite } from '@electric-sql/pglite'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { iso } from '../../../src/policy/period.ts'
import { openPglite } from '../../../src/schema/pglite.ts'
import { due } from '../../../src/verify/oracle/calendar.ts'
import { fromLocal, parseDay, parseInstant, printInstant, printLocal } from '../../../src/verify/oracle/instant.ts'

/** Two calendars that know nothing of each other, PostgreSQL's and Temporal's, on every change of clocks of eleven years. */

let db: PGlite
beforeAll(async () => {
  db = await openPglite()
  await db.exec(`set timezone = 'UTC'; set datestyle = 'ISO, YMD'`)
})
afterAll(() => db.close())

const zones = [
  'America/New_York',
  'Europe/Belgrade',
  'Europe/Dublin', // winter time is the exception in the zone's data
  'Australia/Lord_Howe', // half an hour
  'America/Havana', // at midnight
  'Africa/Cairo', // at midnight, and only since 2023
  'Africa/Casablanca', // the other way round in Ramadan
]
const periods = ['PT24H', 'P30D', 'P14M', 'P7Y', 'P1Y2M3DT4H5M']

/** Wall clocks about each change of the clocks from 2020 to 2030. */
function wallClocks(zone: string): readonly Temporal.PlainDateTime[] {
  const found: Temporal.PlainDateTime[] = []
  let at = Temporal.ZonedDateTime.from(`2020-01-01T00:00[${zone}]`)
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next || next.year > 2030) return found
    const edges = [next.subtract({ nanoseconds: 1000 }).toPlainDateTime(), next.toPlainDateTime()]
    for (const edge of edges) for (const minutes of [-60, -30, 0, 30, 60]) found.push(edge.add({ minutes }))
    at = next
  }
}

const column = async (sql: string, ...parameters: unknown[]): Promise<readonly string[]> =>
  (await db.query<{ x: string }>(sql, parameters)).rows.map(r => r.x)

describe.each(zones)('%s', zone => {
  const clocks = wallClocks(zone)

  test('a wall clock is the same instant', async () => {
    const theirs = await column(`select (t::timestamp at time zone $2)::text x from unnest($1::text[]) t`, clocks.map(printLocal), zone)
    expect(theirs.length).toBeGreaterThan(140)
    expect(clocks.map(c => printInstant(fromLocal(c, zone)))).toEqual(theirs)
  })

  test('a period after an instant ends at the same instant', async () => {
    // Starts from which each period ends about a change of the clocks.
    const starts = clocks.flatMap(c => periods.map(p => [printInstant(fromLocal(c.subtract(p), zone)), p] as const))
    const theirs = await column(
      `select (((s::timestamptz at time zone $3) + p::interval) at time zone $3)::text x from unnest($1::text[], $2::text[]) t(s, p)`,
      starts.map(([s]) => s),
      starts.map(([, p]) => p),
      zone,
    )
    expect(starts.map(([s, p]) => printInstant(due({ kind: 'instant', at: parseInstant(s, zone)! }, iso(p), zone)!))).toEqual(theirs)
  })

  test('a period after a day ends at the same instant', async () => {
    const starts = clocks.flatMap(c => periods.map(p => [c.subtract(p).toPlainDate().toString(), p] as const))
    const theirs = await column(
      `select (((s::date + p::interval) + interval '1 day') at time zone $3)::text x from unnest($1::text[], $2::text[]) t(s, p)`,
      starts.map(([s]) => s),
      starts.map(([, p]) => p),
      zone,
    )
    expect(starts.map(([s, p]) => printInstant(due({ kind: 'day', day: parseDay(s)! }, iso(p), zone)!))).toEqual(theirs)
  })
})

test('texts go in and out as PostgreSQL prints them', async () => {
  const texts = ['2026-03-08 07:00:00.000001+00', '1999-12-31 23:59:59.99+00', '2026-01-01 00:00:00+00', '2026-10-10 10:10:10.1+00']
  const theirs = await column(`select t::timestamptz::text x from unnest($1::text[]) t`, texts)
  expect(texts.map(t => printInstant(parseInstant(t, 'UTC')!))).toEqual(theirs)
})
