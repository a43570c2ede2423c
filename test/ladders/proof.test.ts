import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Model } from '../../src/bind/model.ts'
import type { OutputFile } from '../../src/emit/output-file.ts'
import { openWithSchema } from '../../src/verify/database/install.ts'
import { momentsOf } from '../../src/verify/instants.ts'
import { openProof } from '../../src/verify/open-proof.ts'
import { proveLadders } from '../../src/verify/prove/ladders.ts'
import { prepareMoment } from '../../src/verify/prove/moment.ts'
import { alter, alterRoutine } from '../alter.ts'
import { guild, guildFiles, guildModel, schemaSql } from './guild.ts'

// The proof of a ladder has to notice what is wrong with it.
vi.setConfig({ hookTimeout: 120_000, testTimeout: 120_000 })

let model: Model
let files: readonly OutputFile[]
beforeAll(async () => {
  model = await guildModel()
  files = await guildFiles()
})
const ladders = /0830_ladders\.sql/

async function said(altered: readonly OutputFile[]): Promise<readonly string[]> {
  const db = await openWithSchema(schemaSql)
  try {
    const proof = await openProof({ policy: guild, schema: model.schema, model, files: altered, schemaSql }, db)
    const prepared = await prepareMoment(proof, momentsOf(guild).find(m => m.cases === 'all')!, null)
    await proveLadders(proof, prepared)
    expect(proof.shown.length).toBeGreaterThan(30)
    return proof.findings.map(f => f.did)
  } finally {
    await db.close()
  }
}

describe('the proof of a ladder', () => {
  test('finds nothing in what was emitted', async () => {
    expect(await said(files)).toEqual([])
  })
  test.each<readonly [string, () => readonly OutputFile[], RegExp]>([
    [
      'a month too few',
      () => alter(files, ladders, "due(clock.start, interval 'P24M')", "due(clock.start, interval 'P23M')"),
      /not over yet: the person stands at step 1/,
    ],
    [
      '30 days for a month',
      () => alter(files, ladders, "due(clock.start, interval 'P24M')", "due(clock.start, interval 'P720D')"),
      /not over yet: the person stands at step 1/,
    ],
    [
      'a day too many before the review',
      () => alter(files, ladders, "due(taken.done_at, interval 'P60D')", "due(taken.done_at, interval 'P61D')"),
      /at the instant: the person stands at step 1/,
    ],
    [
      'the end of the named day does not count',
      () => alter(files, ladders, ', retention.end_of_day(taken.announced_on)', ''),
      /named is not over: the person stands at step 2/,
    ],
    [
      'after, where at is meant',
      () => alterRoutine(files, 'notify_1_silent_members', 'f.next_at <= as_of', 'f.next_at < as_of'),
      /over at the instant: the person stands at step 0/,
    ],
    [
      'the earlier of two activities',
      () => alter(files, ladders, /greatest\(retention\.counted\(r\.visited_at\), /, 'least(retention.counted(r.visited_at), '),
      /the person stands at step/,
    ],
    [
      'who never came back is nobody',
      () => alter(files, ladders, /, retention\.counted\(r\.joined_at\)\)/, ', null)'),
      /silence by members\.joined_at.*the person stands at step 0/,
    ],
    [
      'a step counts whatever was heard since',
      () => alter(alter(files, ladders, ' and taken.started_at = since.at', ''), ladders, ' and f.started_at = s.started_at', ''),
      /something was heard since: the person stands at step/,
    ],
    [
      'a hold keeps nobody',
      () => alterRoutine(files, 'erase_3_silent_members', /and f\.hold_id is null\s+/g, ''),
      /the person is on hold: the person stands at step 3/,
    ],
    [
      'an erasure of the person’s own is no matter',
      () => alterRoutine(files, 'review_2_silent_members', /\s+and f\.waits_for is null/g, ''),
      /own is open: the person stands at step 2/,
    ],
    [
      'without a decision',
      () => alter(files, ladders, /when 2 then retention\.due\(taken\.done_at/, 'when 2 then retention.due(taken.reached_at'),
      /step before is not done: the person stands at step 3/,
    ],
    [
      'nothing begins',
      () => alterRoutine(files, 'begin_silent_members', /insert into retention\.members_asked[^;]*;/g, ''),
      /no erasure has begun/,
    ],
    [
      'nothing is closed',
      () =>
        alterRoutine(
          files,
          'erase_3_silent_members',
          'coalesce(r.closed_on,',
          'coalesce(r.closed_on, null) where false; update public.members as r set leaving_at = coalesce(r.leaving_at,',
        ),
      /no erasure has begun|is not closed|stands at/,
    ],
    ['whoever is kept is not', () => alter(files, ladders, ', taken.keep_until)', ')'), /kept, not over yet: the person stands at step 1/],
  ])('notices: %s', async (_, altered, expected) => {
    expect((await said(altered())).join('\n')).toMatch(expected)
  })
})
