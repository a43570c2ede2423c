import type { Policy } from '../policy/policy.ts'
import type { RecordClass } from '../policy/record-class.ts'
import { type Column, sameTable, type Table } from '../schema/schema.ts'
import { bindActs, type Copy } from './bind-act.ts'
import { type Binder, bindCutoff, cutoffReads, instant, type Scope } from './bind-cutoff.ts'
import { deferrals } from './bind-deferral.ts'
import { bindGate } from './bind-gate.ts'
import { boundPart, partNodes } from './bind-part.ts'
import { canBeErased } from './bind-subject.ts'
import { bindSuppresses } from './bind-suppress.ts'
import { keyOf } from './bind-table.ts'
import { bindTells, isTold, personsOf } from './bind-tell.ts'
import { membership, rowPredicate } from './membership.ts'
import type {
  AskedJoin,
  BoundClass,
  BoundCutoff,
  BoundPart,
  BoundStage,
  BoundTable,
  CopyPlace,
  EraseEntry,
  OwnerPath,
  Place,
} from './model.ts'
import { mergeJoins } from './owner-paths.ts'
import { askedAt, askedJoin } from './person-key.ts'

const isOwnColumn = (cutoff: BoundCutoff): Column | null => (cutoff.kind === 'column' && cutoff.place.alias === 'r' ? cutoff.column : null)

export function bindClass(c: RecordClass, policy: Policy, tables: readonly BoundTable[], binder: Binder, stem: string): BoundClass | null {
  const { names, edges, problems } = binder
  const what = `class "${c.name}"`
  const found = names.table(c.table, c, what)
  const table = found && tables.find(t => sameTable(t.name, found))
  if (!found || !table) return null
  if (c.collected) names.column(c.table, c.collected, c, `${what}: collected`)

  const paths = table.ancestors
  const used = new Set<OwnerPath>()
  const scope: Scope = { written: c.table, table: found, alias: 'r', paths, subjects: policy.subjects, at: c, what: `${what}: cutoff` }
  const using = <B extends BoundCutoff | null>(cutoff: B): B => {
    const text = JSON.stringify(cutoff)
    for (const path of paths) if (text.includes(`"alias":${JSON.stringify(path.alias)}`)) used.add(path)
    return cutoff
  }

  const clock = c.clock
  const cutoff = clock ? using(bindCutoff(clock.cutoff, scope, binder)) : null
  const kept = clock?.while?.kind === 'before' ? using(bindCutoff(clock.while.cutoff, { ...scope, what: `${what}: while` }, binder)) : null
  const keptUntil = kept && instant(kept)
  const keptWhile = clock?.while?.kind === 'predicate' ? rowPredicate(clock.while, c.table, 'r', c, `${what}: while`, binder).sql : null

  const erasures: EraseEntry[] = []
  const asked: AskedJoin[] = []
  const erasable = c.onErasure.kind !== 'untouched'
  for (const subject of policy.subjects) {
    const person = names.table(subject.table, subject, 'subject')
    if (!person || !erasable) continue
    const reached = paths.filter(p => sameTable(p.to, person))
    const byKey = reached.filter(p => p.joins.every(j => j.predicate === null))
    if (byKey.length > 1)
      problems.error(
        c,
        'subject-path-ambiguous',
        `${what} reaches its subject "${subject.table}" in ${byKey.length} ways: ${byKey.map(p => [c.table, ...p.joins.map(j => names.written(j.table))].join(' → ')).join('; ')}`,
        'Say under links which reference is not the owner: ignore(…) or accessor(…), with `by` where two columns lead to the same table.',
      )
    const aliases = [...(sameTable(person, found) ? ['r'] : []), ...reached.map(p => p.alias)]
    for (const alias of aliases) {
      for (const entry of subject.erasure) {
        const event = bindCutoff(
          subject.events[entry.event]!,
          { ...scope, written: subject.table, table: person, alias, paths: [], what: `subject "${subject.table}"` },
          binder,
        )
        if (event) erasures.push({ event: using(event), residence: c.promptly ? null : entry.residence })
      }
      const bound = tables.find(t => sameTable(t.name, person))
      if (!bound || !canBeErased(subject, policy)) continue
      const join = askedJoin(subject, bound, alias, asked.length === 0 ? 'asked' : `asked_${asked.length + 1}`, binder)
      for (const path of reached) if (path.alias === alias) used.add(path)
      asked.push(join)
      erasures.push({ event: askedAt(join.alias), residence: null })
    }
  }
  if (
    erasable &&
    policy.subjects.length > 0 &&
    !paths.some(p => policy.subjects.some(s => sameTable(names.tableName(s.table), p.to))) &&
    !policy.subjects.some(s => sameTable(names.tableName(s.table), found))
  )
    problems.error(
      c,
      'subject-path-missing',
      `${what}: no owner path leads from "${c.table}" to a data subject, so that onErasure would never happen`,
      `Declare the way under links (owner('${c.table}', …, { on: eb => … })), or say onErasure: untouched('why').`,
    )

  const copies: { as: string; places: CopyPlace[]; table: string; column: string }[] = []
  const copy: Copy = (ownerTable, column) => {
    const owner = names.table(ownerTable, c, `${what}: copyOf`)
    const source = owner && names.column(ownerTable, column, c, `${what}: copyOf`)
    if (!owner || !source) return null
    const reached = paths.filter(p => sameTable(p.to, owner))
    if (reached.length === 0)
      problems.error(
        c,
        'copy-of-unrelated',
        `${what}: no owner path leads from "${c.table}" to "${ownerTable}"`,
        'copyOf(…) reads a column of an owner of the row.',
      )
    for (const path of reached) used.add(path)
    const as = `copy_${copies.length + 1}`
    const there = keyOf(owner)?.[0]?.name ?? source.name
    copies.push({ as, places: reached.map(p => ({ alias: p.alias, column: source.name, there })), table: ownerTable, column })
    return as
  }
  const context = { class: c, table: found, binder, copy }
  const nodes = partNodes(c, found, binder)
  const parts: readonly BoundPart[] = nodes.toReversed().map(boundPart)
  const tells = [
    ...bindTells(c.tells, c.table, null, c, policy, binder),
    ...nodes.flatMap(node => bindTells(node.part.tells, node.part.table, boundPart(node), c, policy, binder)),
  ]
  const suppresses = bindSuppresses(c, table, policy, copy, binder)
  const stage = (name: string, acts: Parameters<typeof bindActs>[0], after: BoundStage['after'] = null): BoundStage => {
    const bound = { name, acts: bindActs(acts, context), destroys: acts.some(a => a.kind === 'destroy'), after }
    // An earlier stage leaves the row, and with it whoever it is about.
    return { ...bound, tells: tells.filter(t => isTold(t, bound)), suppresses: after === null ? suppresses : [] }
  }
  const stages: BoundStage[] = []
  // An erasure goes before the clock: what is due by both is not counted or archived under the person's name first.
  if (erasures.length > 0 && c.onErasure.kind !== 'untouched')
    stages.push(stage('erase', c.onErasure.kind === 'acts' ? c.onErasure.acts : c.onErasure.meanwhile))
  const disabled = (clock?.activation ?? policy.activation).find(a => a.kind === 'disabled')
  if (clock && !disabled) {
    clock.interim.forEach((s, i) => {
      stages.push(stage(`interim_${i + 1}`, s.acts, s.after))
    })
    stages.push(stage('dispose', clock.dispose))
  }

  if (clock?.gate && clock.gate.kind !== 'review')
    problems.error(
      c,
      'gate-not-a-review',
      `${what}: a disposal can wait for a review; ${clock.gate.kind} is a gate for a manual run`,
      'Use manual(…) under activation.',
    )
  const tenant = policy.tenant && tenantPlace(policy, found, paths, binder, used)
  const period = clock?.keep.min ?? clock?.keep.max ?? null
  const own = cutoff && isOwnColumn(cutoff)
  const activation = disabled ? policy.activation.filter(a => a.kind !== 'disabled') : (clock?.activation ?? policy.activation)
  const selfReferences = found.foreignKeys
    .filter(
      fk => sameTable(fk.references, found) && (fk.onDelete === 'no action' || fk.onDelete === 'restrict' || fk.onDelete === 'cascade'),
    )
    .map(fk => ({
      columns: fk.columns.filter(name => !found.columns.find(col => col.name === name)!.notNull),
      join: edges.join({ from: found, to: found, foreignKey: fk, link: null }, 'd', 'r', 'from'),
    }))

  return {
    kind: 'bound class',
    class: c,
    stem,
    table,
    where: membership(c, policy, binder, 'r'),
    joins: mergeJoins([...used]),
    cutoff,
    keptUntil,
    keptWhile,
    prefilter: own && period ? { column: own, period } : null,
    erasures,
    asked,
    erasure: c.onErasure,
    stages,
    remembers: stages.some(s => !s.destroys),
    recordsStart: stages.some(s => s.name === 'erase' && !s.destroys) && cutoff !== null && cutoffReads(cutoff, 'r').elsewhere,
    review: clock?.gate?.kind === 'review' ? clock.gate.by : null,
    parts,
    tells,
    persons: personsOf(found, 'r', paths, policy, binder),
    deferrals: deferrals(found, nodes, binder).filter(d => !d.self || selfReferences.some(s => s.columns.length === 0)),
    selfReferences: selfReferences.filter(s => s.columns.length > 0),
    activation,
    disabledUntil: disabled?.kind === 'disabled' ? disabled.until : null,
    manualGates: activation
      .flatMap(a => (a.kind === 'manual' ? a.gates : []))
      .flatMap(gate => bindGate(gate, { at: c, what: `class "${c.name}"` }, policy, binder)),
    optedIn: tenant?.optedIn ?? null,
    tenant: tenant?.place ?? null,
    copies,
  }
}

function tenantPlace(
  policy: Policy,
  table: Table,
  paths: readonly OwnerPath[],
  binder: Binder,
  used: Set<OwnerPath>,
): { readonly place: Place; readonly optedIn: string | null } | null {
  const tenant = policy.tenant!
  const target = binder.names.table(tenant.table, tenant, 'tenant')
  if (!target) return null
  const path = paths.find(p => sameTable(p.to, target))
  const alias = sameTable(target, table) ? 'r' : path?.alias
  if (alias === undefined) return null
  if (path) used.add(path)
  const optedIn = tenant.optIn && rowPredicate(tenant.optIn, tenant.table, alias, tenant, 'tenant: optIn', binder).sql
  return { place: { alias, column: binder.names.columnName(tenant.table, tenant.key) }, optedIn }
}
