import type { BoundClass, BoundRequest, BoundTable, Model } from '../../bind/model.ts'
import type { Regime, Term } from '../../policy/regime.ts'
import { startsErasure, verifications } from '../../policy/request.ts'
import { sameTable } from '../../schema/schema.ts'
import { classNames, tableNames } from '../object-names.ts'
import { tableText } from './stage-context.ts'

/** What the template of the requests needs. */
export function requestsContext(requests: readonly BoundRequest[], model: Model): object {
  const subjects = [...new Map(requests.map(r => [r.table.stem, r])).values()]
  const starting = requests.filter(r => startsErasure(r.rule))
  return {
    levels: verifications,
    starts: starting.length > 0,
    rules: requests.map(r => ({
      tableText: tableText(r.table.name),
      right: r.right,
      clauses: r.rule.clauses,
      verification: r.rule.verification,
    })),
    clocks: requests.flatMap(r =>
      r.rule.regimes.flatMap(regime =>
        stages(regime).map(stage => ({ tableText: tableText(r.table.name), right: r.right, regime, ...stage })),
      ),
    ),
    subjects: subjects.map(s => ({
      tableText: tableText(s.table.name),
      table: s.table.name,
      key: s.key,
      function: tableNames(s.table).remainFunction,
      askedTable: tableNames(s.table).askedTable,
      starts: starting.some(r => r.table === s.table),
      classes: classesOf(s, model),
    })),
    events: requests
      .filter(r => r.event !== null)
      .map(r => ({
        tableText: tableText(r.table.name),
        table: r.table.name,
        key: r.key,
        right: r.right,
        name: r.rule.event,
        event: r.event,
        isDay: r.event!.type === 'day',
        cancels: r.cancels,
      })),
  }
}

/** The part of a term that the calendar counts, and that in business days. */
const counted = (...terms: readonly Term[]): { readonly periods: readonly string[]; readonly businessDays: number } => ({
  periods: terms.flatMap(t => (t.kind === 'period' ? [t.iso] : [])),
  businessDays: terms.reduce((sum, t) => sum + (t.kind === 'business days' ? t.n : 0), 0),
})

/** Each stage counts from the request; a regime without an extension ends as it would without one. */
const stages = ({ acknowledge, respond, extend }: Regime): readonly object[] => [
  ...(acknowledge ? [{ stage: 'acknowledge', ...counted(acknowledge) }] : []),
  { stage: 'respond', ...counted(respond) },
  { stage: 'extend', ...(extend ? counted(respond, extend) : counted(respond)) },
]

/** The ways from rows of a table up to the person of a request. */
export const waysTo = ({ table: person, key }: BoundRequest, table: BoundTable): readonly object[] => [
  ...(sameTable(table.name, person.name) ? [{ joins: [], alias: 'r', key }] : []),
  ...table.ancestors.filter(p => sameTable(p.to, person.name)).map(p => ({ joins: p.joins, alias: p.alias, key })),
]

/** The classes that an erasure of the person reaches, in run order. */
export const reachedBy = (request: BoundRequest, model: Model): readonly BoundClass[] =>
  model.classes.filter(c => c.erasure.kind !== 'untouched' && waysTo(request, c.table).length > 0)

const classesOf = (request: BoundRequest, model: Model): readonly object[] =>
  reachedBy(request, model).map(c => ({
    ...classNames(c),
    className: c.class.name,
    table: c.table,
    ways: waysTo(request, c.table),
    ground: c.erasure.kind === 'retain' ? c.erasure.ground : null,
    remembers: c.stages.some(s => s.name === 'erase' && !s.destroys),
    destroys: c.stages.some(s => s.name === 'erase' && s.destroys),
    selfReferences: c.stages.some(s => s.destroys) ? c.selfReferences : [],
  }))
