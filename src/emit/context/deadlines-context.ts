import type { BoundDeadline } from '../../bind/model.ts'
import { periodWords } from '../words.ts'

/** What the view of deadlines is made from. */
export function deadlinesContext(deadlines: readonly BoundDeadline[]): object {
  return {
    deadlines: deadlines.map(({ deadline, table, key, from, done }) => ({
      clauses: deadline.clauses,
      table,
      written: deadline.table,
      key,
      from,
      done,
      isDay: from.baseType === 'date',
      period: deadline.within.iso,
      within: periodWords(deadline.within),
    })),
  }
}
