import { tableKey } from '../schema/schema.ts'
import { keyText } from './build/draft.ts'
import { snapshot } from './database/snapshot.ts'
import { find } from './find.ts'
import type { Moment } from './instants.ts'
import { printInstant } from './oracle/instant.ts'
import type { Row, World } from './oracle/world.ts'
import type { Proof } from './proof.ts'
import { runClasses } from './run-classes.ts'

/** A second run at the same moment finds nothing to do. */
export async function proveAgain(proof: Proof, moment: Moment, before: World): Promise<void> {
  await runClasses(proof, printInstant(moment.asOf))
  const rows = await snapshot(proof.db, proof.model.schema)
  for (const table of proof.model.schema.tables) {
    const [a, b] = [before.rows, rows].map(
      w => new Map((w.get(tableKey(table)) ?? []).map(r => [keyText(table, r), JSON.stringify(r)])),
    ) as [Map<string, string>, Map<string, string>]
    for (const [key, text] of a)
      if (b.get(key) !== text)
        find(
          proof,
          moment,
          table,
          JSON.parse(text) as Row,
          null,
          null,
          b.has(key) ? 'a second run changed the row' : 'a second run removed the row',
          'a second run at the same moment changes nothing',
        )
  }
}
