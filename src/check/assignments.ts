import type { BoundAssignment, BoundClass, Model } from '../bind/model.ts'
import type { Act } from '../policy/act.ts'
import type { RecordClass } from '../policy/record-class.ts'
import { classesOf } from './names.ts'

/** A column that a class writes. */
export interface Written {
  readonly class: BoundClass
  readonly assignment: BoundAssignment
  /** The property of the rule that says so. */
  readonly property: readonly string[]
}

const propertyOf = (stage: string): readonly string[] =>
  stage === 'dispose' ? ['dispose'] : stage === 'erase' ? ['onErasure'] : ['interim']

/** Every column that an act writes; once per class and column, whichever stages say so. */
export const writtenColumns = (model: Model): readonly Written[] =>
  classesOf(model).flatMap(c => {
    const all = c.stages.flatMap(stage =>
      stage.acts.flatMap(act =>
        act.kind === 'set' ? act.assignments.map(assignment => ({ class: c, assignment, property: propertyOf(stage.name) })) : [],
      ),
    )
    return [...Map.groupBy(all, w => `${w.assignment.kind} ${w.assignment.column.name}`).values()].map(group => group[0]!)
  })

export const isKeyColumn = (w: Written): boolean => w.class.table.key.some(k => k.name === w.assignment.column.name)

export const isGenerated = ({ assignment: { column } }: Written): boolean =>
  column.generated !== null && column.generated !== 'by default as identity'

/** The acts of a class, as written, with the property that holds them. */
export const actsOf = (c: RecordClass): readonly { readonly act: Act; readonly property: readonly string[] }[] => [
  ...(c.clock?.interim ?? []).flatMap(s => s.acts.map(act => ({ act, property: ['interim'] }))),
  ...(c.clock?.dispose ?? []).map(act => ({ act, property: ['dispose'] })),
  ...(c.onErasure.kind === 'acts' ? c.onErasure.acts : c.onErasure.kind === 'retain' ? c.onErasure.meanwhile : []).map(act => ({
    act,
    property: ['onErasure'],
  })),
]
