import type { TableDesign } from './design.ts'
import { type PredicateSpec, pick } from './spec.ts'

export const texts = ['x', 'y', `it's`, ''] as const

type Eb = any
type Test = (eb: Eb, t: TableDesign['column'], value: number) => unknown

/** Tests of one row's own columns, all of which may be NULL. No act writes these columns, so that no row changes its class in a run. */
const tests: readonly Test[] = [
  (eb, c, v) => eb(c.k, '=', pick(texts, v)),
  (eb, c, v) => eb(c.n, '>', v % 5),
  (eb, c) => eb(c.flag, '=', true),
  (eb, c) => eb(c.k, 'is', null),
  (eb, c, v) => eb(c.k, '!=', pick(texts, v)),
  (eb, c, v) => eb(c.k, 'in', [pick(texts, v), pick(texts, v + 1)]),
  (eb, c, v) => eb(c.k, 'not in', [pick(texts, v), pick(texts, v + 2)]),
  (eb, c, v) => eb(c.n, '<=', v % 5),
  (eb, c) => eb(c.k, 'is not', null),
  (eb, c) => eb(c.k, 'like', 'i_%'),
  (eb, c, v) => eb(c.k, 'is distinct from', pick(texts, v)),
  (eb, c, v) => eb.between(c.n, v % 3, (v % 3) + 1),
  (eb, c) => eb(c.b, 'is', null),
  (eb, c) => eb(c.flag, '!=', true),
]

/** A predicate as an author writes it. */
export const predicateOf =
  (spec: PredicateSpec, t: TableDesign) =>
  (eb: Eb): unknown => {
    switch (spec.kind) {
      case 'test':
        return pick(tests, spec.test)(eb, t.column, spec.value)
      case 'not':
        return eb.not(predicateOf(spec.of, t)(eb))
      case 'both':
        return eb.and(spec.of.map(of => predicateOf(of, t)(eb)))
      case 'either':
        return eb.or(spec.of.map(of => predicateOf(of, t)(eb)))
    }
  }
