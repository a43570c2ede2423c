import type { Policy } from '../../policy/policy.ts'
import { type Diagnostic, diagnostic } from '../../report/diagnostic.ts'
import type { Contradiction } from './published-proof.ts'

/** A contradiction as a finding: the published sentence, what the policy makes of the row, and where the line is written. */
export function contradictionDiagnostic(policy: Policy, c: Contradiction): Diagnostic {
  const under = c.class === null ? 'no class has the row' : `class "${c.class}"`
  return diagnostic(
    'error',
    'published-fate-contradicted',
    `${c.clause}, ${c.table}, as of ${c.asOf}: the policy contradicts the published text
the text: ${policy.clauses[c.clause]}
its table of fates: ${c.expected}
the policy (${under}): ${c.did}
row: ${JSON.stringify(c.given)}`,
    { position: c.position, help: 'Compare both with the text: the policy is wrong, or the line is.' },
  )
}
