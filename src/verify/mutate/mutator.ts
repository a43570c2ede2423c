import type { Model } from '../../bind/model.ts'
import type { StepName } from '../prove/step.ts'
import type { Definition, Role } from './definition.ts'

/** The kinds of mistakes that a proof has to notice. */
export const kinds = [
  'comparison',
  'boundary',
  'interval',
  'unit',
  'time zone',
  'NULL cutoff',
  'cutoff',
  'class predicate',
  'while',
  'hold test',
  'downward hold',
  'upward hold',
  'released hold',
  'placed hold',
  'restated predicate',
  'floor',
  'ceiling',
  'residence',
  'cascade order',
  'missing child',
  'wrong hop',
  'dependants',
  'act',
  'rollup',
  'stored fact',
  'review',
  'gate',
  'tenant',
  'evidence missing',
  'evidence wrong',
  'chain',
  'frozen cutoff',
  'counts',
  'driver',
  'guard',
  'preserved image',
  'grants',
  'ladder',
  'schedule',
] as const
export type Kind = (typeof kinds)[number]

export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9' | 'I10'

interface Described {
  readonly kind: Kind
  /** The mistake, in words. */
  readonly what: string
  /** The invariant that it breaks. */
  readonly protects: Invariant
  /** The steps of the proof that should notice; all others are asked only where these do not. */
  readonly steps?: readonly StepName[]
}

/** A mistake in a function or view, wherever its text allows it. */
export interface TextMutator extends Described {
  readonly in: readonly Role[]
  /** Only in the engine's function of this name. */
  readonly named?: string
  readonly stage?: RegExp
  readonly from: RegExp
  /** What stands there instead; the same text where the mistake makes no difference there. */
  readonly to: string | ((match: RegExpExecArray, definition: Definition) => string)
  /** Make the mistake at every place in the definition at once. */
  readonly everywhere?: boolean
}

/** A mistake in what else is installed: triggers, rights, rows of the registry. */
export interface StatementMutator extends Described {
  /** Statements that leave the installed schema as the mistake would have. */
  readonly statements: (model: Model) => readonly { readonly at: string; readonly sql: string; readonly classes: readonly string[] }[]
}

/** A mistake in a file that is no migration. */
export interface FileMutator extends Described {
  readonly file: RegExp
  readonly from: RegExp
  readonly to: string
}

export type Mutator = TextMutator | StatementMutator | FileMutator
