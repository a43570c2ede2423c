import type { Database } from '../database/database.ts'
import { rehearse } from '../database/rehearse.ts'
import type { Definition } from './definition.ts'

/**
 * The calendar has each of its functions for several types. Without those on which no view of the policy stands;
 * PostgreSQL knows which: it drops them without complaint.
 */
export async function usedDefinitions(db: Database, all: readonly Definition[]): Promise<readonly Definition[]> {
  const names = all.filter(d => d.role === 'engine').map(d => d.name)
  const used: Definition[] = []
  for (const d of all) {
    const hasVariants = d.role === 'engine' && names.filter(n => n === d.name).length > 1
    if (!hasVariants || !(await drops(db, d))) used.push(d)
  }
  return used
}

function drops(db: Database, { sql }: Definition): Promise<boolean> {
  const [, signature] = /^create function (retention\.\w+\([^)]*\))/.exec(sql)!
  return rehearse(db, () =>
    db.exec(`drop function ${signature}`).then(
      () => true,
      () => false,
    ),
  )
}
