import { tableKey } from '../../schema/schema.ts'
import { keyText } from '../build/draft.ts'
import { ask } from '../database/ask.ts'
import { rehearse } from '../database/rehearse.ts'
import { addHold, holdClass, readTable } from '../database/statements.ts'
import { printInstant } from '../oracle/instant.ts'
import type { Row } from '../oracle/world.ts'
import { find } from './find.ts'
import type { Proof } from './proof.ts'
import { runClasses } from './run-classes.ts'
import { looksAt, type Prepared } from './step.ts'

/** A hold on a whole class: its run does nothing to any of its rows. Each run is rolled back, so that the next class meets the same rows. */
export async function proveClassHolds(proof: Proof, prepared: Prepared): Promise<void> {
  const { moment, fates: all } = prepared
  for (const c of proof.model.classes) {
    if (!looksAt(prepared, c.class.name)) continue
    const due = all.filter(f => f.className === c.class.name && f.state === 'due')
    if (c.stages.length === 0) continue
    if (due.length === 0) {
      proof.notCovered.push({ class: c.class.name, what: 'a hold on the class', reason: 'no row of it is due at that moment' })
      continue
    }
    const table = proof.model.schema.tables.find(t => tableKey(t) === tableKey(c.table.name))!
    const before = await ask<Row>(proof.db, readTable(table))
    await rehearse(proof.db, async () => {
      const id = proof.nextHold++
      await proof.db.exec(`${addHold(id, false)};${holdClass(id, c.class.name)}`)
      await runClasses(proof, printInstant(moment.asOf), [c.class.name])
      const after = new Map((await ask<Row>(proof.db, readTable(table))).map(r => [keyText(table, r), JSON.stringify(r)]))
      const mine = new Set(due.map(f => keyText(table, f.key)))
      for (const row of before) {
        const key = keyText(table, row)
        if (mine.has(key) && after.get(key) !== JSON.stringify(row))
          find(
            proof,
            moment,
            table,
            row,
            c.class.name,
            null,
            after.has(key) ? 'changed a row of a class on hold' : 'removed a row of a class on hold',
            'a hold on the class stops every act',
          )
      }
      proof.checks += due.length
    })
  }
}
