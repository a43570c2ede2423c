import type { Activation, Tenant } from './activation.ts'
import type { Deadline } from './deadline.ts'
import type { Entry } from './entry.ts'
import type { ExportProfile } from './export-profile.ts'
import type { Keep } from './keep.ts'
import type { Ladder } from './ladder.ts'
import type { Letter } from './letter.ts'
import type { Link } from './link.ts'
import type { Period } from './period.ts'
import type { Predicate } from './predicate.ts'
import type { Recipient } from './recipient.ts'
import type { RequestRule } from './request.ts'
import type { Subject } from './subject.ts'
import type { Suppression } from './suppression.ts'

/** A retention schedule as frozen plain data: what people wrote, without any knowledge of a database. */
export interface Policy {
  readonly kind: 'policy'
  readonly name: string
  readonly version: string
  /** The day from which the version holds, as an ISO date. */
  readonly effective: string
  /** The IANA time zone in which calendar periods are counted. */
  readonly timeZone: string
  /** The zone in which `timestamp without time zone` columns are written. */
  readonly storedTimeZone: string
  readonly notice: Period | null
  readonly appliesTo: 'allRows' | 'newRowsOnly' | 'lengthenOnly'
  /** Every clause of the published text: id and wording. */
  readonly clauses: Readonly<Record<string, string>>
  readonly tenant: Tenant | null
  readonly subjects: readonly Subject[]
  readonly links: readonly Link[]
  readonly activation: readonly Activation[]
  readonly schedule: readonly Entry[]
  readonly holds: readonly StandingHold[]
  readonly requests: readonly RequestRule[]
  readonly recipients: readonly Recipient[]
  readonly exports: readonly ExportProfile[]
  readonly deadlines: readonly Deadline[]
  readonly suppressions: readonly Suppression[]
  readonly ladders: readonly Ladder[]
  readonly letters: readonly Letter[]
  readonly backups: Backups | null
  readonly evidence: { readonly clauses: readonly string[]; readonly keep: Keep }
  readonly run: RunSettings
  readonly outOfScope: Readonly<Record<string, string>>
  readonly acknowledge: Readonly<Record<string, string>>
}

/** A legal hold that stands in the application's own columns. */
export interface StandingHold {
  readonly kind: 'standing hold'
  readonly table: string
  readonly clauses: readonly string[]
  readonly where: Predicate
  /** What is held: the row itself, or the row it refers to. */
  readonly holds: string
  readonly matter: string
  /** A column that carries the reason. */
  readonly reason: string | null
  readonly notify: 'always' | 'where lawful' | 'never'
}

/** How long a disposed row lives on in backups, and what the text promises about that. */
export interface Backups {
  readonly clauses: readonly string[]
  readonly horizon: Period
  /** A promise that all copies are gone within a period; the compiler does the sum. */
  readonly promise: { readonly clause: string; readonly within: Period } | null
}

/** How a run behaves; a DBA can change each of these in the database afterwards. */
export interface RunSettings {
  /** `shadow`: a new rule only counts until an officer arms it. */
  readonly start: 'shadow' | 'armed'
  /** A run that would dispose of more than this is refused. */
  readonly fuse: { readonly rows: number; readonly share: number }
  /** Rows per transaction. */
  readonly batch: number
  /** How long after its ceiling a row may still be there before it counts as overdue. */
  readonly tolerance: Period
  /** Longest duration of a run. */
  readonly atMost: Period
}
