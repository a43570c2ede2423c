import type { Diagnostic } from './diagnostic.ts'

/** Narrow each finding from its call to the property that it names. Reads the sources, so it is done only when findings are shown. */
export async function pinpoint(diagnostics: readonly Diagnostic[]): Promise<readonly Diagnostic[]> {
  if (!diagnostics.some(d => d.position && d.property?.length)) return diagnostics
  const { locate } = await import('../policy/source.ts')
  return Promise.all(
    diagnostics.map(async d =>
      d.position && d.property?.length ? Object.freeze({ ...d, position: await locate(d.position, d.property) }) : d,
    ),
  )
}
