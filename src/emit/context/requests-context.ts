import type { BoundClass, BoundRequest, BoundSubject, BoundTable, Model } from '../../bind/model.ts'
import type { Regime, Term } from '../../policy/regime.ts'
import { asksErasure, verifications } from '../../policy/request.ts'
import { sameTable } from '../../schema/schema.ts'
import { shorten } from '../../sql/name.ts'
import { identifier } from '../../sql/quote.ts'
import { classNames, tableNames } from '../object-names.ts'
import { tableText } from './stage-context.ts'

/** What the template of the requests needs. */
export function requestsContext(requests: readonly BoundRequest[], model: Model): object {
  const subjects = [...new Map(requests.map(r => [r.table.stem, r])).values()]
  const starting = requests.filter(r => r.right === 'erasure' && asksErasure(model.policy, r.rule.subject))
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
      erasureView: model.erasable.some(e => e.table === s.table) ? tableNames(s.table).erasureView : null,
      owns: ownsOf(s, model),
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
        erases: r.right === 'erasure',
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
export const waysTo = ({ table: person, key }: Pick<BoundSubject, 'table' | 'key'>, table: BoundTable) => [
  ...(sameTable(table.name, person.name) ? [{ joins: [], alias: 'r', key }] : []),
  ...table.ancestors.filter(p => sameTable(p.to, person.name)).map(p => ({ joins: p.joins, alias: p.alias, key })),
]

/** The function that gives the rows of a table that belong to the person of a request; null: none does. */
export function ownFunction(request: BoundRequest, table: BoundTable, model: Model): string | null {
  if (waysTo(request, table).length === 0) return null
  const persons = [...new Set(model.requests.map(r => r.table.stem))]
  return shorten(persons.length === 1 ? `own_${table.stem}` : `own_${persons.indexOf(request.table.stem) + 1}_${table.stem}`)
}

/** The classes that an erasure of the person reaches, in run order. */
export const reachedBy = (request: BoundRequest, model: Model): readonly BoundClass[] =>
  model.classes.filter(c => c.erasure.kind !== 'untouched' && ownFunction(request, c.table, model) !== null)

/** Tables of the classes that an erasure reaches, and of their parts. */
const ownsOf = (request: BoundRequest, model: Model): readonly object[] => {
  const reached = reachedBy(request, model)
  return model.tables
    .filter(t => reached.some(c => sameTable(c.table.name, t.name) || c.parts.some(p => sameTable(p.table, t.name))))
    .flatMap(t => {
      const name = ownFunction(request, t, model)
      if (name === null) return []
      // The parameter with its function: an application may have a column of that name.
      const given = `${identifier(name)}.subject_key`
      return [{ function: name, table: t, ways: waysTo(request, t).map(way => ({ ...way, table: t.name, rowKey: t.key, given })) }]
    })
}

const classesOf = (request: BoundRequest, model: Model): readonly object[] =>
  reachedBy(request, model).map(c => ({
    ...classNames(c),
    className: c.class.name,
    table: c.table,
    own: ownFunction(request, c.table, model),
    ground: c.erasure.kind === 'retain' ? c.erasure.ground : null,
    remembers: c.stages.some(s => s.name === 'erase' && !s.destroys),
    destroys: c.stages.some(s => s.name === 'erase' && s.destroys),
    selfReferences: c.stages.some(s => s.destroys) ? c.selfReferences : [],
  }))
