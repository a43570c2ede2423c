import type { Act, Assignment } from '../policy/act.ts'
import type { RecordClass } from '../policy/record-class.ts'
import type { Column, Table } from '../schema/schema.ts'
import { literal } from '../sql/quote.ts'
import type { Binder } from './bind-cutoff.ts'
import { rowPredicate } from './membership.ts'
import type { BoundAct, BoundAssignment, BoundMeasure } from './model.ts'

/** Asks for a value of an owner; answers with the view's column that will carry it. */
export type Copy = (table: string, column: string) => string | null

interface Context {
  readonly class: RecordClass
  readonly table: Table
  readonly binder: Binder
  readonly copy: Copy
}
type Bind<A extends Act> = (act: A, context: Context) => BoundAct | null
type Kinds = { readonly [K in Act['kind']]: Bind<Extract<Act, { kind: K }>> }

const column = (name: string, { class: c, binder }: Context, what: string): Column | null =>
  binder.names.column(c.table, name, c, `class "${c.name}": ${what}`)

function assign(assignments: readonly Assignment[], act: 'anonymize' | 'generalize', context: Context): BoundAct {
  const bound = assignments.map((a): BoundAssignment | null => {
    const target = column(a.column, context, act)
    if (!target) return null
    if (a.value.kind === 'literal')
      return a.value.value === null
        ? { column: target, act, kind: 'null' }
        : { column: target, act, kind: 'expression', sql: literal(a.value.value) }
    if (a.value.kind === 'copy of') {
      const as = context.copy(a.value.table, a.value.column)
      return as === null ? null : { column: target, act, kind: 'copy', as }
    }
    return {
      column: target,
      act,
      kind: 'expression',
      sql: rowPredicate(a.value, context.class.table, 'r', context.class, `${act} of ${a.column}`, context.binder).sql,
    }
  })
  return { kind: 'set', assignments: bound.filter(b => b !== null) }
}

const kinds: Kinds = {
  destroy: () => ({ kind: 'destroy' }),
  sever: (act, context) => ({
    kind: 'set',
    assignments: act.columns.flatMap((name): BoundAssignment[] => {
      const target = column(name, context, 'sever')
      return target ? [{ column: target, act: 'sever', kind: 'null' }] : []
    }),
  }),
  anonymize: (act, context) => assign(act.set, 'anonymize', context),
  generalize: (act, context) => assign(act.set, 'generalize', context),
  pseudonymize: (act, context) => ({
    kind: 'set',
    assignments: act.columns.flatMap(({ from, into }): BoundAssignment[] => {
      const source = column(from, context, 'pseudonymize')
      const target = column(into, context, 'pseudonymize')
      if (!source || !target) return []
      if (target.baseType !== 'bytea')
        context.binder.problems.error(
          context.class,
          'pseudonym-column-type',
          `class "${context.class.name}": a pseudonym is 32 bytes, and "${into}" is ${target.type}`,
          `Make it bytea: alter table … add column ${into} bytea;`,
        )
      return [
        { column: target, act: 'pseudonymize', kind: 'pseudonym', from: source.name, kept: act.key === 'kept' },
        ...(source.name === target.name ? [] : [{ column: source, act: 'pseudonymize' as const, kind: 'null' as const }]),
      ]
    }),
  }),
  rollup: (act, context) => {
    const { names, problems } = context.binder
    const what = `class "${context.class.name}": rollup`
    const into = names.table(act.into, context.class, what)
    if (!into) return null
    const keys = act.key.flatMap(k => {
      const target = names.column(act.into, k.column, context.class, what)
      const source = column(k.from.column, context, 'rollup')
      return target && source ? [{ column: target, source, grain: k.from.kind === 'grain' ? k.from.grain : null }] : []
    })
    const adds = act.add.flatMap((a): BoundMeasure[] => {
      const target = names.column(act.into, a.column, context.class, what)
      if (!target) return []
      if (a.measure.kind === 'sum')
        return [{ column: target, kind: 'sum', where: null, source: names.columnName(context.class.table, a.measure.column) }]
      const where = a.measure.where && rowPredicate(a.measure.where, context.class.table, 'r', context.class, what, context.binder).sql
      return [{ column: target, kind: 'count', where, source: null }]
    })
    const wanted = keys.map(k => k.column.name)
    const unique = [into.primaryKey ?? [], ...into.uniqueKeys].some(
      key => key.length === wanted.length && key.every(c => wanted.includes(c)),
    )
    if (!unique)
      problems.error(
        context.class,
        'rollup-without-unique-key',
        `${what}: "${act.into}" has no unique key on (${wanted.join(', ')}), so that counts could not be added up`,
        'Add a unique index on exactly these columns.',
      )
    return { kind: 'rollup', into, keys, adds }
  },
  archive: (act, context) => {
    const what = `class "${context.class.name}": archive`
    if ('column' in act.into) {
      const target = column(act.into.column, context, 'archive')
      return target && { kind: 'set', assignments: [{ column: target, act: 'archive', kind: 'as of' }] }
    }
    const into = context.binder.names.table(act.into.table, context.class, what)
    if (!into) return null
    const columns = context.table.columns
      .map(c => c.name)
      .filter(c => into.columns.some(i => i.name === c && i.generated !== 'stored' && i.generated !== 'virtual'))
    const lost = context.table.columns.map(c => c.name).filter(c => !columns.includes(c))
    if (lost.length > 0)
      context.binder.problems.error(
        context.class,
        'archive-loses-columns',
        `${what}: "${act.into.table}" has no column for ${lost.join(', ')}`,
        'Add the columns to the archive table.',
      )
    return { kind: 'archive', into, columns }
  },
}

/** Resolve acts; the column acts that follow one another become one UPDATE, which reads the row as it was before. */
export function bindActs(acts: readonly Act[], context: Context): readonly BoundAct[] {
  const bound = acts.map(act => (kinds[act.kind] as Bind<Act>)(act, context)).filter(a => a !== null)
  return bound.reduce<BoundAct[]>((all, act) => {
    const last = all.at(-1)
    if (last?.kind === 'set' && act.kind === 'set')
      all[all.length - 1] = { kind: 'set', assignments: [...last.assignments, ...act.assignments] }
    else all.push(act)
    return all
  }, [])
}
