import type { Policy } from '../../src/policy/policy.ts'
import type { Judgement } from './judge.ts'
import { nameStyles } from './names.ts'
import type { World } from './world.ts'

/** What a generator of worlds has to reach: one that never makes partitions proves nothing about them. */
export const features = [
  'composite key',
  'composite reference',
  'column shared by key and reference',
  'reference to its own table',
  'rows that refer to rows of their table',
  'owner of an owner',
  'two references to other tables',
  'on delete no action',
  'on delete cascade',
  'on delete restrict',
  'on delete set null',
  'deferrable',
  'initially deferred',
  'partitioned',
  'table elsewhere',
  'several subjects',
  'declared link',
  'accessor link',
  'ignored link',
  'names: reserved',
  'names: our own',
  'names: quoted',
  'names: unicode',
  'names: long',
  'cutoff type day',
  'cutoff type instant',
  'cutoff type wall clock',
  'cutoff column',
  'cutoff related',
  'cutoff latest',
  'cutoff event',
  'cutoff earliestOf',
  'cutoff latestOf',
  'cutoff orElse',
  'cutoff endOf',
  'while before',
  'while predicate',
  'keep exactly',
  'keep upTo',
  'keep atLeast',
  'keep between',
  'keep nothing',
  'interim stage',
  'act destroy',
  'act anonymize',
  'act generalize',
  'act pseudonymize',
  'act sever',
  'act rollup',
  'act archive',
  'copy of an owner',
  'on erasure acts',
  'on erasure retain',
  'on erasure untouched',
  'promptly',
  'until erased',
  'several classes of a table',
  'where unknown',
  'part',
  'part of a part',
  'permanent',
  'out of scope',
  'out of scope, between others',
  'preserve block',
  'review',
  'disabled',
  'hold on a record',
  'hold on a class',
  'hold released',
  'standing hold',
  'standing hold on what a row refers to',
  'value NULL',
  'value infinity',
  'value -infinity',
  'due to the microsecond',
  'a microsecond before due',
  'fate kept',
  'fate due',
  'fate held',
  'fate deferred',
  'fate indeterminate',
  'fate awaiting review',
  'fate untouched',
  'erasure confirmed',
  'erasure done',
  'stage done',
  'disposal done',
  'session in another zone',
  'session serializable',
  'session with another search path',
] as const
export type Feature = (typeof features)[number]

/** What one world reached, as it was made and judged. */
export function featuresOf(world: World, { fates, before, after }: Judgement): ReadonlySet<Feature> {
  const { draught, model, rows, proof } = world
  const { designs, policy, spec } = draught
  const found = new Set<string>()
  const add = (name: Feature, when: boolean): void => {
    if (when) found.add(name)
  }
  for (const t of designs) {
    add('composite key', t.key.length > 1)
    add('partitioned', t.partitioned)
    add('table elsewhere', t.schema !== 'public')
    add('two references to other tables', t.references.filter(r => r.kind !== 'self').length > 1)
    add('declared link', t.linkedTo !== null)
    add('out of scope, between others', t.fate === 'out of scope' && t.references.length > 1)
    add('preserve block', t.spec.preserve)
    for (const choice of [t.spec.tableName, t.spec.columnNames]) found.add(`names: ${nameStyles[choice % nameStyles.length]}`)
    for (const r of t.references) {
      add('composite reference', r.columns.length > 1)
      add(
        'column shared by key and reference',
        r.columns.some(c => c.shared),
      )
      add('reference to its own table', r.kind === 'self')
      found.add(`on delete ${r.action}`)
      add('deferrable', r.deferrable === ' deferrable')
      add('initially deferred', r.deferrable.endsWith('deferred'))
      const up = designs[r.to]!
      add('owner of an owner', r.kind === 'owner' && up !== t && up.references.some(x => x.kind === 'owner'))
    }
  }
  add(
    'rows that refer to rows of their table',
    rows.some(r => r.design.references.some(x => x.kind === 'self' && r.values.get(x.columns[0]!.name) != null)),
  )
  policyFeatures(policy, found)
  for (const c of model.classes) {
    const column = c.prefilter?.column.baseType
    add('cutoff type day', column === 'date')
    add('cutoff type instant', column === 'timestamp with time zone')
    add('cutoff type wall clock', column === 'timestamp without time zone')
  }
  add(
    'where unknown',
    policy.schedule.some(e => e.kind === 'class' && e.where !== null) && rows.some(r => r.values.get(r.design.column.k) === null),
  )
  for (const hold of proof.holds) found.add(hold.released ? 'hold released' : `hold on a ${hold.scope.kind}`)
  add(
    'standing hold',
    policy.holds.some(h => h.holds === h.table),
  )
  add(
    'standing hold on what a row refers to',
    policy.holds.some(h => h.holds !== h.table),
  )
  for (const row of rows)
    for (const role of ['a', 'b'] as const) {
      const value = row.values.get(row.design.column[role]) ?? null
      add('value NULL', value === null)
      add('value infinity', value === 'infinity')
      add('value -infinity', value === '-infinity')
    }
  for (const f of fates) {
    found.add(`fate ${f.state}`)
    add('due to the microsecond', f.dueAt?.equals(draught.asOf) ?? false)
    add('a microsecond before due', f.dueAt?.subtract({ microseconds: 1 }).equals(draught.asOf) ?? false)
  }
  add(
    'erasure confirmed',
    [...(before.asked?.values() ?? [])].some(all => all.length > 0),
  )
  const old = new Set(before.done)
  for (const { fact } of after.done.filter(d => !old.has(d)))
    found.add({ erased: 'erasure done', stage: 'stage done', disposed: 'disposal done', approved: '' }[fact.kind])
  add('session in another zone', spec.session.timeZone % 4 !== 0)
  add('session serializable', spec.session.isolation % 3 === 2)
  add('session with another search path', spec.session.searchPath % 5 !== 0)
  return new Set(features.filter(f => found.has(f)))
}

/** What stands in the policy: every kind of cutoff and act is called by its name. */
function policyFeatures(policy: Policy, found: Set<string>): void {
  const add = (name: Feature, when: boolean): void => {
    if (when) found.add(name)
  }
  add('several subjects', policy.subjects.length > 1)
  add(
    'accessor link',
    policy.links.some(l => l.kind === 'accessor'),
  )
  add(
    'ignored link',
    policy.links.some(l => l.kind === 'ignore'),
  )
  add('out of scope', Object.keys(policy.outOfScope).length > 0)
  const classes = policy.schedule.filter(e => e.kind === 'class')
  add('several classes of a table', new Set(classes.map(c => c.table)).size < classes.length)
  for (const e of policy.schedule) {
    add('permanent', e.kind === 'permanent')
    if (e.kind !== 'class') continue
    const clock = e.clock
    add('until erased', clock === null)
    add('promptly', e.promptly)
    add('part', e.parts.length > 0)
    add(
      'part of a part',
      e.parts.some(p => p.parts.length > 0),
    )
    found.add(`on erasure ${e.onErasure.kind}`)
    for (const act of actsIn([e.onErasure, clock?.interim, clock?.dispose])) {
      found.add(`act ${act.kind}`)
      add('copy of an owner', JSON.stringify(act).includes('"copy of"'))
    }
    if (!clock) continue
    for (const kind of kindsIn(clock.cutoff)) found.add(`cutoff ${kind}`)
    add('while before', clock.while?.kind === 'before')
    add('while predicate', clock.while?.kind === 'predicate')
    add('interim stage', clock.interim.length > 0)
    add('review', clock.gate?.kind === 'review')
    add('disabled', clock.activation?.some(a => a.kind === 'disabled') ?? false)
    const { min, max } = clock.keep
    add('keep nothing', max?.iso === 'PT0H')
    add('keep exactly', min !== null && min === max && max.iso !== 'PT0H')
    add('keep upTo', min === null)
    add('keep atLeast', max === null)
    add('keep between', min !== null && max !== null && min.iso !== max.iso)
  }
}

const actKinds = ['destroy', 'anonymize', 'generalize', 'pseudonymize', 'sever', 'rollup', 'archive']
function actsIn(value: unknown): readonly { readonly kind: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const { kind } = value as { readonly kind?: string }
  if (kind !== undefined && actKinds.includes(kind)) return [value as { readonly kind: string }]
  return Object.values(value).flatMap(actsIn)
}
function kindsIn(cutoff: unknown): readonly string[] {
  if (typeof cutoff !== 'object' || cutoff === null) return []
  const { kind } = cutoff as { readonly kind?: string }
  return [...(kind ? [kind] : []), ...Object.values(cutoff).flatMap(kindsIn)]
}
