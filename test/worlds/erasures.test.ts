import { expect, test } from 'vitest'
import { worldSpec } from './arbitrary.ts'
import { type Erased, judgeErasure } from './erase.ts'
import { explore } from './explore.ts'
import type { Alter } from './world.ts'

// Persons of random worlds get an export, and are erased, by the calls of an officer. LAPSE_WORLDS and LAPSE_WORLDS_SEED as for the other worlds: a fiftieth of them.
const worlds = Math.ceil(Number(process.env.LAPSE_WORLDS ?? 1000) / 50)
const seed = Number(process.env.LAPSE_WORLDS_SEED ?? 20_260_101) * 10 + 9

/** Worlds in which there are persons who have something, and who may ask and have not yet. */
const asking = worldSpec
  .filter(({ tables: [first, ...others] }) => first!.rows.length > 1 && others.some(t => t.owner !== null && t.rows.length > 1))
  .map(spec => ({
    ...spec,
    subject: { ...spec.subject, asks: true, exports: true },
    tables: spec.tables.map((t, i) => (i > 0 ? t : { ...t, subject: true, fate: 0, rows: t.rows.map(r => ({ ...r, decision: 0 })) })),
  }))
const goThrough = async (n: number, alter?: Alter) => {
  const seen: Erased[] = []
  const explored = await explore({
    seed,
    worlds: n,
    spec: asking,
    judge: judgeErasure,
    shrinks: alter ? 0 : 100,
    onWorld: (_, judgement) => seen.push(judgement as Erased),
    ...(alter && { alter }),
  })
  return { ...explored, seen }
}

test(`in ${worlds} random worlds an erasure by calls ends as runs would have it (seed ${seed})`, {
  timeout: (worlds + 100) * 8000,
}, async () => {
  const { failure, seen } = await goThrough(worlds)
  if (failure) expect.fail(`${failure.text}\n-- path ${failure.path}\n`)
  expect(seen).toHaveLength(worlds)
  // There were people with something, and the calls took it.
  expect(seen.filter(s => s.taken > 0).length).toBeGreaterThan(worlds / 10)
})

test('control: a call that forgets what belongs to the person is found', { timeout: 600_000 }, async () => {
  const own = /(create function retention\."?own_[^(]*\([\s\S]*?\$\$;)/g
  const { failure } = await goThrough(worlds, files =>
    files.map(f => ({ ...f, text: f.text.replace(own, body => body.replaceAll(/^ +where .*subject_key ->>.*$/gm, '  where false')) })),
  )
  expect(failure?.text).toMatch(/the call left|and executed before them/)
})

test('control: an export of somebody else’s rows is found', { timeout: 600_000 }, async () => {
  const { failure } = await goThrough(worlds, files =>
    files.map(f =>
      f.path.endsWith('_exports.sql') ? { ...f, text: f.text.replaceAll(/^( *)where .*subject_key ->>.*$/gm, '$1where true') } : f,
    ),
  )
  expect(failure?.text).toContain('export of')
})
