import { beforeAll, expect, test } from 'vitest'
import type { Ask } from './fill.ts'
import type { Story } from './story.ts'
import { ada, others, type Rows, remainsOf, rowsIn, type Told, tell, withDigests, without } from './tell.ts'

/** The table of a column as the story names it: without `public`, and for a partition what it is a partition of. */
const tableIn = (column: string): string =>
  column
    .replace(/^public\./, '')
    .replace(/\.[^.]+$/, '')
    .replace(/_(20[0-9_]+|default)$/, '')

/** What must be true at the end of a story, wherever it is told. */
export function expectStory(story: Story, open: () => Promise<Ask>): void {
  let ask: Ask
  let told: Told
  beforeAll(async () => {
    ask = await open()
    told = await tell(story, ask)
  })
  const filled = (rows: Rows): Rows => Object.fromEntries(Object.entries(rows).filter(([, all]) => all.length > 0))
  const ours = (columns: readonly string[]): readonly string[] => columns.filter(c => c.startsWith('retention.'))

  test('each person has something in every table that has persons', () => {
    const tables = Object.keys(told.before).filter(t => !(t in story.apart))
    expect(Object.keys(filled(told.adas)).toSorted()).toEqual(tables.toSorted())
  })
  test('of whoever was erased stays what the text keeps, and of nobody else a byte is different', () => {
    const left = withDigests(without(told.after, told.before), story.remains)
    expect(filled(left)).toEqual(filled(remainsOf(story, told.adas)))
    const prompt = Object.entries(told.before).filter(([table]) => story.promptly.includes(table))
    const cleos = prompt.map(([table, rows]) => [table, rows.filter(r => JSON.stringify(r).includes(others.cleo.name))])
    expect(filled(without(told.before, told.after))).toEqual(Object.fromEntries(cleos))
  })
  test('whoever came back keeps everything: another run takes nothing', () => {
    const changed = without(told.last, told.after)
    const back = story.application.comeBack(others.cleo).length > 0
    expect(Object.values(changed).flat()).toHaveLength(back ? 1 : 0)
    for (const [table, rows] of Object.entries(told.last)) expect(rows, table).toHaveLength(told.after[table]!.length)
  })
  test('no column of any table has a trace of whoever was erased, but those in which the text keeps it', () => {
    const kept = Object.entries(story.remains).flatMap(([table, { names = [] }]) => names.map(c => `${table}.${c}`))
    expect(ours(told.traces)).toEqual(story.unfinished)
    const theirs = told.traces.filter(c => !c.startsWith('retention.'))
    expect([...new Set(theirs.map(c => `${tableIn(c)}.${c.split('.').at(-1)}`))].toSorted()).toEqual(kept.toSorted())
    // Before, the look found her in every table that was to be rid of her.
    const found = new Set(told.tracesBefore.map(c => tableIn(c)))
    expect(Object.keys(filled(told.adas)).filter(t => !(t in story.remains) && !found.has(t))).toEqual([])
  })
  test('control: a byte of somebody else shows', async () => {
    const [table, [first]] = Object.entries(told.before).find(([t, rows]) => !(t in story.apart) && typeof rows[0]?.id === 'string')! as [
      string,
      readonly { readonly id: string }[],
    ]
    expect(first!.id).not.toContain(String(ada.n).repeat(8))
    const tables = Object.keys(told.before)
    await ask(`alter table ${table} add column noticed text default 'x'`)
    const after = await rowsIn(ask, tables)
    expect(Object.keys(filled(without(told.last, after)))).toEqual([table])
  })
}
