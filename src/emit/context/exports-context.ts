import type { BoundExport, BoundExportTable, Model } from '../../bind/model.ts'
import type { Column } from '../../schema/schema.ts'
import { stems } from '../../sql/name.ts'
import { identifier, literal } from '../../sql/quote.ts'
import { tableNames } from '../object-names.ts'
import { tableText } from './stage-context.ts'

/** What no spreadsheet can take for a formula. */
const plain = new Set([
  ...['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision', 'boolean', 'uuid', 'date'],
  ...['timestamp with time zone', 'timestamp without time zone'],
])

/** A wall-clock time becomes the instant that it means; everything else is itself. */
const value = ({ name, baseType }: Column, { policy }: Model): string =>
  baseType === 'timestamp without time zone'
    ? `r.${identifier(name)} at time zone ${literal(policy.storedTimeZone)}`
    : `r.${identifier(name)}`

const quoted = (name: string): string => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)

/** What the template of the exports needs. */
export function exportsContext(exports: readonly BoundExport[], model: Model): object {
  const persons = [...new Map(exports.map(e => [e.person.stem, e])).values()]
  const fileStem = stems()
  return {
    profiles: exports.flatMap(({ profile, person }) =>
      profile.rights.map(right => ({
        tableText: tableText(person.name),
        right,
        clauses: profile.clauses,
        sections: [...new Set(profile.tables.flatMap(t => t.section ?? []))].toSorted(),
        onePer: profile.onePer?.iso ?? null,
        function: tableNames(person).exportFunction,
      })),
    ),
    persons: persons.map(({ person, key }) => ({
      tableText: tableText(person.name),
      table: person.name,
      function: tableNames(person).exportFunction,
      rowKey: person.key,
      key,
      images: exports.some(e => e.person === person && e.profile.rights.includes('access')),
      profiles: exports
        .filter(e => e.person === person)
        .map(e => ({ rights: e.profile.rights, tables: e.tables.map(t => tableContext(t, e, key, fileStem, model)) })),
    })),
  }
}

function tableContext(
  t: BoundExportTable,
  e: BoundExport,
  key: BoundExport['key'],
  fileStem: (name: string) => string,
  model: Model,
): object {
  return {
    section: t.section,
    className: t.written,
    file: `${fileStem(t.written)}.csv`,
    earlier: `${t.written} (earlier values)`,
    earlierFile: `${fileStem(`${t.written} earlier`)}.csv`,
    header: t.columns.map(c => quoted(c.as)).join(','),
    earlierHeader: ['kept_at', ...t.columns.map(c => quoted(c.as))].join(','),
    table: t.table,
    tableText: tableText(t.table),
    key: t.key,
    columns: t.columns.map(({ column, as }) => ({
      name: column.name,
      as,
      value: value(column, model),
      isText: !plain.has(column.baseType),
    })),
    ways: t.ways.map(w => ({
      ...w,
      table: t.table,
      rowKey: t.key,
      key,
      given: `${identifier(tableNames(e.person).exportFunction)}.subject_key`,
    })),
    images: t.guarded && e.profile.rights.includes('access'),
  }
}
