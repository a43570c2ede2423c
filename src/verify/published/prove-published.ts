import { positionOf } from '../../policy/position.ts'
import type { PublishedFate } from '../../policy/published-fate.ts'
import { type Diagnostic, LapseError } from '../../report/diagnostic.ts'
import { canary } from '../database/ask.ts'
import type { Proof } from '../prove/proof.ts'
import { checkFates } from './check-fates.ts'
import { type Difference, type Line, lineOf, proveLines } from './prove-fate.ts'
import type { Contradiction, PublishedProof } from './published-proof.ts'
import { together } from './together.ts'

/**
 * Try every line of the published table on the emitted SQL, before any other row is there. The oracle reads the same policy as
 * the compiler and cannot see that the policy is wrong; these lines were written from the text.
 * Throws LapseError with all that is wrong with the lines themselves.
 */
export async function provePublished(proof: Proof, fates: readonly PublishedFate[]): Promise<PublishedProof> {
  const faults: Diagnostic[] = [...checkFates(proof.workshop.ground, fates)]
  if (faults.length > 0) throw new LapseError(...faults)
  const lines = new Map<PublishedFate, Line>()
  const collect = (error: unknown): void => {
    if (!(error instanceof LapseError)) throw error
    faults.push(...error.diagnostics)
  }
  for (const fate of fates)
    try {
      lines.set(fate, lineOf(proof, fate))
    } catch (error) {
      collect(error)
    }
  const differences = new Map<PublishedFate, Difference | null>()
  await canary(proof.db)
  for (const group of together(proof.workshop.ground, [...lines.values()])) {
    const found = await proveLines(proof, group).catch(collect)
    for (const [i, { fate }] of group.entries()) if (found) differences.set(fate, found[i]!)
  }
  await canary(proof.db)
  if (faults.length > 0) throw new LapseError(...faults)
  const contradictions: Contradiction[] = []
  for (const [fate, { class: name }] of lines) {
    const { clause, table, given } = fate
    const difference = differences.get(fate)
    if (difference) contradictions.push({ clause, table, class: name, position: positionOf(fate), given, ...difference })
  }
  const shown = new Set([...lines.values()].map(l => l.class))
  const instants = (lines: readonly PublishedFate[]): number => lines.reduce((n, l) => n + l.asOf.length, 0)
  return {
    lines: fates.length,
    instants: instants(fates),
    clauses: [...Map.groupBy(fates, f => f.clause)].map(([id, lines]) => ({ id, lines: lines.length, instants: instants(lines) })),
    contradictions,
    withoutExample: proof.model.classes.map(c => c.class.name).filter(name => !shown.has(name)),
  }
}
