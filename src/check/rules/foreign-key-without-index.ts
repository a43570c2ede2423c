import { type ForeignKey, sameTable, type Table } from '../../schema/schema.ts'
import { identifier } from '../../sql/quote.ts'
import { namesOf, title } from '../names.ts'
import type { Rule } from '../rule.ts'
import { disposedTables } from '../tables.ts'

const isIndexed = (table: Table, fk: ForeignKey): boolean =>
  table.indexes.some(i => {
    const leading = i.columns.slice(0, fk.columns.length)
    return leading.length === fk.columns.length && fk.columns.every(c => leading.includes(c))
  })

export const rule: Rule = {
  code: 'foreign-key-without-index',
  severity: 'warning',
  check: model => {
    const names = namesOf(model)
    return disposedTables(model)
      .filter(d => d.deleted)
      .flatMap(d =>
        model.schema.tables.flatMap(from =>
          from.foreignKeys
            .filter(fk => sameTable(fk.references, d.table) && !isIndexed(from, fk))
            .map(fk => {
              const on = `${[from.schema, from.name].map(identifier).join('.')} (${fk.columns.map(identifier).join(', ')})`
              return {
                at: d.class.class,
                message: `${title(d.class.class)}: no index begins with ${names.written(from)}(${fk.columns.join(', ')}), which refers to "${names.written(d.table)}": PostgreSQL reads the whole table for each row that goes (43 ms instead of 0.01 with a million rows)`,
                help: from.partitioned ? `create index on ${on};` : `create index concurrently on ${on};`,
              }
            }),
        ),
      )
  },
}
