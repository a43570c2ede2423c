import type { BoundClass, BoundLadder, BoundTable, Model } from '../../bind/model.ts'
import { classNames, ladderNames, ladderStepFunction, stageFunction, tableNames } from '../../emit/object-names.ts'
import type { OutputFile } from '../../emit/output-file.ts'
import { splitStatements } from '../../schema/statements.ts'

/** What a function or view of schema `retention` is for. */
export type Role =
  | 'stage'
  | 'fate'
  | 'clock'
  | 'count'
  | 'gate'
  | 'review'
  | 'matched'
  | 'upward'
  | 'held'
  | 'guard'
  | 'ladder'
  | 'ladder step'
  | 'engine'

/** A function or view as it was emitted. */
export interface Definition {
  readonly name: string
  readonly kind: 'function' | 'view'
  readonly role: Role
  readonly class: BoundClass | null
  readonly stage: string | null
  readonly table: BoundTable | null
  readonly path: string
  readonly sql: string
}

type Owner = Pick<Definition, 'role' | 'class' | 'stage' | 'table'>

/** The functions and views of the emitted migrations, in their order. */
export async function definitionsOf(files: readonly OutputFile[], model: Model): Promise<readonly Definition[]> {
  const owners = ownersOf(model)
  const found: Definition[] = []
  for (const { path, text } of files.filter(f => f.path.startsWith('migrations/')))
    for (const { sql } of await splitStatements({ path, sql: text })) {
      const [, word, written] = /^create (function|view) retention\.("(?:[^"]|"")+"|[\w$]+)/.exec(sql) ?? []
      if (!word || !written) continue
      const name = nameOf(written)
      const kind = word as Definition['kind']
      found.push({ name, kind, path, sql, ...(owners.get(`${kind} ${name}`) ?? { role: 'engine', class: null, stage: null, table: null }) })
    }
  return Object.freeze(found)
}

const nameOf = (written: string): string => (written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written)

function ownersOf(model: Model): ReadonlyMap<string, Owner> {
  const ofClass = (c: BoundClass): readonly (readonly [string, Owner])[] => {
    const names = classNames(c)
    const own = (kind: Definition['kind'], name: string, role: Role, stage: string | null = null) =>
      [`${kind} ${name}`, { role, class: c, stage, table: c.table }] as const
    return [
      own('view', names.fateView, 'fate'),
      own('view', names.clockView, 'clock'),
      own('function', names.backlogFunction, 'count'),
      own('function', names.gateFunction, 'gate'),
      own('function', names.reviewFunction, 'review'),
      ...c.stages.map(s => own('function', stageFunction(c, s), 'stage', s.name)),
    ]
  }
  const ofTable = (table: BoundTable): readonly (readonly [string, Owner])[] => {
    const names = tableNames(table)
    const own = (kind: Definition['kind'], name: string, role: Role) =>
      [`${kind} ${name}`, { role, class: null, stage: null, table }] as const
    return [
      own('view', names.matchedView, 'matched'),
      own('view', names.upwardView, 'upward'),
      own('view', names.heldView, 'held'),
      own('function', names.guardFunction, 'guard'),
    ]
  }
  const ofLadder = (l: BoundLadder): readonly (readonly [string, Owner])[] => {
    const own = (kind: Definition['kind'], name: string, role: Role) =>
      [`${kind} ${name}`, { role, class: null, stage: null, table: l.table }] as const
    return [
      own('view', ladderNames(l).ladderView, 'ladder'),
      ...l.steps.map((step, i) => own('function', ladderStepFunction(l, i + 1, step.do), 'ladder step')),
    ]
  }
  return new Map([...model.tables.flatMap(ofTable), ...model.classes.flatMap(ofClass), ...model.ladders.flatMap(ofLadder)])
}

/** The names of the classes that a definition has a say in: its own, and those whose views and functions stand on it. */
export function classesOn(definition: Definition, all: readonly Definition[]): ReadonlySet<string> {
  const standing = new Set([definition.name])
  const classes = new Set<string>()
  for (let before = 0; before !== standing.size; ) {
    before = standing.size
    for (const d of all) if ([...mentionedIn(d)].some(name => standing.has(name))) standing.add(d.name)
  }
  for (const d of all) if (d.class && standing.has(d.name)) classes.add(d.class.class.name)
  return classes
}

const mentions = new WeakMap<Definition, ReadonlySet<string>>()

function mentionedIn(definition: Definition): ReadonlySet<string> {
  const known = mentions.get(definition)
  if (known) return known
  const names = new Set([...definition.sql.matchAll(/\bretention\.("(?:[^"]|"")+"|[\w$]+)/g)].map(m => nameOf(m[1]!)))
  names.delete(definition.name)
  mentions.set(definition, names)
  return names
}
