import type { Temporal } from 'temporal-polyfill'
import type { KeyColumn } from '../../bind/model.ts'
import type { Fate } from '../oracle/fate.ts'
import { fromLocal, parseInstant } from '../oracle/instant.ts'
import type { Row, Value } from '../oracle/world.ts'

/** What a class's view says about one row; instants as text in UTC. */
export interface ViewRow {
  readonly started_at: Value
  readonly due_at: Value
  readonly overdue_at: Value
  readonly erase_at: Value
  readonly held: boolean
}

export interface FateDifference {
  readonly key: Row
  readonly did: string
  readonly expected: string
}

export const keyOfView = (row: object, key: readonly KeyColumn[]): string =>
  JSON.stringify(key.map((_, i) => (row as Record<string, Value>)[`key_${i}`] ?? null))
const keyOfFate = (fate: Fate, key: readonly KeyColumn[]): string => JSON.stringify(key.map(k => fate.key[k.name] ?? null))

/** The view's rows against the oracle's fates of the same class: which rows, since when, until when, and whether held. `erased`: rows whose erasure is done. */
export function compareFates(
  fates: readonly Fate[],
  rows: readonly ViewRow[],
  key: readonly KeyColumn[],
  zone: string,
  erased: (fate: Fate) => boolean,
): readonly FateDifference[] {
  const view = new Map(rows.map(r => [keyOfView(r, key), r]))
  const found: FateDifference[] = []
  for (const fate of fates) {
    const text = keyOfFate(fate, key)
    const row = view.get(text)
    view.delete(text)
    if (!row) {
      found.push({ key: fate.key, did: 'the view does not show the row', expected: `the row is of class "${fate.className}"` })
      continue
    }
    const start = fate.start && (fate.start.kind === 'instant' ? fate.start.at : fromLocal(fate.start.day.toPlainDateTime(), zone))
    const pairs: readonly (readonly [string, Value, string])[] = [
      ['started_at', instantText(start), seen(row.started_at)],
      ['due_at', instantText(fate.dueAt), seen(row.due_at)],
      ['overdue_at', instantText(fate.ceilingAt), seen(row.overdue_at)],
      ...(erased(fate) ? [] : [['erase_at', instantText(fate.eraseAt), seen(row.erase_at)] as const]),
      ['held', String(fate.state === 'held'), String(row.held)],
    ]
    const wrong = pairs.filter(([, expected, is]) => expected !== is)
    if (wrong.length > 0)
      found.push({
        key: fate.key,
        did: wrong.map(([name, , is]) => `${name}: ${is}`).join(', '),
        expected: wrong.map(([name, expected]) => `${name}: ${expected}`).join(', '),
      })
  }
  for (const [text] of view)
    found.push({
      key: Object.fromEntries(key.map((k, i) => [k.name, (JSON.parse(text) as Value[])[i] ?? null])),
      did: 'the view shows the row',
      expected: 'the row is of another class',
    })
  return found
}

/** NULL, infinity, and what lies beyond the oracle's calendar are one: never. */
const seen = (text: Value): string => {
  if (text === null) return 'never'
  try {
    return instantText(parseInstant(text, 'UTC'))
  } catch {
    return 'never'
  }
}
const instantText = (at: Temporal.Instant | null): string => (at === null ? 'never' : at.toString())
