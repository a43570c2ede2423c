import type { BoundLadder, Model } from '../../bind/model.ts'
import type { Column } from '../../schema/schema.ts'
import { literal } from '../../sql/quote.ts'
import { ladderNames, ladderStepFunction, tableNames } from '../object-names.ts'
import { ladderSentence } from '../words.ts'
import { ladderCron } from './cron-context.ts'
import { tableText } from './stage-context.ts'

/** The instant of a run as a value of the column that an erasure stamps. */
const stamp = (column: Column, { policy }: Model): string =>
  column.baseType === 'date'
    ? `(as_of at time zone ${literal(policy.timeZone)})::date`
    : column.baseType === 'timestamp without time zone'
      ? `as_of at time zone ${literal(policy.storedTimeZone)}`
      : 'as_of'

/** What the template of the ladders needs. */
export const laddersContext = (ladders: readonly BoundLadder[], model: Model): object => ({
  ladders: ladders.map(l => ladderContext(l, model)),
})

function ladderContext(l: BoundLadder, model: Model): object {
  const { policy } = model
  const { ladder, table, key, steps } = l
  const names = {
    ...ladderNames(l),
    name: ladder.name,
    heldFunction: tableNames(table).heldFunction,
    askedTable: tableNames(table).askedTable,
    tableText: tableText(table.name),
    table: table.name,
    tableKey: table.key,
    key,
    // The table of begun erasures has the key under names of its own.
    askedKey: model.requests.find(r => r.right === 'erasure' && r.table === table)!.key,
  }
  const bound = steps.map((step, i) => ({
    ...names,
    no: i + 1,
    before: i,
    does: step.do,
    iso: step.after.iso,
    function: ladderStepFunction(l, i + 1, step.do),
    erases: step.do === 'erase',
    notifies: step.do === 'notify',
    closes: step.closes && { column: step.closes.name, value: stamp(step.closes, model) },
    // A notice has named a day: nothing comes before it is over.
    afterNotice: i > 0 && steps[i - 1]!.do === 'notify',
    first: i === 0,
  }))
  return {
    ...names,
    clauses: ladder.clauses,
    clauseTexts: ladder.clauses.map(id => ({ id, text: policy.clauses[id]! })),
    clausesJson: JSON.stringify(ladder.clauses),
    sentence: ladderSentence(ladder),
    since: l.since,
    sinceIsDay: l.since.type === 'day',
    erasures: l.erasures,
    steps: bound,
    last: steps.length,
    notices: bound.filter(s => s.notifies).map(s => ({ ...s, next: bound[s.no]! })),
    reviews: bound.filter(s => s.does === 'review'),
    cron: ladderCron(l, model),
    runOrder: model.classes.length + model.ladders.indexOf(l) + 1,
    mode: policy.run.start,
  }
}
