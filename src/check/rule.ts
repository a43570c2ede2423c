import type { Model } from '../bind/model.ts'

/** What a rule found, and where. */
export interface Finding {
  /** The entry of the policy to point at; a class's own `acknowledge` counts where this is a class. */
  readonly at: object
  /** The property of that entry that is meant, such as `['keep']`. */
  readonly property?: readonly string[]
  /** What is wrong and why it matters. */
  readonly message: string
  /** What to do. */
  readonly help: string
}

/** A pure question to a model. Rules know nothing of each other, of acknowledgements, or of source positions. */
export interface Rule {
  /** Stable and kebab-case; also the name of the rule's file. */
  readonly code: string
  readonly severity: 'error' | 'warning'
  /** An error that a reason can outweigh. A warning always can be acknowledged. */
  readonly acknowledgeable?: true
  readonly check: (model: Model) => readonly Finding[]
}
