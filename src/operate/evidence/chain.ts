/** An act of the evidence, each value as it was hashed: hashes in hexadecimal, the instant in UTC to the microsecond, the body as PostgreSQL prints it. */
export interface Act {
  readonly evidence_id: number
  readonly previous_hash: string
  readonly hash: string
  readonly recorded_at: string
  readonly recorded_by: string
  readonly act: string
  readonly body: string
}

/** An act by its number and hash. */
export interface Link {
  readonly evidence_id: number
  readonly hash: string
}

/** Where the chain begins since its oldest acts were removed: the last of them, how many went, and from when they were. */
export interface Pruning extends Link {
  readonly acts: number
  readonly first_recorded_at: string
  readonly last_recorded_at: string
  readonly pruned_at: string
}

/** The evidence of a database as it stood at one instant, from the database itself or from an export. */
export interface Chain {
  readonly database: string
  /** When it was read, in UTC. */
  readonly taken_at: string
  readonly pruned: Pruning | null
  /** The last act, as the database keeps it apart from the acts. */
  readonly head: Link
  /** In their order, to be read once. */
  readonly acts: AsyncIterable<Act>
}

/** The head of a chain as it was noted outside the database: one line of a checkpoint file. */
export interface Checkpoint extends Link {
  readonly database: string
  readonly noted_at: string
}
