import type { Shown } from '../prove/proof.ts'
import type { Evidence } from '../verify-report.ts'

/** What stands behind some cases; a row that serves several counts once. */
export const evidenceOf = (shown: readonly Shown[]): Evidence => ({
  cases: shown.length,
  rows: new Set(shown.flatMap(s => s.case.scope.drafts)).size,
  moments: new Set(shown.map(s => s.moment)).size,
})
