import type { RecordClass } from '../policy/record-class.ts'
import type { Subject } from '../policy/subject.ts'
import type { Table } from '../schema/schema.ts'
import type { Bench } from './case/bench.ts'
import { erasable, rowsOfOne } from './case/person-cases.ts'
import type { Database } from './database/database.ts'
import { write } from './database/write.ts'

/** The subjects of whom nobody can have a row of every class at once, found out by trying: what the application's own triggers and constraints say, only PostgreSQL knows. */
export async function learnApart(
  db: Database,
  order: readonly Table[],
  classes: readonly RecordClass[],
  made: Pick<Bench, 'workshop' | 'unbuildable'>,
): Promise<ReadonlySet<Subject>> {
  const bench: Bench = { ...made, apart: new Set(), asOf: made.workshop.ground.asOf, next: null, cases: [], notCovered: [] }
  const apart = new Set<Subject>()
  for (const subject of erasable(bench)) {
    const rows = rowsOfOne(bench, subject, classes)
    if (rows && (await write(db, order, rows, false)) !== null) apart.add(subject)
  }
  return apart
}
