import type { Rule } from './rule.ts'
import { rule as absentTableUnknown } from './rules/absent-table-unknown.ts'
import { rule as absentViolated } from './rules/absent-violated.ts'
import { rule as actOnGeneratedColumn } from './rules/act-on-generated-column.ts'
import { rule as actOnKeyColumn } from './rules/act-on-key-column.ts'
import { rule as backupPromiseBroken } from './rules/backup-promise-broken.ts'
import { rule as classNameDuplicate } from './rules/class-name-duplicate.ts'
import { rule as classWithoutWhere } from './rules/class-without-where.ts'
import { rule as classesWithoutRest } from './rules/classes-without-rest.ts'
import { rule as collectedMissing } from './rules/collected-missing.ts'
import { rule as cronInvalid } from './rules/cron-invalid.ts'
import { rule as cronTooRare } from './rules/cron-too-rare.ts'
import { rule as effectiveNotADate } from './rules/effective-not-a-date.ts'
import { rule as erasureKeepsNotNull } from './rules/erasure-keeps-not-null.ts'
import { rule as evidenceKeptTooShort } from './rules/evidence-kept-too-short.ts'
import { rule as exportLeavesOut } from './rules/export-leaves-out.ts'
import { rule as exportWithoutRequest } from './rules/export-without-request.ts'
import { rule as floorAboveCeiling } from './rules/floor-above-ceiling.ts'
import { rule as foreignKeyCircle } from './rules/foreign-key-circle.ts'
import { rule as foreignKeyWithoutIndex } from './rules/foreign-key-without-index.ts'
import { rule as identifiersInPermanent } from './rules/identifiers-in-permanent.ts'
import { rule as interimAfterDisposal } from './rules/interim-after-disposal.ts'
import { rule as ladderWithoutReview } from './rules/ladder-without-review.ts'
import { rule as latestNotAPart } from './rules/latest-not-a-part.ts'
import { rule as linkAgainstReference } from './rules/link-against-reference.ts'
import { rule as outOfScopeUnknown } from './rules/out-of-scope-unknown.ts'
import { rule as periodFractional } from './rules/period-fractional.ts'
import { rule as periodNegative } from './rules/period-negative.ts'
import { rule as periodNotIso } from './rules/period-not-iso.ts'
import { rule as periodNotPositive } from './rules/period-not-positive.ts'
import { rule as periodTooLong } from './rules/period-too-long.ts'
import { rule as permanentColumnUnknown } from './rules/permanent-column-unknown.ts'
import { rule as portabilityWithoutBasis } from './rules/portability-without-basis.ts'
import { rule as pseudonymKeyKept } from './rules/pseudonym-key-kept.ts'
import { rule as recipientNotTold } from './rules/recipient-not-told.ts'
import { rule as recipientTwice } from './rules/recipient-twice.ts'
import { rule as residenceLongerThanDeadline } from './rules/residence-longer-than-deadline.ts'
import { rule as restrictiveRowPolicy } from './rules/restrictive-row-policy.ts'
import { rule as suppressionNotWritten } from './rules/suppression-not-written.ts'
import { rule as suppressionTwice } from './rules/suppression-twice.ts'
import { rule as tableScheduledTwice } from './rules/table-scheduled-twice.ts'
import { rule as tellNeverHappens } from './rules/tell-never-happens.ts'
import { rule as timeZoneUnknown } from './rules/time-zone-unknown.ts'
import { rule as triggerSuppressesDelete } from './rules/trigger-suppresses-delete.ts'
import { rule as triggerUnqualifiedName } from './rules/trigger-unqualified-name.ts'
import { rule as unloggedTable } from './rules/unlogged-table.ts'
import { rule as unscheduledTable } from './rules/unscheduled-table.ts'
import { rule as zeroWidthWindow } from './rules/zero-width-window.ts'

/** Every rule, in the order in which findings about one entry are told: what makes others meaningless comes first. */
export const registry: readonly Rule[] = Object.freeze([
  timeZoneUnknown,
  effectiveNotADate,
  periodNotIso,
  periodNegative,
  periodFractional,
  periodTooLong,
  periodNotPositive,
  floorAboveCeiling,
  interimAfterDisposal,
  evidenceKeptTooShort,
  collectedMissing,
  cronInvalid,
  cronTooRare,
  residenceLongerThanDeadline,
  zeroWidthWindow,
  backupPromiseBroken,
  classNameDuplicate,
  classWithoutWhere,
  classesWithoutRest,
  tableScheduledTwice,
  unscheduledTable,
  outOfScopeUnknown,
  latestNotAPart,
  absentViolated,
  absentTableUnknown,
  permanentColumnUnknown,
  identifiersInPermanent,
  actOnGeneratedColumn,
  actOnKeyColumn,
  erasureKeepsNotNull,
  pseudonymKeyKept,
  recipientTwice,
  recipientNotTold,
  tellNeverHappens,
  suppressionTwice,
  suppressionNotWritten,
  exportWithoutRequest,
  exportLeavesOut,
  portabilityWithoutBasis,
  ladderWithoutReview,
  unloggedTable,
  restrictiveRowPolicy,
  linkAgainstReference,
  foreignKeyCircle,
  foreignKeyWithoutIndex,
  triggerSuppressesDelete,
  triggerUnqualifiedName,
])
