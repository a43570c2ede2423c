import { tableText } from '../../src/emit/context/stage-context.ts'
import { tableKey } from '../../src/schema/schema.ts'
import type { Row, World as Rows } from '../../src/verify/oracle/world.ts'
import type { TableDesign } from './design.ts'
import { exported } from './policy.ts'
import type { MadeRow } from './rows.ts'
import { linkColumn } from './schema-sql.ts'
import type { World } from './world.ts'

/** What is wrong with the export of one person: rows that are somebody else's, or that are missing, or another column. */
export async function judgeExport(world: World, person: MadeRow, before: Rows): Promise<readonly string[]> {
  const given = await exportOf(world, person)
  const wanted = new Map(world.draught.designs.map(t => [t.written, seenBy(world, person, t, before).map(r => values(t, r))]))
  const tables = [...new Set([...Object.keys(given), ...[...wanted].filter(([, rows]) => rows.length > 0).map(([name]) => name)])]
  return tables.flatMap(name => {
    const t = world.draught.designs.find(d => d.written === name)!
    const got = (given[name] ?? []).map(r => values(t, r)).toSorted()
    const want = (wanted.get(name) ?? []).toSorted()
    // What is out of scope stands in no profile.
    if (t.fate === 'out of scope' && got.length === 0) return []
    const extra = (given[name] ?? []).some(r => Object.keys(r).length !== exported(t).length)
    return JSON.stringify(got) === JSON.stringify(want) && !extra
      ? []
      : [`export of ${name}: ${got.join(' ')}, and the person may see ${want.join(' ')}`]
  })
}

async function exportOf(
  { proof, model }: World,
  person: MadeRow,
): Promise<Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>> {
  const { key, table } = model.requests.find(r => tableKey(r.table.name) === tableKey(person.table))!
  const named = JSON.stringify(Object.fromEntries(key.map(k => [k.name, person.values.get(k.name)])))
  const { rows } = await proof.db.query<{ readonly id: number }>(`select retention.open_request($1, $2::jsonb, 'access', 'letter') as id`, [
    tableText(table.name),
    named,
  ])
  await proof.db.query(`select retention.verify_request($1, 'none')`, [rows[0]!.id])
  const lines = await proof.db.query<{ readonly line: string }>('select line from retention.export_person($1)', [rows[0]!.id])
  return JSON.parse(lines.rows.map(r => r.line).join('\n')).data
}

/** Followed row by row: what refers to the person's row, and to what that may see, by columns that are equal. */
function seenBy({ draught, model }: World, person: MadeRow, of: TableDesign, before: Rows): readonly Row[] {
  const rowsIn = (t: TableDesign): readonly Row[] =>
    before.rows.get(tableKey(model.schema.tables.find(s => s.schema === t.schema && s.name === t.name)!)) ?? []
  const isPerson = (t: TableDesign, row: Row): boolean =>
    t.index === person.design.index && t.key.every(k => row[k.name] === (person.values.get(k.name) ?? null))
  const sees = (t: TableDesign, row: Row): boolean =>
    isPerson(t, row) ||
    t.references.some(
      r =>
        r.kind !== 'self' &&
        r.ownership !== 'ignore' &&
        rowsIn(draught.designs[r.to]!).some(
          to => r.columns.every((c, i) => row[c.name] !== null && row[c.name] === to[r.toColumns[i]!]) && sees(draught.designs[r.to]!, to),
        ),
    ) ||
    (t.linkedTo !== null && linked(t, row).some(to => sees(draught.designs[t.linkedTo!]!, to)))
  const linked = (t: TableDesign, row: Row): readonly Row[] => {
    const to = draught.designs[t.linkedTo!]!
    return rowsIn(to).filter(o => row[linkColumn(t)] !== null && row[linkColumn(t)] === o[to.column.mail])
  }
  return rowsIn(of).filter(row => sees(of, row))
}

const values = (t: TableDesign, row: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(exported(t).map(c => (row[c] === null || row[c] === undefined ? null : String(row[c]))))
