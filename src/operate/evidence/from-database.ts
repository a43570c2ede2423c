import { diagnostic, LapseError } from '../../report/diagnostic.ts'
import { type Connection, type Row, withConnection } from '../connection.ts'
import { isInstalled } from '../statements.ts'
import type { Act, Chain, Pruning } from './chain.ts'
import { beginLook, endLook, nextActs, openActs, readChain, readPruning } from './statements.ts'

export type Ask = Connection['query']

const numbered = <X>(row: Row, ...counts: readonly string[]): X =>
  Object.freeze({ ...row, ...Object.fromEntries(counts.map(name => [name, Number(row[name])])) }) as X

async function* readActs(ask: Ask): AsyncGenerator<Act> {
  await ask(openActs)
  for (;;) {
    const rows = await ask(nextActs)
    if (rows.length === 0) return
    for (const row of rows) yield numbered<Act>(row, 'evidence_id')
  }
}

/** Look at the evidence of a database as it stands at one instant; nothing is locked, and nothing appended later is seen. */
export async function lookAt<T>(ask: Ask, work: (chain: Chain) => Promise<T>): Promise<T> {
  await ask(beginLook)
  try {
    const [head] = await ask(readChain)
    const [pruned] = await ask(readPruning)
    return await work({
      database: String(head!.database),
      taken_at: String(head!.taken_at),
      head: { evidence_id: Number(head!.evidence_id), hash: String(head!.hash) },
      pruned: pruned ? numbered<Pruning>(pruned, 'evidence_id', 'acts') : null,
      acts: readActs(ask),
    })
  } finally {
    // Nothing was changed; after an error the rollback ends the transaction as well.
    await ask(endLook).catch(() => {})
  }
}

/** The same for a live database. Throws LapseError, `retention-not-installed` among others. */
export const fromDatabase = <T>(url: string, work: (chain: Chain, ask: Ask) => Promise<T>): Promise<T> =>
  withConnection(url, async ({ query, target }) => {
    if ((await query(isInstalled))[0]?.there !== true)
      throw new LapseError(
        diagnostic('error', 'retention-not-installed', `the database "${target.database}" has no retention schema`, {
          help: 'Install the migrations with lapse apply.',
        }),
      )
    return lookAt(query, chain => work(chain, query))
  })
