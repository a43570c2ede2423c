import { expect, test } from 'vitest'
import { proveShop } from './shop.ts'

test('the files as emitted prove clean', { timeout: 120_000 }, async () => {
  const report = await proveShop()
  expect(report.findings).toEqual([])
  expect(report.proved).toBe(true)
  expect(report.notCovered).toEqual([])
  for (const c of report.classes)
    for (const stage of c.stages) expect([c.name, stage.name, stage.acted > 0, stage.left > 0]).toEqual([c.name, stage.name, true, true])
})
