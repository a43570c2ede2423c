import type { KeyColumn, Pair } from '../bind/model.ts'
import type { TableName } from '../schema/schema.ts'
import { comment, identifier, literal } from '../sql/quote.ts'

/**
 * What templates may call. Handlebars checks no helper's arguments, so each helper does: a wrong one would otherwise
 * print as nothing, and SQL with a hole in it can still run.
 */
const text = (x: unknown, helper: string): string => {
  if (typeof x !== 'string') throw new TypeError(`${helper}: expected text, got ${x === null ? 'null' : typeof x}`)
  return x
}
const array = <X>(x: unknown, helper: string): readonly X[] => {
  if (!Array.isArray(x)) throw new TypeError(`${helper}: expected a list`)
  return x as X[]
}
const name = (x: unknown, helper: string): string => identifier(text(x, helper))
const place = (alias: string, column: string): string =>
  alias === '' ? name(column, 'column') : `${name(alias, 'alias')}.${name(column, 'column')}`
const number = (x: unknown, helper: string): number => {
  if (typeof x !== 'number') throw new TypeError(`${helper}: expected a number, got ${typeof x}`)
  return x
}
const tied = (key: readonly KeyColumn[], left: (k: KeyColumn) => string, right: (k: KeyColumn) => string): string =>
  array<KeyColumn>(key, 'tie')
    .map(k => `${left(k)} = ${right(k)}`)
    .join(' and ')

const unitLengths: Readonly<Record<string, string>> = { month: '1 month', quarter: '3 months', year: '1 year' }

export const helpers = {
  /** An identifier. */
  qi: (x: unknown) => name(x, 'qi'),
  /** A constant. */
  ql: (value: unknown) => literal(value),
  /** A table, schema-qualified. */
  qt: (table: TableName) => `${name(table?.schema, 'qt')}.${name(table?.name, 'qt')}`,
  comment: (value: unknown) => comment(text(value, 'comment')),
  list: (items: unknown) =>
    array(items, 'list')
      .map(x => text(x, 'list'))
      .join(', '),
  columns: (names: unknown) =>
    array(names, 'columns')
      .map(x => name(x, 'columns'))
      .join(', '),
  array: (numbers: unknown) =>
    `array[${array(numbers, 'array')
      .map(x => number(x, 'array'))
      .join(', ')}]::integer[]`,
  /** The key under a table's alias, with our name where it differs. */
  keys: (key: readonly KeyColumn[], alias: string) =>
    array<KeyColumn>(key, 'keys')
      .map(k => `${place(alias, k.name)}${k.as === k.name ? '' : ` as ${name(k.as, 'keys')}`}`)
      .join(', '),
  /** The key under a table's alias, by the table's names. */
  tkeys: (key: readonly KeyColumn[], alias: string) =>
    array<KeyColumn>(key, 'tkeys')
      .map(k => place(alias, k.name))
      .join(', '),
  /** The key under the alias of one of our views or tables. */
  vkeys: (key: readonly KeyColumn[], alias: string) =>
    array<KeyColumn>(key, 'vkeys')
      .map(k => place(alias, k.as))
      .join(', '),
  match: (pairs: readonly Pair[]) =>
    array<Pair>(pairs, 'match')
      .map(p => `${place(p.left?.alias, p.left?.column)} = ${place(p.right?.alias, p.right?.column)}`)
      .join(' and '),
  /** A table's row is the one that a view of ours names; with `view=true` both sides are ours. */
  tie: (key: readonly KeyColumn[], table: string, view: string, options: { readonly hash: { readonly view?: boolean } }) =>
    tied(
      key,
      k => place(table, options.hash.view ? k.as : k.name),
      k => place(view, k.as),
    ),
  tieLedger: (key: readonly KeyColumn[]) =>
    tied(
      key,
      k => place('l', k.as),
      k => place('k', k.as),
    ),
  /** The rows of a batch, as a table `k`; with `given=true` from the parameters of a dynamic statement. */
  unnest: (key: readonly KeyColumn[], options?: { readonly hash: { readonly given?: boolean } }) =>
    `unnest(${array<KeyColumn>(key, 'unnest')
      .map((k, i) => (options?.hash?.given ? `$${i + 1}` : text(k.variable, 'unnest')))
      .join(', ')}) as k (${key.map(k => name(k.as, 'unnest')).join(', ')})`,
  unitLength: (unit: string) => unitLengths[unit] ?? text(undefined, 'unitLength'),
  /** The partial that writes a cutoff, an act. */
  cutoff: (c: { readonly kind: string }) => `cutoff/${text(c?.kind, 'cutoff')}`,
  gate: (g: { readonly kind: string }) => `gate/${text(g?.kind, 'gate').replace(' ', '-')}`,
  act: (a: { readonly kind: string }) => `act/${text(a?.kind, 'act')}`,
}
