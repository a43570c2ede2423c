import { expect, test } from 'vitest'
import { mutate } from '../../../src/verify/mutate/mutate.ts'
import type { VerifyInput } from '../../../src/verify/verify.ts'

/** Every mistake made on purpose in the policy's migrations is noticed; each policy has a file of its own, so that workers share them. */
export function testCaught(name: string, load: () => Promise<VerifyInput>): void {
  test(`mistakes made on purpose in ${name} are noticed, and are at least sixty different ones`, { timeout: 900_000 }, async () => {
    const report = await mutate(await load(), 1)
    expect(report.survivors.map(s => `${s.kind}: ${s.at} ${s.what}`)).toEqual([])
    expect(new Set(report.all.map(m => `${m.kind} ${m.what} ${m.at}`)).size).toBeGreaterThanOrEqual(60)
    expect(report.caught).toBe(report.mutants)
  })
}
