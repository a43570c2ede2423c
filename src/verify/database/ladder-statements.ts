import type { BoundLadder } from '../../bind/model.ts'
import { ladderNames, tableNames } from '../../emit/object-names.ts'
import { identifier, literal } from '../../sql/quote.ts'
import type { Value } from '../oracle/world.ts'

/** Put a person on a step, as a run, a notice and an officer would have left it. */
export const insertStep = (
  l: BoundLadder,
  key: readonly Value[],
  stand: Readonly<Record<'started' | 'doneAt' | 'announced' | 'keptUntil', string | null>> & { readonly step: number },
): string =>
  `insert into retention.${identifier(ladderNames(l).stepTable)} (${[...l.key.map(k => identifier(k.as)), 'started_at', 'step_no', 'reached_at', 'done_at', 'announced_on', 'keep_until'].join(', ')})
  values (${[...key.map(literal), literal(stand.started), stand.step, literal(stand.started), literal(stand.doneAt), literal(stand.announced), literal(stand.keptUntil)].join(', ')})`

/** Who stands where. */
export const readSteps = (l: BoundLadder): string =>
  `select ${[...l.key.map((k, i) => `s.${identifier(k.as)}::text as key_${i}`), 's.step_no'].join(', ')} from retention.${identifier(ladderNames(l).stepTable)} as s`

/** Whose erasure a ladder has begun. */
export const readBegun = (l: BoundLadder): string => `
  select ${l.key.map((k, i) => `(q.subject_key ->> ${literal(k.name)})::${k.type}::text as key_${i}`).join(', ')}
  from retention.${identifier(tableNames(l.table).askedTable)} as a
  join retention.request as q on q.request_id = a.request_id and q.channel = 'ladder'`
