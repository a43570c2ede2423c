import { positionOf } from '../../policy/position.ts'
import type { PublishedFate } from '../../policy/published-fate.ts'
import { type Diagnostic, LapseError } from '../../report/diagnostic.ts'
import type { Proof } from '../prove/proof.ts'
import { checkFates } from './check-fates.ts'
import { proveFate } from './prove-fate.ts'
import type { Contradiction, PublishedProof } from './published-proof.ts'

/**
 * Try every line of the published table on the emitted SQL, before any other row is there. The oracle reads the same policy as
 * the compiler and cannot see that the policy is wrong; these lines were written from the text.
 * Throws LapseError with all that is wrong with the lines themselves.
 */
export async function provePublished(proof: Proof, fates: readonly PublishedFate[]): Promise<PublishedProof> {
  const faults: Diagnostic[] = [...checkFates(proof.workshop.ground, fates)]
  if (faults.length > 0) throw new LapseError(...faults)
  const contradictions: Contradiction[] = []
  const shown = new Set<string | null>()
  for (const fate of fates) {
    const tried = await proveFate(proof, fate).catch((error: unknown) => {
      if (!(error instanceof LapseError)) throw error
      faults.push(...error.diagnostics)
    })
    if (!tried) continue
    shown.add(tried.class)
    if (tried.difference) {
      const { clause, table, given } = fate
      contradictions.push({ clause, table, class: tried.class, position: positionOf(fate), given, ...tried.difference })
    }
  }
  if (faults.length > 0) throw new LapseError(...faults)
  const instants = (lines: readonly PublishedFate[]): number => lines.reduce((n, l) => n + l.asOf.length, 0)
  return {
    lines: fates.length,
    instants: instants(fates),
    clauses: [...Map.groupBy(fates, f => f.clause)].map(([id, lines]) => ({ id, lines: lines.length, instants: instants(lines) })),
    contradictions,
    withoutExample: proof.model.classes.map(c => c.class.name).filter(name => !shown.has(name)),
  }
}
