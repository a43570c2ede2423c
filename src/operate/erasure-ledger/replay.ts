import { type Diagnostic, diagnostic } from '../../report/diagnostic.ts'
import { withConnection } from '../connection.ts'
import { readLedger } from './ledger-file.ts'
import { beginReplay, executeReplay, loadReplay, openReplay, readReplayBlocked } from './statements.ts'

/** What becomes of persons whom the database itself has as erased: a table restored by itself, or a key that was given to somebody else. */
export const thereAgain = ['erase', 'leave'] as const
export type ThereAgain = (typeof thereAgain)[number]

export interface ReplayInput {
  readonly url: string
  /** What `lapse ledger export` wrote. */
  readonly file: string
  readonly thereAgain?: ThereAgain
  /** Only say whom it would find. */
  readonly preview?: boolean
}

/** Counts are persons where nothing else is said. */
export interface Replay {
  readonly kind: 'replay'
  /** Null for a preview. */
  readonly id: number | null
  readonly entries: number
  /** Digests of lists of suppressions that the ledger brought. */
  readonly suppressions: number
  /** Persons of the ledger who are in the database. */
  readonly found: number
  /** Rows that went or changed, by table. */
  readonly rows: Readonly<Record<string, number>>
  readonly left: readonly { readonly class_name: string; readonly reason: string; readonly row_count: number }[]
}

/** Rows that neither a hold nor another row keeps: the replay is not through. */
function remarks({ id, left }: Replay, blocked: readonly { readonly stage: string; readonly sqlstate: string; readonly rows: number }[]) {
  const open = left.filter(l => l.reason === 'open')
  return [
    ...(open.length === 0
      ? []
      : [
          diagnostic(
            'error',
            'replay-not-through',
            `replay ${id}: rows are left that nothing keeps: ${open.map(l => `${l.class_name} ${l.row_count}`).join(', ')}`,
            {
              help: 'Replay the file again when whoever works on these rows has ended; what was passed by stands in retention.replay_blocked.',
            },
          ),
        ]),
    ...blocked.map(b =>
      diagnostic('warning', 'rows-passed-by', `replay ${id}: ${b.rows} rows of ${b.stage} could not go, with SQLSTATE ${b.sqlstate}`),
    ),
  ]
}

/**
 * Erase again, in a restored database, whom a ledger has as erased. The file is looked over first, and taken in whole: until then nothing has begun.
 * Replaying it again changes nothing, or goes on. Throws LapseError: `ledger-file-missing`, `ledger-file-unreadable`, and what the database refuses.
 */
export async function replay({ url, file, thereAgain: again, preview }: ReplayInput): Promise<{
  readonly replay: Replay
  readonly diagnostics: readonly Diagnostic[]
}> {
  const ledger = await readLedger(file)
  return withConnection(url, async ({ query }) => {
    await query('begin')
    const [opened] = await query(openReplay, [JSON.stringify({ ...ledger.source, sha256: ledger.sha256 })])
    for await (const portion of ledger.portions()) await query(loadReplay, [opened!.replay, `[${portion.join(',')}]`])
    const [{ begun }] = (await query(beginReplay, [opened!.replay, again ?? null])) as unknown as [
      { readonly begun: Pick<Replay, 'entries' | 'suppressions' | 'found'> },
    ]
    const counts = { entries: begun.entries, suppressions: begun.suppressions, found: begun.found }
    if (preview) {
      await query('rollback')
      return { replay: { kind: 'replay', id: null, ...counts, rows: {}, left: [] }, diagnostics: [] }
    }
    await query('commit')
    const [{ summary }] = (await query(executeReplay, [opened!.replay])) as unknown as [{ readonly summary: Pick<Replay, 'rows' | 'left'> }]
    const done: Replay = Object.freeze({
      kind: 'replay',
      id: Number(opened!.replay),
      ...counts,
      rows: summary.rows,
      left: summary.left,
    })
    const blocked = (await query(readReplayBlocked, [opened!.replay])).map(b => ({
      stage: String(b.stage),
      sqlstate: String(b.sqlstate),
      rows: Number(b.rows),
    }))
    return { replay: done, diagnostics: remarks(done, blocked) }
  })
}
