import type { Table } from '../../schema/schema.ts'
import { keyText } from '../build/draft.ts'
import type { Moment } from '../instants.ts'
import { keyRow } from '../judge/compare-worlds.ts'
import { printInstant } from '../oracle/instant.ts'
import type { Row } from '../oracle/world.ts'
import type { Finding } from './finding.ts'
import type { Proof } from './proof.ts'

/** Record a disagreement under the class and the case of the row. */
export function find(
  proof: Proof,
  moment: Moment,
  table: Table | null,
  row: Row | null,
  className: string | null,
  stage: string | null,
  did: string,
  expected: string,
): void {
  const made = table && row ? (proof.cases.get(keyText(table, row)) ?? null) : null
  const name = className ?? made?.class.name ?? ''
  const finding: Finding = Object.freeze({
    class: name,
    clauses: [...proof.classes, ...proof.model.policy.ladders].find(c => c.name === name)?.clauses ?? [],
    stage: stage ?? made?.stage ?? null,
    case: made ? `${made.class.name === name ? '' : `${made.class.name}: `}${made.name}` : null,
    asOf: printInstant(moment.asOf),
    table: table && `${table.schema}.${table.name}`,
    row: table && row ? Object.freeze(keyRow(table, row)) : row,
    did,
    expected,
  })
  proof.findings.push(finding)
}
