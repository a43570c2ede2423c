import type { Temporal } from 'temporal-polyfill'
import type { Act } from '../../policy/act.ts'
import type { RecordClass } from '../../policy/record-class.ts'
import { earliest, latest, reached } from './calendar.ts'
import { type Times, timesOf } from './clock.ts'
import { erasureOf } from './erasure.ts'
import type { Ground } from './ground.ts'
import type { RowEntry } from './membership.ts'
import type { Entity } from './store.ts'
import type { Fact } from './world.ts'

/** A piece of work that the moment asks for on a row, before holds and dependants are looked at. */
export interface Step {
  readonly kind: 'erasure' | 'stage' | 'disposal'
  readonly acts: readonly Act[]
  /** What is written down when the row outlives it. */
  readonly fact: Fact
}

export interface Intent {
  readonly entity: Entity
  readonly entry: RowEntry
  readonly times: Times
  readonly eraseAt: Temporal.Instant | null
  readonly steps: readonly Step[]
  /** The person is erased, and the class says that this leaves the row untouched. */
  readonly spared: boolean
  /** A disposal that waits for a person. */
  readonly review: boolean
  readonly activation: 'armed' | { readonly disabledUntil: string }
}

const noClock: Times = { start: null, dueAt: null, ceilingAt: null, overdueAt: null, keptUntil: null, stages: [] }
const nothing = { times: noClock, eraseAt: null, spared: false, steps: [], review: false, activation: 'armed' } as const
export const destroys = (acts: readonly Act[]): boolean => acts.some(a => a.kind === 'destroy')

/** What is to be done with a row as of the run's moment. */
export function intentOf(ground: Ground, entity: Entity, entry: RowEntry): Intent {
  if (entry.kind === 'permanent') return { entity, entry, ...nothing }
  const facts = factsOf(ground, entity, entry)
  const erased = facts.find(f => f.kind === 'erased') ?? null
  // An erasure outranks the class's own rule: no event of the person keeps the row any longer, and a duty keeps it to its floor alone.
  const releases = entry.clock?.while?.kind === 'before' || entry.onErasure.kind === 'retain'
  const timesIf = (acted: boolean): Times =>
    entry.clock ? timesOf(ground, entity, entry.clock, erased?.start ?? null, acted && releases) : noClock
  const times = timesIf(erased !== null)
  const opened = earliest([erased?.at, erasureOf(ground, entity, entry.promptly)].filter(at => at !== null && at !== undefined))
  const untouched = entry.onErasure.kind === 'untouched'
  const eraseAt = untouched ? null : opened
  const activation = activationOf(ground, entry)
  // A class that is switched off stops its clock; the erasure of a person goes on.
  // An erasure that destroys and cannot yet has not acted on the row.
  const acts = reached(eraseAt, ground.asOf) && !(entry.onErasure.kind === 'acts' && destroys(entry.onErasure.acts))
  const running = activation === 'armed' ? timesIf(erased !== null || acts) : { ...noClock, start: times.start }
  const { steps, review } = stepsOf(ground, entry, facts, running, eraseAt)
  return { entity, entry, times, eraseAt, spared: untouched && reached(opened, ground.asOf), steps, review, activation }
}

function stepsOf(ground: Ground, entry: RecordClass, facts: readonly Fact[], times: Times, eraseAt: Temporal.Instant | null) {
  const { clock, onErasure } = entry
  const steps: Step[] = []
  if (reached(eraseAt, ground.asOf) && onErasure.kind !== 'untouched' && !facts.some(f => f.kind === 'erased')) {
    const acts = onErasure.kind === 'retain' ? onErasure.meanwhile : onErasure.acts
    steps.push({ kind: 'erasure', acts, fact: { kind: 'erased', at: eraseAt!, start: times.start } })
  }
  for (const [index, at] of times.stages.entries())
    if (reached(at, ground.asOf) && !facts.some(f => f.kind === 'stage' && f.index === index))
      steps.push({ kind: 'stage', acts: clock!.interim[index]!.acts, fact: { kind: 'stage', index } })
  const released = onErasure.kind === 'retain' && eraseAt && times.keptUntil ? latest([eraseAt, times.keptUntil]) : null
  const disposal = (reached(times.dueAt, ground.asOf) || reached(released, ground.asOf)) && !facts.some(f => f.kind === 'disposed')
  // What an erasure destroys is not disposed of besides.
  if (steps.some(step => step.kind === 'erasure' && destroys(step.acts)) && disposal && destroys(clock!.dispose))
    return { steps, review: false }
  const review = disposal && clock!.gate?.kind === 'review' && !facts.some(f => f.kind === 'approved')
  if (disposal && !review) steps.push({ kind: 'disposal', acts: clock!.dispose, fact: { kind: 'disposed' } })
  return { steps, review }
}

const factsOf = (ground: Ground, entity: Entity, entry: RecordClass): readonly Fact[] =>
  (ground.done.get(entity.at) ?? []).filter(d => d.className === entry.name).map(d => d.fact)

function activationOf(ground: Ground, entry: RecordClass): Intent['activation'] {
  const disabled = (entry.clock?.activation ?? ground.policy.activation).find(a => a.kind === 'disabled')
  return disabled ? { disabledUntil: disabled.until } : 'armed'
}
