import type { BoundSubject, Model } from '../../bind/model.ts'
import { literal } from '../../sql/quote.ts'
import { classNames, stageFunction, tableNames } from '../object-names.ts'
import { waysTo } from './requests-context.ts'
import { tableText } from './stage-context.ts'

/** What the template of the tables of erasures that were asked for needs. */
export const askedContext = (subjects: readonly BoundSubject[]): object => ({
  persons: subjects.map(s => ({ ...tableNames(s.table), table: s.table.name, key: s.key })),
})

const subjectContext = (s: BoundSubject): object => ({
  ...tableNames(s.table),
  tableText: tableText(s.table.name),
  table: s.table,
  key: s.key,
})

/** What the template of the erasure ledger needs. */
export const ledgerContext = (subjects: readonly BoundSubject[], { policy }: Model): object => ({
  evidenceKept: policy.evidence.keep.min ?? policy.evidence.keep.max,
  subjects: subjects.map(s => ({
    ...subjectContext(s),
    asking: s.asking,
    starts: s.starts.map(start => ({ ...start, isDay: start.event.type === 'day' })),
  })),
})

/** What the template of the replay needs. */
export function replayContext(subjects: readonly BoundSubject[], model: Model): object {
  return {
    batch: model.policy.run.batch,
    subjects: subjects.map(subjectContext),
    subjectLiterals: subjects.map(s => literal(tableText(s.table.name))),
    classes: model.classes.flatMap((c, i) => {
      const stage = c.stages.find(s => s.name === 'erase')
      const ways = subjects.flatMap(s =>
        waysTo(s, c.table).map(({ joins, alias }) => ({
          joins,
          top: alias,
          key: s.key,
          table: c.table.name,
          rowKey: c.table.key,
          askedTable: tableNames(s.table).askedTable,
        })),
      )
      if (!stage || ways.length === 0) return []
      return [
        {
          ...classNames(c),
          runOrder: i + 1,
          className: c.class.name,
          stage: stageFunction(c, stage),
          table: c.table,
          destroys: stage.destroys,
          selfReferences: stage.destroys ? c.selfReferences : [],
          ways,
        },
      ]
    }),
  }
}
