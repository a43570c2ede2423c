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
  {
    kind: 'dependants',
    what: 'sees no dependants',
    where: (mutant, model) => classesOf(mutant, model).every(c => c.stages.length === 0),
    why: 'nothing ever disposes of the rows of the class',
  },
  {
    kind: 'dependants',
    what: 'sees one kind of dependants less',
    where: (mutant, model) => classesOf(mutant, model).every(c => c.stages.length === 0),
    why: 'nothing ever disposes of the rows of the class',
  },
  {
    kind: 'upward hold',
    what: 'a dependant on hold does not keep the row',
    where: (mutant, model) => classesOf(mutant, model).every(c => c.stages.length === 0),
    why: 'no run ever disposes of rows of the table; what such a hold covers there shows in the count of place_hold only',
  },
  {
    kind: 'unit',
    what: 'counts months as 30 days',
    where: (_, model) => !periodsOf(model).some(iso => /^P[^T]*[YM]/.test(iso)),
    why: 'no period of the policy has months or years',
  },
]

const periodsOf = (model: Model): readonly string[] =>
  model.classes.flatMap(c =>
    [
      c.class.clock?.keep.min,
      c.class.clock?.keep.max,
      ...(c.class.clock?.interim ?? []).map(i => i.after),
      ...c.erasures.map(e => e.residence),
    ].flatMap(p => p?.iso ?? []),
  )

const classesOf = ({ classes }: Mutant, model: Model) =>
  classes.length === 0 ? model.classes : model.classes.filter(c => classes.includes(c.class.name))

/** Why nobody can notice the mistake; null where somebody should. */
export const argumentFor = (mutant: Mutant, model: Model): string | null =>
  equivalentArguments.find(a => a.kind === mutant.kind && a.what === mutant.what && a.where(mutant, model))?.why ?? null
