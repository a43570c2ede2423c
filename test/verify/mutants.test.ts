import { describe, expect, test } from 'vitest'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { alter, files, proveShop } from './shop.ts'

/** The classes that the proof names as wrong. */
const accused = async (altered: readonly OutputFile[], at: 'ordinary' | 'every'): Promise<readonly string[]> => {
  const report = await proveShop(altered, at)
  expect(report.proved).toBe(report.findings.length === 0)
  return [...new Set(report.findings.map(f => f.class))]
}
const of = (className: string): RegExp => new RegExp(`/\\d+_${className}\\.sql$`)
const engine = /_engine\.sql$/
/** Alter the batch function of one stage only. */
const inStage = (stage: string, className: string, from: RegExp | string, to: string): readonly OutputFile[] =>
  alter(files, of(className), new RegExp(`create function retention\\.${stage}_${className}\\([^]*?\\n\\$\\$;`), body => {
    const changed = body.replaceAll(from, to)
    if (changed === body) throw new Error(`${stage}_${className} does not read ${from}`)
    return changed
  })

describe('a proof that can fail', () => {
  test('the files as emitted prove clean', async () => {
    const report = await proveShop()
    expect(report.findings).toEqual([])
    expect(report.proved).toBe(true)
    expect(report.notCovered).toEqual([])
    expect(report.uncovered).toEqual([])
    for (const c of report.classes)
      for (const stage of c.stages) expect([c.name, stage.name, stage.acted > 0, stage.left > 0]).toEqual([c.name, stage.name, true, true])
  })

  const mutants: readonly (readonly [string, string, () => readonly OutputFile[]])[] = [
    ['due one microsecond late', 'visits', () => inStage('dispose', 'visits', 'f.due_at <= as_of', 'f.due_at < as_of')],
    [
      'a stage one microsecond late',
      'messages',
      () => inStage('interim_1', 'messages', 'f.interim_1_at <= as_of', 'f.interim_1_at < as_of'),
    ],
    ['an erasure one microsecond late', 'notes', () => inStage('erase', 'notes', 'f.erase_at <= as_of', 'f.erase_at < as_of')],
    ['a period a month short', 'visits', () => alter(files, of('visits'), /P14M/g, 'P13M')],
    ['a period a day short', 'messages', () => alter(files, of('messages'), /P90D/g, 'P89D')],
    [
      'no hold test in a batch',
      'returns',
      () => inStage('dispose', 'returns', /\s+and not exists \(select from retention\.returns_held[^\n)]*\)/g, ''),
    ],
    [
      'no hold test in an erasure',
      'visits',
      () => inStage('erase', 'visits', /\s+and not exists \(select from retention\.visits_held[^\n)]*\)/g, ''),
    ],
    ['no residence', 'notes', () => alter(files, of('notes'), /interval 'P30D'/g, "interval 'P0D'")],
    ['a parent goes before its child', 'orders', () => inStage('dispose', 'orders', /\s+and f\.deferred_by is null/g, '')],
    ['counted twice', 'visits', () => alter(files, of('visits'), /\bcount\(\*\)(?=\s+from public\.visits as r)/, '2 * count(*)')],
    [
      'a message goes before its answer',
      'messages',
      () => inStage('dispose', 'messages', /\s+and \(f\.waits_until is null or f\.waits_until <= as_of\)/g, ''),
    ],
    [
      'parts uncounted',
      'orders',
      () => inStage('dispose', 'orders', /counts := counts \|\| jsonb_build_object\('public\.order_lines', n\);/g, ''),
    ],
    ['no evidence', 'returns', () => inStage('dispose', 'returns', /perform retention\._append_evidence\([\s\S]*?\n\s*\)\);/g, 'null;')],
    ['no review', 'complaints', () => inStage('dispose', 'complaints', /\s+and f\.review = 'dispose'/g, '')],
    [
      'kept for nobody',
      'messages',
      () => alter(files, of('messages'), /coalesce\((retention\.counted\(users\.closed_at\)), 'infinity'\)/g, '$1'),
    ],
    [
      'a stage done again and again',
      'messages',
      () => alter(files, of('messages'), /case when interim_1\.done_at is null then ([\s\S]*?) end as interim_1_at/, '$1 as interim_1_at'),
    ],
    ['a ledger left behind', 'orders', () => inStage('erase', 'orders', /set user_id = null/g, 'set user_id = r.user_id')],
  ]
  test.each(mutants)('%s: class %s is named', { timeout: 60_000 }, async (_, className, altered) => {
    expect(await accused(altered(), 'ordinary')).toContain(className)
  })

  const shared: readonly (readonly [string, readonly string[], () => readonly OutputFile[]])[] = [
    ['a day late', ['orders'], () => inStage('dispose', 'orders', 'f.due_at <= as_of', 'f.due_at < as_of')],
    [
      'a hold on a class holds nothing',
      ['returns'],
      () => alter(files, /_holds\.sql$/, /scope\.class_name = 'returns'/g, "scope.class_name = 'nobody'"),
    ],
    ['days counted in UTC', ['orders', 'visits', 'returns'], () => alter(files, engine, /'America\/New_York'/g, "'UTC'")],
    ['the day of the event counted', ['orders'], () => alter(files, engine, "((start + period) + interval '1 day')", '(start + period)')],
    ['released holds hold on', ['visits'], () => alter(files, /_holds\.sql$/, /where h\.released_at is null/g, 'where true')],
    [
      'a hold does not reach what belongs to the row',
      ['notes'],
      () => alter(files, /_holds\.sql$/, /join retention\.users_matched as m on [^\n;]*/g, '$& and false'),
    ],
    ['a standing hold holds nothing', ['users'], () => alter(files, /_holds\.sql$/, /where s\.dispute = true/g, 'where false')],
  ]
  test.each(shared)('%s', { timeout: 60_000 }, async (_, classes, altered) => {
    expect(await accused(altered(), 'every')).toEqual(expect.arrayContaining([...classes]))
  })
})
