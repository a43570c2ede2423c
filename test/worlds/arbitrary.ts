import fc from 'fast-check'
import type {
  ClassSpec,
  CutoffSpec,
  HoldSpec,
  PeopleSpec,
  PredicateSpec,
  ReferenceSpec,
  RowSpec,
  SessionSpec,
  StandingSpec,
  TableSpec,
  TimeSpec,
  WorldSpec,
} from './spec.ts'

const choice = fc.nat({ max: 59 })
const rarely = fc.integer({ min: 0, max: 5 }).map(n => n === 5)
const sometimes = fc.integer({ min: 0, max: 2 }).map(n => n === 2)
/** There in so many of ten worlds; shrinking takes it away. */
const maybe = <X>(of: fc.Arbitrary<X>, tenths: number): fc.Arbitrary<X | null> =>
  fc.oneof({ withCrossShrink: true }, { weight: 10 - tenths, arbitrary: fc.constant(null) }, { weight: tenths, arbitrary: of })

/** So many at least, and seldom many: half of the worlds stop at the first of the limits, a third at the second. */
const few = <X>(of: fc.Arbitrary<X>, minLength: number, limits: readonly [number, number, number]): fc.Arbitrary<X[]> => {
  const upTo = (maxLength: number): fc.Arbitrary<X[]> => fc.array(of, { minLength, maxLength, size: 'max' })
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 3, arbitrary: upTo(limits[0]) },
    { weight: 2, arbitrary: upTo(limits[1]) },
    { weight: 1, arbitrary: upTo(limits[2]) },
  )
}

const { predicate } = fc.letrec<{ predicate: PredicateSpec }>(tie => ({
  predicate: fc.oneof(
    { depthSize: 'small', withCrossShrink: true, maxDepth: 2 },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('test' as const), test: choice, value: choice }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('not' as const), of: tie('predicate') }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constantFrom('both' as const, 'either' as const),
        of: fc.tuple(tie('predicate'), tie('predicate')),
      }),
    },
  ),
}))

const { cutoff } = fc.letrec<{ cutoff: CutoffSpec }>(tie => ({
  cutoff: fc.oneof(
    { depthSize: 'small', withCrossShrink: true, maxDepth: 2 },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('leaf' as const), leaf: choice }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('several' as const), how: choice, of: fc.tuple(tie('cutoff'), tie('cutoff')) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), unit: choice, of: tie('cutoff') }) },
  ),
}))

const reference: fc.Arbitrary<ReferenceSpec> = fc.record({
  to: choice,
  action: choice,
  required: fc.boolean(),
  deferrable: choice,
  shared: fc.boolean(),
})

const secondReference = fc.record({
  to: choice,
  action: choice,
  required: fc.boolean(),
  deferrable: choice,
  shared: fc.boolean(),
  ownership: choice,
})

const acts = fc.array(choice, { minLength: 1, maxLength: 2 })
const recordClass: fc.Arbitrary<ClassSpec> = fc.record({
  where: predicate,
  untilErased: rarely,
  cutoff,
  keep: fc.record({ kind: choice, short: choice, long: choice }),
  while: maybe(fc.record({ cutoff: maybe(cutoff, 5), predicate }), 3),
  interim: fc.array(fc.record({ after: choice, acts }), { maxLength: 2, size: 'small' }),
  dispose: choice,
  disposeActs: acts,
  review: rarely,
  disabled: rarely,
  onErasure: choice,
  erasureActs: acts,
  promptly: rarely,
})

const time: fc.Arbitrary<TimeSpec> = fc.record({ kind: choice, period: choice, offset: choice })
const row: fc.Arbitrary<RowSpec> = fc.record({
  owner: maybe(choice, 8),
  second: maybe(choice, 7),
  self: maybe(choice, 6),
  a: time,
  b: time,
  k: choice,
  n: choice,
  flag: choice,
  v: fc.boolean(),
  decision: choice,
})

const rows = fc.array(row, { maxLength: 5, size: 'max' })
const table: fc.Arbitrary<TableSpec> = fc.record({
  tableName: choice,
  columnNames: choice,
  elsewhere: rarely,
  key: choice,
  keyType: choice,
  partitioned: rarely,
  types: fc.tuple(choice, choice),
  subject: rarely,
  owner: maybe(reference, 8),
  second: maybe(secondReference, 4),
  self: maybe(reference, 3),
  linked: maybe(choice, 4),
  fate: choice,
  preserve: rarely,
  classes: few(recordClass, 1, [1, 2, 3]),
  rows,
})

const standing: fc.Arbitrary<StandingSpec> = fc.record({ table: choice, owner: fc.boolean(), where: predicate })
const hold: fc.Arbitrary<HoldSpec> = fc.record({ table: choice, row: maybe(choice, 8), released: rarely })
const session: fc.Arbitrary<SessionSpec> = fc.record({ timeZone: choice, dateStyle: choice, isolation: choice, searchPath: choice })

const most = 6
const holds = fc.array(hold, { maxLength: 2, size: 'max' })
const people: fc.Arbitrary<PeopleSpec> = fc.record({ rows: fc.array(rows, { minLength: most, maxLength: most }), holds, session })

/** A world of two to six tables. */
export const worldSpec: fc.Arbitrary<WorldSpec> = fc.record({
  zone: choice,
  storedZone: choice,
  asOf: choice,
  batch: choice,
  tolerance: choice,
  activation: choice,
  subject: fc.record({
    requested: choice,
    residence: choice,
    closedErases: sometimes,
    closedResidence: choice,
    asks: sometimes,
    exports: fc.constant(false),
  }),
  tables: few(table, 2, [3, 4, most]),
  standing: maybe(standing, 4),
  holds,
  session,
  others: fc.constant([]),
})

/** Installing a world takes four times as long as its runs: four more peoples live in each. */
export const peopledWorlds: fc.Arbitrary<WorldSpec> = fc
  .tuple(worldSpec, fc.array(people, { minLength: 4, maxLength: 4 }))
  .map(([spec, others]) => ({ ...spec, others }))
