import type { BoundClass, BoundRequest, Deferral, Model } from '../../bind/model.ts'
import type { Erasure } from '../../policy/act.ts'
import { startsErasure } from '../../policy/request.ts'
import { sameTable, type TableName } from '../../schema/schema.ts'
import { literal } from '../../sql/quote.ts'
import { classNames, stageFunction, tableNames } from '../object-names.ts'
import { erasureSentence } from '../words.ts'
import { deferralContext } from './deferral-context.ts'
import { gateContext } from './gate-context.ts'
import { ownFunction, reachedBy } from './requests-context.ts'
import { tableText } from './stage-context.ts'

/** An erasure of more rows than this goes batch by batch: its transaction keeps others from writing evidence and from placing holds. */
const oneTransaction = 10_000

const participles = {
  destroy: 'destroyed',
  anonymize: 'anonymized',
  generalize: 'generalized',
  pseudonymize: 'pseudonymized',
  sever: 'severed',
  rollup: 'rolled up',
  archive: 'archived',
} as const
const effectOf = (e: Erasure): string =>
  e.kind === 'acts' ? e.acts.map(a => participles[a.kind]).join(', ') : e.kind === 'retain' ? 'retained' : 'untouched'

/** What the template of the erasures needs. */
export function erasuresContext(requests: readonly BoundRequest[], model: Model): object {
  const order = (c: BoundClass): number => model.classes.indexOf(c) + 1
  return {
    batch: model.policy.run.batch,
    oneTransaction,
    starts: requests.some(r => startsErasure(r.rule)),
    starting: requests.filter(r => startsErasure(r.rule)).map(r => literal(tableText(r.table.name))),
    effects: requests.flatMap(r =>
      model.classes
        .filter(c => c.erasure.kind === 'untouched' || reachedBy(r, model).includes(c))
        .map(c => {
          const stage = c.stages.find(s => s.name === 'erase')
          return {
            tableText: tableText(r.table.name),
            runOrder: order(c),
            className: c.class.name,
            effect: effectOf(c.erasure),
            ground: c.erasure.kind === 'retain' ? c.erasure.ground : null,
            note: erasureSentence(c.erasure),
            stage: stage && c.erasure.kind !== 'untouched' ? stageFunction(c, stage) : null,
          }
        }),
    ),
    subjects: requests.map(r => ({
      ...tableNames(r.table),
      tableText: tableText(r.table.name),
      table: r.table.name,
      key: r.key,
      starts: startsErasure(r.rule),
      tenant: r.gates.some(g => g.kind === 'actor' && g.tenant !== null) ? r.table.tenant : null,
      gates: r.gates.map(g => gateContext(r.table.tenant === null && g.kind === 'actor' ? { ...g, tenant: null } : g, { request: true })),
      own: reachedBy(r, model)
        .filter(c => sameTable(c.table.name, r.table.name))
        .map(c => ({ ...classNames(c), table: c.table })),
      classes: reachedBy(r, model).map(c => {
        const destroys = c.stages.some(s => s.name === 'erase' && s.destroys)
        return {
          ...classNames(c),
          runOrder: order(c),
          table: c.table,
          tableText: tableText(c.table.name),
          own: ownFunction(r, c.table, model),
          ground: c.erasure.kind === 'retain' ? c.erasure.ground : null,
          remembers: c.stages.some(s => s.name === 'erase' && !s.destroys),
          deferrals: destroys ? c.deferrals.map(d => ({ ...deferralContext(d), going: goingWith(d, r, model) })) : [],
          selfReferences: destroys ? c.selfReferences : [],
          parts: destroys ? c.parts.map(p => ({ ...p, text: tableText(p.table) })) : [],
        }
      }),
    })),
  }
}

/** Dependants that the same erasure takes away or cuts off: for them nothing has to wait. */
function goingWith(deferral: Deferral, request: BoundRequest, model: Model): readonly object[] {
  const from: TableName = deferral.tables[0]!.table
  const table = model.tables.find(t => sameTable(t.name, from))
  if (!table) return []
  const referring = deferral.pairs.flatMap(p => [p.left, p.right]).flatMap(p => (p.alias === 'd' ? [p.column] : []))
  const reached = reachedBy(request, model)
  const going = { table, own: ownFunction(request, table, model) }
  const parts = reached.some(c => c.parts.some(p => sameTable(p.table, from)) && lets(c, null)) && going.own !== null
  return [
    ...reached
      .filter(c => (deferral.of ? c.class.name === deferral.of.class : sameTable(c.table.name, from) && lets(c, referring)))
      .map(c => ({ ...going, fateView: classNames(c).fateView })),
    ...(parts ? [{ ...going, fateView: null }] : []),
  ]
}

/** Whether an erasure destroys rows of the class, or cuts one of these references. */
const lets = (c: BoundClass, referring: readonly string[] | null): boolean =>
  c.stages.some(
    s =>
      s.name === 'erase' &&
      s.acts.some(
        a => a.kind === 'destroy' || (a.kind === 'set' && a.assignments.some(x => x.kind === 'null' && referring?.includes(x.column.name))),
      ),
  )
