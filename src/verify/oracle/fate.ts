import type { Temporal } from 'temporal-polyfill'
import type { TableName } from '../../schema/schema.ts'
import type { Start } from './instant.ts'
import type { Intent, Step } from './intent.ts'
import type { Entity } from './store.ts'
import type { Row } from './world.ts'

/** What becomes of a row in a run as of one moment. */
export interface Fate {
  readonly kind: 'fate'
  readonly table: TableName
  readonly key: Row
  readonly className: string
  readonly start: Start | null
  /** Null: not started, kept by a `while` without an end in sight, no clock, or beyond the calendar. */
  readonly dueAt: Temporal.Instant | null
  readonly ceilingAt: Temporal.Instant | null
  readonly overdueAt: Temporal.Instant | null
  readonly eraseAt: Temporal.Instant | null
  /** What the moment asks for, before holds, dependants and gates. */
  readonly wanted: readonly Step['kind'][]
  readonly state: State
  readonly why: string
}

export type State = 'kept' | 'due' | 'held' | 'deferred' | 'indeterminate' | 'awaiting review' | 'untouched'

/** `blocker` is the row that stands in the way of a destruction. */
export function fateOf(intent: Intent, held: boolean, blocker: Entity | undefined): Fate {
  const { entity, entry, times, eraseAt, steps, review } = intent
  const [state, why] = verdict(intent, held, blocker)
  return Object.freeze({
    kind: 'fate',
    table: Object.freeze({ schema: entity.table.schema, name: entity.table.name }),
    key: entity.key,
    className: entry.name,
    start: times.start,
    dueAt: times.dueAt,
    ceilingAt: times.ceilingAt,
    overdueAt: times.overdueAt,
    eraseAt,
    wanted: Object.freeze([...steps.map(s => s.kind), ...(review ? (['disposal'] as const) : [])]),
    state,
    why,
  })
}

function verdict(intent: Intent, held: boolean, blocker: Entity | undefined): [State, string] {
  const { entry, times, steps, review, activation } = intent
  if (held) return ['held', 'a legal hold on the row, an owner or a dependant']
  if (blocker) return ['deferred', `${blocker.table.schema}.${blocker.table.name} ${JSON.stringify(blocker.key)} is still there`]
  if (review) return ['awaiting review', 'its disposal is decided by a person']
  if (steps.length > 0) return ['due', steps.map(s => `${s.kind}: ${s.acts.map(a => a.kind).join(', ') || 'no act'}`).join('; ')]
  if (entry.kind === 'permanent') return ['kept', entry.because]
  if (activation !== 'armed') return ['kept', `disabled until ${activation.disabledUntil}`]
  if (intent.spared && entry.onErasure.kind === 'untouched') return ['untouched', entry.onErasure.why]
  if (entry.clock === null) return ['kept', 'until its subject is erased']
  if (times.start === null) return ['indeterminate', 'its clock has not started']
  return ['kept', times.dueAt ? `until ${times.dueAt}` : 'no end in sight']
}
