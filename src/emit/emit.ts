import type { Model } from '../bind/model.ts'
import type { Plan } from '../plan/plan.ts'
import type { Step } from '../plan/step.ts'
import { cascadesContext } from './context/cascades-context.ts'
import { classContext } from './context/class-context.ts'
import { deadlinesContext } from './context/deadlines-context.ts'
import { erasuresContext } from './context/erasures-context.ts'
import { exportsContext } from './context/exports-context.ts'
import { guardsContext } from './context/guards-context.ts'
import { heartbeatGap } from './context/heartbeat-gap.ts'
import { laddersContext } from './context/ladders-context.ts'
import { askedContext, ledgerContext, replayContext } from './context/ledger-context.ts'
import { lettersContext, occasions } from './context/letters-context.ts'
import { recipientsContext } from './context/recipients-context.ts'
import { requestsContext } from './context/requests-context.ts'
import { scheduleContext } from './context/schedule-context.ts'
import { manifest } from './manifest.ts'
import { classNames, ladderNames, tableNames } from './object-names.ts'
import type { OutputFile } from './output-file.ts'
import { render } from './render.ts'
import { scheduleDocument } from './schedule-document.ts'
import { keepWords } from './words.ts'

type Context<S extends Step> = (step: S, plan: Plan, storage: string) => object
const shared = (model: Model, step: Step, storage: string) => ({
  name: step.name,
  storage,
  policy: model.policy,
  roles: model.roles,
  zone: model.policy.timeZone,
  storedZone: model.policy.storedTimeZone,
  /** How long backups live on; null where the policy says nothing of them. */
  horizon: model.policy.backups?.horizon.iso ?? null,
  /** Whether persons can be erased, so that there is a ledger of it. */
  ledger: model.erasable.length > 0,
})

/** One template and its way back per kind of step; a new kind without one is a type error. */
const contexts: { readonly [K in Step['kind']]: Context<Extract<Step, { kind: K }>> } = {
  roles: (step, { model }, storage) => shared(model, step, storage),
  storage: (step, { model }, storage) => ({ ...shared(model, step, storage), tenant: model.tenant !== null }),
  access: (step, { model }, storage) => ({
    ...shared(model, step, storage),
    schemas: [...new Set(step.grants.map(g => g.table.schema))].toSorted(),
    grants: step.grants,
  }),
  calendar: (step, { model }, storage) => shared(model, step, storage),
  evidence: (step, { model }, storage) => {
    const { keep } = model.policy.evidence
    return { ...shared(model, step, storage), evidenceKept: keep.min ?? keep.max, evidenceKeeps: keepWords(keep) }
  },
  holds: (step, { model }, storage) => ({
    ...shared(model, step, storage),
    standing: model.standingHolds.length > 0,
    tenant: model.tenant,
  }),
  runs: (step, { model }, storage) => shared(model, step, storage),
  guards: (step, { model }, storage) => guardsContext(model, step.name, storage),
  cascades: (step, { model }, storage) => cascadesContext(step.cascades, model, step.name, storage),
  recipients: (step, { model }, storage) => ({ ...shared(model, step, storage), ...recipientsContext(step.witnesses, model) }),
  class: (step, { model }, storage) => classContext(step.class, model, step.name, storage),
  asked: (step, { model }, storage) => ({ ...shared(model, step, storage), ...askedContext(step.subjects) }),
  ledger: (step, { model }, storage) => ({ ...shared(model, step, storage), ...ledgerContext(step.subjects, model) }),
  requests: (step, { model }, storage) => ({
    ...shared(model, step, storage),
    ...requestsContext(step.requests, model),
    ...occasions(model.letters),
  }),
  erasures: (step, { model }, storage) => ({ ...shared(model, step, storage), ...erasuresContext(step.requests, model) }),
  replay: (step, { model }, storage) => ({ ...shared(model, step, storage), ...replayContext(step.subjects, model) }),
  suppression: (step, { model }, storage) => shared(model, step, storage),
  exports: (step, { model }, storage) => ({ ...shared(model, step, storage), ...exportsContext(step.exports, model) }),
  deadlines: (step, { model }, storage) => ({ ...shared(model, step, storage), ...deadlinesContext(step.deadlines) }),
  letters: (step, { model }, storage) => ({ ...shared(model, step, storage), ...lettersContext(step.letters) }),
  ladders: (step, { model }, storage) => ({
    ...shared(model, step, storage),
    ...laddersContext(step.ladders, model),
    ...occasions(model.letters),
  }),
  operations: (step, { model }, storage) => ({
    ...shared(model, step, storage),
    tenant: model.tenant !== null,
    anyClock: model.classes.some(c => c.cutoff !== null) || model.ladders.length > 0,
    gapHours: heartbeatGap(model),
    tables: model.tables.map(tableNames),
    ladders: model.ladders.map(l => ({ name: l.ladder.name, ...ladderNames(l) })),
    classes: model.classes.map(c => ({
      ...classNames(c),
      className: c.class.name,
      hasClock: c.cutoff !== null,
      review: c.review,
      key: c.table.key,
    })),
  }),
  drift: (step, { model }, storage) => ({ ...shared(model, step, storage), ...scheduleContext(model) }),
}

/** Turn the plan into files: migrations with their way back, the schedule for pg_cron, the event triggers, the schedule document, the manifest. Same plan, same bytes. */
export function emit(plan: Plan): readonly OutputFile[] {
  const storage = plan.steps.find(s => s.kind === 'storage')!.name
  const migrations = plan.steps.flatMap((step): OutputFile[] => {
    const context = (contexts[step.kind] as Context<Step>)(step, plan, storage)
    return [
      { path: `migrations/${step.name}.sql`, text: render(`sql/${step.kind}`, context) },
      { path: `way-back/${step.name}.down.sql`, text: render(`sql/${step.kind}.down`, context) },
    ]
  })
  const schedule = scheduleContext(plan.model)
  return Object.freeze([
    ...migrations,
    { path: 'schedule.sql', text: render('sql/schedule', schedule) },
    { path: 'way-back/schedule.down.sql', text: render('sql/schedule.down', schedule) },
    { path: 'event-trigger.sql', text: render('sql/event-trigger', { policy: plan.model.policy }) },
    { path: 'way-back/event-trigger.down.sql', text: render('sql/event-trigger.down', { policy: plan.model.policy }) },
    { path: 'SCHEDULE.md', text: scheduleDocument(plan.model) },
    { path: 'manifest.json', text: manifest(plan.model) },
  ])
}
