import type { Policy } from '../policy/policy.ts'
import { sameTable } from '../schema/schema.ts'
import type { Binder } from './bind-cutoff.ts'
import { keyOf } from './bind-table.ts'
import type { BoundExport, BoundExportTable, BoundTable } from './model.ts'
import { ownerPaths } from './owner-paths.ts'

/** What each person gets: every table by all ways on which the person owns a row or may see it. */
export function bindExports(policy: Policy, tables: readonly BoundTable[], { names, edges, problems }: Binder): readonly BoundExport[] {
  const given = new Set<string>()
  return policy.exports.flatMap((profile): readonly BoundExport[] => {
    const what = `exportProfile("${profile.subject}")`
    const subject = policy.subjects.find(s => s.table === profile.subject)
    const found = names.table(profile.subject, profile, what)
    const person = found && tables.find(t => sameTable(t.name, found))
    if (!found) return []
    if (!subject || !person) {
      problems.error(profile, 'export-of-nobody', `${what}: "${profile.subject}" is no subject of the policy`, 'List it under subjects.')
      return []
    }
    for (const right of profile.rights) {
      const id = `${profile.subject} ${right}`
      if (given.has(id))
        problems.error(
          profile,
          'export-twice',
          `${what}: ${right} has a profile already`,
          'Put everything that one right gives into one profile.',
        )
      given.add(id)
    }
    const key = subject.key.flatMap(name => names.column(profile.subject, name, profile, what) ?? [])
    const bound = profile.tables.flatMap(({ table: written, columns, section }): readonly BoundExportTable[] => {
      const table = names.table(written, profile, what)
      if (!table) return []
      const named = columns.flatMap(as => {
        const column = names.column(written, as, profile, what)
        return column ? [{ column, as }] : []
      })
      const ways = [
        ...(sameTable(table, found) ? [{ alias: 'r', joins: [] }] : []),
        ...ownerPaths(table, 'r', { ...edges, up: edges.seen }).filter(p => sameTable(p.to, found)),
      ]
      if (ways.length === 0)
        problems.error(
          profile,
          'export-path-missing',
          `${what}: no way leads from "${written}" to "${profile.subject}", so that nobody could say whose rows these are`,
          `Declare it under links: owner('${written}', …), or accessor('${written}', …) where the person may see the row and does not own it.`,
        )
      const rowKey = keyOf(table)
      if (!rowKey)
        problems.error(
          profile,
          'export-without-key',
          `${what}: table "${written}" has no primary key and no unique key without NULLs, so that an export would have no order`,
          'Add one, or leave the table out.',
        )
      return [
        {
          section,
          table,
          written,
          key: rowKey ?? [],
          columns: named,
          ways: ways.map(({ alias, joins }) => ({ alias, joins })),
          guarded: tables.some(t => sameTable(t.name, table)),
        },
      ]
    })
    return [{ profile, person, key: key.map(({ name, type }) => ({ name, type })), tables: bound }]
  })
}
