import { expect } from 'vitest'
import type { BindConfig } from '../../src/bind/bind.ts'
import type { Diagnostic } from '../../src/report/diagnostic.ts'
import type { Schema } from '../../src/schema/schema.ts'
import { findings } from './tiny.ts'

/** Exactly one finding, with this verdict and these words in its message; gives it back. */
export function expectOnly(
  verdict: string,
  words: readonly string[],
  written: unknown,
  database?: Schema,
  config?: Partial<BindConfig>,
): Diagnostic {
  const found = findings(written, database, config)
  expect(found.map(d => `${d.severity} ${d.code}`)).toEqual([verdict])
  for (const word of words) expect(found[0]!.message).toContain(word)
  expect(found[0]!.help).toMatch(/\S/)
  return found[0]!
}

export const expectNothing = (written: unknown, database?: Schema, config?: Partial<BindConfig>): void => {
  expect(findings(written, database, config)).toEqual([])
}
