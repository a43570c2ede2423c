import { Temporal } from 'temporal-polyfill'
import { positionOf } from '../../policy/position.ts'
import type { FateValue, PublishedFate } from '../../policy/published-fate.ts'
import { type Diagnostic, diagnostic } from '../../report/diagnostic.ts'
import type { Column } from '../../schema/schema.ts'
import type { Ground } from '../oracle/ground.ts'
import { OracleUnsupported } from '../oracle/unsupported.ts'
import { givenOf, outcomeColumns } from './fate-columns.ts'

/** How a moment is written in a column of each type; anything else is for PostgreSQL to read. */
const kinds: Readonly<Record<string, { readonly what: string; readonly example: string; readonly parse: (text: string) => unknown }>> = {
  'timestamp with time zone': {
    what: 'an instant, with its offset from UTC',
    example: '2025-01-31T12:00-05:00',
    parse: text => Temporal.Instant.from(text),
  },
  'timestamp without time zone': {
    what: 'a wall-clock time, without an offset',
    example: '2025-01-31T12:00',
    parse: text => /T[\d:.]+$/.test(text) && Temporal.PlainDateTime.from(text, { overflow: 'reject' }),
  },
  date: {
    what: 'a day',
    example: '2025-01-31',
    parse: text => /^\d{4}-\d\d-\d\d$/.test(text) && Temporal.PlainDate.from(text, { overflow: 'reject' }),
  },
}

function isWritten(kind: (typeof kinds)[string], text: string): boolean {
  try {
    return Boolean(kind.parse(text))
  } catch {
    return false
  }
}

/** What is wrong with the lines themselves: names that nothing has, and moments that could be read in two ways. */
export function checkFates(ground: Ground, fates: readonly PublishedFate[]): readonly Diagnostic[] {
  return fates.flatMap(fate => {
    const found: Diagnostic[] = []
    const report = (code: string, message: string, help: string): void => {
      const title = `fate("${fate.clause}", "${fate.table}")`
      found.push(diagnostic('error', code, `${title}: ${message}`, { help, position: positionOf(fate) }))
    }
    const value = (name: string, column: Column, written: FateValue): void => {
      const kind = kinds[column.baseType]
      if (kind && written !== null && !(typeof written === 'string' && isWritten(kind, written)))
        report(
          'fate-moment-unclear',
          `${name} is ${JSON.stringify(written)}; the column holds ${kind.what}`,
          `Write it like ${kind.example}.`,
        )
    }
    if (!Object.hasOwn(ground.policy.clauses, fate.clause))
      report('fate-clause-unknown', `the published text has no clause ${fate.clause}`, 'Name one of clauses.ts.')
    const instants = fate.asOf.map(({ instant }) => instant)
    const kind = kinds['timestamp with time zone']!
    const unclear = instants.filter(instant => !isWritten(kind, instant))
    for (const instant of unclear)
      report('fate-moment-unclear', `a run as of "${instant}" needs ${kind.what}`, `Write it like ${kind.example}.`)
    if (instants.length === 0) report('fate-without-instant', 'asOf names no instant, so that it says nothing', 'Name at least one.')
    else if (unclear.length === 0 && instants.some((at, i) => i > 0 && Temporal.Instant.compare(instants[i - 1]!, at) >= 0))
      report('fate-out-of-order', 'the instants do not follow each other', 'Write them from the earliest to the latest.')
    try {
      for (const g of givenOf(ground, fate)) for (const v of g.values) value(g.name, g.column, v)
      for (const { is } of fate.asOf)
        if (is !== 'kept' && is !== 'gone') for (const [column, v] of outcomeColumns(ground, fate, is)) value(column.name, column, v)
      if (fate.hold !== null) ground.table(fate.hold)
      ground.table(fate.table)
    } catch (error) {
      if (!(error instanceof OracleUnsupported)) throw error
      report('fate-name-unknown', error.diagnostics[0]!.message, 'Check the name; tsc and the editor find the same.')
    }
    return found
  })
}
