import type { Position } from '../../policy/position.ts'

/** A line of the published table that the policy, as it was compiled, does not keep to. */
export interface Contradiction {
  readonly clause: string
  readonly table: string
  /** The class under which the policy puts the row; null where no class has it. */
  readonly class: string | null
  /** Where the line is written. */
  readonly position: Position | null
  readonly given: Readonly<Record<string, unknown>>
  /** As the line writes it. */
  readonly asOf: string
  readonly did: string
  readonly expected: string
}

/** What became of the lines of the published table: frozen plain data. */
export interface PublishedProof {
  readonly lines: number
  readonly instants: number
  readonly clauses: readonly { readonly id: string; readonly lines: number; readonly instants: number }[]
  readonly contradictions: readonly Contradiction[]
  /** Record classes of which no line shows anything. */
  readonly withoutExample: readonly string[]
}
