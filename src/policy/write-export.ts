import { type ExportProfile, type ExportRight, type ExportTable, exportRights } from './export-profile.ts'
import { freeze, list } from './plain.ts'
import { policyError, rejectUnknownKeys } from './policy-error.ts'
import { callSite, mark } from './position.ts'
import type { Subject } from './subject.ts'

type Columns = Readonly<Record<string, readonly string[]>>

export function exportProfile(subject: Subject, right: ExportRight | readonly ExportRight[], d: any): ExportProfile {
  const what = `exportProfile("${subject.table}", "${right}")`
  rejectUnknownKeys(what, d, ['clause', 'columns', 'optional', 'onePer'])
  const rights = list(right)
  for (const one of rights)
    if (!exportRights.includes(one))
      throw policyError('export-right-unknown', `${what}: no export answers "${one}"`, `The rights are: ${exportRights.join(', ')}.`)
  const tables = (columns: Columns, section: string | null): readonly ExportTable[] =>
    Object.entries(columns).map(([table, names]) => {
      if (names.length === 0)
        throw policyError('export-of-nothing', `${what}: "${table}" has no column`, 'Name its columns, or leave it out.')
      return { table, columns: list(names), section }
    })
  const all = [
    ...tables(d.columns, null),
    ...Object.entries<Columns>(d.optional ?? {}).flatMap(([section, columns]) => tables(columns, section)),
  ]
  const twice = all.find((t, i) => all.findIndex(other => other.table === t.table) !== i)
  if (twice) throw policyError('export-table-twice', `${what}: "${twice.table}" stands in two places`, 'A table belongs to one section.')
  return mark(
    freeze<ExportProfile>({
      kind: 'export profile',
      subject: subject.table,
      rights,
      clauses: list<string>(d.clause),
      tables: all,
      onePer: d.onePer ?? null,
    }),
    callSite(),
  )
}
