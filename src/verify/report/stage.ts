import type { BoundStage } from '../../bind/model.ts'
import type { Shown } from '../prove/proof.ts'
import type { StageProof } from '../verify-report.ts'

/** What the cases of a class say of one of its stages. That another stage changed the row is neither for nor against one that destroys it. */
export function stageProof(stage: BoundStage, shown: readonly Shown[]): StageProof {
  const own = shown.filter(s => s.case.stage === stage.name)
  return {
    name: stage.name,
    cases: own.length,
    acted: own.filter(s => (stage.destroys ? s.gone : s.acted && !s.gone)).length,
    left: own.filter(s => (stage.destroys ? !s.gone : !s.acted)).length,
  }
}
