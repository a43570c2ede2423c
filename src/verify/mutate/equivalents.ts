import type { Model } from '../../bind/model.ts'
import type { Mutant } from './mutant.ts'

type Argument = Pick<Mutant, 'kind' | 'what'> & {
  /** Where it holds. */
  readonly where: (mutant: Mutant, model: Model) => boolean
  readonly why: string
}

/** Mistakes that make no difference, argued one by one. The mutation report fails where one of them is noticed after all. */
const equivalentArguments: readonly Argument[] = []

/** Why nobody can notice the mistake; null where somebody should. */
export const argumentFor = (mutant: Mutant, model: Model): string | null =>
  equivalentArguments.find(a => a.kind === mutant.kind && a.what === mutant.what && a.where(mutant, model))?.why ?? null
