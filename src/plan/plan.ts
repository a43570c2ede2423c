import type { Model } from '../bind/model.ts'
import { freeze } from '../policy/plain.ts'
import { grants } from './grants.ts'
import type { Step } from './step.ts'

/** The steps from nothing to the model, in the order in which a DBA applies them. */
export interface Plan {
  readonly kind: 'plan'
  readonly model: Model
  readonly steps: readonly Step[]
}

const numbered = (n: number, what: string): string => `${String(n).padStart(4, '0')}_${what}`

/** Order the model's objects into migrations: what others stand on comes first, and one file per record class in run order. */
export function plan(model: Model): Plan {
  const erasures = model.requests.filter(r => r.right === 'erasure')
  const subjects = model.erasable
  const steps: Step[] = [
    { kind: 'roles', name: numbered(1, 'roles') },
    { kind: 'storage', name: numbered(2, 'storage') },
    { kind: 'access', name: numbered(3, 'access'), grants: grants(model) },
    { kind: 'calendar', name: numbered(4, 'calendar') },
    { kind: 'evidence', name: numbered(5, 'evidence') },
    { kind: 'holds', name: numbered(6, 'holds') },
    { kind: 'runs', name: numbered(7, 'runs') },
    { kind: 'guards', name: numbered(8, 'guards'), tables: model.tables },
    ...(model.cascades.length > 0 ? [{ kind: 'cascades', name: numbered(9, 'cascades'), cascades: model.cascades } as const] : []),
    // A letter goes to a recipient of its own.
    ...(model.policy.recipients.length + model.letters.length > 0
      ? [{ kind: 'recipients', name: numbered(10, 'recipients'), witnesses: model.witnesses } as const]
      : []),
    // The views of the classes read which erasures were asked for, and their batches write the ledger.
    ...(subjects.length > 0
      ? [
          { kind: 'asked', name: numbered(11, 'asked'), subjects } as const,
          { kind: 'ledger', name: numbered(12, 'ledger'), subjects } as const,
        ]
      : []),
    ...(model.letters.length > 0 ? [{ kind: 'letters', name: numbered(13, 'letters'), letters: model.letters } as const] : []),
    ...model.classes.map((c, i): Step => ({ kind: 'class', name: numbered(100 + i, c.stem), class: c })),
    // What is left of a person is read from the views of the classes.
    ...(model.requests.length > 0 ? [{ kind: 'requests', name: numbered(800, 'requests'), requests: model.requests } as const] : []),
    ...(erasures.length > 0 ? [{ kind: 'erasures', name: numbered(801, 'erasures'), requests: erasures } as const] : []),
    ...(model.deadlines.length > 0 ? [{ kind: 'deadlines', name: numbered(802, 'deadlines'), deadlines: model.deadlines } as const] : []),
    ...(model.exports.length > 0 ? [{ kind: 'exports', name: numbered(810, 'exports'), exports: model.exports } as const] : []),
    ...(model.policy.suppressions.length > 0 ? [{ kind: 'suppression', name: numbered(820, 'suppression') } as const] : []),
    // The ledger is exported with the suppressions.
    ...(subjects.length > 0 ? [{ kind: 'replay', name: numbered(821, 'replay'), subjects } as const] : []),
    // A step of a ladder opens a request.
    ...(model.ladders.length > 0 ? [{ kind: 'ladders', name: numbered(830, 'ladders'), ladders: model.ladders } as const] : []),
    { kind: 'operations', name: numbered(900, 'operations') },
    { kind: 'drift', name: numbered(901, 'drift') },
  ]
  return freeze({ kind: 'plan', model, steps })
}
