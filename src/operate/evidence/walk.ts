import { createHash } from 'node:crypto'
import type { Act, Chain, Checkpoint, Link } from './chain.ts'

/** What can be wrong with a chain. */
export type Wrong = 'missing' | 'out of order' | 'altered' | 'not linked' | 'cut off' | 'rewritten' | 'pruning not on record'

export interface BrokenLink {
  readonly wrong: Wrong
  /** The act at which it shows. */
  readonly evidence_id: number
  readonly says: string
}

/** What came of following a chain from its beginning to its head. */
export interface Walk {
  readonly kind: 'walk'
  readonly database: string
  /** How many acts there are. */
  readonly acts: number
  /** The last act; of an empty chain the one that was removed last, or number 0. */
  readonly last: Link & { readonly recorded_at: string | null }
  /** Up to which act they were removed by prunings; 0 where none was. */
  readonly prunedThrough: number
  /** Noted checkpoints that agree with the chain; those from before a pruning cannot be compared. */
  readonly agreed: number
  readonly broken: readonly BrokenLink[]
}

/** The hash that an act must have, by the rule of `retention._evidence_hash`. */
export const hashOf = ({ previous_hash, evidence_id, recorded_at, recorded_by, act, body }: Act): string =>
  createHash('sha256')
    .update(Buffer.from(previous_hash, 'hex'))
    .update([evidence_id, recorded_at, recorded_by, act, body].join('\x1f'), 'utf8')
    .digest('hex')

const range = (from: number, to: number): string => (from === to ? `act ${from} is` : `the acts ${from} to ${to} are`)

function wrongWithAct(act: Act, before: Link): readonly BrokenLink[] {
  const at = (wrong: Wrong, says: string, evidence_id = act.evidence_id): BrokenLink => ({ wrong, evidence_id, says })
  const next = before.evidence_id + 1
  const found: BrokenLink[] = []
  if (act.evidence_id > next) found.push(at('missing', `${range(next, act.evidence_id - 1)} missing`, next))
  if (act.evidence_id < next) found.push(at('out of order', `act ${act.evidence_id} comes after act ${before.evidence_id}`))
  if (act.evidence_id === next && act.previous_hash !== before.hash)
    found.push(at('not linked', `act ${act.evidence_id} does not carry the hash of the act before it`))
  if (hashOf(act) !== act.hash) found.push(at('altered', `act ${act.evidence_id} (${act.act}) has another hash than its content`))
  return found
}

/**
 * Follow a chain from its beginning, or its last pruning, to its head, and past the checkpoints that were noted of it outside the database.
 * `look` sees each act, and whether anything is wrong with it. Reads the acts once; nothing of PostgreSQL takes part.
 */
export async function walk(
  chain: Chain,
  noted: readonly Checkpoint[] = [],
  look: (act: Act, whole: boolean) => void = () => {},
): Promise<Walk> {
  const beginning: Link = chain.pruned ?? { evidence_id: 0, hash: '' }
  const broken: BrokenLink[] = []
  const compare = compareNoted(noted, beginning)
  let before: Link & { readonly recorded_at: string | null } = { ...beginning, recorded_at: null }
  let acts = 0
  let onRecord: string | null = null
  compare.with(beginning)
  for await (const act of chain.acts) {
    const wrong = wrongWithAct(act, before)
    broken.push(...wrong)
    look(act, wrong.length === 0)
    if (act.act === 'evidence pruned') onRecord = act.body
    compare.with(act)
    before = act
    acts += 1
  }
  const last = { evidence_id: before.evidence_id, hash: before.hash, recorded_at: before.recorded_at }
  if (chain.head.evidence_id !== last.evidence_id || chain.head.hash !== last.hash)
    broken.push({
      wrong: 'cut off',
      evidence_id: last.evidence_id,
      says: `act ${last.evidence_id} is the last, and the head of the chain is act ${chain.head.evidence_id}`,
    })
  if (chain.pruned && !isOnRecord(chain.pruned, onRecord))
    broken.push({
      wrong: 'pruning not on record',
      evidence_id: chain.pruned.evidence_id,
      says: `the acts up to ${chain.pruned.evidence_id} are gone, and no act says that they were removed`,
    })
  return Object.freeze({
    kind: 'walk',
    database: chain.database,
    acts,
    last,
    prunedThrough: beginning.evidence_id,
    agreed: compare.agreed(),
    broken: [...broken, ...compare.contradictions(last)],
  })
}

function isOnRecord(pruned: Link, body: string | null): boolean {
  if (body === null) return false
  const said = JSON.parse(body) as { readonly through?: unknown; readonly hash?: unknown }
  return said.through === pruned.evidence_id && said.hash === pruned.hash
}

/** Compares acts with what was noted of them, and says from which act on the chain is another. */
function compareNoted(noted: readonly Checkpoint[], beginning: Link) {
  const byId = Map.groupBy(noted, c => c.evidence_id)
  let agreed = 0
  let agreedUpTo = beginning.evidence_id
  let first: Checkpoint | null = null
  return {
    with: ({ evidence_id, hash }: Link): void => {
      for (const checkpoint of byId.get(evidence_id) ?? []) {
        if (checkpoint.hash !== hash) first ??= checkpoint
        else {
          agreed += 1
          if (first === null) agreedUpTo = evidence_id
        }
      }
    },
    agreed: () => agreed,
    contradictions: (last: Link): readonly BrokenLink[] => {
      const beyond = noted.filter(c => c.evidence_id > last.evidence_id).toSorted((a, b) => b.evidence_id - a.evidence_id)[0]
      return [
        ...(first
          ? [
              {
                wrong: 'rewritten',
                evidence_id: agreedUpTo + 1,
                says: `act ${first.evidence_id} is not the one that was noted at ${first.noted_at}: the chain was written anew from act ${agreedUpTo + 1} on, or a later one up to ${first.evidence_id}`,
              } as const,
            ]
          : []),
        ...(beyond
          ? [
              {
                wrong: 'cut off',
                evidence_id: last.evidence_id + 1,
                says: `${range(last.evidence_id + 1, beyond.evidence_id)} missing at the end: act ${beyond.evidence_id} was noted at ${beyond.noted_at}`,
              } as const,
            ]
          : []),
      ]
    },
  }
}
