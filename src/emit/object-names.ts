import type { BoundClass, BoundLadder, BoundStage, BoundTable } from '../bind/model.ts'
import { shorten } from '../sql/name.ts'

/**
 * What our objects are called: nouns for tables and views, verbs for functions. Stems are short enough for every suffix.
 * Relations differ in their last word and functions in their first, so that no two stems can ever meet.
 */
export const tableNames = (t: Pick<BoundTable, 'stem'>) => ({
  scopeTable: shorten(`${t.stem}_hold`),
  scopeIndex: shorten(`${t.stem}_hold_row`),
  pinTable: shorten(`${t.stem}_pin`),
  pinIndex: shorten(`${t.stem}_pin_row`),
  matchedView: shorten(`${t.stem}_matched`),
  upwardView: shorten(`${t.stem}_upward`),
  coveredView: shorten(`${t.stem}_covered`),
  heldView: shorten(`${t.stem}_held`),
  heldFunction: shorten(`held_${t.stem}`),
  guardFunction: shorten(`guard_${t.stem}`),
  remainFunction: shorten(`remain_${t.stem}`),
  askedTable: shorten(`${t.stem}_asked`),
  askedKey: shorten(`${t.stem}_asked_key`),
  findFunction: shorten(`find_${t.stem}`),
  erasureView: shorten(`${t.stem}_erasure`),
  admitFunction: shorten(`admit_${t.stem}`),
  foreseeFunction: shorten(`foresee_${t.stem}`),
  listFunction: shorten(`list_${t.stem}`),
  lockFunction: shorten(`lock_${t.stem}`),
  tellFunction: shorten(`tell_${t.stem}`),
  exportFunction: shorten(`export_${t.stem}`),
})
export const classNames = (c: Pick<BoundClass, 'stem'>) => ({
  actTable: shorten(`${c.stem}_act`),
  reviewTable: shorten(`${c.stem}_review`),
  reviewQueue: shorten(`${c.stem}_review_queue`),
  reviewFunction: shorten(`review_${c.stem}`),
  clockView: shorten(`${c.stem}_clock`),
  fateView: shorten(`${c.stem}_fate`),
  backlogFunction: shorten(`count_${c.stem}`),
  gateFunction: shorten(`gate_${c.stem}`),
})
export const stageFunction = (c: Pick<BoundClass, 'stem'>, stage: Pick<BoundStage, 'name'>): string => shorten(`${stage.name}_${c.stem}`)
export const ladderNames = (l: Pick<BoundLadder, 'stem'>) => ({
  stepTable: shorten(`${l.stem}_step`),
  stepKey: shorten(`${l.stem}_step_key`),
  ladderView: shorten(`${l.stem}_ladder`),
  backlogFunction: shorten(`count_${l.stem}`),
  leaveFunction: shorten(`leave_${l.stem}`),
  beginFunction: shorten(`begin_${l.stem}`),
})
export const ladderStepFunction = (l: Pick<BoundLadder, 'stem'>, step: number, does: string): string => shorten(`${does}_${step}_${l.stem}`)
