import type { Entry } from './entry.ts'
import { exactly } from './keep.ts'
import { hours, months } from './period.ts'
import { freeze, list } from './plain.ts'
import type { Policy } from './policy.ts'
import { rejectUnknownKeys } from './policy-error.ts'
import { callSite, mark } from './position.ts'

const known = [
  'name',
  'version',
  'effective',
  'timeZone',
  'storedTimeZone',
  'notice',
  'appliesTo',
  'clauses',
  'tenant',
  'subjects',
  'links',
  'activation',
  'schedule',
  'holds',
  'requests',
  'recipients',
  'exports',
  'deadlines',
  'suppressions',
  'ladders',
  'letters',
  'backups',
  'evidence',
  'run',
  'outOfScope',
  'acknowledge',
]

/** The frozen policy, with the defaults spelled out. */
export function writePolicy(definition: any): Policy {
  rejectUnknownKeys('policy', definition, known)
  rejectUnknownKeys('policy: run', definition.run ?? {}, ['start', 'fuse', 'batch', 'tolerance', 'atMost'])
  const policy: Policy = {
    kind: 'policy',
    name: definition.name,
    version: definition.version,
    effective: definition.effective,
    timeZone: definition.timeZone,
    storedTimeZone: definition.storedTimeZone ?? 'UTC',
    notice: definition.notice ?? null,
    appliesTo: definition.appliesTo ?? 'allRows',
    clauses: { ...definition.clauses },
    tenant: definition.tenant ?? null,
    subjects: list(definition.subjects),
    links: list(definition.links),
    activation: list(definition.activation),
    schedule: Object.freeze((definition.schedule as (Entry | readonly Entry[])[]).flat()) as readonly Entry[],
    holds: list(definition.holds),
    requests: list(definition.requests),
    recipients: list(definition.recipients),
    exports: list(definition.exports),
    deadlines: list(definition.deadlines),
    suppressions: list(definition.suppressions),
    ladders: list(definition.ladders),
    letters: list(definition.letters),
    backups: definition.backups
      ? {
          clauses: list<string>(definition.backups.clause),
          horizon: definition.backups.horizon,
          promise: definition.backups.promise ?? null,
        }
      : null,
    evidence: { clauses: list<string>(definition.evidence?.clause), keep: definition.evidence?.keep ?? exactly(months(24)) },
    run: {
      start: definition.run?.start ?? 'shadow',
      fuse: { rows: definition.run?.fuse?.rows ?? 1_000_000, share: definition.run?.fuse?.share ?? 0.5 },
      batch: definition.run?.batch ?? 1_000,
      tolerance: definition.run?.tolerance ?? hours(24),
      atMost: definition.run?.atMost ?? hours(1),
    },
    outOfScope: { ...definition.outOfScope },
    acknowledge: { ...definition.acknowledge },
  }
  return mark(freeze(policy), callSite())
}
