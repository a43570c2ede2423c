import { columnName, type Role, roles, tableName } from './names.ts'
import { pick, type ReferenceSpec, type TableSpec, type WorldSpec } from './spec.ts'

/** A table of a world, with every choice made that concerns its shape. */
export interface TableDesign {
  readonly index: number
  readonly spec: TableSpec
  readonly schema: string
  readonly name: string
  /** As a policy writes it. */
  readonly written: string
  readonly column: Readonly<Record<Role, string>>
  readonly keyType: 'integer' | 'uuid' | 'text'
  readonly key: readonly KeyPart[]
  readonly types: { readonly a: InstantType; readonly b: InstantType; readonly stamp: InstantType }
  readonly partitioned: boolean
  readonly subject: boolean
  readonly references: readonly Reference[]
  /** The earlier table to which it belongs by a declared join. */
  readonly linkedTo: number | null
  readonly fate: 'classes' | 'part' | 'permanent' | 'out of scope'
  /** The table whose part it is. */
  readonly whole: number | null
}
export type InstantType = 'timestamptz' | 'date' | 'timestamp'
export interface KeyPart {
  readonly role: 'region' | 'id' | 'a'
  readonly name: string
  readonly type: string
}
export interface Reference {
  readonly kind: 'owner' | 'second' | 'self'
  readonly to: number
  readonly columns: readonly { readonly name: string; readonly type: string; readonly shared: boolean }[]
  readonly toColumns: readonly string[]
  readonly action: 'no action' | 'restrict' | 'cascade' | 'set null'
  readonly required: boolean
  readonly deferrable: '' | ' deferrable' | ' deferrable initially deferred'
  /** Whether the policy takes it for ownership. */
  readonly ownership: 'owner' | 'accessor' | 'ignore'
}

const instantTypes: readonly InstantType[] = ['timestamptz', 'date', 'timestamp']
const actions: readonly Reference['action'][] = ['no action', 'cascade', 'restrict', 'set null']
const deferrables: readonly Reference['deferrable'][] = ['', '', ' deferrable', ' deferrable initially deferred']

/** The tables of a world. A reference leads to an earlier table or to its own, so that the graph has no circle but those. */
export function designTables(spec: WorldSpec): readonly TableDesign[] {
  const designs: TableDesign[] = []
  for (const [index, table] of spec.tables.entries()) designs.push(designTable(table, index, designs))
  return Object.freeze(designs)
}

function designTable(spec: TableSpec, index: number, earlier: readonly TableDesign[]): TableDesign {
  const schema = spec.elsewhere ? 'el Se' : 'public'
  const name = tableName(spec.tableName, index)
  const column = Object.fromEntries(roles.map(role => [role, columnName(spec.columnNames, role)])) as Record<Role, string>
  const keyType = pick(['integer', 'integer', 'uuid', 'text'] as const, spec.keyType)
  const types = {
    a: pick(instantTypes, spec.types[0]),
    b: pick(instantTypes, spec.types[1]),
    stamp: pick(['timestamptz', 'date'] as const, spec.types[1]),
  }
  const pair = pick([false, false, true], spec.key)
  const key: KeyPart[] = [
    ...(pair ? [{ role: 'region', name: column.region, type: 'text' } as const] : []),
    { role: 'id', name: column.id, type: keyType },
    ...(spec.partitioned ? [{ role: 'a', name: column.a, type: types.a } as const] : []),
  ]
  const subject = index === 0 || (spec.subject && !spec.partitioned)
  const self: Pick<TableDesign, 'key' | 'index'> = { key, index }
  const sharing = spec.owner?.shared ? 'owner' : 'second'
  const refer = (
    kind: Reference['kind'],
    of: ReferenceSpec,
    to: Pick<TableDesign, 'key' | 'index'>,
    ownership: Reference['ownership'],
  ): Reference => {
    const action = pick(actions, of.action)
    const shared = kind === sharing && of.shared && key[0]!.role === 'region' && to.key[0]!.role === 'region'
    return {
      kind,
      to: to.index,
      columns: to.key.map((part, i) =>
        shared && i === 0
          ? { name: key[0]!.name, type: part.type, shared: true }
          : { name: columnName(spec.columnNames, `${kind}_${i + 1}`), type: part.type, shared: false },
      ),
      toColumns: to.key.map(part => part.name),
      action,
      required: of.required && action !== 'set null' && kind !== 'self',
      deferrable: pick(deferrables, of.deferrable),
      ownership,
    }
  }
  const references: Reference[] = []
  if (index > 0 && spec.owner) references.push(refer('owner', spec.owner, pick(earlier, spec.owner.to), 'owner'))
  if (index > 0 && spec.second) {
    const to = pick(earlier, spec.second.to)
    const asOwner = refer('second', spec.second, to, 'owner')
    const owners = ownersOf({ references: [...references, asOwner], linkedTo: null })
    const ownership = pick(['owner', 'ignore', 'accessor'] as const, spec.second.ownership)
    const parallel = references.some(r => r.to === to.index)
    references.push(
      ownership === 'owner' && !parallel && oneWay(earlier, owners)
        ? asOwner
        : { ...asOwner, ownership: ownership === 'owner' ? 'ignore' : ownership },
    )
  }
  if (spec.self) references.push(refer('self', spec.self, self, 'ignore'))
  // A link beside a reference to the same table would be a second way there, which what follows one only cannot choose.
  const linkable = earlier.filter(
    to => !references.some(r => r.to === to.index) && oneWay(earlier, [...ownersOf({ references, linkedTo: null }), to.index]),
  )
  const linkedTo = spec.linked !== null && linkable.length > 0 ? pick(linkable, spec.linked).index : null
  const [owner] = references
  const mayBePart =
    owner?.kind === 'owner' &&
    !subject &&
    // What stands in the way of a part that another part refers to is found by PostgreSQL only.
    !spec.self &&
    (earlier[owner.to]!.fate === 'classes' || earlier[owner.to]!.fate === 'part') &&
    // Rows of one class whose parts refer to each other's wait, also where both are due: a later run takes them, or none where they wait for each other. The oracle lets them go together.
    references.filter(r => wholeOf(earlier, r.to) === wholeOf(earlier, owner.to)).length === 1 &&
    // Where units wait for each other, which of them a run takes first is chance: the second run takes the other.
    !references.some(r => wholeOf(earlier, r.to) !== wholeOf(earlier, owner.to) && reaches(earlier, r.to, wholeOf(earlier, owner.to)))
  // Few tables may be parts, and hardly any parts of parts: those that may are so more often.
  const fates = mayBePart
    ? (['classes', 'part', 'part', 'part', 'part', 'part', 'permanent', 'classes', 'out of scope', 'classes'] as const)
    : (['classes', 'classes', 'classes', 'classes', 'classes', 'classes', 'permanent', 'classes', 'out of scope', 'classes'] as const)
  const wished = index === 0 ? 'classes' : pick(fates, spec.fate)
  const fate = subject ? 'classes' : wished
  return Object.freeze({
    index,
    spec,
    schema,
    name,
    written: schema === 'public' ? name : `${schema}.${name}`,
    column,
    keyType,
    key,
    types,
    partitioned: spec.partitioned,
    subject,
    references,
    linkedTo,
    fate,
    whole: fate === 'part' ? owner!.to : null,
  })
}

/** The table with whose rows a table's rows go: its own, unless it is a part. */
const wholeOf = (earlier: readonly TableDesign[], index: number): number => {
  const { whole } = earlier[index]!
  return whole === null ? index : wholeOf(earlier, whole)
}

/** Whether references and declared links lead from the rows that go with one table's to those of another. */
function reaches(earlier: readonly TableDesign[], from: number, to: number): boolean {
  const whole = wholeOf(earlier, from)
  if (whole === to) return true
  return earlier
    .filter(t => wholeOf(earlier, t.index) === whole)
    .flatMap(t => [...t.references.map(r => r.to), ...(t.linkedTo === null ? [] : [t.linkedTo])])
    .some(next => wholeOf(earlier, next) !== whole && reaches(earlier, next, to))
}

/** Whether each data subject is reached in at most one way: what the compiler asks of a policy. */
function oneWay(earlier: readonly TableDesign[], owners: readonly number[]): boolean {
  const ways = new Map<number, number>()
  const count = (at: number): void => {
    ways.set(at, (ways.get(at) ?? 0) + 1)
    for (const up of ownersOf(earlier[at]!)) count(up)
  }
  for (const owner of owners) count(owner)
  return [...ways].every(([at, n]) => !earlier[at]!.subject || n === 1)
}

/** The tables that own a table's rows, next above. */
export const ownersOf = (t: Pick<TableDesign, 'references' | 'linkedTo'>): readonly number[] => [
  ...t.references.filter(r => r.kind !== 'self' && r.ownership === 'owner').map(r => r.to),
  ...(t.linkedTo === null ? [] : [t.linkedTo]),
]

/** The tables by whose rows one is allowed to see this table's, next above. */
export const seenFrom = (t: Pick<TableDesign, 'references' | 'linkedTo'>): readonly number[] => [
  ...ownersOf(t),
  ...t.references.filter(r => r.kind !== 'self' && r.ownership === 'accessor').map(r => r.to),
]

/** Every table above, each once. */
export function ancestorsOf(designs: readonly TableDesign[], t: TableDesign): readonly TableDesign[] {
  const found = new Set<TableDesign>()
  const climb = (at: TableDesign): void => {
    for (const up of ownersOf(at)) {
      if (!found.has(designs[up]!)) climb(designs[up]!)
      found.add(designs[up]!)
    }
  }
  climb(t)
  return [...found]
}

/** The table's one reference to another; undefined where there are several ways or none. */
export function onlyReference(t: TableDesign, to: number): Reference | undefined {
  const found = t.references.filter(r => r.to === to)
  return found.length === 1 ? found[0] : undefined
}

export const partsOf = (designs: readonly TableDesign[], t: TableDesign): readonly TableDesign[] => designs.filter(d => d.whole === t.index)
