import {
  atLeast,
  between,
  contract,
  destroy,
  disabledUntil,
  exactly,
  gdpr,
  manual,
  nothing,
  retention,
  review,
  scheduled,
  untouched,
  upTo,
} from '../../src/index.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { ancestorsOf, onlyReference, partsOf, seenFrom, type TableDesign } from './design.ts'
import { predicateOf } from './predicate.ts'
import { archiveTable, type Extras, linkColumn, rollupTable } from './schema-sql.ts'
import { type ClassSpec, type CutoffSpec, pick, type WorldSpec } from './spec.ts'
import { periods, residences, tolerances, zones } from './times.ts'

/** The public language, without a Database type: the names are only known when the world is made. */
const language = retention<any>() as any
const why = { clause: 'W-1', purpose: 'a made-up world', basis: contract('GDPR 6(1)(b)') }
const grounds = ['legal obligation', 'legal claims', 'public health', 'archiving', 'expression'] as const

interface Making {
  readonly spec: WorldSpec
  readonly designs: readonly TableDesign[]
  readonly people: ReadonlyMap<number, any>
  readonly rollups: Set<number>
  readonly archives: Set<number>
}

/** The policy of a world, and the tables that its acts fill. Every choice is one that the language allows. */
export function policyOf(spec: WorldSpec, designs: readonly TableDesign[]): { readonly policy: Policy; readonly extras: Extras } {
  const people = new Map(designs.filter(t => t.subject).map(t => [t.index, personOf(spec, t)]))
  const making: Making = { spec, designs, people, rollups: new Set(), archives: new Set() }
  const classes = designs.filter(t => t.fate === 'classes').map(t => t.spec.classes.map((_, i) => classOf(making, t, i)))
  const extra = [...making.rollups].map(i => rollupTable(designs[i]!)).concat([...making.archives].map(i => archiveTable(designs[i]!)))
  const kept = [...designs.filter(t => t.fate === 'permanent').map(t => t.written), ...extra]
  const policy = language.policy({
    name: 'World',
    version: '1',
    effective: '2020-01-01',
    timeZone: pick(zones, spec.zone),
    storedTimeZone: pick(zones, spec.storedZone),
    clauses: { 'W-1': 'What chance decides.' },
    subjects: [...people.values()],
    links: designs.flatMap(t => linksOf(designs, t)),
    activation: pick([scheduled('* * * * *'), manual(), scheduled('7 * * * *')], spec.activation),
    schedule: [...classes.flat(2), kept.map(t => language.permanent(t, { ...why, because: 'nobody asked' }))],
    holds: standingOf(spec, designs),
    requests: [...people.values()].flatMap(p => [
      ...(spec.subject.asks ? [language.request(p, 'erasure', { clause: 'W-1', regimes: gdpr(), verify: 'none' })] : []),
      ...(spec.subject.exports ? [language.request(p, 'access', { clause: 'W-1', regimes: gdpr(), verify: 'none' })] : []),
    ]),
    exports: spec.subject.exports ? [...people].map(([index, p]) => exportOf(designs, designs[index]!, p)) : [],
    outOfScope: Object.fromEntries(designs.filter(t => t.fate === 'out of scope').map(t => [t.written, 'left out'])),
    run: { start: 'armed', batch: pick([1000, 1, 2, 3], spec.batch), tolerance: pick(tolerances, spec.tolerance) },
  })
  return { policy, extras: making }
}

/** The columns of a row that an export gives. */
export const exported = (t: TableDesign): readonly string[] => [
  ...t.key.filter(k => k.role !== 'a').map(k => k.name),
  t.column.v,
  t.column.n,
  t.column.k,
]

/** Some columns of every table that leads to the person, as an owner's or as one that may see it. */
function exportOf(designs: readonly TableDesign[], person: TableDesign, handle: any): unknown {
  const reaches = (t: TableDesign): boolean => t === person || seenFrom(t).some(up => reaches(designs[up]!))
  const tables = designs.filter(t => t.fate !== 'out of scope' && reaches(t))
  return language.exportProfile(handle, 'access', {
    clause: 'W-1',
    columns: Object.fromEntries(tables.map(t => [t.written, exported(t)])),
  })
}

function personOf({ subject: of }: WorldSpec, t: TableDesign): any {
  const { a, b } = t.column
  const entry = (choice: number) => ({ clause: 'W-1', residence: pick(residences, choice), cancel: 'event cleared' })
  return language.subject(t.written, {
    key: t.key.map(k => k.name),
    events: { requested: pick([a, a, b, language.earliestOf(a, b), language.orElse(b, a)], of.requested), closed: b },
    erasure: { requested: entry(of.residence), ...(of.closedErases ? { closed: entry(of.closedResidence) } : {}) },
  })
}

function linksOf(designs: readonly TableDesign[], t: TableDesign): readonly unknown[] {
  const byKey = t.references
    .filter(r => r.kind !== 'self' && r.ownership !== 'owner')
    .map(r => language[r.ownership](t.written, designs[r.to]!.written, { by: r.columns.map(c => c.name) }))
  if (t.linkedTo === null) return byKey
  const to = designs[t.linkedTo]!
  const on = (eb: any) => eb(`${t.written}.${linkColumn(t)}`, '=', eb.ref(`${to.written}.${to.column.mail}`))
  return [...byKey, language.owner(t.written, to.written, { on })]
}

function standingOf({ standing }: WorldSpec, designs: readonly TableDesign[]): readonly unknown[] {
  if (!standing) return []
  const t = pick(
    designs.filter(d => d.fate !== 'out of scope'),
    standing.table,
  )
  const owner = t.references.find(r => r.kind !== 'self' && onlyReference(t, r.to))
  const holds = standing.owner && owner ? { holds: designs[owner.to]!.written } : {}
  return [
    language.standingHold(t.written, {
      clause: 'W-1',
      where: predicateOf(standing.where, t),
      ...holds,
      matter: 'a dispute',
      notify: 'never',
    }),
  ]
}

function classOf(making: Making, t: TableDesign, i: number): unknown {
  const spec = t.spec.classes[i]!
  const last = i === t.spec.classes.length - 1
  const parts = partTree(making.designs, t)
  const shared = {
    ...why,
    ...(t.spec.classes.length > 1 ? { name: `${t.written} ${i + 1}` } : {}),
    ...(last ? {} : { where: predicateOf(spec.where, t) }),
    ...(parts.length > 0 ? { parts } : {}),
    ...(t.spec.preserve ? { preserve: 'block' } : {}),
    ...(spec.promptly ? { promptly: true } : {}),
    onErasure: erasureOf(making, t, spec),
  }
  return spec.untilErased ? language.untilErased(t.written, shared) : language.rule(t.written, { ...shared, ...clockOf(making, t, spec) })
}

function partTree(designs: readonly TableDesign[], t: TableDesign): readonly unknown[] {
  return partsOf(designs, t).map(p => {
    const below = partTree(designs, p)
    return below.length > 0 ? language.part(p.written, { parts: below }) : p.written
  })
}

function clockOf(making: Making, t: TableDesign, spec: ClassSpec): object {
  const short = spec.keep.short % periods.length
  const long = short + 1 + (spec.keep.long % (periods.length - short))
  const keep = pick(
    [
      exactly(periods[short]!),
      upTo(periods[short]!),
      long < periods.length ? between(periods[short]!, periods[long]!) : exactly(periods[short]!),
      atLeast(periods[short]!, { noCeiling: 'a made-up reason' }),
      nothing,
      exactly(periods[short]!),
    ],
    spec.keep.kind,
  )
  const cutoff = cutoffOf(making, t, spec.cutoff)
  const before = spec.while?.cutoff ? language.before(cutoffOf(making, t, spec.while.cutoff)) : null
  // A stage that cuts the way to its own clock would stop it for good.
  const mayCut = !/"(event|related)"/.test(JSON.stringify([cutoff, before]))
  const interim =
    keep === nothing ? [] : spec.interim.map(s => language.after(periods[s.after % (short + 1)]!, columnActs(making, t, s.acts, mayCut)))
  return {
    cutoff,
    keep,
    ...(spec.while ? { while: before ?? predicateOf(spec.while.predicate, t) } : {}),
    ...(interim.length > 0 ? { interim } : {}),
    dispose: disposalOf(making, t, spec),
    ...(spec.review ? { gate: review('somebody') } : {}),
    ...(spec.disabled ? { activation: disabledUntil('the world is better') } : {}),
  }
}

function cutoffOf(making: Making, t: TableDesign, spec: CutoffSpec): unknown {
  if (spec.kind === 'several')
    return pick([language.earliestOf, language.latestOf, language.orElse], spec.how)(...spec.of.map(of => cutoffOf(making, t, of)))
  if (spec.kind === 'end')
    return language.endOf(pick(['month', 'quarter', 'year', { fiscalYearFrom: 4 }], spec.unit), cutoffOf(making, t, spec.of))
  return pick(leaves(making, t), spec.leaf)
}

/** Every instant from which a clock of the table can run. */
function leaves({ designs, people }: Making, t: TableDesign): readonly unknown[] {
  const referred = t.references.filter(r => r.kind !== 'self' && onlyReference(t, r.to)).map(r => designs[r.to]!)
  const subjects = [t, ...ancestorsOf(designs, t)].filter(x => x.subject)
  return [
    t.column.a,
    t.column.b,
    ...subjects.flatMap(s => [people.get(s.index).closed, people.get(s.index).requested]),
    ...referred.flatMap(to => [language.related(`${to.written}.${to.column.b}`), language.related(`${to.written}.${to.column.a}`)]),
    ...partsOf(designs, t).flatMap(p => [language.latest(`${p.written}.${p.column.b}`), language.latest(`${p.written}.${p.column.a}`)]),
  ]
}

interface ColumnAct {
  readonly writes: readonly string[]
  readonly act: unknown
}

/** Acts that leave the row, each with the columns it writes; no two of one list write the same. */
function columnActs({ designs }: Making, t: TableDesign, choices: readonly number[], mayCut = true): readonly unknown[] {
  const { v, h, k, stamp } = t.column
  const owners = ancestorsOf(designs, t)
  const cut = mayCut ? t.references.filter(r => !r.required && r.kind !== 'self') : []
  const severable = cut.flatMap(r => {
    const columns = r.columns.filter(c => !c.shared).map(c => c.name)
    return [columns, columns.slice(0, 1)]
  })
  const possible: readonly ColumnAct[] = [
    { writes: [v], act: language.anonymize({ [v]: 'gone' }) },
    { writes: [v], act: language.anonymize({ [v]: null }) },
    { writes: [v, h], act: language.pseudonymize({ [v]: h }, 'key destroyed after the run') },
    { writes: [stamp], act: language.archive({ column: stamp }) },
    { writes: [v], act: language.generalize({ [v]: (eb: any) => eb.ref(k) }) },
    ...owners.map(o => ({ writes: [v], act: language.generalize({ [v]: language.copyOf(`${o.written}.${o.column.v}`) }) })),
    ...severable.map(columns => ({ writes: columns, act: language.sever(...columns) })),
  ]
  const chosen: ColumnAct[] = []
  for (const choice of choices) {
    const next = pick(possible, choice)
    if (!chosen.some(c => c.writes.some(w => next.writes.includes(w)))) chosen.push(next)
  }
  return chosen.map(c => c.act)
}

function disposalOf(making: Making, t: TableDesign, spec: ClassSpec): unknown {
  const { a, b, k, n } = t.column
  const acts = columnActs(making, t, spec.disposeActs)
  // A group is a day of the cutoff's own column: an infinite day belongs to no month.
  const own = spec.cutoff.kind === 'leaf' ? [a, b].find(c => c === cutoffOf(making, t, spec.cutoff)) : undefined
  // What is archived in a later batch has let go of the rows that an earlier one took.
  const refersToItself = t.references.some(r => r.kind === 'self')
  const archive = (): unknown => {
    making.archives.add(t.index)
    return language.archive(archiveTable(t))
  }
  const rollup = (): unknown => {
    making.rollups.add(t.index)
    return language.rollup(rollupTable(t), {
      key: { day: { grain: pick(['day', 'month', 'hour'], spec.keep.long), of: own }, k },
      add: { n: 'count', s: { sum: n }, x: { count: (eb: any) => eb(k, '=', 'x') } },
    })
  }
  switch (spec.dispose % 10) {
    case 5:
      return acts
    case 6:
      return own ? [rollup(), destroy()] : destroy()
    case 7:
      return refersToItself ? destroy() : [archive(), destroy()]
    case 8:
      return refersToItself ? acts : archive()
    case 9:
      return [...acts, ...(own ? [rollup()] : []), destroy()]
    default:
      return destroy()
  }
}

function erasureOf(making: Making, t: TableDesign, spec: ClassSpec): unknown {
  const reaches = t.subject || ancestorsOf(making.designs, t).some(o => o.subject)
  if (!reaches) return untouched('it names nobody')
  const acts = columnActs(making, t, spec.erasureActs)
  return pick(
    [
      destroy(),
      acts,
      language.retain(pick(grounds, spec.erasureActs[0]!), ...acts),
      destroy(),
      language.retain(pick(grounds, spec.erasureActs[0]!)),
      untouched('it is needed'),
    ],
    spec.onErasure,
  )
}
