import type { Policy } from '../policy/policy.ts'
import type { Tell } from '../policy/recipient.ts'
import type { RecordClass } from '../policy/record-class.ts'
import { sameTable, type TableName } from '../schema/schema.ts'
import { isField } from '../sql/quote.ts'
import type { Binder } from './bind-cutoff.ts'
import { membership } from './membership.ts'
import type { BoundAct, BoundClass, BoundPart, BoundPerson, BoundTable, BoundTell, BoundWitness, OwnerPath } from './model.ts'

/** The ways from a row to the persons it belongs to, named as requests name them. */
export function personsOf(
  table: TableName,
  alias: string,
  paths: readonly OwnerPath[],
  policy: Policy,
  { names }: Binder,
): readonly BoundPerson[] {
  return policy.subjects.flatMap(subject => {
    const person = names.tableName(subject.table)
    const key = subject.key.map(name => names.columnName(subject.table, name))
    return [
      ...(sameTable(person, table) ? [{ table: person, key, alias, joins: [] }] : []),
      ...paths.filter(p => sameTable(p.to, person)).map(p => ({ table: person, key, alias: p.alias, joins: p.joins })),
    ]
  })
}

/** What a class tells of one of its tables. `part`: the way from the told row to the row of the class; null where it is that row. */
export function bindTells(
  tells: readonly Tell[],
  written: string,
  part: BoundPart | null,
  c: RecordClass,
  policy: Policy,
  { names, problems }: Binder,
): readonly BoundTell[] {
  return tells.flatMap((tell): readonly BoundTell[] => {
    const what = `class "${c.name}": tell("${tell.recipient}")`
    const to = policy.recipients.find(r => r.name === tell.recipient)
    if (!to) problems.error(c, 'recipient-unknown', `${what}: the policy has no such recipient`, 'List it under recipients.')
    const columns = tell.columns.flatMap(name => names.column(written, name, c, what) ?? [])
    for (const { name } of columns.filter(x => !isField(x.name)))
      problems.error(
        c,
        'column-name-unusable',
        `${what}: the name of the column ${JSON.stringify(name)} holds a control character or a dollar quote, so that no trigger could read it from the row`,
        'Rename it: alter table … rename column …;',
      )
    const named = columns.map(({ name }, i) => ({ name, as: tell.columns[i]! }))
    return to && columns.length === tell.columns.length ? [{ recipient: to, table: names.tableName(written), columns: named, part }] : []
  })
}

/** Whether a stage is what the recipient hears of: it takes the row, or the value by which the recipient knows it. */
export function isTold(
  { recipient, part, columns }: BoundTell,
  stage: { readonly name: string; readonly destroys: boolean; readonly acts: readonly BoundAct[] },
): boolean {
  if (recipient.hears === 'erasure') return stage.name === 'erase'
  const sets = (act: BoundAct): boolean => act.kind === 'set' && act.assignments.some(a => columns.some(x => x.name === a.column.name))
  return stage.destroys || (part === null && stage.acts.some(sets))
}

/** Tables whose rows nobody may delete unheard: what others than our runs delete there, a trigger tells. */
export function bindWitnesses(
  classes: readonly BoundClass[],
  tables: readonly BoundTable[],
  policy: Policy,
  binder: Binder,
): readonly BoundWitness[] {
  const heard = classes.flatMap(c =>
    c.tells
      .filter(t => t.recipient.hears === 'destruction')
      .map(tell => ({ tell, where: tell.part === null ? membership(c.class, policy, binder, 'old') : null })),
  )
  return tables.flatMap((table): readonly BoundWitness[] => {
    const here = heard.filter(h => sameTable(h.tell.table, table.name))
    const same = (a: BoundTell, b: BoundTell): boolean =>
      a.recipient === b.recipient && JSON.stringify(a.columns) === JSON.stringify(b.columns)
    const once = here.filter((h, i) => here.findIndex(other => same(other.tell, h.tell)) === i)
    const tells = once.map(({ tell }) => {
      const conditions = here.filter(h => same(h.tell, tell)).map(h => h.where)
      return {
        recipient: tell.recipient,
        columns: tell.columns,
        where: conditions.includes(null) ? null : conditions.map(w => `(${w})`).join(' or '),
      }
    })
    return tells.length === 0 ? [] : [{ table, tells, persons: personsOf(table.name, 'old', table.ancestorsOfOld, policy, binder) }]
  })
}
