import type { BoundClass, BoundStage, Model } from '../../bind/model.ts'
import type { Period } from '../../policy/period.ts'
import { classNames, stageFunction, tableNames } from '../object-names.ts'
import { basisWords, erasureSentence, retentionSentence } from '../words.ts'
import { cronContext } from './cron-context.ts'
import { deferralContext } from './deferral-context.ts'
import { gateContext } from './gate-context.ts'
import { dueColumn, stageContext, tableText } from './stage-context.ts'

/** What the template of a record class needs. */
export function classContext(c: BoundClass, model: Model, name: string, storage: string): object {
  const { policy, roles } = model
  const names = classNames(c)
  const remembered = c.stages.filter(s => !s.destroys)
  const factAlias = (stage: string): string => ({ erase: 'erased', dispose: 'disposed' })[stage] ?? stage
  const keep = c.class.clock?.keep ?? null
  const dated = (period: Period | null) => (period ? { iso: period.iso } : null)
  const mode = c.disabledUntil !== null && c.stages.length === 0 ? 'disabled' : policy.run.start
  const destroying = c.stages.filter(s => s.destroys)
  const notYet = (stage: BoundStage): string => `coalesce(f.${dueColumn(stage)} > as_of, true)`
  return {
    ...names,
    name,
    storage,
    policy,
    roles,
    zone: policy.timeZone,
    class: c.class,
    table: c.table,
    tableText: tableText(c.table.name),
    heldFunction: tableNames(c.table).heldFunction,
    where: c.where,
    joins: c.joins,
    purpose: c.class.purpose,
    basis: basisWords(c.class.basis),
    sentence: retentionSentence(c.class),
    erasureSentence: erasureSentence(c.erasure),
    clauseIds: c.class.clauses.join(', '),
    clauseTexts: c.class.clauses.map(id => ({ id, text: policy.clauses[id]! })),
    comment_: `Record class ${c.class.name} (${c.class.clauses.join(', ')}), policy ${policy.name} ${policy.version}. ${retentionSentence(c.class)}`,
    cutoff: c.cutoff,
    cutoffIsDay: c.cutoff?.type === 'day',
    keeping: c.keptUntil !== null || c.keptWhile !== null,
    keptUntil: c.keptUntil,
    keptWhile: c.keptWhile,
    keep: dated(keep?.min ?? keep?.max ?? null),
    ceiling: dated(keep?.max ?? null),
    prefilter: c.prefilter,
    erasures: c.erasures.map(e => ({ ...e, isDay: e.event.type === 'day' })),
    asked: c.asked.map(a => ({ ...a, table: tableNames(a.person).askedTable })),
    copies: c.copies,
    facts: remembered.map(s => ({ alias: factAlias(s.name), stage: s.name })),
    remembersErasure: remembered.some(s => s.name === 'erase'),
    remembersDisposal: remembered.some(s => s.name === 'dispose'),
    // What is kept by a duty after an erasure is kept to its floor: a further one of the class's own no longer counts.
    retains: c.erasure.kind === 'retain' && remembered.some(s => s.name === 'erase'),
    recordsStart: c.recordsStart,
    review: c.review,
    interims: c.stages.filter(s => s.after !== null).map(s => ({ name: s.name, column: `${s.name}_at`, iso: s.after!.iso })),
    tenant: c.tenant,
    optedIn: c.optedIn,
    // Only rows that go have to wait for what refers to them.
    selfReferences: destroying.length > 0 ? c.selfReferences : [],
    disposes: destroying.some(s => s.name === 'dispose'),
    erases: destroying.some(s => s.name === 'erase'),
    deferrals: c.deferrals.map(deferralContext),
    tolerance: policy.run.tolerance.iso,
    // A row that waits for its dependants can still be severed or anonymized, so it counts as deferred only if nothing else is due.
    backlogDeferrals:
      destroying.length === 0
        ? []
        : ['f.deferred_by is not null', ...c.selfReferences.map((_, i) => `f.waits_until${i === 0 ? '' : `_${i}`} > as_of`)].map(
            condition => [...remembered.filter(s => s.name !== 'dispose').map(notYet), condition].join(' and '),
          ),
    // Likewise for a row whose disposal waits for a person.
    othersNotDue: c.stages.filter(s => s.name !== 'dispose').map(notYet),
    grantsToDisposer: [
      { rights: 'select', object: names.fateView },
      ...(remembered.length > 0 ? [{ rights: 'select, insert, delete', object: names.actTable }] : []),
      ...(c.review ? [{ rights: 'select, delete', object: names.reviewTable }] : []),
    ],
    gates: c.manualGates.map(g => gateContext(g, { className: c.class.name })),
    stages: c.stages.map(s => stageContext(c, s, model)),
    runOrder: model.classes.indexOf(c) + 1,
    mode,
    disabledUntil: c.disabledUntil,
    cron: cronContext(c, model),
    datedBy: c.table.classes.find(x => x.name === c.class.name)!.datedBy?.name ?? null,
    optIn: c.activation.some(a => a.kind === 'scheduled' && a.optIn),
    stageFunctions: c.stages.map(s => stageFunction(c, s)),
  }
}
