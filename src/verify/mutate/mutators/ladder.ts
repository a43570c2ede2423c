import type { TextMutator } from '../mutator.ts'

const view = { in: ['ladder'], kind: 'ladder', steps: ['ladders'] } as const
const step = { in: ['ladder step'], kind: 'ladder', steps: ['ladders'] } as const
const due = /\bf\.next_at <= as_of/

/** Mistakes in who stands where on a ladder, and who goes on. */
export const ladderMutators: readonly TextMutator[] = [
  {
    ...view,
    what: 'does not wait for the silence',
    protects: 'I1',
    from: /retention\.due\(clock\.start, interval '[^']*'\)/,
    to: "retention.due(clock.start, interval 'P0D')",
  },
  {
    ...view,
    what: 'asks for a longer silence',
    protects: 'I2',
    from: /retention\.due\(clock\.start, interval '([^']*)'\)/,
    to: "retention.due(clock.start, interval '$1' + interval 'P1M')",
  },
  {
    ...view,
    what: 'does not wait between two steps',
    protects: 'I1',
    from: /retention\.due\(taken\.done_at, interval 'P[^0][^']*'\)/,
    to: 'taken.done_at',
  },
  { ...view, what: 'forgets that a person is kept', protects: 'I9', from: /, taken\.keep_until\)/, to: ', null)' },
  {
    ...view,
    what: 'forgets the day that the notice named',
    protects: 'I9',
    from: /, retention\.end_of_day\(taken\.announced_on\)\)/,
    to: ', null)',
  },
  { ...view, what: 'shows nobody as held', protects: 'I3', from: /\bon_hold\.hold_id,/, to: 'null::bigint as hold_id,' },
  {
    ...view,
    what: "does not see an erasure of the person's own",
    protects: 'I9',
    everywhere: true,
    from: / is not null then 'erasure'/,
    to: " is not null and false then 'erasure'",
  },
  { ...step, everywhere: true, what: 'takes whose time has not come', protects: 'I1', from: due, to: 'f.next_at >= as_of' },
  { ...step, everywhere: true, what: 'leaves whose time comes at this very instant', protects: 'I2', from: due, to: 'f.next_at < as_of' },
  { ...step, what: 'does not ask for holds', protects: 'I3', from: /\n\s+and f\.hold_id is null/, to: '' },
  { ...step, what: 'does not wait for what the person has asked', protects: 'I9', from: /\n\s+and f\.waits_for is null/, to: '' },
  {
    ...step,
    what: 'stands the person two steps further',
    protects: 'I9',
    from: /f\.started_at, (\d), as_of/,
    to: 'f.started_at, $1 + 1, as_of',
  },
  { ...step, what: 'begins no erasure', protects: 'I10', from: /perform retention\.begin_[^;]*;/, to: 'null;' },
  {
    ...step,
    what: 'does not close the account',
    protects: 'I10',
    from: /coalesce\(r\.("?\w+"?), [^\n]*\)(?=\n\s+from unnest)/,
    to: 'r.$1',
  },
]
