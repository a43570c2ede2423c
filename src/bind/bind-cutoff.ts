import type { Cutoff, Unit } from '../policy/cutoff.ts'
import type { Subject } from '../policy/subject.ts'
import { type Column, type Schema, sameTable, type Table } from '../schema/schema.ts'
import { slug } from '../sql/name.ts'
import type { CatalogNames } from './catalog-names.ts'
import type { Edges } from './edge.ts'
import type { BoundCutoff, Join, OwnerPath } from './model.ts'
import type { Problems } from './problems.ts'

/** What a cutoff is read from: a table under an alias, and the owners joined to it. */
export interface Scope {
  readonly written: string
  readonly table: Table
  readonly alias: string
  readonly paths: readonly OwnerPath[]
  readonly subjects: readonly Subject[]
  /** The entry that a finding points at. */
  readonly at: object
  readonly what: string
}
export interface Binder {
  readonly schema: Schema
  readonly names: CatalogNames
  readonly edges: Edges
  readonly problems: Problems
}

const storages: Readonly<Record<string, BoundCutoff['type']>> = {
  date: 'day',
  'timestamp with time zone': 'instant',
  'timestamp without time zone': 'instant',
}
const unitMonths = { month: 1, quarter: 3, year: 12 } as const

export const cutoffType = (column: Column): BoundCutoff['type'] | undefined => storages[column.baseType]

/** Beside instants a day is the midnight that ends it. */
export const instant = (c: BoundCutoff): BoundCutoff => (c.type === 'day' ? { kind: 'midnight', type: 'instant', of: c } : c)
function alike(all: readonly BoundCutoff[]): readonly BoundCutoff[] {
  return all.every(c => c.type === 'day') ? all : all.map(instant)
}

type Bind<C extends Cutoff> = (cutoff: C, scope: Scope, binder: Binder) => BoundCutoff | null
type Kinds = { readonly [K in Cutoff['kind']]: Bind<Extract<Cutoff, { kind: K }>> }

function leaf(written: string, column: string, alias: string, scope: Scope, { names, problems }: Binder): BoundCutoff | null {
  const found = names.column(written, column, scope.at, scope.what)
  if (!found) return null
  const type = cutoffType(found)
  if (!type) {
    problems.error(
      scope.at,
      'cutoff-not-a-date',
      `${scope.what}: "${written}.${column}" is ${found.type}, which is no instant`,
      'A cutoff is a date, timestamp or timestamptz column.',
    )
    return null
  }
  return { kind: 'column', type, place: { alias, column: found.name }, column: found }
}

function combined(kind: 'earliestOf' | 'latestOf' | 'coalesce', of: readonly Cutoff[], scope: Scope, binder: Binder): BoundCutoff | null {
  const bound = of.map(c => bindCutoff(c, scope, binder))
  if (bound.some(c => c === null)) return null
  const all = alike(bound as BoundCutoff[])
  return { kind, type: all[0]!.type, of: all }
}

/** A row of another table that this row refers to, or that refers to the same owner by a unique key. */
function relatedJoin(target: Table, alias: string, scope: Scope, { edges }: Binder): Join | null {
  const direct = scope.table.foreignKeys.find(fk => sameTable(fk.references, target))
  if (direct) return edges.join({ from: scope.table, to: target, foreignKey: direct, link: null }, scope.alias, alias, 'to')
  const unique = [target.primaryKey ?? [], ...target.uniqueKeys]
  for (const mine of scope.table.foreignKeys)
    for (const theirs of target.foreignKeys) {
      const sameOwner = sameTable(mine.references, theirs.references) && mine.references.columns.join() === theirs.references.columns.join()
      if (sameOwner && unique.some(key => key.length > 0 && key.every(c => theirs.columns.includes(c))))
        return {
          table: target,
          alias,
          predicate: null,
          pairs: mine.columns.map((column, i) => ({ left: { alias: scope.alias, column }, right: { alias, column: theirs.columns[i]! } })),
        }
    }
  return null
}

const kinds: Kinds = {
  column: (c, scope, binder) => leaf(scope.written, c.column, scope.alias, scope, binder),
  related: (c, scope, binder) => {
    const target = binder.names.table(c.table, scope.at, scope.what)
    if (!target) return null
    const alias = `related_${slug(target.name)}`
    const join = relatedJoin(target, alias, scope, binder)
    const of = leaf(c.table, c.column, alias, scope, binder)
    if (!join)
      binder.problems.error(
        scope.at,
        'related-without-reference',
        `${scope.what}: a row refers to no single row of "${c.table}"`,
        `Add a foreign key to "${c.table}", or use a column of the row itself.`,
      )
    return join && of ? { kind: 'related', type: of.type, join, of } : null
  },
  latest: (c, scope, binder) => {
    const child = binder.names.table(c.table, scope.at, scope.what)
    if (!child) return null
    const alias = `latest_${slug(child.name)}`
    const fk = child.foreignKeys.find(f => sameTable(f.references, scope.table))
    const of = leaf(c.table, c.column, alias, scope, binder)
    if (!fk) {
      binder.problems.error(
        scope.at,
        'latest-without-reference',
        `${scope.what}: "${c.table}" has no foreign key to "${scope.written}"`,
        'latest(…) reads children of the row.',
      )
      return null
    }
    const join = binder.edges.join({ from: child, to: scope.table, foreignKey: fk, link: null }, alias, scope.alias, 'from')
    return of ? { kind: 'latest', type: of.type, join, of } : null
  },
  event: (c, scope, binder) => {
    const subject = scope.subjects.find(s => s.table === c.subject)
    const event = subject?.events[c.event]
    const table = binder.names.table(c.subject, scope.at, scope.what)
    if (!table) return null
    if (!subject || !event) {
      binder.problems.error(
        scope.at,
        'unknown-event',
        `${scope.what}: subject "${c.subject}" has no event "${c.event}", or is not listed under subjects`,
      )
      return null
    }
    const own = sameTable(table, scope.table) ? [scope.alias] : []
    const aliases = [...own, ...scope.paths.filter(p => sameTable(p.to, table)).map(p => p.alias)]
    if (aliases.length === 0) {
      binder.problems.error(
        scope.at,
        'subject-path-missing',
        `${scope.what}: no owner path leads from "${scope.written}" to its subject "${c.subject}"`,
        `Declare one: owner('${scope.written}', …, { on: eb => … }) under links.`,
      )
      return null
    }
    if (aliases.length > 1) {
      binder.problems.error(
        scope.at,
        'event-ambiguous',
        `${scope.what}: "${scope.written}" reaches "${c.subject}" in ${aliases.length} ways, so "${c.event}" could be the event of several people`,
        'Leave one way under links (ignore(…) the others), or use a column of the row.',
      )
      return null
    }
    return bindCutoff(event, { ...scope, written: c.subject, table, alias: aliases[0]!, paths: [] }, binder)
  },
  earliestOf: (c, scope, binder) => combined('earliestOf', c.of, scope, binder),
  latestOf: (c, scope, binder) => combined('latestOf', c.of, scope, binder),
  orElse: (c, scope, binder) => combined('coalesce', [c.cutoff, c.otherwise], scope, binder),
  endOf: (c, scope, binder) => {
    const of = bindCutoff(c.cutoff, scope, binder)
    return of && { kind: 'endOf', type: 'instant', ...fiscal(c.unit), of }
  },
}

const fiscal = (unit: Unit): { readonly unit: keyof typeof unitMonths; readonly offsetMonths: number } =>
  typeof unit === 'object' ? { unit: 'year', offsetMonths: unit.fiscalYearFrom - 1 } : { unit, offsetMonths: 0 }

/** Resolve a cutoff in a scope; null when something in it does not exist, which is then among the problems. */
export const bindCutoff = (cutoff: Cutoff, scope: Scope, binder: Binder): BoundCutoff | null =>
  (kinds[cutoff.kind] as Bind<Cutoff>)(cutoff, scope, binder)

/** The columns of `alias` that a cutoff stands on, and the other tables it reads. */
export function cutoffReads(cutoff: BoundCutoff, alias: string): { readonly own: readonly string[]; readonly elsewhere: boolean } {
  switch (cutoff.kind) {
    case 'column':
      return cutoff.place.alias === alias ? { own: [cutoff.place.column], elsewhere: false } : { own: [], elsewhere: true }
    case 'related':
    case 'latest':
      return { own: [], elsewhere: true }
    case 'endOf':
    case 'midnight':
      return cutoffReads(cutoff.of, alias)
    default: {
      const all = cutoff.of.map(c => cutoffReads(c, alias))
      return { own: all.flatMap(a => a.own), elsewhere: all.some(a => a.elsewhere) }
    }
  }
}
