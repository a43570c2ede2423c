/** The legal basis of a processing purpose, with the articles it cites. */
export interface Basis {
  readonly kind: 'basis'
  readonly ground: 'contract' | 'legal obligation' | 'legitimate interest' | 'consent' | 'vital interest' | 'public task'
  readonly cites: readonly string[]
}

const basis =
  (ground: Basis['ground']) =>
  (...cites: readonly string[]): Basis =>
    Object.freeze({ kind: 'basis', ground, cites })

export const contract = basis('contract')
export const legalObligation = basis('legal obligation')
export const legitimateInterest = basis('legitimate interest')
export const consent = basis('consent')
export const vitalInterest = basis('vital interest')
export const publicTask = basis('public task')
