import type {
  BoundCascade,
  BoundClass,
  BoundDeadline,
  BoundExport,
  BoundLadder,
  BoundLetter,
  BoundRequest,
  BoundSubject,
  BoundTable,
  BoundWitness,
} from '../bind/model.ts'

/** One migration: what it creates, and in which company. Steps know order and contents, and not a word of SQL. */
export type Step =
  | { readonly kind: 'roles'; readonly name: string }
  | { readonly kind: 'storage'; readonly name: string }
  | { readonly kind: 'access'; readonly name: string; readonly grants: readonly Grant[] }
  | { readonly kind: 'calendar'; readonly name: string }
  | { readonly kind: 'evidence'; readonly name: string }
  | { readonly kind: 'holds'; readonly name: string }
  | { readonly kind: 'runs'; readonly name: string }
  | { readonly kind: 'guards'; readonly name: string; readonly tables: readonly BoundTable[] }
  | { readonly kind: 'cascades'; readonly name: string; readonly cascades: readonly BoundCascade[] }
  | { readonly kind: 'recipients'; readonly name: string; readonly witnesses: readonly BoundWitness[] }
  | { readonly kind: 'class'; readonly name: string; readonly class: BoundClass }
  | { readonly kind: 'requests'; readonly name: string; readonly requests: readonly BoundRequest[] }
  | { readonly kind: 'asked'; readonly name: string; readonly subjects: readonly BoundSubject[] }
  | { readonly kind: 'ledger'; readonly name: string; readonly subjects: readonly BoundSubject[] }
  | { readonly kind: 'erasures'; readonly name: string; readonly requests: readonly BoundRequest[] }
  | { readonly kind: 'replay'; readonly name: string; readonly subjects: readonly BoundSubject[] }
  | { readonly kind: 'exports'; readonly name: string; readonly exports: readonly BoundExport[] }
  | { readonly kind: 'deadlines'; readonly name: string; readonly deadlines: readonly BoundDeadline[] }
  | { readonly kind: 'suppression'; readonly name: string }
  | { readonly kind: 'letters'; readonly name: string; readonly letters: readonly BoundLetter[] }
  | { readonly kind: 'ladders'; readonly name: string; readonly ladders: readonly BoundLadder[] }
  | { readonly kind: 'operations'; readonly name: string }
  | { readonly kind: 'drift'; readonly name: string }

/** What the generated functions need on one application table. */
export interface Grant {
  readonly table: { readonly schema: string; readonly name: string }
  readonly owner: readonly string[]
  readonly disposer: readonly string[]
  readonly disposerUpdates: readonly string[]
  readonly rowSecurity: boolean
  /** Whether the table stands outside the application's default schema, and may belong to somebody else. */
  readonly foreign: boolean
}
