import type { Model } from '../../bind/model.ts'
import type { Mutant } from './mutant.ts'

type Argument = Pick<Mutant, 'kind' | 'what'> & {
  /** Where it holds. */
  readonly where: (mutant: Mutant, model: Model) => boolean
  readonly why: string
}

/** Mistakes that make no difference, argued one by one. The mutation report fails where one of them is noticed after all. */
const equivalentArguments: readonly Argument[] = [
  {
    kind: 'evidence wrong',
    what: 'gives the last cutoff as the first',
    where: (mutant, model) => classesOf(mutant, model).every(c => c.cutoff === null),
    why: 'the class has no clock: its evidence names neither',
  },
  {
    kind: 'ceiling',
    what: 'never finds anything overdue',
    where: (mutant, model) => classesOf(mutant, model).every(c => !c.class.clock?.keep.max),
    why: 'the class has no ceiling: nothing of it is ever overdue',
  },
  {
    kind: 'ceiling',
    what: 'overdue one unit later',
    where: (mutant, model) => classesOf(mutant, model).every(c => !c.class.clock?.keep.max),
    why: 'the class has no ceiling: nothing of it is ever overdue',
  },
]

const classesOf = (mutant: Mutant, model: Model) => model.classes.filter(c => mutant.classes.includes(c.class.name))

/** Why nobody can notice the mistake; null where somebody should. */
export const argumentFor = (mutant: Mutant, model: Model): string | null =>
  equivalentArguments.find(a => a.kind === mutant.kind && a.what === mutant.what && a.where(mutant, model))?.why ?? null
